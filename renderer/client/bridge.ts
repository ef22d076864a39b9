import type { EventEnvelope } from '../../contract/events.ts';
import type { Reply } from '../../contract/reply.ts';

/** Whether the core can be reached, as the transport knows it. */
export type Connection = 'connected' | 'lost' | 'signed-out';

/** The one thing that differs between the desktop window and a browser: how calls and events travel. */
export interface Bridge {
  call(method: string, input: unknown): Promise<Reply>;
  /** Listens to events; answers a function that stops listening. */
  on(listener: (envelope: EventEnvelope) => void): () => void;
  /** Tells when the connection changes; answers a function that stops listening. */
  onConnection(listener: (connection: Connection) => void): () => void;
  /** The path of a file dropped on the window, or null where files carry none (browsers). */
  pathForFile(file: File): string | null;
  readonly platform: string;
}
