import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { record } from '#modules/audit/public.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import * as store from './store/host-store.ts';
import type { AllowedHost, AllowedHosts } from './webhook-schema.ts';

/** Addresses inside private networks that webhooks may reach. */
export async function listAllowed(work: Work): Promise<AllowedHosts> {
  return work.run(async (tx) => ({
    hosts: (await store.listAllowed(tx.db)).map((one) => ({ ...one, madeAt: toVietnamIso(one.madeAt) })),
  }));
}

/** Lets a host in. Doing it twice changes nothing. */
export async function allowHost(work: Work, wanted: AllowedHost, now: Date): Promise<void> {
  await work.run(async (tx) => {
    const fresh = await store.insertAllowed(tx.db, { ...wanted, at: now, by: tx.actor.personId });
    if (fresh) await auditHost(tx, 'integrations.host_allowed', wanted, { reason: wanted.reason });
  });
}

/** @throws Refusal `integrations.unknown_host` (404) */
export async function closeHost(work: Work, host: { host: string; port: number }, now: Date): Promise<void> {
  await work.run(async (tx) => {
    if (!(await store.removeAllowed(tx.db, host, now))) throw new Refusal('integrations.unknown_host', 404);
    await auditHost(tx, 'integrations.host_closed', host, {});
  });
}

async function auditHost(tx: Tx, action: string, { host, port }: { host: string; port: number }, data: object) {
  await record(tx, {
    action,
    subject: { kind: 'webhook-host', id: `${host}:${port}` },
    reach: 'auditor',
    data: { ...data },
  });
}
