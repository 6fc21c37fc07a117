import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts';
import { agenciesById } from './agencies.ts';
import { toChangeOut } from './agency-detail.ts';
import { addAgency } from './changes/add.ts';
import type { Changed } from './changes/change.ts';
import { endAgency } from './changes/end.ts';
import { openWork } from './changes/handover.ts';
import { mergeAgencies } from './changes/merge.ts';
import { moveAgency, renameAgency } from './changes/rename.ts';
import { splitAgency } from './changes/split.ts';
import { withdrawChange } from './changes/withdraw.ts';
import { cursorId } from './people-service.ts';
import { orgPermissions } from './permissions.ts';
import type {
  AddIn,
  ChangeDone,
  ChangePage,
  ChangePreview,
  EndIn,
  MergeIn,
  MoveIn,
  RenameIn,
  SplitIn,
} from './schema.ts';
import { listDecisions } from './store/agency-detail.ts';
import { findChange } from './store/standing.ts';

/** A change an administrator asks for, with the path it is asked at. */
export type Wanted =
  | { readonly kind: 'add'; readonly input: AddIn }
  | { readonly kind: 'rename'; readonly input: RenameIn }
  | { readonly kind: 'move'; readonly input: MoveIn }
  | { readonly kind: 'merge'; readonly input: MergeIn }
  | { readonly kind: 'split'; readonly input: SplitIn }
  | { readonly kind: 'end'; readonly input: EndIn };

function perform(tx: Tx, wanted: Wanted): Promise<Changed> {
  requirePermission(tx.actor, orgPermissions.manage);
  switch (wanted.kind) {
    case 'add':
      return addAgency(tx, wanted.input);
    case 'rename':
      return renameAgency(tx, wanted.input);
    case 'move':
      return moveAgency(tx, wanted.input);
    case 'merge':
      return mergeAgencies(tx, wanted.input);
    case 'split':
      return splitAgency(tx, wanted.input);
    case 'end':
      return endAgency(tx, wanted.input);
  }
}

/** Changes the agencies, in one transaction with the hand-over of work when the day has come. */
export async function changeAgencies(work: Work, wanted: Wanted): Promise<ChangeDone> {
  return work.run(async (tx) => {
    const changed = await perform(tx, wanted);
    const row = await findChange(tx.db, changed.changeId);
    if (!row) throw new Error('the change was entered a moment ago');
    const agencies = await agenciesById(tx, changed.agencyIds, wanted.input.effectiveOn);
    const named = agencies.map(({ id, name }) => ({ id, name }));
    return { change: toChangeOut(row, tx.actor.name, named), agencyIds: [...changed.agencyIds] };
  });
}

/** Decisions taken here, latest first, with the agencies each concerns. */
export async function listChanges(
  work: Work,
  query: { cursor?: string | undefined; limit: number },
): Promise<ChangePage> {
  return work.run(async (tx) => {
    requirePermission(tx.actor, orgPermissions.manage);
    const after = query.cursor === undefined ? undefined : cursorId(decodeCursor(query.cursor, 1)[0]);
    const rows = await listDecisions(tx.db, after, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const changes: ChangePage['changes'] = [];
    for (const { agency_ids, decider, ...row } of page) {
      const agencies = await agenciesById(tx, agency_ids, row.effective_on);
      const named = agencies.map(({ id, name }) => ({ id, name }));
      changes.push(toChangeOut(row, decider, named));
    }
    return { changes, next: rows.length > query.limit && last ? encodeCursor([last.id]) : null };
  });
}

/** Takes a decision back before its day. @throws as `withdrawChange` */
export async function withdraw(work: Work, id: string, reason: string): Promise<{ withdrawn: true }> {
  return work.run(async (tx) => {
    requirePermission(tx.actor, orgPermissions.manage);
    await withdrawChange(tx, id, reason);
    return { withdrawn: true };
  });
}

/** Leaves a transaction that was only tried, with what it would have done. */
class Tried extends Error {
  readonly preview: ChangePreview;
  constructor(preview: ChangePreview) {
    super('tried only');
    this.preview = preview;
  }
}

/**
 * What a change would do, found by doing it and taking everything back: the same refusals, the same agencies,
 * posts and open work.
 */
export async function previewChange(work: Work, wanted: Wanted): Promise<ChangePreview> {
  try {
    await work.run(async (tx) => {
      requirePermission(tx.actor, orgPermissions.manage);
      const moving = endingIds(wanted);
      const open = await openWork(tx, moving);
      const changed = await perform(tx, wanted);
      const names = new Map(
        (await agenciesById(tx, moving, wanted.input.effectiveOn)).map((agency) => [agency.id, agency.name]),
      );
      throw new Tried({
        kind: changed.kind,
        effectiveOn: wanted.input.effectiveOn,
        appliesNow: wanted.input.effectiveOn <= tx.today,
        ending: [...changed.ending],
        heirs: [...changed.heirs],
        children: [...changed.children],
        posts: changed.posts.map((post) => ({
          title: post.title,
          agencyName: names.get(post.agency_id) ?? '',
          holders: post.members.map((member) => member.full_name),
        })),
        work: open,
        replaces: [...changed.replaces],
      });
    });
  } catch (error) {
    if (error instanceof Tried) return error.preview;
    throw error;
  }
  throw new Error('unreachable: a trial always ends by leaving its transaction');
}

function endingIds(wanted: Wanted): string[] {
  if (wanted.kind === 'merge') return wanted.input.from.map((one) => one.id);
  return wanted.kind === 'split' || wanted.kind === 'end' ? [wanted.input.agency.id] : [];
}
