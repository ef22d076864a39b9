import type { ProviderName, ProviderProblem } from '../../../contract/providers.ts';
import { counted, formatCount } from './count.ts';

const names: Record<ProviderName | 'user', string> = {
  tmdb: 'TMDB',
  tvdb: 'TheTVDB',
  'fanart.tv': 'Fanart.tv',
  omdb: 'OMDb',
  local: 'This computer',
  user: 'You',
};

const about: Record<ProviderName, string> = {
  tmdb: 'Films and series in many languages: texts, cast, artwork, trailers.',
  tvdb: 'Series with their episodes in aired, DVD and absolute order, and artwork.',
  'fanart.tv': 'Clear logos, clear art, disc art and more that others do not have, for films and series.',
  omdb: 'Ratings of IMDb, Rotten Tomatoes and Metacritic.',
  local:
    'What lies in your folders: NFO, images, your own uploads, stills from the video. Needs no key and no network.',
};

const keyNames: Record<ProviderName, string> = {
  tmdb: 'API read access token or API key',
  tvdb: 'API key',
  'fanart.tv': 'Project API key',
  omdb: 'API key',
  local: 'Key',
};

const problems: Record<ProviderProblem, string> = {
  no_key: 'No key',
  bad_key: 'Key refused',
  quota: 'Used up for today',
  rate_limited: 'Asked to wait',
  offline: 'Offline',
  unreachable: 'Not reachable',
  timeout: 'Does not answer in time',
  unavailable: 'Out of order',
  bad_answer: 'Answers what Metarr cannot read',
  refused: 'Refuses the request',
  redirected: 'Leads to another site',
};

/** The providers' page of the settings. */
export const providers = {
  title: 'Providers',
  text: 'Where Metarr asks for metadata and artwork. Keys stay on this computer, encrypted, and are never shown again. Without any of them everything else works.',
  names,
  about,
  problems,
  keyNames,
  secondKeyNames: { tvdb: 'Subscriber PIN', 'fanart.tv': 'Personal API key' } as Partial<Record<ProviderName, string>>,
  secondKeyTexts: {
    tvdb: 'Only for keys that TheTVDB gives to single subscribers.',
    'fanart.tv': 'With one of your own, new images come days earlier.',
  } as Partial<Record<ProviderName, string>>,
  getKey: (name: string) => `Get a key from ${name}`,
  use: (name: string) => `Ask ${name}`,
  ready: 'Ready',
  notAsked: 'Not asked yet',
  off: 'Switched off',
  alwaysThere: 'Always there',
  retryAt: 'Asked again',
  lastAnswer: 'Last answer',
  calls: (today: number, perDay: number | null) =>
    perDay === null
      ? `${counted(today, 'request', 'requests')} today`
      : `${formatCount(today)} of ${formatCount(perDay)} requests today`,
  callsOf: (name: string) => `Requests to ${name} today`,
  stored: 'Stored',
  fromEnvironment: (variable: string) => `From the environment (${variable}); change it there.`,
  keyOf: (key: string, name: string) => `${key} of ${name}`,
  replace: 'Replace…',
  remove: 'Remove',
  removeSure: 'Remove it? You will have to enter it again.',
  keep: 'Keep it',
  save: 'Save',
  cancel: 'Cancel',
  add: 'Add…',
  test: 'Test',
  testing: 'Testing…',
  testOf: (name: string) => `Test ${name}`,
  works: 'Works.',
  advanced: 'Advanced',
  baseUrlText: 'Only for a proxy or a mirror of your own.',
  baseUrlOf: (name: string) => `Address of ${name}`,
  badUrl: 'Write an address that begins with https:// or http://.',
  ownUrl: 'Back to the usual one',
};
