import type { Tx } from '#platform/db/province.ts';
import { appraiserIn, type RoundContext, type SheetContext } from './acting.ts';
import { leavesOf } from './domain/criteria-set.ts';
import type { RoundState as State } from './domain/round-flow.ts';
import {
  dutyKey,
  fulfil,
  oweAnswer,
  oweAppraisal,
  oweApproval,
  oweCouncil,
  oweExplanation,
  owePublication,
  oweReply,
  oweSelfScore,
  oweSurvey,
  release,
} from './duties.ts';
import type { RoundState } from './progress.ts';
import type { SheetRecord } from './store/rows.ts';
import { updateSheet } from './store/rounds.ts';

/**
 * Everything owed in the step a round stands in, by the dates as they are: said again after a date was moved it brings
 * the known obligations up to date and makes none twice.
 */
export async function oweStep(tx: Tx, state: RoundState): Promise<void> {
  const { round } = state.context;
  await owePublication(tx, round);
  if (asksForSurveys(state.context) && !hasAllSurveys(state)) await oweSurvey(tx, round);
  switch (round.state) {
    case 'self-scoring':
      for (const sheet of state.sheets) if (sheet.locked_at === null) await oweSelfScore(tx, round, sheet);
      break;
    case 'appraisal-1':
      for (const agencyId of appraisersOf(state)) await oweAppraisal(tx, round, agencyId, 1);
      break;
    case 'explanation':
      for (const { sheet, count } of asked(state)) await oweExplanation(tx, round, sheet, count);
      break;
    case 'appraisal-2':
      for (const agencyId of appraisersOf(state, true)) await oweAppraisal(tx, round, agencyId, 2);
      break;
    case 'council':
      await oweCouncil(tx, round);
      break;
    case 'reply':
      await oweApproval(tx, round);
      for (const sheet of state.sheets) if (awaitsReply(state, sheet)) await oweReply(tx, round, sheet);
      for (const reply of state.replies) {
        const sheet = state.sheets.find(({ id }) => id === reply.sheet_id);
        if (reply.decision === null && sheet) await oweAnswer(tx, round, reply, sheet);
      }
      break;
    default:
  }
}

/** The step before ends and the next begins: what is owed from now on, and what no longer is. */
export async function enterStep(tx: Tx, state: RoundState, to: State): Promise<void> {
  const { round } = state.context;
  if (to === 'explanation') {
    for (const agencyId of appraisersOf(state)) await fulfil(tx, dutyKey.appraisal(round, agencyId, 1));
  } else if (to === 'appraisal-2') {
    for (const { sheet } of asked(state)) await endExplanation(tx, sheet);
  } else if (to === 'council') {
    for (const agencyId of appraisersOf(state, true)) await fulfil(tx, dutyKey.appraisal(round, agencyId, 2));
  }
  await oweStep(tx, { ...state, context: { ...state.context, round: { ...round, state: to } } });
}

/** The council has closed: every unit may reply. @param state the round as it is after the closing */
export async function enterReply(tx: Tx, state: RoundState): Promise<void> {
  await fulfil(tx, dutyKey.survey(state.context.round));
  await fulfil(tx, dutyKey.council(state.context.round));
  await oweStep(tx, state);
}

/** The right of reply has ended: who has said nothing is not waited for. */
export async function endReplies(tx: Tx, state: RoundState): Promise<void> {
  for (const sheet of state.sheets) if (awaitsReply(state, sheet)) await release(tx, dutyKey.reply(sheet));
}

async function endExplanation(tx: Tx, sheet: SheetRecord): Promise<void> {
  await updateSheet(tx.db, sheet.id, { explained_at: tx.now, revision: sheet.revision + 1 });
  await fulfil(tx, dutyKey.explanation(sheet));
}

/** Nothing of the round is owed any more. */
export async function releaseAll(tx: Tx, state: RoundState): Promise<void> {
  const { round } = state.context;
  await release(tx, dutyKey.publish(round));
  await release(tx, dutyKey.survey(round));
  if (round.state === 'self-scoring')
    for (const sheet of state.sheets) if (sheet.locked_at === null) await release(tx, dutyKey.self(sheet));
  if (round.state === 'appraisal-1')
    for (const agencyId of appraisersOf(state)) await release(tx, dutyKey.appraisal(round, agencyId, 1));
  if (round.state === 'explanation')
    for (const { sheet } of asked(state)) await release(tx, dutyKey.explanation(sheet));
  if (round.state === 'appraisal-2')
    for (const agencyId of appraisersOf(state, true)) await release(tx, dutyKey.appraisal(round, agencyId, 2));
  if (round.state === 'council') await release(tx, dutyKey.council(round));
  if (round.state === 'reply') {
    await release(tx, dutyKey.approve(round));
    await endReplies(tx, state);
    for (const reply of state.replies) if (reply.decision === null) await release(tx, dutyKey.answer(reply));
  }
}

/** Units asked to explain that have not locked their explanation, and for how many leaves. */
function asked(state: RoundState): { readonly sheet: SheetRecord; readonly count: number }[] {
  return state.sheets
    .map((sheet) => ({ sheet, count: state.flags.filter((flag) => flag.sheet_id === sheet.id).length }))
    .filter(({ sheet, count }) => count > 0 && sheet.explained_at === null);
}

function awaitsReply(state: RoundState, sheet: SheetRecord): boolean {
  return sheet.result_seen_at === null && !state.replies.some((reply) => reply.sheet_id === sheet.id);
}

/** Leaves whose values are brought in from outside: surveys, and statistics no measure of ours gives. */
function importedLeaves(context: RoundContext): string[] {
  return leavesOf(context.set.fields)
    .filter((leaf) => leaf.scorer === 'survey' || (leaf.scorer === 'system' && leaf.measureId === null))
    .map((leaf) => leaf.code);
}

function asksForSurveys(context: RoundContext): boolean {
  return importedLeaves(context).length > 0;
}

/** Whether every unit has a value at every leaf that is brought in from outside. */
export function hasAllSurveys({ context, sheets, values }: RoundState): boolean {
  const codes = importedLeaves(context);
  return sheets.every((sheet) => {
    const given = new Set(
      (values.get(sheet.id) ?? []).filter(({ stage }) => stage === 'survey').map((value) => value.leaf),
    );
    return codes.every((code) => given.has(code));
  });
}

/** The agencies that really appraise: after the conflicts are taken out; of flagged leaves only when asked. */
function appraisersOf(state: RoundState, flaggedOnly = false): string[] {
  const found = new Set<string>();
  for (const sheet of state.sheets) {
    const context: SheetContext = { ...state.context, sheet, blind: new Map() };
    for (const [code, leaf] of state.context.leaves) {
      if (leaf.scorer !== 'unit' && leaf.scorer !== 'appraiser') continue;
      if (flaggedOnly && !state.flags.some((flag) => flag.sheet_id === sheet.id && flag.leaf === code)) continue;
      const agencyId = appraiserIn(context, code);
      if (agencyId) found.add(agencyId);
    }
  }
  return [...found].sort();
}
