import { z } from 'zod';
import { command, query } from './call.ts';
import { Id, ImageType, ItemRef } from './primitives.ts';

/** Whose names published files get. */
export const NamingProfile = z.enum(['kodi', 'kodi_short', 'jellyfin', 'emby', 'plex']);
export type NamingProfile = z.infer<typeof NamingProfile>;

/** A naming profile, or names of the person's own on top of one. */
export const ProfileName = z.enum([...NamingProfile.options, 'custom']);
export type ProfileName = z.infer<typeof ProfileName>;

/** Whose NFO is written: what Jellyfin and Emby have beyond Kodi's elements is added for them. */
export const NfoDialect = z.enum(['kodi', 'jellyfin', 'emby']);
export type NfoDialect = z.infer<typeof NfoDialect>;

/** What is written at all. A kind that is not written is left alone where it lies already. */
export const PublishKinds = z.object({
  nfo: z.boolean(),
  /** Types of artwork by kind of item. */
  images: z.object({
    movie: z.array(ImageType),
    series: z.array(ImageType),
    season: z.array(ImageType),
    episode: z.array(ImageType),
  }),
  /** Portraits of the cast, in `.actors` beside a film or a show. */
  portraits: z.boolean(),
  /** Trailers that were chosen and downloaded. */
  trailers: z.boolean(),
});
export type PublishKinds = z.infer<typeof PublishKinds>;

/** What can have a name of the person's own: `<kind of item>.<type of file>`; `extrafanart` are all fanarts but the first. */
export const PATTERN_KEYS = [
  'movie.nfo',
  'movie.poster',
  'movie.fanart',
  'movie.extrafanart',
  'movie.banner',
  'movie.clearlogo',
  'movie.clearart',
  'movie.discart',
  'movie.landscape',
  'movie.keyart',
  'movie.characterart',
  'movie.trailer',
  'series.poster',
  'series.fanart',
  'series.extrafanart',
  'series.banner',
  'series.clearlogo',
  'series.clearart',
  'series.landscape',
  'series.keyart',
  'series.characterart',
  'series.trailer',
  'season.poster',
  'season.fanart',
  'season.banner',
  'season.landscape',
  'season.clearlogo',
  'season.clearart',
  'season.keyart',
  'season.thumb',
  'episode.thumb',
] as const;
export const PatternKey = z.enum(PATTERN_KEYS);
export type PatternKey = z.infer<typeof PatternKey>;

/**
 * Names of the person's own, without extension, from the item's folder on. `{video}` is the video's name, `{n}` the number
 * of an image (nothing for the first), `{season}` a season's number in two digits, `{season name}` Kodi's name of it
 * (season01, season-specials), `{folder}` the season's own folder. What has none is named as the profile below does.
 */
export const CustomNames = z.partialRecord(PatternKey, z.string().max(200));
export type CustomNames = z.infer<typeof CustomNames>;

/** How a library is published. */
export const PublishProfile = z.object({
  profile: ProfileName,
  /** With `custom`: whose names are used where there is none of the person's own. Else the profile itself. */
  base: NamingProfile,
  names: CustomNames,
  dialect: NfoDialect,
  kinds: PublishKinds,
});
export type PublishProfile = z.infer<typeof PublishProfile>;

/** What is known of a profile, before anybody changes it. */
export const ProfileFacts = z.object({
  profile: NamingProfile,
  /** The NFO its player reads. */
  dialect: NfoDialect,
  /** What its player reads, which is what is written unless the person says otherwise. */
  kinds: PublishKinds,
});
export type ProfileFacts = z.infer<typeof ProfileFacts>;

export const PatternProblem = z.object({ key: PatternKey, message: z.string() });
export type PatternProblem = z.infer<typeof PatternProblem>;

/** One file a draft would have written for an item. */
export const PreviewedName = z.object({
  kind: z.enum(['nfo', 'image', 'portrait', 'trailer']),
  /** Artwork type; null for what is no artwork. */
  type: ImageType.nullable(),
  /** Relative to the item's folder. */
  name: z.string(),
  /** What the same file is called in the library now by Metarr's own doing; null when it wrote none or the name stays. */
  formerName: z.string().nullable(),
  /** False for a file that the item has nothing for at present: shown for its name. */
  isChosen: z.boolean(),
});
export type PreviewedName = z.infer<typeof PreviewedName>;

export const ProfilePreview = z.object({
  problems: z.array(PatternProblem),
  /** The item, of a show with a season, the specials and an episode of it. Empty when the library has none. */
  items: z.array(
    z.object({
      item: ItemRef,
      title: z.string(),
      /** Absolute; names are relative to it. */
      folderPath: z.string(),
      /** Why names are other than the profile says: several films in the folder, a disc, several versions. */
      circumstance: z.enum(['flat', 'disc', 'versions', 'parts']).nullable(),
      files: z.array(PreviewedName),
    }),
  ),
});
export type ProfilePreview = z.infer<typeof ProfilePreview>;

export const profileMethods = {
  /** The profiles there are, each with what its player reads. */
  'profiles.list': query(z.object({}).strict(), z.array(ProfileFacts)),
  'profiles.get': query(z.object({ libraryId: Id }), PublishProfile),
  /**
   * Files that Metarr wrote under other names than the new ones are renamed by the next publication of their item.
   * Throws `invalid_input` with `details.problems` for names that cannot be used.
   */
  'profiles.set': command(z.object({ libraryId: Id, draft: PublishProfile }), PublishProfile),
  /** The names that a draft gives the files of an item (by default the library's first), and what is wrong with it. */
  'profiles.preview': query(
    z.object({ libraryId: Id, draft: PublishProfile, item: ItemRef.nullable().default(null) }),
    ProfilePreview,
  ),
};
