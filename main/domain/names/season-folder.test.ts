import { describe, expect, it } from 'vitest';
import { findSeasonInFolder, parseSeasonFolder } from './season-folder.ts';

describe('parseSeasonFolder', () => {
  it.each<[string, number]>([
    ...(['Season 1', 'season 01', 'SEASON1', 'Season_1', 'Season.1', 'S1', 's01', 'Series 1'] as const).map(
      (name): [string, number] => [name, 1],
    ),
    ...(['Staffel 2', '2. Staffel', 'Saison 2', 'Temporada 2', '2ª Temporada', 'Stagione 2', 'Seizoen 2'] as const).map(
      (name): [string, number] => [name, 2],
    ),
    ...(['SÄSONG 3', 'sæson 3', 'Sesong 3', 'Kausi 3', 'Sezon 3', 'sezóna 3', 'Sezonul 3', 'Évad 3'] as const).map(
      (name): [string, number] => [name, 3],
    ),
    ...(['Сезон 4', '4 сезон', 'Κύκλος 4', '시즌 4', 'シーズン 4', '第4季', '第四季', '第4期', 'עונה 4'] as const).map(
      (name): [string, number] => [name, 4],
    ),
    ['2nd Season', 2],
    ['Season Two', 2],
    ['Season 2009', 2009],
    ['Season 7 (2016)', 7],
    ['Season 3 [tmdbid=99]', 3],
    ['Season 1 - Origins', 1],
    ['Season 2 [1080p]', 2],
    ['S01 1080p BluRay', 1],
    ['Season 00', 0],
    ['第十二季', 12],
    ...(
      ['Specials', 'SPECIALS', 'Specials (2010)', 'Season Specials', 'Spéciaux', 'Especiales', 'Speciali'] as const
    ).map((name): [string, number] => [name, 0]),
    ...(['Sonderfolgen', 'OVA', 'SP', 'Спецвыпуски', '特别篇'] as const).map((name): [string, number] => [name, 0]),
  ])('%s is season %i', (name, season) => {
    expect(parseSeasonFolder(name)).toEqual({ season });
    expect(parseSeasonFolder(name, 'Harbour')).toEqual({ season });
  });

  it.each([
    ...[
      'Harbour',
      'Harbour (2006)',
      '24',
      '1883',
      'Season (8)',
      'Season of the Gull',
      'Four Seasons',
      'S Club 7',
      'S4C',
    ],
    ...['s06e05', 'Episode 1 Season 2', 'Season 1-3', 'S01-S03', 'Series 7 The Contenders', 'Extras', '202401244070'],
    ...['2024-01-24 4070 in 7 minutes', 'Harbour S02', 'Harbour.S02.1080p-GRP', 'Staffel', '', '[]'],
  ])('%j is none by itself', (name) => {
    expect(parseSeasonFolder(name)).toBeNull();
  });

  it.each<[string, string, number]>([
    ['Harbour S02', 'Harbour', 2],
    ['Harbour - Season 2 (2010)', 'Harbour (2003)', 2],
    ['The.Harbour.S04.1080p.PDTV.x264-GRP', 'The Harbour', 4],
    ['[The.Harbour.S04.PDTV.x264-GRP]', 'The Harbour', 4],
    ['Harbour (2003) S02', 'Harbour (2003) {tvdb-5}', 2],
    ['02', 'Harbour', 2],
    ['3', 'Harbour', 3],
  ])('%s in %s is season %i', (name, parent, season) => {
    expect(parseSeasonFolder(name, parent)).toEqual({ season });
  });

  it.each([
    ['Harbour S02', 'tv'],
    ['24', 'tv'],
    ['1883', 'Harbour'],
    ['Harbour (2006)', 'Harbour Collection'],
  ])('%s in %s is none', (name, parent) => {
    expect(parseSeasonFolder(name, parent)).toBeNull();
  });

  it('tells the show that a folder names with its season', () => {
    expect(findSeasonInFolder('The.Harbour.S04.1080p.PDTV.x264-GRP')).toEqual({ season: 4, series: 'The Harbour' });
    expect(findSeasonInFolder('Mr. S02')).toEqual({ season: 2, series: 'Mr.' });
    expect(findSeasonInFolder('Season 4')).toEqual({ season: 4, series: null });
  });
});
