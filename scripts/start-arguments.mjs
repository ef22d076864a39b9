/** Reads the arguments of `npm start` far enough to choose how to start; Metarr itself reads them in full. */
import { isAbsolute, resolve } from 'node:path';

const WITH_PATH = new Set(['--data-dir']);
const WITH_VALUE = new Set(['--port', '--host', ...WITH_PATH]);

/**
 * @param {string[]} args as given after `npm start --`
 * @param {string} from the folder relative paths are meant from: npm changes into the application's
 * @returns {{ isHeadless: boolean, isHelp: boolean, passedOn: string[] }} `passedOn` has absolute paths and no
 *   `--headless`
 */
export function readStartArguments(args, from) {
  const absolute = (path) => (isAbsolute(path) ? path : resolve(from, path));
  const passedOn = [];
  let isHeadless = false;
  let isHelp = false;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index];
    const [name, inlineValue] = arg.startsWith('--') ? arg.split(/=(.*)/s) : [arg];
    if (name === '--headless') isHeadless = true;
    else if (name === '--help' || name === '-h') isHelp = true;
    else if (WITH_VALUE.has(name)) {
      const value = inlineValue ?? args[(index += 1)];
      passedOn.push(name);
      if (value !== undefined) passedOn.push(WITH_PATH.has(name) ? absolute(value) : value);
    } else if (arg.startsWith('-')) passedOn.push(arg);
    else passedOn.push(absolute(arg));
  }
  return { isHeadless, isHelp, passedOn };
}
