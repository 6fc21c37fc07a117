import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps secrets the program must have in plain (keys of gateways, of webhooks), so that a copy of the database tells none. */
export interface SecretBox {
  /** @param context what the secret is for; opening it for anything else fails, so rows cannot be exchanged */
  seal(secret: string, context: string): string;
  /** @throws Error for a text that was changed, sealed for something else, or sealed under another key */
  open(sealed: string, context: string): string;
}

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM under a key derived from the given one.
 * @param key 32 random bytes
 * @throws RangeError for a key of another length
 */
export function secretBox(key: Uint8Array): SecretBox {
  if (key.length !== 32) throw new RangeError(`a key has 32 bytes, not ${key.length}`);
  const derived = Buffer.from(hkdfSync('sha256', key, '', 'dunghen secret box', 32));
  return {
    seal: (secret, context) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', derived, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open: (sealed, context) => {
      const [version, text = ''] = sealed.split('.');
      const bytes = Buffer.from(text, 'base64url');
      if (version !== VERSION || bytes.length < IV_BYTES + TAG_BYTES) throw new Error('not a sealed secret');
      const decipher = createDecipheriv('aes-256-gcm', derived, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
    },
  };
}
