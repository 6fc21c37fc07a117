import { record } from '#modules/audit/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Work } from '#platform/db/province.ts';
import { contextOf, type SheetContext, standingOf } from './acting.ts';
import { pointsOf } from './domain/give-points.ts';
import { denialOfValue } from './domain/round-flow.ts';
import type { LeafInput } from './domain/rule.ts';
import { parIndexPermissions } from './permissions.ts';
import { deviationOf } from './results.ts';
import { dutyKey, fulfil } from './duties.ts';
import { loadState } from './progress.ts';
import { hasAllSurveys } from './round-duties.ts';
import type { SurveyBody } from './surveys-schema.ts';
import { getLeaf } from './service-values.ts';
import type { SurveyRecord, ValueRecord } from './store/rows.ts';
import { listSheets, lockRound, lockSheet } from './store/rounds.ts';
import { insertSurveys, insertValues, listCurrent } from './store/values.ts';

/**
 * Takes in results of a survey (with the number of answers and the days of fieldwork) or figures of official
 * statistics, for many units at once: all of them or none.
 *
 * @throws Refusal `par-index.not_found` (404), `par-index.wrong_state` (409), `par-index.survey_undated`,
 *   `par-index.survey_bare`, `par-index.not_a_survey`, `par-index.unknown_agency`, `par-index.unknown_leaf` (422), and
 *   those of the rule
 */
export async function importSurveys(work: Work, roundId: string, body: SurveyBody): Promise<{ imported: number }> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const round = await lockRound(tx.db, roundId);
    if (!round) throw new Refusal('par-index.not_found', 404);
    const context = await contextOf(tx, round);
    const sheets = new Map((await listSheets(tx.db, roundId)).map((sheet) => [sheet.agency_id, sheet]));
    const known = await listCurrent(
      tx.db,
      [...sheets.values()].map((sheet) => sheet.id),
      ['survey'],
    );
    const last = new Map(known.map((value) => [`${value.sheet_id} ${value.leaf}`, value.seq]));
    const surveys: SurveyRecord[] = [];
    const values: ValueRecord[] = [];
    for (const { agencyId, leaf: code, input } of body.results) {
      const sheet = sheets.get(agencyId);
      if (!sheet) throw new Refusal('par-index.unknown_agency', 422);
      await lockSheet(tx.db, sheet.id);
      const leaf = getLeaf(context, code);
      const one: SheetContext = { ...context, sheet, blind: new Map() };
      const denial = denialOfValue('survey', round.state, ['manager'], standingOf(one, code, []));
      if (denial === 'not-a-survey') throw new Refusal('par-index.not_a_survey', 422, { code });
      if (denial) throw new Refusal('par-index.wrong_state', 409);
      refuseBare(leaf.scorer, input, body, code);
      const seq = (last.get(`${sheet.id} ${code}`) ?? 0) + 1;
      last.set(`${sheet.id} ${code}`, seq);
      values.push({
        id: newId(),
        sheet_id: sheet.id,
        leaf: code,
        stage: 'survey',
        seq,
        input,
        points: pointsOf(leaf, input),
        deviation: deviationOf(leaf.max, { input }),
        measure: null,
        reason: body.source,
        evidence: [],
        author_id: tx.actor.personId,
        author_name: tx.actor.name,
        author_agency_id: null,
        at: tx.now,
      });
      surveys.push({
        id: newId(),
        round_id: roundId,
        sheet_id: sheet.id,
        leaf: code,
        answers: input.type === 'survey' ? input.answers : null,
        index_hundredths: input.type === 'survey' ? input.indexHundredths : null,
        margin_hundredths: input.type === 'survey' ? marginOf(input) : null,
        fieldwork_from: body.fieldworkFrom,
        fieldwork_to: body.fieldworkTo,
        source: body.source.normalize('NFC'),
        imported_at: tx.now,
        imported_by: tx.actor.personId,
        imported_by_name: tx.actor.name,
      });
    }
    await insertValues(tx.db, values);
    await insertSurveys(tx.db, surveys);
    const state = await loadState(tx, context);
    if (hasAllSurveys(state)) await fulfil(tx, dutyKey.survey(round));
    await record(tx, {
      action: 'par-index.surveys_imported',
      subject: { kind: 'par-round', id: roundId },
      data: { source: body.source, results: values.length },
    });
    return { imported: values.length };
  });
}

/** A survey is never a bare number: it says how many answered and when they were asked. */
function refuseBare(scorer: string | null, input: LeafInput, body: SurveyBody, code: string): void {
  if (scorer !== 'survey') return;
  if (input.type !== 'survey' || input.answers === 0) throw new Refusal('par-index.survey_bare', 422, { code });
  if (!body.fieldworkFrom || !body.fieldworkTo || body.fieldworkTo < body.fieldworkFrom)
    throw new Refusal('par-index.survey_undated', 422);
}

/** Half the 95 % interval of a share, in hundredths of a per cent: 1.96·√(p(1−p)/n). */
function marginOf({ indexHundredths, answers }: Extract<LeafInput, { type: 'survey' }>): number {
  const p = indexHundredths / 10_000;
  return Math.round(1.96 * Math.sqrt((p * (1 - p)) / answers) * 10_000);
}
