import { en } from './en.ts';

/** The words of the window in the chosen language. English is the only one so far; another is an object of this shape. */
export const t: typeof en = en;
