import { randomBytes } from 'node:crypto';
import { systemActor } from '#platform/auth/actor.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import type { SecretBox } from '#platform/secrets/secret-box.ts';
import { type Answerable, answerableUntil } from './domain/answerable.ts';
import { type LinkClaim, type LinkKey, signLink, signShort } from './domain/link-token.ts';
import { log } from './log.ts';
import {
  insertLinkKey,
  listLinkKeys,
  nextKeyId,
  sealLinkKey,
  shortLinkOf,
  type StoredLinkKey,
} from './store/link-store.ts';

export const LINK_ACTOR = systemActor('Liên kết trong lời nhắc');

/** The keys are read again as often as this, so that a retired one is soon no longer signed with. */
const KEYS_MS = 5 * 60_000;
const SECRET_BYTES = 32;

/** Signs the addresses by which readers of messages answer them; all begin with '/r/'. */
export interface LinkSigner {
  sign(claim: LinkClaim): string;
  /** One of twenty signs, for where room is short; the same message gets the same. */
  signShort(claim: LinkClaim): Promise<string>;
}

interface Kept {
  readonly at: number;
  readonly secrets: SecretBox;
  readonly signer: Promise<LinkSigner>;
}
const signers = new WeakMap<Province, Kept>();

/** The signer of a province, its key made when first needed. */
export function linkSigner(province: Province, secrets: SecretBox): Promise<LinkSigner> {
  const at = performance.now();
  const known = signers.get(province);
  if (known && known.secrets === secrets && at - known.at < KEYS_MS) return known.signer;
  const work = province.as(LINK_ACTOR);
  const signer = work
    .run((tx) => keyToSign(tx, secrets))
    .then((key) => ({
      sign: (claim: LinkClaim) => `/r/${signLink(claim, key)}`,
      signShort: async (claim: LinkClaim) => `/r/${signShort(await work.run((tx) => shortLinkOf(tx.db, claim)), key)}`,
    }));
  signers.set(province, { at, secrets, signer });
  signer.catch(() => signers.delete(province));
  return signer;
}

/** The address by which a message is answered; null where there is nothing to answer or nobody to sign. */
export function addressFor(
  signer: LinkSigner | undefined,
  { messageId, ...message }: Answerable & { readonly messageId: string },
): string | null {
  const expiresAt = answerableUntil(message);
  return signer && expiresAt ? signer.sign({ messageId, expiresAt }) : null;
}

/** The keys that are taken, the newest first. One from before keys were sealed is sealed now. */
export async function linkKeys(tx: Tx, secrets: SecretBox): Promise<LinkKey[]> {
  const keys: LinkKey[] = [];
  for (const stored of await listLinkKeys(tx.db)) {
    const secret = await secretOf(tx, stored, secrets);
    if (secret) keys.push({ id: stored.id, secret });
  }
  return keys;
}

/** undefined for one sealed under a key of the house that was lost: what it signed is good no more. */
async function secretOf(tx: Tx, stored: StoredLinkKey, secrets: SecretBox): Promise<Buffer | undefined> {
  const { id, sealed, secret } = stored;
  if (secret) {
    await sealLinkKey(tx.db, id, secrets.seal(secret.toString('base64'), purposeOf(id)));
    return secret;
  }
  try {
    return Buffer.from(secrets.open(sealed ?? '', purposeOf(id)), 'base64');
  } catch (error) {
    log('error', 'link key does not open', { key: id, error: (error as Error).message });
    return undefined;
  }
}

async function keyToSign(tx: Tx, secrets: SecretBox): Promise<LinkKey> {
  const [newest] = await linkKeys(tx, secrets);
  if (newest) return newest;
  const id = await nextKeyId(tx.db);
  await insertLinkKey(tx.db, id, secrets.seal(randomBytes(SECRET_BYTES).toString('base64'), purposeOf(id)));
  const [made] = await linkKeys(tx, secrets);
  if (!made) throw new Error('every link key is retired or was sealed elsewhere');
  return made;
}

/** A sealed key opens under its own number alone: rows cannot be exchanged. */
function purposeOf(id: number): string {
  return `reminders.link ${id}`;
}
