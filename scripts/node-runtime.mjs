/** Where Node 24 is: the one from the `node` package, or the one running now when it is new enough. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const NEEDED_MAJOR = 24;

const runningMajor = () => Number(process.versions.node.split('.')[0]);

/**
 * @param {string} root the application's folder
 * @returns {string | null} the path of a Node that can run Metarr; null when there is none
 */
export function findNode(root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const packaged = join(root, 'node_modules', 'node', 'bin', name);
  if (existsSync(packaged)) return packaged;
  return runningMajor() >= NEEDED_MAJOR ? process.execPath : null;
}

/**
 * @param {string} root the application's folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv} the environment with the packages' commands, Node 24 among them, first on the path
 */
export function withPackagesOnPath(root, env) {
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const bin = join(root, 'node_modules', '.bin');
  const rest = (env[key] ?? '').split(delimiter).filter((entry) => entry !== bin);
  return { ...env, [key]: [bin, ...rest].join(delimiter) };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv} the environment without any project's `node_modules/.bin` on the path: what installs
 *   packages must not run from the packages it replaces
 */
export function withoutPackagesOnPath(env) {
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const rest = (env[key] ?? '').split(delimiter).filter((entry) => !/node_modules[\\/]\.bin[\\/]?$/.test(entry));
  return { ...env, [key]: rest.join(delimiter) };
}
