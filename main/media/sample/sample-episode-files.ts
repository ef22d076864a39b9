import type { SampleShow } from './sample-show.ts';

type SampleSeason = SampleShow['seasons'][number];

/** An episode with its place in the show. */
export interface SampleEpisode {
  season: SampleSeason;
  /** In its season, from 1. */
  number: number;
  /** Counted through all seasons but the specials, which are counted on their own; from 1. */
  runningNumber: number;
  record: SampleSeason['episodes'][number];
}

/** The episodes of a show, those of one file together, in the order of their seasons. */
export function sampleEpisodeFiles(show: SampleShow): SampleEpisode[][] {
  const files: SampleEpisode[][] = [];
  let regular = 0;
  for (const season of [...show.seasons].sort((a, b) => a.number - b.number)) {
    for (const [index, record] of season.episodes.entries()) {
      const number = index + 1;
      if (season.number > 0) regular += 1;
      const episode = { season, number, runningNumber: season.number > 0 ? regular : number, record };
      const last = files.at(-1);
      if (record.sharesFile === true && last?.[0]?.season === season) last.push(episode);
      else files.push([episode]);
    }
  }
  return files;
}
