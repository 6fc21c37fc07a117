import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Refusal } from '#kernel/refusal.ts';
import { canonicalPassword } from './domain/password.ts';

const derive = promisify(argon2);

/**
 * Argon2id with 46 MiB, one pass, one lane: the first of the equivalent settings in OWASP's Password Storage
 * Cheat Sheet (m=47104, t=1, p=1; the others trade memory for passes). Measured with Node 24.21 on two shared
 * cores: 57 to 70 ms; the setting with the least memory (19 MiB, t=2) takes 27 to 50 ms, 64 MiB with t=3 takes 180 to 220 ms.
 */
const SETTINGS = { memory: 47_104, passes: 1, parallelism: 1, tagLength: 32 } as const;
const SALT_BYTES = 16;

/** @returns the hash in PHC form: `$argon2id$v=19$m=47104,t=1,p=1$salt$tag` */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_BYTES);
  const tag = await inTurn(false, () => derive('argon2id', { message: message(password), nonce, ...SETTINGS }));
  return `$argon2id$v=19$m=${SETTINGS.memory},t=${SETTINGS.passes},p=${SETTINGS.parallelism}$${base64(nonce)}$${base64(tag)}`;
}

const PHC = /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,172})$/;

/**
 * Whether the password is that of the hash. Where there is no hash (no such account, or none set yet) the same
 * work is done against a hash nobody's password has, so that the answer takes as long.
 * @param first whether to go before strangers when more sign in than can be served
 * @throws Refusal `accounts.busy` (429) when too many wait already
 */
export async function verifyPassword(hash: string | undefined, password: string, first = false): Promise<boolean> {
  const parts = PHC.exec(hash ?? NOBODY);
  if (!parts) throw new Error('a password hash of an unknown form');
  const tag = Buffer.from(parts[5] ?? '', 'base64');
  const again = await inTurn(first, () =>
    derive('argon2id', {
      message: message(password),
      nonce: Buffer.from(parts[4] ?? '', 'base64'),
      memory: Number(parts[1]),
      passes: Number(parts[2]),
      parallelism: Number(parts[3]),
      tagLength: tag.length,
    }),
  );
  return timingSafeEqual(again, tag) && hash !== undefined;
}

/** Whether a hash was made with settings we have since left; to be made anew at the next sign-in. */
export function isOutdated(hash: string): boolean {
  const parts = PHC.exec(hash);
  return (
    Number(parts?.[1]) !== SETTINGS.memory ||
    Number(parts?.[2]) !== SETTINGS.passes ||
    Number(parts?.[3]) !== SETTINGS.parallelism
  );
}

/** A hash of random bytes that were thrown away. */
const NOBODY = `$argon2id$v=19$m=${SETTINGS.memory},t=${SETTINGS.passes},p=${SETTINGS.parallelism}$${base64(randomBytes(SALT_BYTES))}$${base64(randomBytes(SETTINGS.tagLength))}`;

function message(password: string): Buffer {
  return Buffer.from(canonicalPassword(password), 'utf8');
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

/** Hashes at a time: each takes a core and 46 MiB, and the threads it runs on also read files. */
const AT_ONCE = 2;
const LONGEST_QUEUE = 40;
const BUSY_RETRY_SECONDS = 3;

let running = 0;
const known: (() => void)[] = [];
const strangers: (() => void)[] = [];

async function inTurn<T>(first: boolean, work: () => Promise<T>): Promise<T> {
  const queue = first ? known : strangers;
  if (running >= AT_ONCE) {
    if (queue.length >= LONGEST_QUEUE)
      throw new Refusal('accounts.busy', 429, { retryAfterSeconds: BUSY_RETRY_SECONDS });
    await new Promise<void>((turn) => queue.push(turn));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = known.shift() ?? strangers.shift();
    if (next) next();
    else running -= 1;
  }
}
