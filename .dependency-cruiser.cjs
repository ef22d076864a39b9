/**
 * Who may import whom. Each folder lists all it may import; whatever is not in its list fails. The same table, with the
 * reasons, is in CONTRIBUTING.md; scripts/import-rules.test.ts shows each rule failing.
 */
const TESTS = ['\\.test\\.ts$', '(^|/)test-[^/]+\\.ts$', '/__(fixtures|testing)__/'];
const PORTS = '^main/platform/ports\\.ts$';
const packages = (...names) => `^node_modules/(@types/)?(${names.join('|')})/`;

/** Forbids everything but `allowed` (paths) and, with `node`, Node's own modules. */
function only(name, from, allowed, { node = false, except = [], why }) {
  return {
    name,
    severity: 'error',
    comment: why,
    from: { path: from, pathNot: [...TESTS, ...except] },
    to: { pathNot: [from, ...allowed], ...(node ? { dependencyTypesNot: ['core'] } : {}) },
  };
}

/** Within main, what a folder may import is counted from `main/`. */
function onlyInMain(name, folder, allowed, options) {
  return only(`main-${name}`, `^main/${folder}`, ['^contract/', '^main/domain/', ...allowed], options);
}

const contractRules = [
  only('contract', '^contract/', [packages('zod')], {
    why: 'The contract is what window and core share: zod and itself, or one of the two comes along.',
  }),
];

const mainRules = [
  only('main-domain', '^main/domain/', ['^contract/'], {
    why: 'Rules are pure: no I/O, no clock, no package, so they can be tested with values alone.',
  }),
  onlyInMain('store', 'store/', [packages('better-sqlite3'), '^migrations/'], {
    node: true,
    why: 'The store is SQLite and nothing else; it knows no use case.',
  }),
  onlyInMain('nfo', 'nfo/', [packages('@xmldom', 'diff', 'zod'), PORTS], {
    node: true,
    why: 'Reading and writing NFO works on bytes: no database, no window.',
  }),
  onlyInMain('media', 'media/', ['^main/files/', packages('sharp', 'ffprobe-static', 'zod'), PORTS], {
    node: true,
    except: ['^main/media/sample/'],
    why: 'Probing and resizing work on files: no database, no window.',
  }),
  onlyInMain('media-sample', 'media/sample/', ['^main/(media|files|nfo)/', packages('sharp', 'zod')], {
    node: true,
    why: 'The sample library is made of clips, pictures and NFO: no database, no window.',
  }),
  onlyInMain('files', 'files/', [packages('chokidar', 'ignore', 'zod'), PORTS], {
    node: true,
    why: 'Walking (with the gitignore rules people leave in folders), writing and the cache work on files: no database, no window.',
  }),
  onlyInMain('providers', 'providers/', [packages('zod'), PORTS], {
    node: true,
    why: 'Providers are adapters over one HTTP client; what becomes of an answer is a service’s business.',
  }),
  onlyInMain('jobs', 'jobs/', ['^main/store/', packages('zod'), PORTS], {
    node: true,
    why: 'The queue knows no kind of job: core.ts registers them.',
  }),
  onlyInMain('workers', 'workers/', ['^main/(nfo|media|files)/', packages('piscina', 'diff', 'yazl', 'yauzl'), PORTS], {
    node: true,
    why: 'Workers turn files into plain values; the main process alone writes to the database.',
  }),
  onlyInMain(
    'services',
    'services/',
    ['^main/(store|nfo|media|files|providers|jobs|players|notifications|webhooks|workers)/', packages('zod'), PORTS],
    {
      node: true,
      why: 'Use cases do not know how they are called (IPC, HTTP) nor where they run (Electron, Node).',
    },
  ),
  {
    name: 'main-services-not-in-workers-stead',
    severity: 'error',
    comment:
      'Services hand work to the worker pool and know its types; calling a worker’s code would block the window.',
    from: { path: '^main/services/', pathNot: TESTS },
    to: { path: '^main/workers/', dependencyTypesNot: ['type-only'] },
  },
  onlyInMain('outward', '(players|notifications|webhooks)/', [packages('zod'), PORTS], {
    node: true,
    why: 'What talks to other programs goes through the ports.',
  }),
  onlyInMain('transport', 'transport/', [packages('zod'), PORTS], {
    node: true,
    except: ['^main/transport/(ipc|http)[^/]*\\.ts$'],
    why: 'A transport carries calls to the dispatcher; it knows neither the database nor the providers.',
  }),
  onlyInMain('transport-ipc', 'transport/ipc', ['^main/transport/', packages('electron'), '^electron$', PORTS], {
    node: true,
    why: 'The one transport that knows Electron.',
  }),
  onlyInMain('transport-http', 'transport/http', ['^main/transport/', packages('hono', '@hono', 'ws', 'zod'), PORTS], {
    node: true,
    why: 'The one transport that knows Hono.',
  }),
  onlyInMain('platform-ports', 'platform/ports\\.ts$', [], {
    why: 'Ports say what is needed of the platform, not how it is done.',
  }),
  onlyInMain('platform-node', 'platform/node/', [PORTS, packages('pino', 'open', 'ws')], {
    node: true,
    why: 'Implementations of ports know the ports and their library.',
  }),
  onlyInMain('platform-electron', 'platform/electron/', ['^main/', packages('electron', 'pino'), '^electron$'], {
    node: true,
    why: 'Electron’s side of the ports.',
  }),
  {
    name: 'main-electron-only-at-the-edge',
    severity: 'error',
    comment: 'Headless and the command line run without Electron, so nothing they share may import it.',
    from: {
      path: '^(main|contract|renderer)/',
      pathNot: ['^main/electron\\.ts$', '^main/platform/electron/', '^main/transport/ipc'],
    },
    to: {
      path: [
        '^electron$',
        '^electron/',
        '^node_modules/electron/',
        '^main/platform/electron/',
        '^main/transport/ipc',
        '^main/electron\\.ts$',
      ],
    },
  },
  {
    name: 'main-entries-are-not-imported',
    severity: 'error',
    comment: 'An entry starts something when it is imported; `metarr serve` alone wants just that.',
    from: { path: '^(main|contract|preload|renderer)/', pathNot: '^main/cli\\.ts$' },
    to: {
      path: ['^main/(electron|headless|cli)\\.ts$', '^main/workers/worker\\.ts$'],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'main-not-the-window',
    severity: 'error',
    comment: 'The core serves any window; it knows none.',
    // Tests of the core meet the fake providers and players, which speak the real protocols.
    from: { path: '^(main|contract)/', pathNot: TESTS },
    to: { path: '^(renderer|preload|e2e|bench)/' },
  },
];

const RENDERER_PACKAGES = packages('svelte', 'bits-ui', '@lucide', 'virtua');

const rendererRules = [
  only('renderer', '^renderer/', ['^contract/', RENDERER_PACKAGES], {
    why: 'The window runs in a browser: no Node, no Electron, nothing of the core but the contract.',
  }),
  only('renderer-ui', '^renderer/ui/', ['^renderer/(lib|messages)/', RENDERER_PACKAGES], {
    why: 'The design system knows no film: no contract, no client, no feature.',
  }),
  only('renderer-lib', '^renderer/lib/', ['^contract/', '^renderer/messages/', RENDERER_PACKAGES], {
    why: 'Pure helpers of the window.',
  }),
  only(
    'renderer-client',
    '^renderer/client/',
    ['^contract/', '^renderer/(lib|messages)/', '^renderer/ui/[^/]+\\.svelte\\.ts$', RENDERER_PACKAGES],
    {
      why: 'The client speaks the contract and may say what became of a call (ui’s state, not its components); the rest is a feature’s business.',
    },
  ),
  {
    name: 'renderer-features-stay-apart',
    severity: 'error',
    comment: 'Features do not import one another: what two need goes to ui, lib or client.',
    from: { path: '^renderer/features/([^/]+)/' },
    to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
  },
  {
    name: 'renderer-features-not-the-shell',
    severity: 'error',
    comment: 'The shell shows features, not the other way round.',
    from: { path: '^renderer/features/' },
    to: { path: '^renderer/app/' },
  },
];

const edgeRules = [
  {
    name: 'preload',
    severity: 'error',
    comment: 'The preload is sandboxed: Electron, and of the contract only types and the list of method names.',
    from: { path: '^preload/', pathNot: TESTS },
    to: {
      pathNot: ['^preload/', '^contract/method-names\\.ts$', '^electron$', '^electron/', '^node_modules/electron/'],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'preload-types',
    severity: 'error',
    comment: 'Even types come from the contract alone.',
    from: { path: '^preload/', pathNot: TESTS },
    to: { path: ['^(main|renderer|e2e|bench|scripts)/'] },
  },
  {
    name: 'e2e',
    severity: 'error',
    comment: 'End-to-end tests use what a person uses; of ours they may know the contract.',
    from: { path: '^e2e/' },
    to: { path: '^(main|renderer|preload|bench)/' },
  },
];

const generalRules = [
  {
    name: 'no-cycles',
    severity: 'error',
    comment: 'Two files that need each other are one file, or three.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-unresolved',
    severity: 'error',
    comment: 'The import leads nowhere.',
    from: {},
    to: { couldNotResolve: true, pathNot: ['^virtual:', '\\?(raw|url|worker)$', '^electron(/|$)'] },
  },
  {
    name: 'no-orphans',
    severity: 'error',
    comment: 'Nobody imports this file and it imports nothing: it is left over.',
    from: {
      orphan: true,
      path: '^(contract|main|preload|renderer)/',
      pathNot: [
        ...TESTS,
        '\\.d\\.ts$',
        '^main/(electron|headless|cli)\\.ts$',
        '^main/workers/worker\\.ts$',
        '^renderer/public/',
      ],
    },
    to: {},
  },
  {
    name: 'no-development-packages',
    severity: 'error',
    comment: 'The core runs from installed packages, and development packages are not installed with it.',
    from: { path: '^(main|contract)/', pathNot: TESTS },
    to: {
      dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
      dependencyTypesNot: ['type-only'],
      pathNot: ['^node_modules/@types/', '^node_modules/electron/'],
    },
  },
  {
    name: 'no-test-in-product',
    severity: 'error',
    comment: 'The product does not import its tests.',
    from: { path: '^(contract|main|preload|renderer)/', pathNot: TESTS },
    to: { path: TESTS },
  },
];

module.exports = {
  forbidden: [...contractRules, ...mainRules, ...rendererRules, ...edgeRules, ...generalRules],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^out/', '^e2e/standin/fixture-app/'] },
    // Types count: importing one is knowing about it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.svelte', '.svelte.ts', '.d.ts', '.json', '.css'],
    },
  },
};
