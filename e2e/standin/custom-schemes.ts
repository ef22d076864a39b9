/**
 * Chromium knows no custom schemes, so `metarr://app/x` lives at `http://app.metarr.localhost/x`: a secure context with an
 * origin of its own. Everything the application sees (handlers, sender frames, navigation events) carries the true URL.
 */
export class CustomSchemes {
  private readonly privileged = new Map<string, Electron.Privileges>();

  register(schemes: readonly Electron.CustomScheme[]): void {
    for (const { scheme, privileges } of schemes) this.privileged.set(scheme, privileges ?? {});
  }

  /** True for schemes registered as standard: only those have origins and can be loaded. */
  isStandard(scheme: string): boolean {
    return this.privileged.get(scheme)?.standard === true;
  }

  toLocal(url: string): string {
    const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
    if (!this.isStandard(scheme.toLowerCase())) return url;
    return `http://${host}.${scheme.toLowerCase()}.localhost${rest.startsWith('/') ? rest : `/${rest}`}`;
  }

  /** Leaves URLs of other origins as they are. Works for origins too, which have no path. */
  toApp(url: string): string {
    const [, host = '', scheme = '', rest = ''] =
      /^http:\/\/([^/?#]+)\.([a-z][a-z0-9+-]*)\.localhost([/?#].*)?$/i.exec(url) ?? [];
    return this.isStandard(scheme) ? `${scheme}://${host}${rest}` : url;
  }

  /** A header's value as Chromium must see it: sources of a content security policy, allowed origins, redirects. */
  headerToLocal(value: string): string {
    let result = value;
    for (const scheme of this.privileged.keys()) {
      result = result
        .replace(new RegExp(`\\b${scheme}://([a-z0-9.-]+)`, 'gi'), `http://$1.${scheme}.localhost`)
        .replace(new RegExp(`\\b${scheme}:(?!//)`, 'gi'), `http://*.${scheme}.localhost`);
    }
    return result;
  }
}
