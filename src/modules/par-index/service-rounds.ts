import { record } from '#modules/audit/public.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { can, type Permission, requirePermission } from '#platform/auth/permission.ts';
import { visibleAgencies } from '#platform/auth/actor.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { answersFor, blindOf, contextOf, getRoundContext, seesSheet } from './acting.ts';
import { type Move, moveFrom, MOVES, obstacleTo } from './domain/round-flow.ts';
import { dutyKey, fulfil, release } from './duties.ts';
import { openRoundIn } from './opening.ts';
import { parIndexPermissions } from './permissions.ts';
import { loadState, obstaclesOf, type RoundState, sheetRows } from './progress.ts';
import { closingOf } from './results.ts';
import { endReplies, enterReply, enterStep, oweStep, releaseAll } from './round-duties.ts';
import type { OpenRoundBody, RoundDetail, RoundList } from './rounds-schema.ts';
import type { RoundRecord, SheetRecord } from './store/rows.ts';
import {
  insertPrecedents,
  insertResults,
  listBlind,
  listDateMoves,
  listRounds as listRoundRows,
  listSheets,
  lockPastDeadline,
  lockRound,
  updateRound,
  updateSheet,
} from './store/rounds.ts';
import { findSet } from './store/sets.ts';
import { insertValues } from './store/values.ts';
import { roundView } from './views.ts';

/** @throws what `openRoundIn` throws */
export async function openRound(work: Work, input: OpenRoundBody): Promise<RoundDetail> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const { context } = await openRoundIn(tx, input);
    await oweStep(tx, await loadState(tx, context));
    return roundDetail(tx, context.round.id);
  });
}

export async function listRounds(work: Work): Promise<RoundList> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => {
    const rounds = [];
    for (const round of await listRoundRows(tx.db)) {
      const set = await findSet(tx.db, round.set_id);
      rounds.push(roundView(round, set?.content ?? { label: null }));
    }
    return { rounds };
  });
}

/** @throws Refusal `par-index.not_found` (404) */
export async function getRound(work: Work, id: string): Promise<RoundDetail> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run((tx) => roundDetail(tx, id));
}

export async function roundDetail(tx: Tx, id: string): Promise<RoundDetail> {
  const context = await getRoundContext(tx, id);
  const state = await loadState(tx, context);
  const sample = await listBlind(tx.db, id);
  const rows = sheetRows(state);
  const seen = visibleAgencies(tx.actor);
  const visible = (sheet: SheetRecord): boolean =>
    seen === 'all' ||
    seesSheet(tx.actor, {
      ...context,
      sheet,
      blind: blindOf(sheet, sample),
    });
  const shown = new Set(state.sheets.filter(visible).map((sheet) => sheet.id));
  return {
    ...roundView(context.round, context.set),
    sheets: rows.filter((row) => shown.has(row.id)),
    monitors: [...context.named].map(([leaf, ids]) => ({
      leaf,
      agencies: ids.map((agencyId) => ({ id: agencyId, name: context.agencyName(agencyId) })),
    })),
    dateMoves: (await listDateMoves(tx.db, id)).map((row) => ({
      dates: Object.fromEntries(Object.entries(row.dates).map(([name, [from, to]]) => [name, [from, to]])),
      reason: row.reason,
      by: row.moved_by_name,
      at: toVietnamIso(row.moved_at),
    })),
    sample: seen === 'all' && sample.length > 0 ? sample.length : null,
    moves: movesOf(tx, state, rows),
  };
}

const WHO: Readonly<Record<Move, Permission>> = {
  advance: parIndexPermissions.manage,
  close: parIndexPermissions.manage,
  approve: parIndexPermissions.approve,
  publish: parIndexPermissions.manage,
  cancel: parIndexPermissions.manage,
};

function movesOf(tx: Tx, state: RoundState, rows: ReturnType<typeof sheetRows>): RoundDetail['moves'] {
  const { round } = state.context;
  const found = obstaclesOf(tx, state, rows);
  return MOVES.filter((move) => moveFrom(round.state, move) !== undefined && can(tx.actor, WHO[move])).map((move) => ({
    move,
    obstacle: obstacleTo(round.state, move, found) ?? null,
  }));
}

/** What comes with a move: the council's reply window, the decision of approval, the reason of a cancelling. */
export interface MoveInput {
  readonly revision: number;
  readonly replyUntil?: LocalDate;
  readonly decision?: string;
  readonly reason?: string;
}

/**
 * Takes a round one step further.
 *
 * @throws Refusal `par-index.not_found` (404), `par-index.round_changed` (409), `par-index.wrong_state` (409),
 *   `par-index.in_the_way` (409) saying what and how many, `par-index.second_person` (403)
 */
export async function moveRound(work: Work, id: string, move: Move, input: MoveInput): Promise<RoundDetail> {
  requirePermission(work.actor, WHO[move]);
  return work.run(async (tx) => {
    const round = await lockRound(tx.db, id);
    if (!round) throw new Refusal('par-index.not_found', 404);
    if (round.revision !== input.revision) throw new Refusal('par-index.round_changed', 409);
    const to = moveFrom(round.state, move);
    if (!to) throw new Refusal('par-index.wrong_state', 409);
    const state = await loadState(tx, await contextOf(tx, round));
    const obstacle = obstacleTo(round.state, move, obstaclesOf(tx, state, sheetRows(state)));
    if (obstacle?.what === 'same-person') throw new Refusal('par-index.second_person', 403);
    if (obstacle)
      throw new Refusal('par-index.in_the_way', 409, {
        obstacle: obstacle.what,
        count: obstacle.count,
        what: OBSTACLE_WORDS[obstacle.what],
      });
    await take(tx, state, move, input);
    return roundDetail(tx, id);
  });
}

const OBSTACLE_WORDS = {
  'open-sheets': 'phiếu chưa chốt',
  'not-appraised': 'tiêu chí chưa thẩm định lần 1',
  'open-explanations': 'phiếu chưa chốt giải trình',
  'not-appraised-again': 'tiêu chí chưa thẩm định lần 2',
  'missing-values': 'tiêu chí chưa có điểm',
  'unanswered-replies': 'phản hồi chưa trả lời',
  'reply-window-open': 'thời hạn phản hồi chưa hết',
} as const;

async function take(tx: Tx, state: RoundState, move: Move, input: MoveInput): Promise<void> {
  const { round } = state.context;
  const to = moveFrom(round.state, move) ?? round.state;
  const change: Partial<RoundRecord> = { state: to, revision: round.revision + 1 };
  if (move === 'advance') await enterStep(tx, state, to);
  if (move === 'close') {
    if (!input.replyUntil || input.replyUntil < tx.today) throw new Refusal('par-index.dates_out_of_order', 422);
    Object.assign(change, {
      reply_until: input.replyUntil,
      closed_at: tx.now,
      closed_by: tx.actor.personId,
      closed_by_name: tx.actor.name,
      result_version: await closeRows(tx, state),
    });
  }
  if (move === 'approve') {
    await fulfil(tx, dutyKey.approve(round));
    Object.assign(change, {
      approved_at: tx.now,
      approved_by: tx.actor.personId,
      approved_by_name: tx.actor.name,
      decision: input.decision ?? null,
    });
  }
  if (move === 'publish') change.published_at = tx.now;
  if (move === 'cancel') await releaseAll(tx, state);
  const after: RoundRecord = { ...round, ...change };
  if (move === 'close') await enterReply(tx, { ...state, context: { ...state.context, round: after } });
  if (move === 'publish') await fulfil(tx, dutyKey.publish(round));
  await updateRound(tx.db, round.id, change);
  await record(tx, {
    action: `par-index.round_${PAST[move]}`,
    subject: { kind: 'par-round', id: round.id },
    data: { from: round.state, to, title: round.title, reason: input.reason, decision: input.decision },
  });
}

const PAST: Readonly<Record<Move, string>> = {
  advance: 'advanced',
  close: 'closed',
  approve: 'approved',
  publish: 'published',
  cancel: 'cancelled',
};

/** Writes the final values, the results and the precedents. @returns the version of the results */
export async function closeRows(tx: Tx, state: RoundState): Promise<number> {
  const version = state.context.round.result_version + 1;
  const units = state.sheets.map((sheet) => ({ sheet, values: state.values.get(sheet.id) ?? [] }));
  const { finals, results, precedents } = closingOf(tx, state.context, units, state.flags, version);
  await insertValues(tx.db, finals);
  await insertResults(tx.db, results);
  await insertPrecedents(tx.db, precedents);
  return version;
}

/**
 * Locks what the deadline found open: sheets after the self-score, explanations after theirs, and takes the round on.
 * When the right of reply has ended nobody is waited for any longer.
 * Run twice it does nothing the second time.
 * @returns how many rounds moved
 */
export async function passDeadlines(tx: Tx): Promise<number> {
  const rounds = await lockPastDeadline(tx.db, tx.today);
  for (const round of rounds) {
    if (round.state === 'self-scoring') {
      for (const sheet of await listSheets(tx.db, round.id))
        if (sheet.locked_at === null) await lockRow(tx, sheet, 'deadline');
    }
    const state = await loadState(tx, await contextOf(tx, round));
    if (round.state === 'reply') {
      await endReplies(tx, state);
      await updateRound(tx.db, round.id, { window_ended_at: tx.now });
    } else await take(tx, state, 'advance', { revision: round.revision });
  }
  return rounds.length;
}

/** Locks a sheet: nothing of the self-score moves any more. */
export async function lockRow(tx: Tx, sheet: SheetRecord, because: 'unit' | 'deadline'): Promise<void> {
  await updateSheet(tx.db, sheet.id, {
    locked_at: tx.now,
    locked_by_name: tx.actor.name,
    locked_because: because,
    revision: sheet.revision + 1,
  });
  await (because === 'unit' ? fulfil : release)(tx, dutyKey.self(sheet));
  await record(tx, {
    action: 'par-index.sheet_locked',
    subject: { kind: 'par-sheet', id: sheet.id },
    agencyId: answersFor(sheet),
    data: { because, agency: sheet.agency_name },
  });
}
