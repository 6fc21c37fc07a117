import { isDeepStrictEqual } from 'node:util';
import { record } from '#modules/audit/public.ts';
import { peopleById } from '#modules/org/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { inOrder, policyProblems } from './domain/policy-check.ts';
import { kindVi, knownKinds } from './kinds.ts';
import type {
  ApplyBody,
  PolicyKind,
  PolicyKindList,
  PolicyOfKind,
  PolicyVersion,
  PublishBody,
  Published,
} from './policy-schema.ts';
import { insertApply, runningApply } from './store/apply-store.ts';
import {
  currentPolicy,
  insertPolicy,
  listCurrent,
  listVersions,
  lockKind,
  type OpenUnder,
  openUnderPolicies,
  type StoredPolicy,
} from './store/policy-store.ts';

/** What '*' is called in an address. */
const DEFAULT_NAME = 'mac-dinh';

/** The kind an address names. */
export function kindOf(address: string): string {
  return address === DEFAULT_NAME ? '*' : address;
}

/** All kinds of work with the ladder that holds for each, the default first. */
export async function listPolicies(work: Work): Promise<PolicyKindList> {
  return work.run((tx) =>
    asProgram(tx, async () => {
      const current = new Map((await listCurrent(tx.db)).map((stored) => [stored.kind, stored]));
      const open = await openUnderPolicies(tx.db);
      const usual = current.get('*');
      if (!usual) throw new Error('no default reminder policy');
      const names = await namesOf(tx, [...current.values()]);
      const kinds = new Set(['*', ...current.keys(), ...knownKinds(), ...open.map(({ kind }) => kind)]);
      const list = [...kinds].map((kind): PolicyKind => {
        const own = current.get(kind);
        const held = own ?? usual;
        return {
          kind: kind === '*' ? DEFAULT_NAME : kind,
          label: kindVi(kind),
          own: own !== undefined,
          name: held.policy.name,
          version: held.version,
          madeAt: toVietnamIso(held.madeAt),
          madeBy: held.madeBy && (names.get(held.madeBy) ?? ''),
          ...countsOf(kind, held.id, open, current),
        };
      });
      return { kinds: list.sort((a, b) => order(a) - order(b) || a.label.localeCompare(b.label, 'vi')) };
    }),
  );
}

const order = ({ kind, own }: PolicyKind): number => (kind === DEFAULT_NAME ? 0 : own ? 1 : 2);

/** One kind: what holds, every version it ever had, and how many open matters run under which. */
export async function policyOfKind(work: Work, kind: string): Promise<PolicyOfKind> {
  return work.run((tx) =>
    asProgram(tx, async () => {
      const current = await currentPolicy(tx.db, kind);
      const versions = await listVersions(tx.db, kind);
      const all = new Map((await listCurrent(tx.db)).map((stored) => [stored.kind, stored]));
      const open = await openUnderPolicies(tx.db);
      if (versions.length === 0 && !knownKinds().includes(kind) && !open.some((one) => one.kind === kind))
        throw new Refusal('reminders.unknown_kind', 404);
      const names = await namesOf(tx, [current, ...versions]);
      const shown = (stored: StoredPolicy): PolicyVersion => ({
        version: stored.version,
        madeAt: toVietnamIso(stored.madeAt),
        madeBy: stored.madeBy && (names.get(stored.madeBy) ?? ''),
        reason: stored.reason,
        policy: stored.policy,
      });
      const applying = await runningApply(tx.db, kind);
      return {
        kind: kind === '*' ? DEFAULT_NAME : kind,
        label: kindVi(kind),
        own: current.kind === kind,
        current: shown(current),
        versions: versions.map(shown),
        ...countsOf(kind, current.id, open, all),
        applying: applying && { askedAt: toVietnamIso(applying.askedAt), moved: applying.moved },
      };
    }),
  );
}

/** Open matters a kind's policy is for: of the kind, for the default all whose kind has none of its own. */
function countsOf(
  kind: string,
  policyId: string,
  open: readonly OpenUnder[],
  own: ReadonlyMap<string, unknown>,
): { open: number; onOlder: number } {
  const concerned = open.filter((one) => (kind === '*' ? !own.has(one.kind) : one.kind === kind));
  const sum = (rows: readonly OpenUnder[]) => rows.reduce((total, { count }) => total + count, 0);
  return { open: sum(concerned), onOlder: sum(concerned.filter((one) => one.policyId !== policyId)) };
}

async function namesOf(tx: Tx, stored: readonly StoredPolicy[]): Promise<Map<string, string>> {
  const ids = [...new Set(stored.flatMap(({ madeBy }) => (madeBy ? [madeBy] : [])))];
  return new Map((await peopleById(tx, ids)).map(({ id, fullName }) => [id, fullName]));
}

/**
 * Issues the next version for a kind. New matters, and those whose due date moves, run under it from now on; what is
 * open goes on under the version it was given, unless `applyToOpen` asks to put it on the new one too.
 * @throws Refusal `reminders.bad_policy` (422) with a sentence for each field, `reminders.policy_changed` (409) when
 *   somebody issued a version meanwhile, `reminders.policy_same` (422) when nothing changed
 */
export async function publishPolicy(work: Work, kind: string, body: PublishBody): Promise<Published> {
  const problems = policyProblems(body.policy);
  if (problems.length > 0)
    throw new Refusal('reminders.bad_policy', 422, {
      fields: Object.fromEntries(problems.map(({ field, code }) => [field, code])),
    });
  const policy = inOrder(body.policy);
  return work.run((tx) =>
    asProgram(tx, async () => {
      await lockKind(tx.db, kind);
      const current = await currentPolicy(tx.db, kind);
      const version = current.kind === kind ? current.version : 0;
      if (version !== body.baseVersion) throw new Refusal('reminders.policy_changed', 409, { version });
      if (version > 0 && isDeepStrictEqual(current.policy, policy)) throw new Refusal('reminders.policy_same', 422);
      const id = newId();
      const reason = body.reason.normalize('NFC');
      await insertPolicy(tx.db, {
        id,
        kind,
        version: version + 1,
        policy,
        madeAt: tx.now,
        madeBy: tx.actor.personId,
        reason,
      });
      const own = new Map((await listCurrent(tx.db)).map((stored) => [stored.kind, stored]));
      const { onOlder } = countsOf(kind, id, await openUnderPolicies(tx.db), own);
      const applyingTo = body.applyToOpen ? onOlder : 0;
      if (applyingTo > 0)
        await insertApply(tx.db, { id: newId(), policyId: id, kind, askedAt: tx.now, askedBy: tx.actor.personId });
      await record(tx, {
        action: 'reminders.policy_issued',
        subject: { kind: 'reminder-policy', id },
        data: { kind, version: version + 1, reason, applyingTo },
      });
      return { version: version + 1, applyingTo };
    }),
  );
}

/**
 * Puts the open matters of a kind that go on under an older version on the one in force: what was not asked for when it
 * was issued, or what an update of the program brought. The background does it, each matter gets a plan that says why;
 * what was told is not told again, and what is not announced yet stays (`applySome`).
 *
 * @returns how many are concerned; 0 when none is
 * @throws Refusal `reminders.policy_changed` (409) when another version holds than the one that was looked at,
 *   `reminders.policy_applying` (409) while it is being done
 */
export async function applyPolicy(work: Work, kind: string, { version }: ApplyBody): Promise<Published> {
  return work.run((tx) =>
    asProgram(tx, async () => {
      await lockKind(tx.db, kind);
      const current = await currentPolicy(tx.db, kind);
      if (current.version !== version) throw new Refusal('reminders.policy_changed', 409, { version: current.version });
      if (await runningApply(tx.db, kind)) throw new Refusal('reminders.policy_applying', 409);
      const own = new Map((await listCurrent(tx.db)).map((stored) => [stored.kind, stored]));
      const { onOlder: applyingTo } = countsOf(kind, current.id, await openUnderPolicies(tx.db), own);
      if (applyingTo === 0) return { version, applyingTo };
      const asked = { id: newId(), policyId: current.id, kind, askedAt: tx.now, askedBy: tx.actor.personId };
      await insertApply(tx.db, asked);
      await record(tx, {
        action: 'reminders.policy_applied',
        subject: { kind: 'reminder-policy', id: current.id },
        data: { kind, version, applyingTo },
      });
      return { version, applyingTo };
    }),
  );
}
