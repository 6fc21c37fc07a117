import { createHash } from 'node:crypto';

/** What one link of a chain vouches for. `at` is ISO 8601 in UTC. */
export interface LinkContent {
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly agencyId: string | null;
  readonly data: unknown;
}

/** The hash before the first link of every chain. */
export const GENESIS = '0'.repeat(64);

/** SHA-256 over the previous link's hash and this link's content, hexadecimal. */
export function linkHash(previous: string, content: LinkContent): string {
  return createHash('sha256').update(previous).update('\n').update(canonicalJson(content)).digest('hex');
}

/** JSON with sorted keys, so that what comes back from the database hashes as what went in. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value && typeof value === 'object') {
    const parts = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${parts.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/**
 * Merkle root of hexadecimal leaves in the order given; leaves and inner nodes are hashed under different
 * prefixes so that one cannot stand for the other (RFC 6962, section 2.1). No leaves give GENESIS.
 */
export function merkleRoot(leaves: readonly string[]): string {
  if (leaves.length === 0) return GENESIS;
  let level = leaves.map((leaf) => sha256(`\u0000${leaf}`));
  while (level.length > 1) {
    const next: string[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i] ?? '';
      const right = level[i + 1];
      next.push(right === undefined ? left : sha256(`\u0001${left}${right}`));
    }
    level = next;
  }
  return level[0] ?? GENESIS;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
