import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintSources, recordBuild, whyBuildIsStale } from './build-state.mjs';
import { explainNpmFailure } from './install-packages.mjs';
import { whyInstallIsStale } from './install-state.mjs';

let root = '';

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'metarr-state-'));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

describe('whyBuildIsStale', () => {
  beforeEach(async () => {
    const products = ['main/electron.js', 'main/headless.js', 'main/cli.js', 'main/worker.js'];
    for (const path of [...products, 'preload/preload.cjs', 'renderer/index.html']) await write(`dist/${path}`, '');
    await write('main/a.ts', 'one');
    await write('main/a.test.ts', 'test');
    recordBuild(root, fingerprintSources(root));
  });

  it('is quiet after a build', () => {
    expect(whyBuildIsStale(root)).toBeNull();
  });

  it('notices a change of the same length, a new file and a removed one', async () => {
    await write('main/a.ts', 'two');
    expect(whyBuildIsStale(root)).toBe('the sources changed');
    await write('main/a.ts', 'one');
    expect(whyBuildIsStale(root)).toBeNull();
    await write('migrations/0010.sql', 'select 1');
    expect(whyBuildIsStale(root)).toBe('the sources changed');
    await rm(join(root, 'migrations/0010.sql'));
    await rm(join(root, 'main/a.ts'));
    expect(whyBuildIsStale(root)).toBe('the sources changed');
  });

  it('does not mind new times and new tests', async () => {
    await utimes(join(root, 'main/a.ts'), new Date(), new Date(Date.now() - 3_600_000));
    await write('main/a.test.ts', 'another test');
    expect(whyBuildIsStale(root)).toBeNull();
  });

  it('notices a product that is gone', async () => {
    await rm(join(root, 'dist/main/cli.js'));
    expect(whyBuildIsStale(root)).toBe('dist/main/cli.js is missing');
  });
});

describe('whyInstallIsStale', () => {
  const a = { version: '1.0.0', integrity: 'sha512-a' };
  const lock = (packages: object): string => JSON.stringify({ packages });

  beforeEach(async () => {
    await write(
      'package-lock.json',
      lock({ '': {}, 'node_modules/a': a, 'node_modules/mac': { ...a, optional: true } }),
    );
  });

  it('asks for an installation where there is none', () => {
    expect(whyInstallIsStale(root)).toBe('not installed yet');
  });

  it('asks again after one that was cut short', async () => {
    await write('node_modules/a/package.json', '{}');
    expect(whyInstallIsStale(root)).toBe('the last installation did not finish');
  });

  it('accepts what npm recorded, without the packages of other systems', async () => {
    await write('node_modules/.package-lock.json', lock({ 'node_modules/a': a }));
    expect(whyInstallIsStale(root)).toBeNull();
  });

  it('notices another version, another content, a missing and a superfluous package', async () => {
    const record = (packages: object): Promise<void> => write('node_modules/.package-lock.json', lock(packages));
    await record({ 'node_modules/a': { ...a, version: '0.9.0' } });
    expect(whyInstallIsStale(root)).toBe('a changed');
    await record({ 'node_modules/a': { ...a, integrity: 'sha512-b' } });
    expect(whyInstallIsStale(root)).toBe('a changed');
    await record({});
    expect(whyInstallIsStale(root)).toBe('a is missing');
    await record({ 'node_modules/a': a, 'node_modules/old': a });
    expect(whyInstallIsStale(root)).toBe('node_modules/old is no longer needed');
  });

  it('does not start without a lock file', async () => {
    await rm(join(root, 'package-lock.json'));
    expect(() => whyInstallIsStale(root)).toThrow('package-lock.json is missing');
  });
});

describe('explainNpmFailure', () => {
  it.each([
    ['npm error code ENOTFOUND\nnpm error network request to https://packages.example/a failed', 'cannot be reached'],
    ['npm error code EAI_AGAIN', 'cannot be reached'],
    ['npm error nospc ENOSPC: no space left on device, write', 'disk is full'],
    ['npm error code ETIMEDOUT', 'broke off'],
    ['npm error code SELF_SIGNED_CERT_IN_CHAIN', 'NODE_EXTRA_CA_CERTS'],
    ['npm error code E403', 'refused access'],
    ['npm error code EINTEGRITY', 'npm cache verify'],
    ['npm error code EACCES', 'cannot be written'],
    ['npm error code EUSAGE', 'disagree'],
    ['something new', 'own messages above'],
  ])('turns %j into what to do', (output, advice) => {
    expect(explainNpmFailure(output)).toContain(advice);
  });
});
