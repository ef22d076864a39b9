/** How a program ended: with an exit code, or by a signal. */
export interface ProgramExit {
  stdout: string;
  stderr: string;
  code: number | null;
  killedBy: string | null;
}

/** A program that has been started. */
export interface RunningProgram {
  /** Rejects when it could not be started. */
  exit: Promise<ProgramExit>;
  kill: () => void;
}
