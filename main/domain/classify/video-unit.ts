import type { ListedFile, NameFacts } from '../folder-facts.ts';
import type { PathParts } from './split-path.ts';

/** A listed file with its path taken to pieces once. */
export interface Entry {
  file: ListedFile;
  path: PathParts;
}

/** One playable version of a film: a file, the parts of a stack, or a disc structure. */
export interface VideoUnit {
  /** In playing order; one unless it is a stack. */
  entries: Entry[];
  /** 1-based numbers of the parts, beside `entries`; null for what is no part. */
  parts: (number | null)[];
  /** The name without extension and part marker: what versions are compared and side files named by. */
  stem: string;
  /** What the file's own name says; for a disc structure what its folder says. */
  facts: NameFacts;
  disc: 'bluray' | 'dvd' | null;
  /** NFO files inside the disc structure. */
  discNfos: ListedFile[];
}

const ASCII = /^[\0-\x7F]*$/;

/** For comparing names of files: composed (macOS hands out decomposed ones) and without case. */
export function foldName(name: string): string {
  return (ASCII.test(name) ? name : name.normalize('NFC')).toLowerCase();
}
