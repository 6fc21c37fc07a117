import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { normalizeText } from '#kernel/vietnamese.ts';
import type { Tx } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import type { AgencyRef } from '../events.ts';
import { forgetNames } from '../resolve.ts';
import { insertChange } from '../store/changes.ts';
import type { AffectedPost } from '../store/post-transfer.ts';
import { takeSnapshot } from '../store/snapshot.ts';
import { lockChildren } from '../store/standing.ts';
import type { ChangeKind } from '../store/tables.ts';
import { applyChange } from './apply.ts';
import { requireNoCircle } from './standing.ts';

/** What every decision says: from which day, why, by which document. */
export interface Decided {
  readonly effectiveOn: LocalDate;
  readonly reason: string;
  readonly document: string;
}

/** What a change did, as the confirmation shows it. */
export interface Changed {
  readonly changeId: string;
  readonly kind: ChangeKind;
  /** The agencies that exist by it. */
  readonly agencyIds: readonly string[];
  readonly ending: readonly { id: string; name: string }[];
  readonly heirs: readonly { name: string; isNew: boolean }[];
  readonly children: readonly { id: string; name: string }[];
  readonly posts: readonly AffectedPost[];
  readonly replaces: readonly string[];
}

export const nothingElse = { ending: [], heirs: [], children: [], posts: [], replaces: [] } as const;

export const clean = (text: string): string => normalizeText(text).replace(/\s+/g, ' ').trim();

/**
 * Enters the decision itself, before it changes anything: its rows refer to it, and it keeps how the agencies
 * stood, so that it can be taken back until its day.
 * @param involved agencies it changes; those under the ones that end are added by itself
 * @returns its id
 */
export async function decide(
  tx: Tx,
  kind: ChangeKind,
  decided: Decided,
  detail: object,
  involved: { readonly ids: readonly string[]; readonly ending?: readonly string[] },
): Promise<string> {
  const id = newId();
  const ending = involved.ending ?? [];
  const below = ending.length === 0 ? [] : await lockChildren(tx.db, ending, decided.effectiveOn);
  const ids = [...new Set([...involved.ids, ...ending, ...below.map((child) => child.row.id)])];
  const before = await takeSnapshot(tx.db, ids);
  await insertChange(tx.db, {
    id,
    kind,
    source: 'decision',
    effective_on: decided.effectiveOn,
    reason: clean(decided.reason),
    document: clean(decided.document),
    decided_by: tx.actor.personId,
    decided_at: tx.now,
    applied_at: null,
    withdrawn_at: null,
    detail: { ...detail, before },
  });
  return id;
}

/**
 * Ends a change: checks that no circle came about, tells of the decision, and draws its consequences when its day
 * has come.
 */
export async function conclude(
  tx: Tx,
  changed: Changed,
  decided: Decided,
  agencies: readonly AgencyRef[],
  detail: Readonly<Record<string, unknown>>,
): Promise<Changed> {
  forgetNames(tx);
  await requireNoCircle(tx, decided.effectiveOn);
  await events.emit(tx, 'org.change_decided', {
    subject: { kind: 'org-change', id: changed.changeId },
    changeId: changed.changeId,
    kind: changed.kind,
    effectiveOn: decided.effectiveOn,
    reason: clean(decided.reason),
    document: clean(decided.document),
    decidedBy: tx.actor.personId,
    agencies,
    detail,
  });
  if (decided.effectiveOn <= tx.today) await applyChange(tx, changed.changeId);
  return changed;
}
