import { newId } from '#kernel/id.ts';
import { sentenceOf } from '#platform/http/problem.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import type { ImportedDossier, RowProblem } from '../domain/exchange/imported.ts';
import { rowWords } from '../exchange-messages.vi.ts';
import { PushedDossier, PushedTransition } from '../import-schema.ts';
import { lastVersion } from '../store/export.ts';
import { forgetSeen } from '../store/import-bulk.ts';
import { AgencyFinder } from './agencies.ts';
import { problemsVi } from './problems-vi.ts';
import { type Incoming, takeIn, type Taken } from './take-in.ts';

/** What became of one line. */
export interface PushResult {
  readonly line: number;
  readonly code: string | null;
  readonly result: 'created' | 'updated' | 'unchanged' | 'rejected';
  readonly dossierId?: string;
  readonly message?: string;
}

type Line =
  | { readonly line: number; readonly kind: 'dossier'; readonly source: string; readonly dossier: ImportedDossier }
  | { readonly line: number; readonly kind: 'transition'; readonly step: PushedTransition }
  | { readonly line: number; readonly kind: 'bad'; readonly message: string };

const BATCH = 500;

/**
 * Takes in lines that another software sends, in their order: dossiers as they stand there, and steps of dossiers sent
 * before. The same line again changes nothing, so a caller who lost the answer sends all of it once more.
 */
export async function pushLines(work: Work, body: string): Promise<PushResult[]> {
  const lines = body.split('\n').flatMap((text, index) => (text.trim() === '' ? [] : [readLine(text, index + 1)]));
  const results: PushResult[] = [];
  for (const group of groupsOf(lines))
    results.push(...(await work.run((tx) => asProgram(tx, () => takeGroup(tx, group)))));
  return results;
}

function readLine(text: string, line: number): Line {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { line, kind: 'bad', message: sentenceOf(rowWords, 'dossiers.bulk.line_not_json') };
  }
  const isStep = typeof value === 'object' && value !== null && 'type' in value && value.type === 'transition';
  const parsed = (isStep ? PushedTransition : PushedDossier).safeParse(value);
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join('.') || 'cả dòng';
    return { line, kind: 'bad', message: sentenceOf(rowWords, 'dossiers.bulk.line_invalid', { place }) };
  }
  const { data } = parsed;
  if ('type' in data) return { line, kind: 'transition', step: data };
  return { line, kind: 'dossier', source: data.source.normalize('NFC'), dossier: toImported(data) };
}

/** Dossiers of one source with different codes go in together; a step waits for what stands before it. */
function groupsOf(lines: readonly Line[]): Line[][] {
  const groups: Line[][] = [];
  let codes = new Set<string>();
  for (const line of lines) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    const joins =
      group !== undefined &&
      group.length < BATCH &&
      line.kind === 'dossier' &&
      before?.kind === 'dossier' &&
      before.source === line.source &&
      !codes.has(line.dossier.code);
    if (!joins) codes = new Set();
    if (line.kind === 'dossier') codes.add(line.dossier.code);
    if (joins) group.push(line);
    else groups.push([line]);
  }
  return groups;
}

async function takeGroup(tx: Tx, group: readonly Line[]): Promise<PushResult[]> {
  const [first] = group;
  if (first?.kind === 'bad') return [{ line: first.line, code: null, result: 'rejected', message: first.message }];
  const source = first?.kind === 'dossier' ? first.source : (first?.step.source.normalize('NFC') ?? '');
  const batch: Incoming[] = [];
  for (const line of group) {
    if (line.kind === 'dossier') batch.push({ row: line.line, dossier: line.dossier });
    if (line.kind !== 'transition') continue;
    const before = await lastVersion(tx.db, source, line.step.code);
    if (!before) {
      const message = sentenceOf(rowWords, 'dossiers.bulk.dossier_unknown');
      return [{ line: line.line, code: line.step.code, result: 'rejected', message }];
    }
    batch.push({ row: line.line, dossier: withStep(before, line.step) });
  }
  const runId = newId();
  const taken = await takeIn(tx, batch, { source, runId, dryRun: false, agencies: new AgencyFinder() });
  await forgetSeen(tx.db, runId);
  return batch.map(({ row, dossier }, index) => resultOf(row, dossier.code, taken[index]));
}

function resultOf(line: number, code: string, taken: Taken | undefined): PushResult {
  if (!taken || taken.result === 'rejected') {
    const problems: RowProblem[] = taken ? [taken.problem] : [];
    return { line, code, result: 'rejected', message: problemsVi(problems) };
  }
  return { line, code, result: taken.result, ...(taken.dossierId === null ? {} : { dossierId: taken.dossierId }) };
}

const moment = (text: string | null | undefined) => (text ? new Date(text) : null);
const nfc = (text: string | null | undefined) => text?.normalize('NFC') ?? null;

function toImported(pushed: PushedDossier): ImportedDossier {
  const events = (pushed.events ?? []).map((event) => ({
    activity: event.activity.normalize('NFC'),
    at: new Date(event.at),
    resource: nfc(event.resource),
    transition: nfc(event.transition),
  }));
  return {
    code: pushed.code.normalize('NFC'),
    procedureCode: nfc(pushed.procedureCode),
    procedureName: nfc(pushed.procedure),
    applicant: nfc(pushed.applicant),
    owner: nfc(pushed.owner),
    receivedAt: new Date(pushed.receivedAt),
    dueAt: moment(pushed.dueAt),
    finishedAt: moment(pushed.finishedAt),
    returnedAt: moment(pushed.returnedAt),
    channel: pushed.channel ?? null,
    channelText: pushed.channel ?? null,
    agencyText: nfc(pushed.agency),
    officer: nfc(pushed.officer),
    status: pushed.status ?? null,
    statusText: pushed.status ?? null,
    note: nfc(pushed.note),
    events: events.sort((a, b) => a.at.getTime() - b.at.getTime()),
  };
}

/** The dossier with one more step and what the step changed; the same step twice is one. */
function withStep(before: ImportedDossier, step: PushedTransition): ImportedDossier {
  const event = {
    activity: step.activity.normalize('NFC'),
    at: new Date(step.at),
    resource: nfc(step.resource),
    transition: nfc(step.transition),
  };
  const known = before.events.some(
    ({ activity, at, transition }) =>
      activity === event.activity && at.getTime() === event.at.getTime() && transition === event.transition,
  );
  const events = known ? before.events : [...before.events, event].sort((a, b) => a.at.getTime() - b.at.getTime());
  return {
    ...before,
    dueAt: step.dueAt === undefined ? before.dueAt : moment(step.dueAt),
    finishedAt: step.finishedAt === undefined ? before.finishedAt : moment(step.finishedAt),
    returnedAt: step.returnedAt === undefined ? before.returnedAt : moment(step.returnedAt),
    status: step.status === undefined ? before.status : (step.status ?? null),
    statusText: step.status === undefined ? before.statusText : (step.status ?? null),
    events,
  };
}
