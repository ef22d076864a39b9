/**
 * Imported before ESLint's parser of components is loaded: lets it hand TypeScript all of them as it reads them itself.
 * Otherwise TypeScript takes each for another file than the one it knew and checks the window's program anew for every
 * component; and a component's properties have no types where another uses it. The parser calls it an experiment:
 * https://github.com/sveltejs/svelte-eslint-parser#tssysreadfile-hook-for-type-aware-svelte-lint
 */
process.env.SVELTE_ESLINT_PARSER_EXPERIMENTAL_TS_SYS_HOOK ??= '1';
