import { randomBytes } from 'node:crypto';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { instantAt, toVietnamIso } from '#kernel/vietnam-time.ts';
import { record } from '#modules/audit/public.ts';
import type { Scope } from '#platform/auth/actor.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import type {
  ApplicationChange,
  ApplicationList,
  ApplicationView,
  KeyView,
  MadeKey,
  NewApplication,
  NewKey,
} from './admin-schema.ts';
import { hashKey, hintOf, stateOf } from './domain/keys.ts';
import { OWN_SOURCES } from './domain/obligation.ts';
import * as store from './store/key-store.ts';

const DAY_MS = 24 * 60 * 60_000;
const LONGEST_DAYS = 731;

/** Connects an application. @throws Refusal `integrations.source_taken` (409) at `source` */
export async function addApplication(work: Work, wanted: NewApplication): Promise<ApplicationView> {
  return work.run(async (tx) => {
    const made =
      !OWN_SOURCES.includes(wanted.source) &&
      (await store.insertApplication(tx.db, {
        source: wanted.source,
        name: wanted.name,
        contact: wanted.contact,
        base_url: wanted.baseUrl,
        made_at: tx.now,
        made_by: tx.actor.personId,
        disabled_at: null,
      }));
    if (!made) throw new Refusal('integrations.source_taken', 409, { fields: { source: 'integrations.source_taken' } });
    const { source, name, baseUrl } = wanted;
    await audit(tx, 'integrations.application_added', source, { name, baseUrl });
    return view(await getApplication(tx, source), [], tx.now);
  });
}

/** Changes name, contact or base address, or closes and opens the application: a closed one's keys open nothing. */
export async function changeApplication(work: Work, source: string, change: ApplicationChange): Promise<void> {
  await work.run(async (tx) => {
    const known = await getApplication(tx, source);
    const disabledAt = change.disabled ? (known.disabledAt ?? tx.now) : null;
    await store.updateApplication(tx.db, source, {
      name: change.name,
      contact: change.contact,
      base_url: change.baseUrl,
      disabled_at: disabledAt,
    });
    const { name, baseUrl, disabled } = change;
    await audit(tx, 'integrations.application_changed', source, { name, baseUrl, disabled });
  });
}

/** All applications with their keys, without any secret. @param now real time */
export async function listApplications(work: Work, now: Date): Promise<ApplicationList> {
  return work.run(async (tx) => {
    const keys = await store.listKeys(tx.db);
    const applications = await store.listApplications(tx.db);
    return {
      applications: applications.map((one) =>
        view(
          one,
          keys.filter(({ source }) => source === one.source),
          now,
        ),
      ),
    };
  });
}

/**
 * Makes a key. It is told here and nowhere else; what is kept cannot be turned back into it.
 * @param now real time
 * @throws Refusal `integrations.unknown_application` (404), `integrations.bad_expiry` (422)
 */
export async function makeKey(work: Work, source: string, wanted: NewKey, now: Date): Promise<MadeKey> {
  const expiresAt = new Date(instantAt(wanted.expiresOn).getTime() + DAY_MS - 1000);
  if (expiresAt <= now || expiresAt.getTime() > now.getTime() + LONGEST_DAYS * DAY_MS)
    throw new Refusal('integrations.bad_expiry', 422, { fields: { expiresOn: 'integrations.bad_expiry' } });
  return work.run(async (tx) => {
    await getApplication(tx, source);
    return insert(tx, { source, ...wanted, expiresAt, replaces: null }, now);
  });
}

/**
 * Makes a new key with the same rights; the old one goes on for `overlapHours`, never longer than it would have.
 * @throws Refusal `integrations.unknown_key` (404), `integrations.key_over` (409) for one that is over
 */
export async function rotateKey(work: Work, id: string, overlapHours: number, now: Date): Promise<MadeKey> {
  return work.run(async (tx) => {
    const old = await store.lockKey(tx.db, id);
    if (!old) throw new Refusal('integrations.unknown_key', 404);
    if (stateOf(old, now) !== 'active') throw new Refusal('integrations.key_over', 409);
    const lifeMs = old.expiresAt.getTime() - old.madeAt.getTime();
    const made = await insert(
      tx,
      { ...old, scopes: [...old.scopes], expiresAt: new Date(now.getTime() + lifeMs), replaces: old.id },
      now,
    );
    const until = new Date(Math.min(old.expiresAt.getTime(), now.getTime() + overlapHours * 3_600_000));
    await store.updateKey(tx.db, id, { expires_at: until });
    return made;
  });
}

/** Ends a key at once. Doing it twice keeps the first moment. @throws Refusal `integrations.unknown_key` (404) */
export async function revokeKey(work: Work, id: string, now: Date): Promise<void> {
  await work.run(async (tx) => {
    const key = await store.lockKey(tx.db, id);
    if (!key) throw new Refusal('integrations.unknown_key', 404);
    if (key.revokedAt) return;
    await store.updateKey(tx.db, id, { revoked_at: now, revoked_by: tx.actor.personId });
    await audit(tx, 'integrations.key_revoked', key.source, { keyId: id, label: key.label, hint: key.hint });
  });
}

interface KeyWanted {
  readonly source: string;
  readonly label: string;
  readonly scopes: readonly Scope[];
  readonly ratePerMinute: number;
  readonly expiresAt: Date;
  readonly replaces: string | null;
}

async function insert(tx: Tx, wanted: KeyWanted, now: Date): Promise<MadeKey> {
  const key = `dh_${randomBytes(32).toString('base64url')}`;
  const id = newId();
  const { source, label, expiresAt, replaces } = wanted;
  const scopes = [...new Set(wanted.scopes)];
  await store.insertKey(tx.db, {
    id,
    source,
    label,
    hint: hintOf(key),
    hash: hashKey(key),
    scopes,
    rate_per_minute: wanted.ratePerMinute,
    made_at: now,
    made_by: tx.actor.personId,
    expires_at: expiresAt,
    revoked_at: null,
    revoked_by: null,
    replaces,
  });
  await audit(tx, 'integrations.key_made', source, {
    keyId: id,
    label,
    scopes,
    expiresAt: expiresAt.toISOString(),
    replaces,
  });
  return { id, source, key, expiresAt: toVietnamIso(expiresAt) };
}

async function getApplication(tx: Tx, source: string): Promise<store.Application> {
  const found = await store.findApplication(tx.db, source, { lock: true });
  if (!found) throw new Refusal('integrations.unknown_application', 404);
  return found;
}

type ListedKey = Awaited<ReturnType<typeof store.listKeys>>[number];

function view(application: store.Application, keys: readonly ListedKey[], now: Date): ApplicationView {
  const { source, name, contact, baseUrl, madeAt, disabledAt } = application;
  return {
    source,
    name,
    contact,
    baseUrl,
    disabled: disabledAt !== null,
    madeAt: toVietnamIso(madeAt),
    keys: keys.map(
      (key): KeyView => ({
        id: key.id,
        label: key.label,
        hint: key.hint,
        scopes: [...key.scopes],
        ratePerMinute: key.ratePerMinute,
        state: stateOf(key, now),
        madeAt: toVietnamIso(key.madeAt),
        expiresAt: toVietnamIso(key.expiresAt),
        lastUsedAt: key.lastUsedAt && toVietnamIso(key.lastUsedAt),
        uses: key.uses,
      }),
    ),
  };
}

async function audit(tx: Tx, action: string, source: string, data: Record<string, unknown>): Promise<void> {
  await record(tx, { action, subject: { kind: 'application', id: source }, reach: 'auditor', data });
}
