import { record } from '#modules/audit/public.ts';
import { agenciesById } from '#modules/org/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import { visibleAgencies } from '#platform/auth/actor.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { appraisedLeaves, contextOf, isOfUnit, unitOf } from './acting.ts';
import { icc, sampleOf, stampRates } from './domain/agreement.ts';
import { blindPairs } from './pairs.ts';
import { parIndexPermissions } from './permissions.ts';
import { noiseOf } from './ranking.ts';
import type { AgreementView, PrecedentList } from './ranking-schema.ts';
import type { SheetRecord } from './store/rows.ts';
import { insertBlind, listBlind, listPrecedents, listSheets, lockRound } from './store/rounds.ts';

/**
 * Draws the sample that is scored a second time by an agency that sees nothing of the first score: the second of
 * those named for the leaf that is not the unit. Drawn once a round. Each item is named by the code of its unit and its
 * leaf ("KH.STTTT 1.2"), so that who knows the seed can draw the same sample again with nothing but the lists.
 *
 * @throws Refusal `par-index.not_found` (404), `par-index.wrong_state` (409), `par-index.sample_drawn` (409)
 */
export async function drawBlindSample(
  work: Work,
  roundId: string,
  { percent, seed }: { percent: number; seed: number },
): Promise<{ chosen: number }> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const round = await lockRound(tx.db, roundId);
    if (!round) throw new Refusal('par-index.not_found', 404);
    if (round.state !== 'self-scoring' && round.state !== 'appraisal-1')
      throw new Refusal('par-index.wrong_state', 409);
    if ((await listBlind(tx.db, roundId)).length > 0) throw new Refusal('par-index.sample_drawn', 409);
    const context = await contextOf(tx, round);
    const sheets = await listSheets(tx.db, roundId);
    const codes = await codesOf(tx, sheets);
    const items = sheets.flatMap((sheet) => {
      const related = unitOf({ ...context, sheet });
      return appraisedLeaves(context).flatMap((leaf) => {
        const second = (context.named.get(leaf.code) ?? []).filter((id) => !related.has(id))[1];
        return second
          ? [{ sheet_id: sheet.id, leaf: leaf.code, agency_id: second, unit: codes.get(sheet.agency_id) ?? '' }]
          : [];
      });
    });
    if (items.length === 0) throw new Refusal('par-index.no_second_appraiser', 422);
    const chosen = sampleOf(items, percent, seed, (item) => `${item.unit} ${item.leaf}`);
    await insertBlind(
      tx.db,
      chosen.map(({ sheet_id, leaf, agency_id }) => ({
        round_id: roundId,
        sheet_id,
        leaf,
        agency_id,
        successor_id: null,
      })),
    );
    await record(tx, {
      action: 'par-index.sample_drawn',
      subject: { kind: 'par-round', id: roundId },
      data: { percent, seed, chosen: chosen.length },
    });
    return { chosen: chosen.length };
  });
}

/** Our stable code of each sheet's unit ("KH.STTTT"): the same in every copy of the data, unlike an id. */
async function codesOf(tx: Tx, sheets: readonly SheetRecord[]): Promise<ReadonlyMap<string, string>> {
  const agencies = await agenciesById(
    tx,
    sheets.map((sheet) => sheet.agency_id),
  );
  return new Map(agencies.map((agency) => [agency.id, agency.code]));
}

/** How far the second scores agree with the first, and how often a unit's own score was taken as it was. */
export async function getAgreement(work: Work, roundId: string): Promise<AgreementView> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => {
    // Between agencies that appraise, each other's hand is known only to those who answer for the round.
    if (visibleAgencies(tx.actor) !== 'all') throw new Refusal('par-index.not_found', 404);
    const { sample, pairs, identical, first, self } = await blindPairs(tx, roundId);
    const own = new Map(self.map((value) => [`${value.sheet_id} ${value.leaf}`, value]));
    const appraised = first.flatMap((value) => {
      const before = own.get(`${value.sheet_id} ${value.leaf}`);
      return before && value.author_agency_id
        ? [
            {
              agencyId: value.author_agency_id,
              self: before.points,
              appraised: value.points,
              evidenceSeen: value.evidence.length,
            },
          ]
        : [];
    });
    const rates = stampRates(appraised);
    // Who has appraised may have been merged since: his name is that of his time.
    const names = new Map(
      (
        await agenciesById(
          tx,
          rates.map(({ agencyId }) => agencyId),
        )
      ).map((agency) => [agency.id, agency.name]),
    );
    return {
      pairs: pairs.length,
      waiting: sample.length - pairs.length,
      icc: icc(pairs) ?? null,
      identical: { numerator: identical, denominator: pairs.length },
      shareOfMaximum: noiseOf(pairs)?.shareOfMaximum ?? null,
      rubberStamps: rates
        .map(({ agencyId, ...rate }) => ({ agency: { id: agencyId, name: names.get(agencyId) ?? '' }, ...rate }))
        .sort((a, b) => a.agency.name.localeCompare(b.agency.name, 'vi')),
    };
  });
}

/** Where the appraisals of a round differed, or of one criterion by its name over the years, as far as the actor may see. */
export async function getPrecedents(
  work: Work,
  by: { roundId: string } | { leafName: string },
): Promise<PrecedentList> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => {
    const rows = await listPrecedents(tx.db, 'roundId' in by ? by : { ...by, limit: 200 });
    const mine = rows.filter((row) => isOfUnit(tx.actor, row));
    return {
      precedents: mine.map((row) => ({
        year: row.year,
        leaf: row.leaf,
        leafName: row.leaf_name,
        agency: row.agency_name,
        self: row.self,
        appraisal1: row.appraisal1,
        appraisal2: row.appraisal2,
        final: row.final,
        reason: row.reason,
        explanation: row.explanation,
      })),
    };
  });
}
