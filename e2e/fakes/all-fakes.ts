import { FANART_KEY, type FakeFanart, startFakeFanart } from './fanart.ts';
import { type FakeOmdb, OMDB_KEY, startFakeOmdb } from './omdb.ts';
import { type FakeTmdb, startFakeTmdb, TMDB_TOKEN } from './tmdb.ts';
import { type FakeTvdb, startFakeTvdb, TVDB_KEY } from './tvdb.ts';
import type { World } from './world-types.ts';

export interface AllFakes {
  tmdb: FakeTmdb;
  tvdb: FakeTvdb;
  fanart: FakeFanart;
  omdb: FakeOmdb;
  /** What Metarr's environment needs to ask them instead of the real ones. */
  environment: Record<string, string>;
  close(): Promise<void>;
}

/**
 * All fake providers over one world.
 * @param options.isUnlimited nothing is watched for being asked too quickly, and Metarr is told not to hold back
 */
export async function startAllFakes(world: World, options: { isUnlimited?: boolean } = {}): Promise<AllFakes> {
  const limits = options.isUnlimited === true ? { limits: [] } : {};
  const [tmdb, tvdb, fanart, omdb] = await Promise.all([
    startFakeTmdb(world, limits),
    startFakeTvdb(world, limits),
    startFakeFanart(world, limits),
    startFakeOmdb(world, limits),
  ]);
  return {
    tmdb,
    tvdb,
    fanart,
    omdb,
    environment: {
      METARR_TMDB_URL: tmdb.url,
      METARR_TMDB_IMAGE_URL: tmdb.imageUrl,
      METARR_TMDB_TOKEN: TMDB_TOKEN,
      METARR_TVDB_URL: tvdb.url,
      METARR_TVDB_KEY: TVDB_KEY,
      METARR_FANART_URL: fanart.url,
      METARR_FANART_KEY: FANART_KEY,
      METARR_OMDB_URL: omdb.url,
      METARR_OMDB_KEY: OMDB_KEY,
      ...(options.isUnlimited === true ? { METARR_PROVIDER_LIMITS: 'off' } : {}),
    },
    close: async () => {
      await Promise.all([tmdb.close(), tvdb.close(), fanart.close(), omdb.close()]);
    },
  };
}
