import type { PickPurpose } from '../../contract/libraries.ts';

/** What the core needs from the machine it runs on. Electron and Node each implement these; core.ts knows only the types. */

export interface Dialogs {
  /** The system's folder dialog; null where there is none (headless, command line). Answers [] when it was dismissed. */
  pickFolders: ((purpose: PickPurpose) => Promise<string[]>) | null;
}

export interface Shell {
  /** Shows a file or folder in the system's file manager; null where there is none. */
  showInFolder: ((path: string) => Promise<void>) | null;
}

export interface Trash {
  /**
   * Puts a file into the system's trash, from where the person can take it back. Throws a CoreError: `file_missing`, or
   * `not_available` where its disk has no trash; a file is never deleted instead.
   */
  put: (path: string) => Promise<void>;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface Secrets {
  /** False when the platform can only obfuscate (Linux without a keyring): the person must be told. */
  isProtected(): Promise<boolean>;
  encrypt(plain: string): Promise<Uint8Array>;
  decrypt(cipher: Uint8Array): Promise<string>;
}

export interface Logger {
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

export interface Ports {
  mode: 'desktop' | 'headless' | 'cli';
  dialogs: Dialogs;
  shell: Shell;
  trash: Trash;
  clock: Clock;
  secrets: Secrets;
  logger: Logger;
}
