/** Where the window gets a small version of an image that a provider offers at this address. */
export function offeredImageUrl(address: string): string {
  return `/assets/offered?url=${encodeURIComponent(address)}`;
}
