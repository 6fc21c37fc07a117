import type { LocalDate } from '#kernel/local-date.ts';
import type { Tx } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import type { AgencyRef, Decision } from '../events.ts';
import { forgetNames } from '../resolve.ts';
import { edgesOfChange, lockDueChanges, markApplied, nextChangeDay } from '../store/changes.ts';
import { endPosts, movePosts, postsFrom } from '../store/post-transfer.ts';
import { findChange, lockStandings } from '../store/standing.ts';
import type { ChangeRow, SuccessionRow } from '../store/tables.ts';
import { moveChildren } from './children.ts';
import { refOf } from './standing.ts';

/** What the row of a change keeps besides its edges; each kind uses its part. */
interface Detail {
  readonly agencyId?: string;
  readonly fromIds?: readonly string[];
  readonly mainId?: string | null;
  readonly nameBefore?: string;
  readonly nameAfter?: string;
  readonly parentBefore?: string | null;
  readonly parentAfter?: string | null;
}

/**
 * Draws the consequences of changes whose day has come: tells the other modules, in this transaction, so that
 * open work goes on with the successors. Safe to run at any time and twice.
 * @returns how many changes took effect
 */
export async function applyDueChanges(tx: Tx): Promise<number> {
  const due = await lockDueChanges(tx.db, tx.today);
  for (const change of due) await apply(tx, change);
  return due.length;
}

/** The day of the next change that waits; undefined when none does. */
export async function nextChange(tx: Tx): Promise<LocalDate | undefined> {
  return nextChangeDay(tx.db);
}

/** Draws the consequences of one change. */
export async function applyChange(tx: Tx, id: string): Promise<void> {
  const change = await findChange(tx.db, id);
  if (!change) throw new Error(`no change ${id}`);
  await apply(tx, change);
}

async function apply(tx: Tx, change: ChangeRow): Promise<void> {
  const detail = change.detail as Detail;
  const said = {
    changeId: change.id,
    effectiveOn: change.effective_on,
    reason: change.reason,
    document: change.document,
    decidedBy: change.decided_by,
  };
  switch (change.kind) {
    case 'merge':
      await applyMerge(tx, change, said);
      break;
    case 'split':
      await applySplit(tx, change, said, detail.mainId ?? null);
      break;
    case 'end':
      await applyEnd(tx, change, said, detail.agencyId === undefined ? (detail.fromIds ?? []) : [detail.agencyId]);
      break;
    case 'rename':
      await events.emit(tx, 'org.agency_renamed', {
        ...said,
        subject: about(detail.agencyId ?? ''),
        agencyId: detail.agencyId ?? '',
        before: detail.nameBefore ?? '',
        after: detail.nameAfter ?? '',
      });
      break;
    case 'move': {
      const refs = await refsOf(tx, [detail.agencyId, detail.parentBefore, detail.parentAfter]);
      const agency = refs.get(detail.agencyId ?? '');
      if (agency)
        await events.emit(tx, 'org.agency_moved', {
          ...said,
          subject: about(agency.id),
          agencyId: agency.id,
          agency,
          before: refs.get(detail.parentBefore ?? '') ?? null,
          after: refs.get(detail.parentAfter ?? '') ?? null,
        });
      break;
    }
    case 'add':
      break; // what comes into being hands nothing over
  }
  forgetNames(tx);
  await markApplied(tx.db, change.id, tx.now);
}

const about = (id: string) => ({ kind: 'agency' as const, id });

type Said = Decision & { changeId: string; effectiveOn: LocalDate };

/** One event for each successor with all that went into it; what the data files tell also moves posts and children now. */
async function applyMerge(tx: Tx, change: ChangeRow, said: Said): Promise<void> {
  const edges = await edgesOfChange(tx.db, change.id);
  const refs = await refsOf(tx, idsOf(edges));
  for (const toId of new Set(edges.map((edge) => edge.to_id))) {
    const fromIds = edges.filter((edge) => edge.to_id === toId).map((edge) => edge.from_id);
    if (change.source === 'dataset') {
      await movePosts(tx.db, await postsFrom(tx.db, fromIds, said.effectiveOn), toId, said.effectiveOn, change.id);
      await moveChildren(tx, fromIds, toId, said.effectiveOn, change.id);
    }
    await events.emit(tx, 'org.agencies_merged', {
      ...said,
      subject: about(toId),
      fromIds,
      toId,
      from: fromIds.map((id) => known(refs, id)),
      to: known(refs, toId),
    });
  }
}

async function applySplit(tx: Tx, change: ChangeRow, said: Said, mainId: string | null): Promise<void> {
  const edges = await edgesOfChange(tx.db, change.id);
  const refs = await refsOf(tx, idsOf(edges));
  for (const fromId of new Set(edges.map((edge) => edge.from_id))) {
    const own = edges.filter((edge) => edge.from_id === fromId);
    const rule = own.find((edge) => edge.rule !== 'whole')?.rule;
    if (change.source === 'dataset')
      await endPosts(tx.db, await postsFrom(tx.db, [fromId], said.effectiveOn), said.effectiveOn, change.id);
    await events.emit(tx, 'org.agency_split', {
      ...said,
      subject: about(fromId),
      fromId,
      toIds: own.map((edge) => edge.to_id),
      mainId,
      rule: rule === undefined || rule === 'whole' ? 'function' : rule,
      from: known(refs, fromId),
      to: own.map((edge) => known(refs, edge.to_id)),
    });
  }
}

/** An agency that a later decision ended otherwise is left alone. */
async function applyEnd(tx: Tx, change: ChangeRow, said: Said, ids: readonly string[]): Promise<void> {
  const standings = await lockStandings(tx.db, ids);
  for (const standing of standings.values()) {
    if (standing.row.valid_to >= said.effectiveOn) continue;
    if (change.source === 'dataset') {
      if (standing.row.ended_by !== null) continue;
      await endPosts(tx.db, await postsFrom(tx.db, [standing.row.id], said.effectiveOn), said.effectiveOn, change.id);
    }
    await events.emit(tx, 'org.agency_ended', {
      ...said,
      subject: about(standing.row.id),
      agencyId: standing.row.id,
      agency: refOf(standing),
    });
  }
}

const idsOf = (edges: readonly SuccessionRow[]): string[] => [
  ...new Set(edges.flatMap((edge) => [edge.from_id, edge.to_id])),
];

async function refsOf(tx: Tx, ids: readonly (string | null | undefined)[]): Promise<Map<string, AgencyRef>> {
  const wanted = ids.filter((id) => id !== null && id !== undefined);
  const standings = await lockStandings(tx.db, wanted);
  return new Map([...standings.values()].map((standing) => [standing.row.id, refOf(standing)]));
}

function known(refs: ReadonlyMap<string, AgencyRef>, id: string): AgencyRef {
  const ref = refs.get(id);
  if (!ref) throw new Error(`no agency ${id}`);
  return ref;
}
