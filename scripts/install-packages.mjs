/** Runs `npm ci`, shows how far it is in one line, and turns npm's commonest failures into what to do about them. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { countPackages } from './install-state.mjs';
import { withoutPackagesOnPath } from './node-runtime.mjs';

const PROGRESS_EVERY_MS = 5_000;
const PROGRESS_EVERY_ON_TERMINAL_MS = 200;
const KEPT_LINES = 60;

/** Each pattern is looked for in npm's messages, the first that fits wins. */
const ADVICE = [
  [/\bENOSPC\b/, 'The disk is full. Free about 1.5 GB and run the same command again.'],
  [
    /\b(ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ECONNREFUSED)\b/,
    'The npm registry cannot be reached. Check the network connection (and the proxy: `npm config get proxy`), then run the same command again.',
  ],
  [
    /\b(ETIMEDOUT|ECONNRESET|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|FETCH_ERROR)\b/,
    'The connection to the npm registry broke off. Run the same command again; what was fetched already is kept.',
  ],
  [
    /\b(SELF_SIGNED_CERT\w*|UNABLE_TO_\w*CERT\w*|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT)\b/,
    'The registry’s certificate is not trusted. Behind a proxy that inspects traffic, point NODE_EXTRA_CA_CERTS at its certificate.',
  ],
  [/\bE(401|403)\b/, 'The npm registry refused access. Check `npm config get registry` and the login for it.'],
  [/\bE(404|TARGET)\b/, 'The npm registry in use lacks a package. Check `npm config get registry`.'],
  [/\bEINTEGRITY\b/, 'A package arrived damaged. Run `npm cache verify`, then the same command again.'],
  [
    /\b(EACCES|EPERM|EROFS|EBUSY)\b/,
    'A file in node_modules cannot be written. Close programs that use this folder (Metarr itself, an editor) and check who owns it.',
  ],
  [
    /\bEUSAGE\b/,
    'package.json and package-lock.json disagree. Restore both from the repository, or run `npm install`.',
  ],
];

function npmCommand(env) {
  const script = process.env['npm_execpath'];
  const isInsidePackages = /[\\/]node_modules[\\/]node[\\/]bin[\\/]/.test(process.execPath);
  if (script && /npm-cli\.c?js$/.test(script) && existsSync(script)) {
    return { command: isInsidePackages ? 'node' : process.execPath, first: [script], env };
  }
  // npm is a .cmd file on Windows, which only a shell can start.
  return { command: 'npm', first: [], env, shell: process.platform === 'win32' };
}

function chooseAction(root) {
  // Windows cannot delete a program that runs, and this one may run from the packages `npm ci` would delete.
  const isUpdate = existsSync(join(root, 'node_modules', '.package-lock.json'));
  return process.platform === 'win32' && isUpdate ? 'install' : 'ci';
}

/**
 * @param {string} output npm's messages
 * @returns {string} what to do, or npm's own last words
 */
export function explainNpmFailure(output) {
  for (const [pattern, advice] of ADVICE) if (pattern.test(output)) return advice;
  return 'npm’s own messages above say more.';
}

function createProgress(say, total) {
  const isTerminal = process.stderr.isTTY === true;
  let fetched = 0;
  let shownAtMs = Date.now();
  return {
    count() {
      fetched += 1;
      if (Date.now() - shownAtMs < (isTerminal ? PROGRESS_EVERY_ON_TERMINAL_MS : PROGRESS_EVERY_MS)) return;
      shownAtMs = Date.now();
      const text = `  ${Math.min(fetched, total)} of about ${total} packages`;
      if (isTerminal) process.stderr.write(`\r${text}`);
      else say(text);
    },
    end() {
      if (isTerminal) process.stderr.write('\r\u001b[K');
    },
  };
}

/**
 * Installs what package-lock.json lists.
 * @param {string} root the application's folder
 * @param {(line: string) => void} say
 * @returns {Promise<void>} rejects with a message for the person when npm fails
 */
export async function installPackages(root, say) {
  const { command, first, env, shell } = npmCommand(withoutPackagesOnPath(process.env));
  // "http" makes npm name each package it fetches, which is the only progress it gives outside a terminal.
  // With NODE_ENV=production npm would leave out the very tools that build Metarr.
  const flags = [
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--progress=false',
    '--loglevel=http',
  ];
  const startedAtMs = Date.now();
  const progress = createProgress(say, countPackages(root));
  const kept = [];
  const child = spawn(command, [...first, chooseAction(root), ...flags], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: shell ?? false,
  });
  const takeLine = (line) => {
    if (/^npm http /.test(line)) {
      if (/\.tgz\b/.test(line)) progress.count();
      return;
    }
    if (line.trim() === '' || /^npm (warn|info|verbose|notice)\b/i.test(line)) return;
    kept.push(line);
    if (kept.length > KEPT_LINES) kept.shift();
  };
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => {
      const lines = (rest + chunk).split(/\r?\n/);
      rest = lines.pop() ?? '';
      lines.forEach(takeLine);
    });
    stream.on('end', () => rest && takeLine(rest));
  }
  const code = await new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`npm could not be started (${error.message}). Is npm installed?`)));
    child.once('close', resolve);
  });
  progress.end();
  if (code !== 0) {
    const output = kept.join('\n');
    const isKnown = ADVICE.some(([pattern]) => pattern.test(output));
    const shown = isKnown
      ? kept.filter((line) => /^npm error (code|network request|path|request to) /i.test(line))
      : kept;
    for (const line of shown) say(`  ${line}`);
    throw new Error(`Installing packages failed. ${explainNpmFailure(output)}`);
  }
  say(`Installed in ${Math.round((Date.now() - startedAtMs) / 1000)} s.`);
}
