import { expect, it } from 'vitest';
import { stereoFormat } from './stereo-format.ts';

it.each([
  ['Harbour (2011) 3D HSBS.mkv', 'hsbs'],
  ['Harbour.3d.half-sbs.mkv', 'hsbs'],
  ['Harbour [hsbs].mkv', 'hsbs'],
  ['Harbour.3D.SBS.mkv', 'sbs'],
  ['Harbour 3D FSBS.mkv', 'fsbs'],
  ['Harbour.3D.HTAB.mkv', 'htab'],
  ['Harbour.3D.Half-OU.mkv', 'htab'],
  ['Harbour [tab].mkv', 'tab'],
  ['Harbour.3d.mvc.mkv', 'mvc'],
  ['Harbour 3D Full-OU.mkv', 'tab'],
  ['Harbour.2011.MVC.3D.mkv', 'mvc'],
  ['Harbour 3D.mkv', null],
  ['The Tab (2011).mkv', null],
  ['Harbour.mkv', null],
])('stereoFormat of %s is %s', (name, expected) => {
  expect(stereoFormat(name)).toBe(expected);
});
