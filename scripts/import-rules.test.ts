import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const cruiser = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');

interface Violation {
  rule: string;
  from: string;
  to: string;
}

interface CruiseReport {
  summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
}

async function cruise(folder: string, paths: string[]): Promise<{ totalCruised: number; violations: Violation[] }> {
  const args = [
    cruiser,
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    '--preserve-symlinks',
    ...paths,
  ];
  const output = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(`dependency-cruiser said nothing: ${stderr || (error?.message ?? '')}`));
      else resolve(stdout);
    });
  });
  const { summary } = JSON.parse(output) as CruiseReport;
  return {
    totalCruised: summary.totalCruised,
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}

/** What each file imports, and the rule that must object; null where the import is allowed. */
const edges: { from: string; to: string; rule: string | null; types?: true }[] = [
  { from: 'contract/a.ts', to: '../main/domain/target.ts', rule: 'contract' },
  { from: 'contract/b.ts', to: 'node:fs', rule: 'contract' },
  { from: 'contract/c.ts', to: 'zod', rule: null },
  { from: 'main/domain/a.ts', to: 'node:fs', rule: 'main-domain' },
  { from: 'main/domain/b.ts', to: '../store/target.ts', rule: 'main-domain' },
  { from: 'main/domain/c.ts', to: 'zod', rule: 'main-domain' },
  { from: 'main/store/a.ts', to: '../services/target.ts', rule: 'main-store' },
  { from: 'main/store/b.ts', to: '../services/target.ts', rule: 'main-store', types: true },
  { from: 'main/store/c.ts', to: 'better-sqlite3', rule: null },
  { from: 'main/nfo/a.ts', to: '../store/target.ts', rule: 'main-nfo' },
  { from: 'main/media/a.ts', to: '../services/target.ts', rule: 'main-media' },
  { from: 'main/media/sample/a.ts', to: '../../store/target.ts', rule: 'main-media-sample' },
  { from: 'main/media/sample/b.ts', to: '../../nfo/target.ts', rule: null },
  { from: 'main/files/a.ts', to: '../store/target.ts', rule: 'main-files' },
  { from: 'main/providers/a.ts', to: '../store/target.ts', rule: 'main-providers' },
  { from: 'main/jobs/a.ts', to: '../services/target.ts', rule: 'main-jobs' },
  { from: 'main/jobs/b.ts', to: '../store/target.ts', rule: null },
  { from: 'main/workers/a.ts', to: '../store/target.ts', rule: 'main-workers' },
  { from: 'main/workers/b.ts', to: '../nfo/target.ts', rule: null },
  { from: 'main/services/a.ts', to: 'electron', rule: 'main-services' },
  { from: 'main/services/b.ts', to: 'electron', rule: 'main-electron-only-at-the-edge' },
  { from: 'main/services/c.ts', to: '../transport/target.ts', rule: 'main-services' },
  { from: 'main/services/d.ts', to: '../store/target.ts', rule: null },
  { from: 'main/services/e.ts', to: '../workers/target.ts', rule: 'main-services-not-in-workers-stead' },
  { from: 'main/services/f.ts', to: '../workers/target.ts', rule: null, types: true },
  { from: 'main/players/a.ts', to: '../store/target.ts', rule: 'main-outward' },
  { from: 'main/transport/a.ts', to: '../store/target.ts', rule: 'main-transport' },
  { from: 'main/transport/ipc.ts', to: '../store/target.ts', rule: 'main-transport-ipc' },
  { from: 'main/transport/ipc-channel.ts', to: 'electron', rule: null },
  { from: 'main/transport/http.ts', to: 'electron', rule: 'main-transport-http' },
  { from: 'main/transport/http-server.ts', to: 'hono', rule: null },
  { from: 'main/platform/ports.ts', to: 'node:fs', rule: 'main-platform-ports' },
  { from: 'main/platform/node/a.ts', to: '../../store/target.ts', rule: 'main-platform-node' },
  { from: 'main/platform/electron/a.ts', to: '../../../renderer/lib/target.ts', rule: 'main-platform-electron' },
  { from: 'main/core.ts', to: './electron.ts', rule: 'main-entries-are-not-imported' },
  { from: 'main/compose.ts', to: '../renderer/lib/target.ts', rule: 'main-not-the-window' },
  { from: 'renderer/app/a.ts', to: '../../main/domain/target.ts', rule: 'renderer' },
  { from: 'renderer/app/b.ts', to: 'node:fs', rule: 'renderer' },
  { from: 'renderer/app/c.ts', to: '../../contract/target.ts', rule: null },
  { from: 'renderer/ui/a.ts', to: '../features/films/target.ts', rule: 'renderer-ui' },
  { from: 'renderer/ui/b.ts', to: '../client/target.ts', rule: 'renderer-ui' },
  { from: 'renderer/ui/c.ts', to: '../../contract/target.ts', rule: 'renderer-ui' },
  { from: 'renderer/lib/a.ts', to: '../ui/target.ts', rule: 'renderer-lib' },
  { from: 'renderer/client/a.ts', to: '../features/films/target.ts', rule: 'renderer-client' },
  { from: 'renderer/features/jobs/a.ts', to: '../films/target.ts', rule: 'renderer-features-stay-apart' },
  { from: 'renderer/features/jobs/b.ts', to: '../../app/target.ts', rule: 'renderer-features-not-the-shell' },
  { from: 'renderer/features/films/b.ts', to: './target.ts', rule: null },
  { from: 'preload/a.ts', to: '../contract/target.ts', rule: 'preload' },
  { from: 'preload/b.ts', to: '../main/domain/target.ts', rule: 'preload-types', types: true },
  { from: 'preload/c.ts', to: '../contract/target.ts', rule: null, types: true },
  { from: 'e2e/a.ts', to: '../renderer/lib/target.ts', rule: 'e2e' },
  { from: 'main/files/missing.ts', to: './not-there.ts', rule: 'no-unresolved' },
  { from: 'main/files/development.ts', to: 'prettier', rule: 'no-development-packages' },
  { from: 'main/files/product.ts', to: './something.test.ts', rule: 'no-test-in-product' },
  { from: 'main/domain/circle-one.ts', to: './circle-two.ts', rule: 'no-cycles' },
];

const targets = [
  ...['contract', 'main/domain', 'main/store', 'main/services', 'main/workers', 'main/nfo', 'main/transport'],
  ...['renderer/lib', 'renderer/ui', 'renderer/app', 'renderer/client', 'renderer/features/films'],
].map((folder) => `${folder}/target.ts`);

describe('the import rules', () => {
  let folder = '';
  let violations: Violation[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'metarr-import-rules-'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const name of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json']) {
      await cp(join(root, name), join(folder, name));
    }
    const write = async (path: string, text: string): Promise<void> => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    };
    for (const path of targets) await write(path, 'export const target = 1;\n');
    await write('main/electron.ts', 'export const entry = 1;\n');
    await write('main/files/something.test.ts', 'export const tested = 1;\n');
    await write('main/domain/circle-two.ts', "export * as one from './circle-one.ts';\n");
    await write('main/domain/left-over.ts', 'export const leftOver = 1;\n');
    for (const { from, to, types } of edges) {
      await write(
        from,
        types
          ? `import type * as it from '${to}';\nexport type { it };\n`
          : `import * as it from '${to}';\nexport { it };\n`,
      );
    }
    ({ violations } = await cruise(folder, ['contract', 'main', 'preload', 'renderer', 'e2e']));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const rulesAgainst = (path: string): string[] =>
    violations.filter(({ from }) => from === path).map(({ rule }) => rule);

  it.each(edges.filter(({ rule }) => rule !== null))('forbid $from to import $to ($rule)', ({ from, rule }) => {
    expect(rulesAgainst(from)).toContain(rule);
  });

  it.each(edges.filter(({ rule }) => rule === null))('allow $from to import $to', ({ from }) => {
    expect(rulesAgainst(from)).toEqual([]);
  });

  it('find a file nobody uses', () => {
    expect(rulesAgainst('main/domain/left-over.ts')).toEqual(['no-orphans']);
  });

  it('are all shown failing here', () => {
    const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as { forbidden: { name: string }[] };
    const broken = new Set(violations.map(({ rule }) => rule));
    expect(config.forbidden.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
  });

  it('hold in the tree as it is', async () => {
    const report = await cruise(root, ['contract', 'main', 'preload', 'renderer', 'e2e']);
    expect(report.totalCruised).toBeGreaterThan(100);
    expect(report.violations).toEqual([]);
  });
});
