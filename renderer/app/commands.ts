import type { CommandId } from './key-map.ts';

export type CommandHandlers = Partial<Record<CommandId, () => void>>;

const layers: CommandHandlers[] = [];

/** Answers commands for as long as a view is there; the newest answer wins. Gives back a function that ends it. */
export function answerCommands(handlers: CommandHandlers): () => void {
  layers.push(handlers);
  return () => {
    layers.splice(layers.indexOf(handlers), 1);
  };
}

/** Runs a command; false when nobody answers it here. */
export function runCommand(command: CommandId): boolean {
  const handler = layers.findLast((layer) => layer[command])?.[command];
  handler?.();
  return handler !== undefined;
}
