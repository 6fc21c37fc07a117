import { listAgencies } from '#modules/org/public.ts';
import { newId } from '#kernel/id.ts';
import { addDays, type LocalDate } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { appraiserIn, type SheetContext } from './acting.ts';
import { loadDemoSets, loadRealSets } from './data-files.ts';
import type { Hundredths, Leaf } from './domain/criteria-set.ts';
import { demoInput, demoTalent, type Draw, drawsFrom } from './domain/demo-scores.ts';
import { pointsOf } from './domain/give-points.ts';
import type { Stage } from './domain/round-flow.ts';
import type { LeafInput } from './domain/rule.ts';
import { type Opened, openRoundIn } from './opening.ts';
import { loadState } from './progress.ts';
import { deviationOf } from './results.ts';
import { addDemoEvidence, openRunningRound } from './demo-running.ts';
import { addDraft, adopt } from './service-sets.ts';
import { closeRows } from './service-rounds.ts';
import type { OpenRoundBody } from './rounds-schema.ts';
import type { FlagRecord, MappingRecord, SetRecord, SheetRecord, SurveyRecord, ValueRecord } from './store/rows.ts';
import { insertMapping } from './store/sets.ts';
import { yearBefore } from './domain/demo-year-before.ts';
import { proposeMapping } from './domain/mapping.ts';
import { updateLocks, updateRound } from './store/rounds.ts';
import { insertFlags, insertSurveys, insertValues } from './store/values.ts';

/** The five dates of the demonstration's past round, in the year after the one scored. */
const DATES = { self: '-01-15', first: '-01-31', explanation: '-02-07', second: '-02-14', publish: '-02-20' } as const;

/**
 * Fills a demonstration province: our own sets adopted and labelled, what is known of the real ones as drafts, a
 * published round of each of the two years before for departments and districts with believable scores, and the
 * departments' round of the running year. Invented throughout, the same on every run; the label says so wherever it is
 * shown. A province of another year gets the sets alone.
 */
export async function seedParDemo(tx: Tx): Promise<void> {
  for (const real of loadRealSets()) await addDraft(tx, real);
  const agencies = await listAgencies(tx, { on: tx.today });
  const byCode = new Map(agencies.map((agency) => [agency.code.replace(/^KH(?:25)?\./, ''), agency.id]));
  const named = monitorsFrom(byCode);
  for (const set of loadDemoSets()) {
    const kept = await adopt(tx, await addDraft(tx, set), null);
    const block = RANKED[set.block];
    const units = agencies.filter((agency) => block !== undefined && agency.rankedBlock === block);
    // A round of another time would score agencies that did not exist then.
    if (units.length < 2 || !named || !tx.today.startsWith(`${set.year + 1}-`)) continue;
    const agencyIds = units.map((unit) => unit.id);
    const older = await adopt(tx, await addDraft(tx, yearBefore(set)), null);
    await insertMapping(tx.db, mappingRow(tx, older, kept));
    const seed = set.block === 'huyen' ? 2017 : 17;
    await fillRound(tx, await openRoundIn(tx, roundBody(older, agencyIds, named)), { talent: seed, draws: seed + 31 });
    const opened = await openRoundIn(tx, roundBody(kept, agencyIds, named));
    await fillRound(tx, opened, { talent: seed, draws: seed });
    await addDemoEvidence(tx, opened, new Map(units.map(({ id, docSymbol }) => [id, docSymbol ?? 'DV'])));
    if (set.block === 'so-ban-nganh') {
      const title = `Chấm điểm cải cách hành chính năm ${set.year + 1}: sở, ban, ngành (trình diễn)`;
      await openRunningRound(tx, set, { title, agencyIds, monitors: named });
    }
  }
}

/** The blocks the demonstration scores, as the register of agencies calls them. */
const RANKED: Readonly<Record<string, string>> = { 'so-ban-nganh': 'so_ban_nganh', huyen: 'ubnd_cap_huyen' };

function roundBody(
  { id, content: { year, block } }: SetRecord,
  agencyIds: string[],
  monitors: OpenRoundBody['monitors'],
): OpenRoundBody {
  const day = (tail: string): LocalDate => `${year + 1}${tail}`;
  return {
    title: `Chấm điểm cải cách hành chính năm ${year}: ${block === 'huyen' ? 'UBND cấp huyện' : 'sở, ban, ngành'} (trình diễn)`,
    setId: id,
    periodFrom: `${year}-01-01`,
    periodTo: `${year}-12-31`,
    cutOffOn: `${year}-12-31`,
    selfDueOn: day(DATES.self),
    appraisal1DueOn: day(DATES.first),
    explanationDueOn: day(DATES.explanation),
    appraisal2DueOn: day(DATES.second),
    publishOn: day(DATES.publish),
    agencyIds,
    monitors,
  };
}

/** How the year before became this one: both tables are ours, so the names decide. */
function mappingRow(tx: Tx, older: SetRecord, newer: SetRecord): MappingRecord {
  return {
    id: newId(),
    from_set_id: older.id,
    to_set_id: newer.id,
    links: [...proposeMapping(older.content, newer.content).links],
    made_at: tx.now,
    made_by: null,
    made_by_name: COUNCIL.name,
  };
}

/** Each field is appraised by the department in charge of it, then Home Affairs, then the Office. */
function monitorsFrom(byCode: ReadonlyMap<string, string>): { code: string; agencyIds: string[] }[] | undefined {
  const charge: Readonly<Record<string, string>> = { 2: 'STP', 3: 'VPUBND', 6: 'STC', 7: 'STTTT' };
  const home = byCode.get('SNV');
  const office = byCode.get('VPUBND');
  const finance = byCode.get('STC');
  if (!home || !office || !finance) return undefined;
  const fields = Object.entries(charge).flatMap(([code, agency]) => {
    const id = byCode.get(agency);
    return id ? [{ code, agencyIds: [...new Set([id, home, office, finance])] }] : [];
  });
  return [...fields, { code: '', agencyIds: [home, office, finance] }];
}

/** @param seeds a unit of the same talent seed does much the same every year, on other draws of its figures */
async function fillRound(
  tx: Tx,
  { context, sheets }: Opened,
  seeds: { readonly talent: number; readonly draws: number },
): Promise<void> {
  const { round } = context;
  const values: ValueRecord[] = [];
  const flags: FlagRecord[] = [];
  const surveys: SurveyRecord[] = [];
  const at = { ...times(round), flags };
  for (const [index, sheet] of sheets.entries()) {
    const draws = drawsFrom(seeds.draws + index * 7919);
    // Drawn from the same numbers where the seeds are alike: figures then follow the talent.
    const own = demoTalent(draws);
    const talent = seeds.talent === seeds.draws ? own : demoTalent(drawsFrom(seeds.talent + index * 7919)) * 0.97;
    const one: SheetContext = { ...context, sheet, blind: new Map() };
    for (const leaf of context.leaves.values()) {
      if (leaf.code === '+' || leaf.code === '-') continue;
      const input = demoInput(leaf, draws, talent);
      if (leaf.scorer === 'survey' || leaf.scorer === 'system') {
        values.push(valueOf(sheet, leaf, 'survey', input, at.survey, 'Số liệu khảo sát trình diễn', SURVEYOR));
        surveys.push(surveyOf(tx, round.year, sheet, leaf, input));
      } else judge(one, leaf, input, draws, values, at);
    }
  }
  const flagged = new Set(flags.map((flag) => flag.sheet_id));
  await updateLocks(
    tx.db,
    sheets.map(({ id }) => ({
      id,
      locked_at: at.locked,
      locked_by_name: UNIT.name,
      locked_because: 'unit' as const,
      explained_at: flagged.has(id) ? at.explained : null,
    })),
  );
  await insertValues(tx.db, values);
  await insertSurveys(tx.db, surveys);
  await insertFlags(tx.db, flags);
  const version = await closeRows(tx, await loadState(tx, context));
  await updateRound(tx.db, round.id, {
    state: 'published',
    reply_until: addDays(round.appraisal2_due_on, 3),
    closed_at: at.closed,
    closed_by_name: COUNCIL.name,
    approved_at: at.approved,
    approved_by_name: 'Lãnh đạo UBND tỉnh (trình diễn)',
    published_at: at.published,
    result_version: version,
    revision: 8,
  });
}

interface Author {
  readonly name: string;
  readonly agencyId: string | null;
}
const UNIT: Author = { name: 'Văn thư đơn vị (trình diễn)', agencyId: null };
const SURVEYOR: Author = { name: 'Sở Nội vụ (trình diễn)', agencyId: null };
const COUNCIL: Author = { name: 'Hội đồng thẩm định (trình diễn)', agencyId: null };

type Times = ReturnType<typeof times> & { readonly flags: FlagRecord[] };

function times(round: Opened['context']['round']) {
  const morning = (day: LocalDate) => instantAt(day, 9 * 60);
  return {
    self: morning(addDays(round.self_due_on, -3)),
    locked: morning(addDays(round.self_due_on, -1)),
    first: morning(addDays(round.appraisal1_due_on, -2)),
    explained: morning(addDays(round.explanation_due_on, -1)),
    second: morning(addDays(round.appraisal2_due_on, -1)),
    survey: morning(addDays(round.appraisal2_due_on, -2)),
    closed: morning(round.appraisal2_due_on),
    approved: morning(addDays(round.publish_on, -1)),
    published: morning(round.publish_on),
  };
}

/** A unit scores itself a little kindly; the appraiser lowers some, asks why, and gives part of it back. */
function judge(
  context: SheetContext,
  leaf: Leaf,
  input: LeafInput,
  draws: Draw,
  values: ValueRecord[],
  at: Times,
): void {
  const { sheet } = context;
  const agencyId = appraiserIn(context, leaf.code) ?? null;
  const appraiser: Author = { name: `${context.agencyName(agencyId ?? '')} (trình diễn)`, agencyId };
  const push = (stage: Stage, given: LeafInput | null, when: Date, reason: string | null, author: Author) =>
    values.push(valueOf(sheet, leaf, stage, given, when, reason, author));
  if (leaf.scorer === 'appraiser') {
    push('appraisal-1', input, at.first, null, appraiser);
    return;
  }
  push('self', input, at.self, null, { ...UNIT, agencyId: sheet.agency_id });
  const own = pointsOf(leaf, input);
  if (own === null || own === 0 || draws() > 0.14) {
    push('appraisal-1', input, at.first, null, appraiser);
    return;
  }
  const lower: Hundredths = Math.floor((own * (2 + Math.floor(draws() * 6))) / 10);
  push(
    'appraisal-1',
    { type: 'points', points: lower },
    at.first,
    'Tài liệu kiểm chứng chưa thể hiện đủ nội dung',
    appraiser,
  );
  at.flags.push({
    id: newId(),
    sheet_id: sheet.id,
    leaf: leaf.code,
    reason: 'Đề nghị bổ sung tài liệu kiểm chứng',
    raised_at: at.first,
    raised_by: null,
    raised_by_name: appraiser.name,
  });
  push('explanation', null, at.explained, 'Đơn vị bổ sung văn bản và số liệu', { ...UNIT, agencyId: sheet.agency_id });
  const isRestored = draws() < 0.5;
  push(
    'appraisal-2',
    isRestored ? input : { type: 'points', points: lower },
    at.second,
    isRestored ? 'Chấp nhận tài liệu bổ sung' : 'Giữ kết quả thẩm định lần 1',
    appraiser,
  );
}

function valueOf(
  sheet: SheetRecord,
  leaf: Leaf,
  stage: Stage,
  input: LeafInput | null,
  at: Date,
  reason: string | null,
  author: Author,
): ValueRecord {
  return {
    id: newId(),
    sheet_id: sheet.id,
    leaf: leaf.code,
    stage,
    seq: 1,
    input,
    points: input && pointsOf(leaf, input),
    deviation: deviationOf(leaf.max, { input }),
    measure: null,
    reason,
    evidence: [],
    author_id: null,
    author_name: author.name,
    author_agency_id: author.agencyId,
    at,
  };
}

function surveyOf(tx: Tx, year: number, sheet: SheetRecord, leaf: Leaf, input: LeafInput): SurveyRecord {
  const isSurvey = input.type === 'survey';
  const share = isSurvey ? input.indexHundredths / 10_000 : 0;
  return {
    id: newId(),
    round_id: sheet.round_id,
    sheet_id: sheet.id,
    leaf: leaf.code,
    answers: isSurvey ? input.answers : null,
    index_hundredths: isSurvey ? input.indexHundredths : null,
    margin_hundredths: isSurvey ? Math.round(19_600 * Math.sqrt((share * (1 - share)) / input.answers)) : null,
    fieldwork_from: isSurvey ? `${year}-11-06` : null,
    fieldwork_to: isSurvey ? `${year}-12-08` : null,
    source: 'Số liệu trình diễn',
    imported_at: tx.now,
    imported_by: null,
    imported_by_name: SURVEYOR.name,
  };
}
