import type { UnknownFile, UnknownFileUse } from '../../../contract/unknown-files.ts';

/** What a file of a kind is most often for. */
export function defaultUse(category: UnknownFile['category']): UnknownFileUse['kind'] {
  if (category === 'image') return 'artwork';
  if (category === 'subtitle' || category === 'text') return 'subtitle';
  return category === 'audio' ? 'theme' : 'extra';
}
