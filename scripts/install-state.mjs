/** Tells whether `node_modules` holds what `package-lock.json` asks for, from npm's own record of what it installed. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

/**
 * @param {string} root the application's folder
 * @returns {string | null} why packages must be installed, in a few words; null when they are complete
 */
export function whyInstallIsStale(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  if (!wanted) throw new Error('package-lock.json is missing or damaged: restore it from the repository.');
  if (!existsSync(join(root, 'node_modules'))) return 'not installed yet';
  // npm writes this file last, so its absence also means an installation that was cut short.
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return 'the last installation did not finish';
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const present = installed[path];
    // Packages for other systems are optional and rightly absent.
    if (!present && (entry.optional || entry.devOptional || entry.peer)) continue;
    if (!present) return `${path.replace(/^.*node_modules\//, '')} is missing`;
    if (present.version !== entry.version || present.integrity !== entry.integrity) {
      return `${path.replace(/^.*node_modules\//, '')} changed`;
    }
  }
  for (const path of Object.keys(installed)) if (!wanted[path]) return `${path} is no longer needed`;
  return null;
}

/** @returns {number} how many packages an installation fetches at most, for showing progress */
export function countPackages(root) {
  const wanted = readPackages(join(root, 'package-lock.json')) ?? {};
  const fits = ({ os, cpu, libc }) =>
    (!os || os.includes(process.platform)) &&
    (!cpu || cpu.includes(process.arch)) &&
    (!libc || process.platform !== 'linux' || libc.includes('glibc'));
  return Object.entries(wanted).filter(([path, entry]) => path !== '' && fits(entry)).length;
}
