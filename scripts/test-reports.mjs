/** Reads what Vitest and Playwright wrote about their tests into one shape. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {{ name: string, detail: string }[]} failures
 * @property {{ name: string, reason: string }[]} skips
 */

/** The first lines of a message, without the frames of other people's code. */
function firstLines(text, count) {
  const lines = String(text ?? '')
    .trim()
    .split('\n')
    .filter((line) => !/^\s+at .*(node_modules|node:)/.test(line));
  return lines.slice(0, count).join('\n');
}

/**
 * @param {string} path of Vitest's JSON report
 * @param {string} root the application's folder
 * @returns {Outcome}
 */
export function readVitestReport(path, root) {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const outcome = { passed: 0, failures: [], skips: [] };
  for (const file of report.testResults) {
    const fileName = relative(root, file.name);
    // A file that cannot be loaded, or whose setup fails, has no failed test of its own.
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')) {
      outcome.failures.push({ name: fileName, detail: firstLines(file.message, 12) });
    }
    for (const test of file.assertionResults) {
      const name = `${fileName} › ${test.fullName}`;
      if (test.status === 'passed') outcome.passed += 1;
      else if (test.status === 'failed') {
        outcome.failures.push({ name, detail: firstLines(test.failureMessages?.join('\n'), 12) });
      } else outcome.skips.push({ name, reason: test.meta?.skipReason ?? test.status });
    }
  }
  return outcome;
}

function* specsOf(suite, titles = []) {
  const path = suite.title ? [...titles, suite.title] : titles;
  for (const spec of suite.specs ?? []) yield { spec, path };
  for (const child of suite.suites ?? []) yield* specsOf(child, path);
}

/**
 * @param {string} path of Playwright's JSON report
 * @returns {Outcome} a test that passed only when repeated counts as failed
 */
export function readPlaywrightReport(path) {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const outcome = { passed: 0, failures: [], skips: [] };
  for (const error of report.errors ?? []) {
    outcome.failures.push({ name: 'Playwright', detail: firstLines(error.message ?? error.stack, 12) });
  }
  for (const suite of report.suites ?? []) {
    for (const { spec, path: titles } of specsOf(suite)) {
      for (const test of spec.tests) {
        const name = [...titles, spec.title, ...(test.projectName ? [`(${test.projectName})`] : [])].join(' › ');
        if (test.status === 'expected') outcome.passed += 1;
        else if (test.status === 'skipped') {
          const reasons = test.annotations.filter(({ type }) => type === 'skip' || type === 'fixme');
          const reason = reasons.map(({ description }) => description).find(Boolean);
          outcome.skips.push({ name, reason: reason ?? 'no reason given' });
        } else {
          const detail =
            test.status === 'flaky' ? 'passed only when it was repeated' : test.results.at(-1)?.error?.message;
          outcome.failures.push({ name, detail: firstLines(detail, 12) });
        }
      }
    }
  }
  return outcome;
}

/** @returns {number} how many tests a Playwright report lists, run or not */
export function countPlaywrightTests(path) {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  let count = 0;
  for (const suite of report.suites ?? []) for (const { spec } of specsOf(suite)) count += spec.tests.length;
  return count;
}
