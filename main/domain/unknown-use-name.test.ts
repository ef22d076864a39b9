import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnknownFileUse } from '../../contract/unknown-files.ts';
import { filmFileClasses } from './classify/film-file-classes.ts';
import { readSubtitleSuffix } from './classify/subtitle-name.ts';
import type { NamedItem, NamingProfile } from './publish-names.ts';
import { type FileContent, readContent } from './unknown-content.ts';
import { unknownUseName, type UseName } from './unknown-use-name.ts';

const film: NamedItem = { type: 'movie', baseName: 'Harbour (2011)', isFlat: false, isDisc: false };
const flat: NamedItem = { ...film, isFlat: true };
const show: NamedItem = { type: 'series' };
const season: NamedItem = { type: 'season', season: 1, folder: 'Season 01' };
const episode: NamedItem = { type: 'episode', baseName: 'Harbour S01E01' };
const of = (head: string): FileContent => readContent(Buffer.from(head, 'latin1'));
const JPEG = of('\xff\xd8\xff\xe0\0');
const PNG = of('\x89PNG\r\n\x1a\n');
const MKV = of('\x1aE\xdf\xa3\0');
const SRT = of('1\n00:00:01,000 --> 00:00:02,000\n');
const MP3 = of('ID3\x04\0');

function name(
  use: UnknownFileUse,
  item: NamedItem,
  content: FileContent,
  more: { extension?: string; profile?: NamingProfile; folders?: string[] } = {},
): UseName {
  const { extension = 'dat', profile = 'kodi', folders = [] } = more;
  return unknownUseName({ use, profile, item, stem: 'old name', extension, content, folders });
}
const art = (type: (UnknownFileUse & { kind: 'artwork' })['type']): UnknownFileUse => ({ kind: 'artwork', type });
const extra = (extraType: (UnknownFileUse & { kind: 'extra' })['extraType']): UnknownFileUse => ({
  kind: 'extra',
  extraType,
});
const sub = (language: string | null, isForced = false, isHearingImpaired = false): UnknownFileUse => ({
  kind: 'subtitle',
  language,
  isForced,
  isHearingImpaired,
});

describe('the name of a use', () => {
  it.each<[UnknownFileUse, NamedItem, FileContent, object, string]>([
    [art('poster'), film, JPEG, {}, 'Harbour (2011)-poster.jpg'],
    [art('poster'), film, PNG, { extension: 'jpg' }, 'Harbour (2011)-poster.png'],
    [art('poster'), film, JPEG, { extension: 'jpeg' }, 'Harbour (2011)-poster.jpeg'],
    [art('fanart'), film, JPEG, { profile: 'jellyfin' }, 'backdrop.jpg'],
    [art('fanart'), show, JPEG, {}, 'fanart.jpg'],
    [art('poster'), season, JPEG, {}, 'season01-poster.jpg'],
    [art('poster'), season, JPEG, { profile: 'plex' }, 'Season01.jpg'],
    [art('thumb'), episode, JPEG, {}, 'Harbour S01E01-thumb.jpg'],
    [sub('eng'), film, SRT, { extension: 'txt' }, 'Harbour (2011).en.srt'],
    [sub('pt-BR', true), film, SRT, { extension: 'srt' }, 'Harbour (2011).pt-BR.forced.srt'],
    [sub(null, false, true), episode, SRT, {}, 'Harbour S01E01.sdh.srt'],
    [sub('de'), film, of('\0\0\x01\xba'), { extension: 'sub' }, 'Harbour (2011).de.sub'],
    [extra('featurette'), film, MKV, {}, 'featurettes/old name.mkv'],
    [extra('featurette'), film, MKV, { extension: 'm4v' }, 'featurettes/old name.m4v'],
    [extra('featurette'), film, MKV, { folders: ['Featurette'] }, 'Featurette/old name.mkv'],
    [extra('other'), film, MKV, { folders: ['Bonus', 'EXTRAS'] }, 'EXTRAS/old name.mkv'],
    [extra('other'), film, MKV, { profile: 'plex' }, 'Other/old name.mkv'],
    [extra('scene'), flat, MKV, {}, 'Harbour (2011)-scene.mkv'],
    [extra('trailer'), film, MKV, {}, 'Harbour (2011)-trailer.mkv'],
    [extra('trailer'), show, MKV, {}, 'trailers/old name.mkv'],
    [extra('clip'), episode, MKV, {}, 'Harbour S01E01-clip.mkv'],
    [{ kind: 'theme' }, show, MP3, {}, 'theme.mp3'],
    [{ kind: 'theme' }, film, MKV, {}, 'backdrops/theme.mkv'],
  ])('%o', (use, item, content, more, relPath) => {
    expect(name(use, item, content, more)).toEqual({ ok: true, relPath });
  });

  it.each<[UnknownFileUse, NamedItem, FileContent, RegExp]>([
    [art('poster'), film, SRT, /no image but an SRT subtitle/],
    [art('poster'), film, of('8BPS\0\x01'), /Photoshop document, which players do not show/],
    [art('discart'), show, JPEG, /a show has none/],
    [art('poster'), episode, JPEG, /an episode has none/],
    [sub('en'), show, SRT, /put it beside the episode/],
    [sub('??'), film, SRT, /no language/],
    [sub('en'), film, JPEG, /no subtitle but a JPEG image/],
    [extra('clip'), film, JPEG, /no video but a JPEG image/],
    [{ kind: 'theme' }, flat, MP3, /several films share the folder/],
    [{ kind: 'theme' }, episode, MP3, /an episode has none/],
  ])('is none for %o of %o', (use, item, content, reason) => {
    expect(name(use, item, content)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) as string });
  });

  it('of a subtitle is read back as what it was made for', () => {
    const language = fc.constantFrom('en', 'de', 'hi', 'pt-BR', 'zh-Hans', 'fre', 'jpn', null);
    fc.assert(
      fc.property(language, fc.boolean(), fc.boolean(), (code, isForced, isHearingImpaired) => {
        const made = name(sub(code, isForced, isHearingImpaired), film, SRT);
        const read = readSubtitleSuffix(made.ok ? made.relPath.slice('Harbour (2011)'.length, -'.srt'.length) : '');
        const short: Record<string, string> = { fre: 'fr', jpn: 'ja' };
        expect(read).toMatchObject({
          isForced,
          isHearingImpaired,
          languageTag: code === null ? null : (short[code] ?? code),
        });
      }),
    );
  });

  it('of an extra is one to the next scan, in every folder', () => {
    const types = [
      'behindthescenes',
      'deleted',
      'featurette',
      'interview',
      'scene',
      'short',
      'clip',
      'trailer',
      'sample',
      'other',
    ] as const;
    for (const profile of ['kodi', 'plex'] as const) {
      for (const type of types) {
        for (const item of [film, flat]) {
          const made = name(extra(type), item, MKV, { profile });
          const files = [
            'Harbour (2011).mkv',
            ...(item === flat ? ['Pier (2012).mkv'] : []),
            made.ok ? made.relPath : '',
          ];
          const classes = filmFileClasses({
            folderName: item === flat ? 'Films' : 'Harbour (2011)',
            isLibraryRoot: item === flat,
            files: files.map((relPath, at) => ({ relPath, sizeBytes: at === 2 ? 10 : 1000, mtimeMs: 0 })),
          });
          expect([type, classes.get(files.at(-1) ?? '')?.extraType]).toEqual([type, type]);
        }
      }
    }
  });
});
