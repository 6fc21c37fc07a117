import { events } from '#platform/events/events.ts';
import { record } from './entries.ts';

/** Facts of the modules before this one that belong into the log; the rest record for themselves. */
const LOGGED = /^(org|accounts|calendar)\./;

/**
 * Puts the facts of org, accounts and calendar into the log: these come before audit and cannot call it. The
 * fact's subject is what its payload names (`subject`), else the module itself.
 */
export function subscribeAudit(): void {
  events.onAny(async (tx, name, payload) => {
    if (!LOGGED.test(name)) return;
    const { subject, agencyId, ...data } = payload as { subject?: { kind: string; id: string }; agencyId?: string };
    await record(tx, {
      action: name,
      subject: subject ?? { kind: name.split('.')[0] ?? name, id: 'all' },
      agencyId: agencyId ?? null,
      reach: 'auditor',
      data,
    });
  });
}
