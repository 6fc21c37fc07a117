/**
 * Keys for creating calls. The same call made again while its outcome is unknown (no answer, or the
 * server failed) carries the same key, so that it is done once; after a definite answer a new one is used.
 */
const pending = new Map<string, string>();

/** What makes two calls "the same submission": method, address and what is sent. */
export function fingerprint(method: string, url: string, body: unknown): string {
  if (body instanceof FormData) {
    const parts = [...body.entries()].map(([name, value]) =>
      typeof value === 'string' ? [name, value] : [name, value.name, value.size, value.lastModified],
    );
    return JSON.stringify([method, url, parts]);
  }
  return JSON.stringify([method, url, body ?? null]);
}

/** The key of this submission: the one already in use for it, or a new one. */
export function keyFor(print: string): string {
  const known = pending.get(print);
  if (known !== undefined) return known;
  const key = newKey();
  pending.set(print, key);
  return key;
}

/** The outcome is known: the next equal submission is a new one. */
export function settle(print: string): void {
  pending.delete(print);
}

/** 128 random bits; `crypto.randomUUID` is missing on plain-http addresses of an office network. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
