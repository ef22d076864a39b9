/** What a fake provider is asked. */
export interface FakeRequest {
  method: string;
  /** Decoded only by whoever reads it: `%2F` stays `%2F`. */
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** What it says. Give `json`, or `bytes` with their type, or neither (an empty body). */
export interface FakeReply {
  status: number;
  json?: unknown;
  bytes?: Uint8Array;
  contentType?: string;
  headers?: Readonly<Record<string, string>>;
}
