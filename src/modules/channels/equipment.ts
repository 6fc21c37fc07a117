import { randomBytes } from 'node:crypto';
import webpush from 'web-push';
import { type SecretBox, secretBox } from '#platform/secrets/secret-box.ts';
import type { AllowedHost } from '#platform/net/address.ts';
import type { Resolve } from '#platform/net/call.ts';

/** The pair a province's Web Push messages are signed with (VAPID); a new pair loses every device. */
export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** What carriers need besides their settings. Made once by main. */
export interface Equipment {
  readonly vapid: VapidKeys;
  readonly secrets: SecretBox;
  /** Where links begin, without a slash at the end; push services may see its host as the sender's. */
  readonly publicUrl: string;
  /** Given by tests: whom to reach and trust besides the public internet. */
  readonly net?: {
    readonly allowed?: readonly AllowedHost[];
    readonly ca?: string;
    readonly timeoutMs?: number;
    readonly resolve?: Resolve;
  };
}

export function newVapidKeys(): VapidKeys {
  return webpush.generateVAPIDKeys();
}

/** Equipment that lives as long as the process: for tests and tools that keep nothing. */
export function passingEquipment(publicUrl = 'http://localhost'): Equipment {
  return { vapid: newVapidKeys(), secrets: secretBox(randomBytes(32)), publicUrl };
}
