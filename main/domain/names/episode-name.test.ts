import { describe, expect, it } from 'vitest';
import { type EpisodeNameFacts, parseEpisodeName } from './episode-name.ts';

const NOTHING: EpisodeNameFacts = {
  series: null,
  seriesYear: null,
  season: null,
  episodes: [],
  absolute: [],
  airDate: null,
  title: null,
  part: null,
  edition: null,
  tmdbId: null,
  imdbId: null,
  tvdbId: null,
};

describe('parseEpisodeName', () => {
  describe('season and episode', () => {
    it.each<[string, number, number[]]>([
      ['Harbour.S01E02.720p.mkv', 1, [2]],
      ['harbour_s1e2.mkv', 1, [2]],
      ['Harbour - S01.E02 - Quay.mkv', 1, [2]],
      ['Harbour S01 E02.mkv', 1, [2]],
      ['Harbour s01-e02.mkv', 1, [2]],
      ['Harbour S01EP02.mkv', 1, [2]],
      ['Harbour S01x02.mkv', 1, [2]],
      ['Harbour S01xE02.mkv', 1, [2]],
      ['Harbour.S2016E300.mkv', 2016, [300]],
      ['Harbour - S42 E10713 - 2015-07-20.mkv', 42, [10713]],
      ['HarbourS01E02.mkv', 1, [2]],
      ['Harbour 1x02.mkv', 1, [2]],
      ['Harbour - [1x02] - Quay.mkv', 1, [2]],
      ['Harbour 01x102.mkv', 1, [102]],
      ['Harbour 2016x03.mkv', 2016, [3]],
      ['Harbour S00E05.mkv', 0, [5]],
      ['Harbour S01E00.mkv', 1, [0]],
      ['Harbour Season 1 Episode 2.mkv', 1, [2]],
      ['Season-11 Episode-1.mkv', 11, [1]],
      ['Harbour - Staffel 3 - Folge 12 - Titel.mkv', 3, [12]],
      ['Harbour Temporada 1 Capítulo 2.mkv', 1, [2]],
      ['Harbour Saison 2 Épisode 4.mkv', 2, [4]],
      ['Harbour 2. Sezon 5. Bölüm.mkv', 2, [5]],
      ['Гавань 1 сезон 5 серия.mkv', 1, [5]],
      ['港湾 第2季 第03集.mkv', 2, [3]],
      ['港湾 第二季 第十二集.mkv', 2, [12]],
      ['Harbour [HDTV 720p][Cap.201].avi', 2, [1]],
      ['Harbour - 02 Quay [S04].mkv', 4, [2]],
    ])('%s', (name, season, episodes) => {
      expect(parseEpisodeName(name)).toMatchObject({ season, episodes, absolute: [], airDate: null });
    });
  });

  describe('several episodes in one file', () => {
    it.each<[string, number[]]>([
      ['Harbour S01E01E02.mkv', [1, 2]],
      ['Harbour S01E01-E03.mkv', [1, 2, 3]],
      ['Harbour S01E01-03.mkv', [1, 2, 3]],
      ['Harbour S01E98-E101.mkv', [98, 99, 100, 101]],
      ['Harbour S01E01-S01E03.mkv', [1, 2, 3]],
      ['Harbour.S01E01.S01E02.mkv', [1, 2]],
      ['Harbour S01E01-02-03.mkv', [1, 2, 3]],
      ['Harbour S01E23-E24-E26.mkv', [23, 24, 26]],
      ['Harbour S01E01E03E05.mkv', [1, 3, 5]],
      ['Harbour S01E01 e02.mkv', [1, 2]],
      ['Harbour S01E01+E02.mkv', [1, 2]],
      ['Harbour S01E01 & S01E02.mkv', [1, 2]],
      ['Harbour 1x01x02.mkv', [1, 2]],
      ['Harbour 1x01-x03.mkv', [1, 2, 3]],
      ['Harbour 1x01-03.mkv', [1, 2, 3]],
      ['Harbour 1x01_1x02.mkv', [1, 2]],
      ['Harbour - 1x01_02 - Quay.mkv', [1, 2]],
      ['Harbour (S05E06-08 of 24) Quay.mkv', [6, 7, 8]],
      ['Harbour Season 1 Episode 5-06.mkv', [5, 6]],
      ['Harbour S01E01 Quay S01E02 Pier.mkv', [1, 2]],
    ])('%s', (name, episodes) => {
      expect(parseEpisodeName(name).episodes).toEqual(episodes);
    });
  });

  describe('numbers behind an episode that are none', () => {
    it.each<[string, number[], string | null]>([
      ['Harbour S02E21 - 94 Meetings.mkv', [21], '94 Meetings'],
      ['Harbour-S02E13-3_Piers_of_Glass.mkv', [13], '3 Piers of Glass'],
      ['Harbour S02E10-100 Ways.mkv', [10], '100 Ways'],
      ['Harbour 02x03 - 04 Piers.mkv', [3], '04 Piers'],
      ['Harbour.S01E02.x265.mkv', [2], null],
      ['Harbour 1x05 x264.mkv', [5], null],
      ['Harbour.S01E07.21.Jetty.Street.720p.DD5.1.mkv', [7], '21 Jetty Street'],
      ['Harbour.S01E02-720p.mkv', [2], null],
      ['Harbour S01E01-S02E03.mkv', [1], null],
    ])('%s', (name, episodes, title) => {
      expect(parseEpisodeName(name)).toMatchObject({ episodes, title });
    });
  });

  describe('the show, and numbers in its name', () => {
    it.each<[string, string | null, number | null]>([
      ['The.Quiet.Harbour.S01E02.mkv', 'The Quiet Harbour', null],
      ['Harbour (2003) - S01E02.mkv', 'Harbour', 2003],
      ['Harbour_2003_S01E02.mkv', 'Harbour', 2003],
      ['24 - S01E02.mkv', '24', null],
      ['1883.S01E02.mkv', '1883', null],
      ['The 100 - 1x02.mkv', 'The 100', null],
      ['Room.104.S01E02.mkv', 'Room 104', null],
      ['9-1-1 - S01E02.mkv', '9-1-1', null],
      ['S.W.A.T.2017.S01E02.mkv', 'S.W.A.T.', 2017],
      ['grp-harbour-s01e02.mkv', 'grp-harbour', null],
      ['[Group] Harbour - 012.mkv', 'Harbour', null],
      ['[Group][Harbour_Lights][04][1080p].mkv', 'Harbour Lights', null],
      ['Harbour 300-year, With More - 01 (1080p).mkv', 'Harbour 300-year, With More', null],
      ['Harbour.Season.2.S02E03.mkv', 'Harbour', null],
      ['World Series 2022 S03E14.mkv', 'World Series', 2022],
      ['S01E02.mkv', null, null],
      ['tv/S01E02.mkv', null, null],
      ['Harbour (2003)/Season 1/S01E02.mkv', 'Harbour', 2003],
      ['Harbour (2003)/Season 1/Harbour - S01E02.mkv', 'Harbour', 2003],
      ["Miller's Bay/Millers.Bay.S01E02.mkv", "Miller's Bay", null],
      ['Space 1999 (1975)/Space.1999.S01E02.mkv', 'Space 1999', 1975],
      ['Other Show/Harbour.S01E02.mkv', 'Harbour', null],
      ['Harbour/Season 2/Disc 1/E07.mkv', 'Harbour', null],
      ['C:\\tv\\Harbour\\Season 1\\S01E02.mkv', 'Harbour', null],
    ])('%s', (path, series, seriesYear) => {
      expect(parseEpisodeName(path)).toMatchObject({ series, seriesYear });
    });
  });

  describe('a number alone, where the folder or the name speaks for it', () => {
    it.each<[string, number | null, number[]]>([
      ['Season 2/02.mkv', 2, [2]],
      ['Season 2/2. Quay.mkv', 2, [2]],
      ['Season 2/16 Quay.mkv', 2, [16]],
      ['Season 2/7 - 12 Angry Gulls.mkv', 2, [7]],
      ['Season 2/02-04 - Quay.mkv', 2, [2, 3, 4]],
      ['Season 1/harbour 05.mkv', 1, [5]],
      ['Season 1/harbour.103.mkv', 1, [3]],
      ['Season 1/101 - Quay.mkv', 1, [1]],
      ['Harbour/Staffel 3/Folge 12 - Titel.mkv', 3, [12]],
      ['Harbour/Specials/01 - Quay.mkv', 0, [1]],
      ['The 100/Season 1/The 100 05.mkv', 1, [5]],
      ['24/Season 1/24 - 05.mkv', 1, [5]],
      ['Harbour.S02.1080p-GRP/harbour.e03.mkv', 2, [3]],
      ['Harbour/02 - Quay.mkv', null, [2]],
      ['Harbour/Harbour - 02 Quay.mkv', null, [2]],
      ['Harbour/Harbour 0203 Quay.mkv', 2, [3]],
      ['Harbour ep_02.mkv', null, [2]],
      ['ep4-ep6.mkv', null, [4, 5, 6]],
      ['Harbour.E56.190121.mkv', null, [56]],
      ['Aflevering 4.mkv', null, [4]],
      ['Odcinek 7.mkv', null, [7]],
      ['Harbour 8.Bölüm.mkv', null, [8]],
      ['港 第05話.mkv', null, [5]],
      ['Harbour.2of6.mkv', null, [2]],
      ['Harbour.Part.Two.720p.mkv', null, [2]],
      ['[Group] Harbour S2 - 05 [1080p].mkv', 2, [5]],
      ['[Group] Harbour 2nd Season - 05.mkv', 2, [5]],
      ['[Group] Harbour - OVA 2.mkv', 0, [2]],
      ['[Group] Harbour - SP01.mkv', 0, [1]],
    ])('%s', (path, season, episodes) => {
      expect(parseEpisodeName(path)).toMatchObject({ season, episodes, absolute: [] });
    });
  });

  describe('numbers through all seasons', () => {
    it.each<[string, number[]]>([
      ['[Group] Harbour - 012 [1080p].mkv', [12]],
      ['[Group] Harbour - 12v2 [1080p].mkv', [12]],
      ['[Group]_Harbour_-_12_[E63F2984].mkv', [12]],
      ['[Group] Harbour - １２ [1080p].mkv', [12]],
      ['[Group]Harbour-01[1280x720].mkv', [1]],
      ['[Group] Harbour 1004 [E63F2984].mkv', [1004]],
      ['[Group] Harbour [21][1080p].mkv', [21]],
      ['[Group] Harbour 21 - 101 [480p].mkv', [101]],
      ['[Group] Harbour_26-27_[1080p].mkv', [26, 27]],
      ['[Group] Harbour - 01-04 [1080p].mkv', [1, 2, 3, 4]],
      ['[Group] Harbour (01-04) [1080p].mkv', [1, 2, 3, 4]],
      ['Harbour - 100-101-102 - Quay.mkv', [100, 101, 102]],
      ['Harbour - 031 - Quay.mkv', [31]],
      ['Season 2/Harbour - 136.mkv', [136]],
      ['Harbour/Harbour 889.mkv', [889]],
    ])('%s', (name, absolute) => {
      expect(parseEpisodeName(name)).toMatchObject({ episodes: [], absolute });
    });

    it.each<[string, number[], number[]]>([
      ['Harbour - S01E02 - 014 - Quay.mkv', [2], [14]],
      ['Harbour - S01E02-E03 - 014-015 - Quay.mkv', [2, 3], [14, 15]],
      ['Harbour - 014 - S01E02 - Quay.mkv', [2], [14]],
      ['[Group] Harbour S10E14 214.mkv', [14], [214]],
      ['[Group] Harbour - 05.5 - S00E01 - Recap.mkv', [1], []],
    ])('keeps both: %s', (name, episodes, absolute) => {
      expect(parseEpisodeName(name)).toMatchObject({ series: 'Harbour', episodes, absolute });
    });
  });

  describe('days', () => {
    it.each<[string, string | null]>([
      ['Harbour Tonight 2011-04-15.mkv', '2011-04-15'],
      ['Harbour Tonight 2011.04.15.Guest.720p.mkv', '2011-04-15'],
      ['Harbour Tonight 2011 04 15 1080i.mkv', '2011-04-15'],
      ['Harbour Tonight 2011_04_15_19_00.mkv', '2011-04-15'],
      ['Harbour Tonight 15.04.2011.mkv', '2011-04-15'],
      ['Harbour Tonight 04-15-2011.mkv', '2011-04-15'],
      ['Harbour Tonight 05-04-2011.mkv', '2011-04-05'],
      ['Harbour Tonight 2011-15-04.mkv', '2011-04-15'],
      ['Harbour Tonight 20110415.mkv', '2011-04-15'],
      ['Harbour.Tonight.110415.720p.mkv', '2011-04-15'],
      ['Harbour Tonight 2011年4月15日.mkv', '2011-04-15'],
      ['Harbour Tonight 2012-02-29.mkv', '2012-02-29'],
      ['Harbour Tonight 2011-02-29.mkv', null],
      ['Harbour Tonight 2011-04-31.mkv', null],
      ['Harbour Tonight - S11E01 - 2011-04-15.mkv', null],
    ])('%s', (name, airDate) => {
      const facts = parseEpisodeName(name);
      expect(facts.airDate).toBe(airDate);
      if (airDate !== null) expect(facts).toMatchObject({ series: 'Harbour Tonight', episodes: [], absolute: [] });
    });

    it('gives number and day when the name has both and no season', () => {
      expect(parseEpisodeName('Harbour 20201013 Ep7432 [720p].mkv')).toMatchObject({
        ...{ series: 'Harbour', episodes: [7432], airDate: '2020-10-13' },
      });
    });
  });

  describe('no number where there is none', () => {
    it.each([
      ...[
        '24/24.mkv',
        '1883/1883.mkv',
        'The 100/The 100.mkv',
        'Room 104/Room 104.mkv',
        'Apollo 13.mkv',
        'Harbour 2010.mkv',
      ],
      ...['Harbour (2010).mkv', 'Harbour 1080p x264.mkv', 'Harbour 1920x1080.mkv', 'Harbour.S02.x264-GRP.mkv'],
      ...[
        'Season 1/Featurette.mkv',
        'Season 1/Harbour.720p.mkv',
        'Harbour - 07.5.mkv',
        '[Group] Harbour NCOP1 [BD].mkv',
      ],
      ...[
        'Harbour 2160p HEVC 10bit.mkv',
        'Harbour DTS-HD MA 5.1.mkv',
        '12 Angry Gulls.mkv',
        '',
        '.mkv',
        '/',
        'Wall-E 2.mkv',
      ],
    ])('%j', (path) => {
      expect(parseEpisodeName(path)).toMatchObject({ episodes: [], absolute: [], airDate: null });
    });
  });

  describe('title, part and edition', () => {
    it.each<[string, Partial<EpisodeNameFacts>]>([
      ['Harbour - S01E02 - The Quay [WEBDL-1080p].mkv', { title: 'The Quay' }],
      ['Harbour.S01E02.The.Quay.1080p.WEB.mkv', { title: 'The Quay' }],
      ['Harbour.S01E02.German.DL.1080p.mkv', {}],
      ['Harbour - S01E02 - Quay (2).mkv', { title: 'Quay' }],
      ['Harbour - S01E02 - The Final Cut.mkv', { title: 'The Final Cut' }],
      ['Harbour.S01E02.UNCUT.1080p.mkv', { edition: 'UNCUT' }],
      ['Harbour.S01E02.Quay.EXTENDED.1080p.mkv', { title: 'Quay', edition: 'EXTENDED' }],
      ['Harbour - S01E02 - Quay [Uncut].mkv', { title: 'Quay', edition: 'Uncut' }],
      ["Harbour - S01E02 - Quay {edition-Director's Cut}.mkv", { title: 'Quay', edition: "Director's Cut" }],
      ['Harbour S01E02-pt1.mkv', { part: 1 }],
      ['Harbour S01E02 cd2.mkv', { part: 2 }],
      ['Harbour S01E02b.mkv', { part: 2 }],
      ['Harbour S01E02 part 1.mkv', { part: 1 }],
      ['Harbour - S01E02 - Quay - part2.mkv', { title: 'Quay', part: 2 }],
      ['Harbour - S01E02 - Part 2.mkv', { title: 'Part 2' }],
      ['Harbour - S01E02 - Quay (Part 1).mkv', { title: 'Quay (Part 1)' }],
      ['Harbour S01E02 {tmdb-5}.mkv', { tmdbId: 5 }],
    ])('%s', (name, expected) => {
      expect(parseEpisodeName(name)).toEqual({
        ...{ ...NOTHING, series: 'Harbour', season: 1, episodes: [2] },
        ...expected,
      });
    });
  });

  it('takes ids of the file, else of the show folder', () => {
    const path = 'Harbour {tmdb-1} {tvdb-2}/Season 1 {tmdb-3}/Harbour S01E02 {tmdb-4}.mkv';
    expect(parseEpisodeName(path)).toMatchObject({ tmdbId: 4, tvdbId: 2, imdbId: null });
  });

  it('takes the numbers of a folder made for one episode when the file has none', () => {
    expect(parseEpisodeName('downloads/Harbour.S01E02.720p-GRP/ajifajeq_eppj.mkv')).toMatchObject({
      ...{ series: 'Harbour', season: 1, episodes: [2] },
    });
  });
});
