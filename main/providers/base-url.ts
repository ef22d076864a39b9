/**
 * A provider's address with its version: an address that is only a server (https://proxy.example) is taken for one that
 * has the provider's own paths below it, any other as it is.
 * @param version with its slash: '/v4'
 */
export function versionedUrl(baseUrl: string, version: string): string {
  const trimmed = baseUrl.trim().replace(/\/+$/u, '');
  return /^https?:\/\/[^/]+$/iu.test(trimmed) ? `${trimmed}${version}` : trimmed;
}
