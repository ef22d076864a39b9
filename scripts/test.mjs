/**
 * `npm test`: every check, in an order that tells the cheap truths first. A failure does not stop the others; all are
 * repeated at the end. The last line is always `N passed, N failed, N skipped`. Runs on Node 24.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { whyBuildIsStale } from './build-state.mjs';
import { findNode, withPackagesOnPath } from './node-runtime.mjs';
import { countPlaywrightTests, readPlaywrightReport, readVitestReport } from './test-reports.mjs';
import { findBrowser } from './test-tools.mjs';

const ONE_CHECK_LIMIT_MS = 12 * 60_000;
const RUNNER_LIMIT_MS = 20 * 60_000;
const CHECKS_AT_ONCE = 2;

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = join(root, '.cache', 'test');
const node = findNode(root) ?? process.execPath;
const running = new Set();

/** @type {{ passed: number, failures: { name: string, detail: string }[], skips: { name: string, reason: string }[] }} */
const total = { passed: 0, failures: [], skips: [] };
const stages = [];

const say = (line = '') => process.stdout.write(`${line}\n`);
const inSeconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Runs a program of node_modules on Node 24; `isShown` lets it print while it runs. */
function run(script, args, { limitMs, isShown = false, env = {} }) {
  return new Promise((resolve) => {
    const child = spawn(node, [join(root, script), ...args], {
      cwd: root,
      env: { ...withPackagesOnPath(root, process.env), ...env },
      stdio: ['ignore', isShown ? 'inherit' : 'pipe', isShown ? 'inherit' : 'pipe'],
    });
    running.add(child);
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk) => (output += chunk));
    child.stderr?.setEncoding('utf8').on('data', (chunk) => (output += chunk));
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, limitMs);
    const finish = (code, note) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ code, output: [stripVTControlCharacters(output).trim(), note].filter(Boolean).join('\n') });
    };
    child.once('error', (error) => finish(1, error.message));
    child.once('close', (code, signal) => {
      if (isLate) finish(1, `stopped after ${limitMs / 60_000} minutes`);
      else finish(code ?? 1, signal ? `ended by ${signal}` : '');
    });
  });
}

const CHECKS = [
  {
    name: 'eslint',
    script: 'node_modules/eslint/bin/eslint.js',
    args: ['.', '--max-warnings', '0', '--concurrency', '2'],
  },
  { name: 'types', script: 'node_modules/typescript/bin/tsc', args: ['-p', 'tsconfig.json'] },
  {
    name: 'types of the window',
    script: 'node_modules/svelte-check/bin/svelte-check',
    args: ['--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  },
  { name: 'build', script: 'scripts/build.mjs', args: [], isDone: () => whyBuildIsStale(root) === null },
  {
    name: 'import rules',
    script: 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    args: [
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err-long',
      'contract',
      'main',
      'preload',
      'renderer',
      'e2e',
    ],
  },
  {
    name: 'formatting',
    script: 'node_modules/prettier/bin/prettier.cjs',
    args: ['--check', '--log-level', 'warn', '.'],
  },
];

async function runCheck(check) {
  const startedAtMs = performance.now();
  const { code, output } = check.isDone?.()
    ? { code: 0, output: '' }
    : await run(check.script, check.args, { limitMs: ONE_CHECK_LIMIT_MS });
  const spent = inSeconds(performance.now() - startedAtMs);
  stages.push({ name: check.name, spent });
  say(`${code === 0 ? 'ok  ' : 'FAIL'}  ${check.name.padEnd(22)}${spent.padStart(9)}`);
  if (code === 0) {
    total.passed += 1;
    return;
  }
  say(output.replace(/^/gm, '      '));
  total.failures.push({ name: check.name, detail: output.split('\n').slice(-6).join('\n') });
}

async function runChecks() {
  const waiting = [...CHECKS];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) await runCheck(check);
  };
  await Promise.all(Array.from({ length: CHECKS_AT_ONCE }, worker));
}

function addOutcome(name, startedAtMs, code, read) {
  const spent = inSeconds(performance.now() - startedAtMs);
  stages.push({ name, spent });
  let outcome;
  try {
    outcome = read();
  } catch {
    total.failures.push({ name, detail: `ended with code ${code} and without a report` });
    return;
  }
  const executed = outcome.passed + outcome.failures.length;
  if (executed === 0) outcome.failures.push({ name, detail: 'executed no test' });
  // An error outside any test (a rejection nobody handled) fails the run, not a test.
  else if (code !== 0 && outcome.failures.length === 0)
    outcome.failures.push({ name, detail: `ended with code ${code}` });
  total.passed += outcome.passed;
  total.failures.push(...outcome.failures);
  total.skips.push(...outcome.skips);
}

async function runUnitTests() {
  say('\nUnit tests');
  const report = join(reports, 'vitest.json');
  const startedAtMs = performance.now();
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await run('node_modules/vitest/vitest.mjs', args, { limitMs: RUNNER_LIMIT_MS, isShown: true });
  addOutcome('unit tests', startedAtMs, code, () => readVitestReport(report, root));
}

async function findTestBrowser() {
  const installed = findBrowser();
  if (installed) return installed;
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return existsSync(path) ? path : null;
}

async function runWindowTests() {
  say('\nTests of the window');
  const script = 'node_modules/@playwright/test/cli.js';
  const report = join(reports, 'playwright.json');
  const startedAtMs = performance.now();
  const browser = await findTestBrowser();
  if (browser === null) {
    await run(script, ['test', '--list', '--reporter=json'], {
      limitMs: ONE_CHECK_LIMIT_MS,
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    });
    const count = countPlaywrightTests(report);
    const reason = 'no Chromium, Chrome or Edge is installed (`npx playwright install chromium` brings one)';
    say(`Skipped: ${reason}.`);
    for (let index = 0; index < count; index += 1) total.skips.push({ name: 'tests of the window', reason });
    return;
  }
  const { code } = await run(script, ['test', '--reporter=list,json'], {
    limitMs: RUNNER_LIMIT_MS,
    isShown: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, CHROMIUM_PATH: browser },
  });
  addOutcome('tests of the window', startedAtMs, code, () => readPlaywrightReport(report));
}

function summarise(startedAtMs) {
  if (total.skips.length > 0) {
    say('\nSkipped');
    const byReason = Map.groupBy(total.skips, ({ reason }) => reason);
    for (const [reason, skips] of byReason) {
      say(`  ${skips.length} × ${reason}`);
      for (const name of new Set(skips.map((skip) => skip.name))) say(`      ${name}`);
    }
  }
  if (total.failures.length > 0) say('\nFailed');
  for (const { name, detail } of total.failures) {
    say(`  ${name}`);
    if (detail) say(stripVTControlCharacters(detail).replace(/^/gm, '      '));
  }
  say('\nTime');
  for (const { name, spent } of stages) say(`  ${name.padEnd(24)}${spent.padStart(9)}`);
  say(`  ${'all'.padEnd(24)}${inSeconds(performance.now() - startedAtMs).padStart(9)}`);
  say();
  say(`${total.passed} passed, ${total.failures.length} failed, ${total.skips.length} skipped`);
  process.exitCode = total.failures.length > 0 ? 1 : 0;
}

async function guarded(name, stage) {
  try {
    await stage();
  } catch (error) {
    total.failures.push({ name, detail: error.message });
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    process.exit(130);
  });
}

const startedAtMs = performance.now();
// Each tool sets its own.
delete process.env['NODE_ENV'];
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
say('Checks');
await guarded('checks', runChecks);
await guarded('unit tests', runUnitTests);
await guarded('tests of the window', runWindowTests);
summarise(startedAtMs);
