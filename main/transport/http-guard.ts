import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may talk to the headless server: loopback names only (against DNS rebinding), our own origin only (against other
 * sites' scripts), and a session that began with the one-time token printed in the terminal.
 */
export class HttpGuard {
  readonly #sessions = new Set<string>();
  #loginToken: string | null = randomBytes(32).toString('base64url');
  #allowedHosts = new Set<string>();
  #cookieName = 'metarr_session';

  /** Sets the addresses once the port is known. */
  listenOn(port: number): void {
    this.#allowedHosts = new Set(['127.0.0.1', 'localhost', '[::1]'].map((host) => `${host}:${String(port)}`));
    // Cookies do not know ports: two servers on one machine must not share a name.
    this.#cookieName = `metarr_session_${String(port)}`;
  }

  /** The token for the printed address; null once it has been used. */
  get loginToken(): string | null {
    return this.#loginToken;
  }

  isAllowedHost(host: string | null | undefined): boolean {
    return typeof host === 'string' && this.#allowedHosts.has(host.toLowerCase());
  }

  /** Absent is allowed for what is no browser (browsers always send it with POST and WebSocket). */
  isAllowedOrigin(origin: string | null | undefined, isRequired: boolean): boolean {
    if (origin === null || origin === undefined) return !isRequired;
    return origin.startsWith('http://') && this.#allowedHosts.has(origin.slice('http://'.length).toLowerCase());
  }

  /** Spends the token; answers the Set-Cookie value, or null when the token is wrong or spent. */
  login(token: string): string | null {
    if (this.#loginToken === null || !isEqual(token, this.#loginToken)) return null;
    this.#loginToken = null;
    const session = randomBytes(32).toString('base64url');
    this.#sessions.add(digest(session));
    return `${this.#cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`;
  }

  hasSession(cookieHeader: string | null | undefined): boolean {
    if (typeof cookieHeader !== 'string') return false;
    for (const pair of cookieHeader.split(';')) {
      const [name, value] = pair.trim().split('=', 2);
      if (name === this.#cookieName && value !== undefined && this.#sessions.has(digest(value))) return true;
    }
    return false;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isEqual(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
