import { app } from './en/app.ts';
import { activity } from './en/activity.ts';
import { errors } from './en/errors.ts';
import { film } from './en/film.ts';
import { films } from './en/films.ts';
import { home } from './en/home.ts';
import { jobs } from './en/jobs.ts';
import { keys } from './en/keys.ts';
import { libraries } from './en/libraries.ts';
import { publish } from './en/publish.ts';
import { settings } from './en/settings.ts';
import { trash } from './en/trash.ts';

/** Every visible string of the window in English. */
export const en = { app, activity, errors, film, films, home, jobs, keys, libraries, publish, settings, trash };
