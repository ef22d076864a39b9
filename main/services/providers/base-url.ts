import { CoreError } from '../../domain/core-error.ts';

/**
 * An address that a person entered for a provider, without a slash at the end. Plain http is taken: it is theirs to decide,
 * and servers at home often have no certificate. Throws `invalid_input` for what cannot be a base address.
 */
export function readBaseUrl(text: string): string {
  if (!URL.canParse(text)) throw new CoreError('invalid_input', 'This is no address. It begins with https://.');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new CoreError('invalid_input', 'The address has to begin with https:// or http://.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new CoreError('invalid_input', 'The address must not hold a name or a password: it is shown and logged.');
  }
  if (url.search !== '' || url.hash !== '') {
    throw new CoreError('invalid_input', 'Enter the address without what follows a “?” or “#”.');
  }
  return url.href.replace(/\/+$/, '');
}
