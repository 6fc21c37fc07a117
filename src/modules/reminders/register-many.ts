import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asProgram, type Tx } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import type { Obligation } from './domain/obligation.ts';
import { factsOf, type ObligationInput, planRow, termChanged } from './obligations.ts';
import { calendarsOf, nextStep, termOf } from './planning.ts';
import { lockObligations } from './store/obligation-store.ts';
import {
  bySource,
  type Change,
  insertObligations,
  type NewObligation,
  updateObligations as writeChanges,
} from './store/obligation-writes.ts';
import { currentPolicy, type StoredPolicy } from './store/policy-store.ts';
import { endSnoozes } from './store/snooze-store.ts';

/**
 * `registerObligation` for very many new ones at once: made-up and imported matters. What is known already by its
 * source and key stays as it is.
 * @returns how many were new
 * @throws Refusal `reminders.due_before_start` (422); nothing is registered then
 */
export async function registerObligations(tx: Tx, inputs: readonly ObligationInput[]): Promise<number> {
  if (inputs.length === 0) return 0;
  return asProgram(tx, async () => {
    const policies = new Map<string, StoredPolicy>();
    const calendarOf = calendarsOf(tx);
    const rows: NewObligation[] = [];
    for (const input of inputs) {
      const facts = factsOf(input);
      if (facts.dueAt && facts.dueAt < facts.startAt) throw new Refusal('reminders.due_before_start', 422);
      const stored = policies.get(facts.kind) ?? (await currentPolicy(tx.db, facts.kind));
      policies.set(facts.kind, stored);
      const { id: policyId, policy } = stored;
      const next = nextStep(policy, await calendarOf(facts.agencyId), termOf(facts, { version: 1, madeAt: tx.now }));
      rows.push({ id: newId(), source: input.source, key: input.key, facts, policyId, next, at: tx.now });
    }
    return insertObligations(tx.db, rows);
  });
}

/** Holds obligations of a source until the transaction ends, in the order of their keys; unknown keys are left out. */
export async function holdObligations(
  tx: Tx,
  source: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Obligation>> {
  return asProgram(tx, () => lockObligations(tx.db, source, keys));
}

/**
 * `registerObligation` for many that are known, open and held by the caller (`holdObligations`).
 * @throws Refusal `reminders.due_before_start` (422); nothing is changed then
 */
export async function updateObligations(
  tx: Tx,
  all: readonly { readonly known: Obligation; readonly input: ObligationInput }[],
): Promise<void> {
  if (all.length === 0) return;
  await asProgram(tx, async () => {
    const policies = new Map<string, StoredPolicy>();
    const calendarOf = calendarsOf(tx);
    const changes: Change[] = [];
    const replanned: Obligation[] = [];
    for (const { known, input } of all) {
      const facts = factsOf(input);
      if (known.state !== 'open') throw new Error(`${known.source} ${known.key} is closed`);
      if (facts.dueAt && facts.dueAt < facts.startAt) throw new Refusal('reminders.due_before_start', 422);
      if (!termChanged(known, facts)) {
        changes.push({ id: known.id, facts });
        continue;
      }
      const stored = policies.get(facts.kind) ?? (await currentPolicy(tx.db, facts.kind));
      policies.set(facts.kind, stored);
      const { id: policyId, policy } = stored;
      const version = known.planVersion + 1;
      const next = nextStep(policy, await calendarOf(facts.agencyId), termOf(facts, { version, madeAt: tx.now }));
      const row = planRow(tx, { id: known.id, ...facts }, version, policyId, 'due-changed');
      changes.push({ id: known.id, facts, plan: { row, next } });
      replanned.push(known);
    }
    await writeChanges(tx.db, changes, tx.now);
    for (const { id, snoozedUntil } of replanned) if (snoozedUntil) await endSnoozes(tx.db, id, 'due-changed', tx.now);
    if (replanned.length > 0)
      await events.emit(tx, 'reminders.obligations_replanned', {
        replanned: bySource(replanned),
        because: 'due-changed',
      });
  });
}
