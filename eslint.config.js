/** The rules of the house that a program can check; why they are rules is in CONTRIBUTING.md and docs/adr. */
import './scripts/typed-components.mjs';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const TYPESCRIPT = ['**/*.ts', '**/*.svelte'];
const KEBAB_CASE = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;
const PASCAL_CASE = /^[A-Z][A-Za-z0-9]*\.svelte$/;
const NAMELESS = new Set(['utils', 'helpers', 'index', 'common', 'misc']);

/** File names: kebab-case, components PascalCase, and none that says nothing. */
const fileName = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      case: '{{name}}: name files in kebab-case (components in PascalCase).',
      nameless: '{{name}} does not say what is inside.',
    },
  },
  create(context) {
    return {
      Program(node) {
        const name = context.filename.split(/[\\/]/).at(-1) ?? '';
        const isComponent = name.endsWith('.svelte');
        if (!(isComponent ? PASCAL_CASE : KEBAB_CASE).test(name)) {
          context.report({ node, messageId: 'case', data: { name } });
        } else if (NAMELESS.has(name.split('.')[0] ?? '')) {
          context.report({ node, messageId: 'nameless', data: { name } });
        }
      },
    };
  },
};

const noEnum = { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' };
const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' };
const noBarrel = { selector: 'ExportAllDeclaration', message: 'Import from the file that declares it.' };
const noBlockingCall = {
  selector: 'CallExpression[callee.name=/Sync$/], CallExpression[callee.property.name=/Sync$/]',
  message: 'A blocking call stops the window. Use fs/promises, or do it in a worker.',
};
const noRawIpc = {
  selector:
    'ImportSpecifier[imported.name=/^ipc(Main|Renderer)$/], MemberExpression[property.name=/^ipc(Main|Renderer)$/]',
  message: 'Everything between window and core goes through the contract (main/transport/ipc.ts, preload/preload.ts).',
};
const restrict = (...selectors) => ['error', ...selectors];

export default defineConfig(
  {
    ignores: [
      'node_modules/',
      'dist/',
      'out/',
      'test-results/',
      'playwright-report/',
      'coverage/',
      '.cache/',
      '.tmp/',
      // Media files end in .ts too.
      '**/__fixtures__/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    name: 'metarr/every-file',
    files: ['**/*.{ts,js,mjs,cjs,svelte}'],
    plugins: { metarr: { rules: { 'file-name': fileName } } },
    rules: {
      'metarr/file-name': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-debugger': 'error',
      'no-unreachable': 'error',
      'no-dupe-keys': 'error',
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
      'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
      'no-constant-binary-expression': 'error',
      'no-self-compare': 'error',
      'no-unsafe-finally': 'error',
      'no-unsafe-optional-chaining': 'error',
      'no-sparse-arrays': 'error',
      'no-template-curly-in-string': 'error',
      'no-promise-executor-return': 'off',
      'no-useless-rename': 'error',
      'object-shorthand': 'error',
      'no-async-promise-executor': 'error',
      'no-case-declarations': 'error',
      'no-cond-assign': 'error',
      'no-control-regex': 'error',
      'no-empty-pattern': 'error',
      'no-fallthrough': 'error',
      'no-invalid-regexp': 'error',
      'no-irregular-whitespace': 'error',
      'no-loss-of-precision': 'error',
      'no-misleading-character-class': 'error',
      'no-prototype-builtins': 'error',
      'no-regex-spaces': 'error',
      'no-useless-catch': 'error',
      'no-useless-escape': 'error',
    },
  },

  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: TYPESCRIPT })),
  ...svelte.configs['flat/recommended'],
  {
    name: 'metarr/typescript',
    files: TYPESCRIPT,
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      'no-restricted-syntax': restrict(noEnum, noDefaultExport, noBarrel, noRawIpc),
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all', caughtErrorsIgnorePattern: '^_' },
      ],
      // Numbers in messages are wanted; objects and nullish values are what the rule is for.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `() => save()` as a handler is clear and used throughout.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // There are no enums, and these cost the most time of all.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // noPropertyAccessFromIndexSignature asks for the brackets the rule would remove.
      '@typescript-eslint/dot-notation': 'off',
    },
  },

  {
    name: 'metarr/renderer-tests',
    files: ['renderer/**/*.test.ts'],
    ...tseslint.configs.disableTypeChecked,
  },

  {
    name: 'metarr/main',
    files: ['main/**/*.ts', 'contract/**/*.ts'],
    languageOptions: { globals: globals.node },
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': restrict(noEnum, noDefaultExport, noBarrel, noRawIpc, noBlockingCall),
    },
  },
  {
    // SQLite answers synchronously; main/files does its work inside workers, which block only themselves; an entry has
    // no window to block yet.
    name: 'metarr/main-may-block',
    files: [
      'main/store/**/*.ts',
      'main/workers/**/*.ts',
      'main/files/**/*.ts',
      'main/{electron,headless,cli,app-paths}.ts',
      'main/**/*.test.ts',
      'main/**/__testing__/**/*.ts',
    ],
    rules: { 'no-restricted-syntax': restrict(noEnum, noDefaultExport, noBarrel, noRawIpc) },
  },
  {
    name: 'metarr/terminal',
    files: ['main/{headless,cli}.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    name: 'metarr/ipc',
    files: ['main/transport/ipc.ts', 'preload/**/*.ts'],
    rules: { 'no-restricted-syntax': restrict(noEnum, noDefaultExport, noBarrel, noBlockingCall) },
  },
  {
    name: 'metarr/renderer',
    files: ['renderer/**/*.{ts,svelte}'],
    languageOptions: { globals: globals.browser },
  },
  {
    name: 'metarr/svelte',
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      // Type information ends at a template's borders; svelte-check covers what these would report there.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // `let { x } = $props()` may be reassigned by Svelte.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$state', '$bindable'] }],
      'svelte/no-at-html-tags': 'error',
      // State is replaced, not changed in place ($state.raw), so plain sets and maps are right.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },

  {
    name: 'metarr/tests',
    files: ['**/*.test.ts', '**/__testing__/**/*.ts', 'e2e/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'no-console': 'off',
      // A test says "this is there" with an assertion of its own right after.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // expect() of methods and mocks.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    name: 'metarr/configuration',
    files: ['*.config.{ts,js}', '*.d.ts'],
    rules: { 'no-restricted-syntax': restrict(noEnum, noBarrel) },
  },

  {
    name: 'metarr/scripts',
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: globals.node },
    rules: {
      'no-undef': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-empty': 'error',
      'require-await': 'error',
      'no-restricted-syntax': restrict(noBarrel),
    },
  },
);
