import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mapJsonPaths, mapPath } from './map-path.ts';

test('what lies in a folder that moved moves along, and nothing else does', () => {
  const mappings = [{ from: '/mnt/films', to: '/media/nas/films' }];
  expect(mapPath('/mnt/films', mappings)).toBe('/media/nas/films');
  expect(mapPath('/mnt/films/A (2001)/A.mkv', mappings)).toBe('/media/nas/films/A (2001)/A.mkv');
  expect(mapPath('/mnt/films2/A.mkv', mappings)).toBe('/mnt/films2/A.mkv');
});

test('of two that hold a path the longer decides, whatever their order', () => {
  const outer = { from: '/mnt', to: '/a' };
  const inner = { from: '/mnt/films', to: '/b' };
  for (const mappings of [
    [outer, inner],
    [inner, outer],
  ]) {
    expect(mapPath('/mnt/films/x', mappings)).toBe('/b/x');
    expect(mapPath('/mnt/shows/x', mappings)).toBe('/a/shows/x');
  }
});

test('from Windows to Linux and back', () => {
  expect(mapPath('D:\\Films\\A\\A.mkv', [{ from: 'D:\\Films', to: '/films' }])).toBe('/films/A/A.mkv');
  expect(mapPath('/films/A/A.mkv', [{ from: '/films', to: '\\\\nas\\films' }])).toBe('\\\\nas\\films\\A\\A.mkv');
});

test('a separator at the end of either side makes no difference', () => {
  expect(mapPath('/mnt/films/x', [{ from: '/mnt/films/', to: '/b/' }])).toBe('/b/x');
  expect(mapPath('/a/x', [{ from: '/', to: '/root' }])).toBe('/root/a/x');
});

test('there and back again is where it was', () => {
  const name = fc.stringMatching(/^[a-z .]{1,8}$/);
  fc.assert(
    fc.property(name, name, fc.array(name, { maxLength: 4 }), (from, to, rest) => {
      const path = [`/${from}`, ...rest].join('/');
      const there = mapPath(path, [{ from: `/${from}`, to: `/x/${to}` }]);
      expect(mapPath(there, [{ from: `/x/${to}`, to: `/${from}` }])).toBe(path);
    }),
  );
});

test('paths in JSON are mapped wherever they stand, and a text without any stays as it was', () => {
  const mappings = [{ from: '/mnt/films', to: '/b' }];
  expect(mapJsonPaths('{"path": "/mnt/films/x", "n": [1, "/mnt/films"]}', mappings)).toBe(
    '{"path":"/b/x","n":[1,"/b"]}',
  );
  expect(mapJsonPaths('[ "other" , null ]', mappings)).toBe('[ "other" , null ]');
});
