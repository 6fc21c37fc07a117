import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asProgram, type Tx } from '#platform/db/province.ts';
import { factsOf, type ObligationInput } from './obligations.ts';
import { calendarsOf, nextStep, termOf } from './planning.ts';
import { insertObligations, type NewObligation } from './store/obligation-store.ts';
import { currentPolicy, type StoredPolicy } from './store/policy-store.ts';

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
