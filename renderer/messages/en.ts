import { app } from './en/app.ts';
import { activity } from './en/activity.ts';
import { artwork } from './en/artwork.ts';
import { enrich } from './en/enrich.ts';
import { episodes } from './en/episodes.ts';
import { errors } from './en/errors.ts';
import { home } from './en/home.ts';
import { identify } from './en/identify.ts';
import { item } from './en/item.ts';
import { jobs } from './en/jobs.ts';
import { keys } from './en/keys.ts';
import { libraries } from './en/libraries.ts';
import { list } from './en/list.ts';
import { maintenance } from './en/maintenance.ts';
import { order } from './en/order.ts';
import { profiles } from './en/profiles.ts';
import { providers } from './en/providers.ts';
import { publish } from './en/publish.ts';
import { recover } from './en/recover.ts';
import { rename } from './en/rename.ts';
import { rules } from './en/rules.ts';
import { runs } from './en/runs.ts';
import { sets } from './en/sets.ts';
import { settings } from './en/settings.ts';
import { trash } from './en/trash.ts';
import { unknown } from './en/unknown.ts';
import { verify } from './en/verify.ts';

/** Every visible string of the window in English. */
export const en = {
  app,
  activity,
  artwork,
  enrich,
  episodes,
  errors,
  home,
  identify,
  item,
  jobs,
  keys,
  libraries,
  list,
  maintenance,
  order,
  profiles,
  providers,
  publish,
  recover,
  rename,
  rules,
  runs,
  sets,
  settings,
  trash,
  unknown,
  verify,
};
