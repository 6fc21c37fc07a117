import { hash, randomBytes } from 'node:crypto';
import { LAW_RULES, findLawOn } from '#modules/procedures/domain/law.ts';
import { newId } from '#kernel/id.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { importEvent } from '../domain/exchange/import-event.ts';
import type { ImportedDossier, RowProblem } from '../domain/exchange/imported.ts';
import { evolve } from '../domain/facts.ts';
import type { DossierEvent } from '../domain/events.ts';
import {
  codesTaken,
  insertImported,
  lastVersions,
  type LinkRow,
  lockDossiers,
  lockLinks,
  type NewRows,
  noteSeen,
  saveImported,
  workedOnSince,
} from '../store/import-bulk.ts';
import { rowOfFacts } from '../store/fold-columns.ts';
import { factsOfRow, rowOfEvent } from '../store/rows.ts';
import type { AgencyFinder } from './agencies.ts';
import { type Owed, oweImported } from './owe.ts';

/** A dossier read from a source, where it stands in it, and the agency it was found to be at. */
export interface Incoming {
  readonly row: number;
  readonly dossier: ImportedDossier;
}

/** A dossier the source tells something new of. */
interface Told extends Incoming {
  readonly hash: string;
  readonly id: string;
}

const NO_OPINIONS: readonly never[] = [];
/** As random as every dossier's tracking token. */
const TOKEN_BYTES = 16;

export interface TakingIn {
  readonly source: string;
  readonly runId: string;
  readonly dryRun: boolean;
  readonly agencies: AgencyFinder;
}

export type Taken =
  | { readonly result: 'created' | 'updated' | 'unchanged'; readonly dossierId: string | null }
  | { readonly result: 'rejected'; readonly problem: RowProblem };

/**
 * Takes a batch of dossiers in, as the program. The same (source, code) is the same dossier: with the same content
 * nothing is written, with another a new version and an event are added and the old ones stay. A code that stands
 * twice in one run is refused the second time, so that a second reading of the file finds everything unchanged.
 * What has been worked on here since is no longer the source's to change.
 * @returns what became of each, in order
 */
export async function takeIn(tx: Tx, batch: readonly Incoming[], taking: TakingIn): Promise<Taken[]> {
  await taking.agencies.learn(
    tx,
    batch.map(({ dossier }) => dossier.agencyText),
  );
  const codes = batch.map(({ dossier }) => dossier.code);
  const links = await lockLinks(tx.db, taking.source, codes);
  const seen = await noteSeen(
    tx.db,
    taking.runId,
    batch.map(({ row, dossier }) => ({ row, code: dossier.code })),
  );
  const fresh: Told[] = [];
  const other: Told[] = [];
  const results = batch.map((incoming): Taken => {
    const { code } = incoming.dossier;
    const first = seen.get(code) ?? incoming.row;
    if (first !== incoming.row) return rejected('duplicate', String(first));
    const hash = hashOf(incoming.dossier);
    const link = links.get(code);
    if (link?.content_hash === hash) return { result: 'unchanged', dossierId: link.dossier_id };
    const told = { ...incoming, hash, id: link?.dossier_id ?? newId() };
    (link ? other : fresh).push(told);
    return { result: link ? 'updated' : 'created', dossierId: told.id };
  });
  const worked = new Set(other.length === 0 ? [] : await change(tx, other, links, taking));
  if (!taking.dryRun) await create(tx, fresh, taking);
  return results.map((one, index) => {
    const code = batch[index]?.dossier.code ?? '';
    if (one.result === 'updated' && worked.has(code)) return rejected('handled_here', code);
    return taking.dryRun && one.result === 'created' ? { result: 'created', dossierId: null } : one;
  });
}

function rejected(code: RowProblem['code'], value: string): Taken {
  return { result: 'rejected', problem: { code, field: 'code', value } };
}

/** The values' order, wherever they were kept. */
let order: readonly (keyof ImportedDossier)[] | undefined;

/** What decides whether a source tells something new. */
function hashOf(dossier: ImportedDossier): string {
  order ??= (Object.keys(dossier) as (keyof ImportedDossier)[]).filter((name) => name !== 'events').sort();
  const values = order.map((name) => [name, dossier[name]]);
  const steps = dossier.events.map(({ activity, at, resource, transition }) => [activity, at, resource, transition]);
  return hash('sha256', JSON.stringify([values, steps]), 'base64url');
}

async function create(tx: Tx, fresh: readonly Told[], taking: TakingIn): Promise<void> {
  if (fresh.length === 0) return;
  const codes = fresh.map(({ dossier }) => dossier.code);
  const taken = await codesTaken(tx.db, codes);
  const tokens = randomBytes(TOKEN_BYTES * fresh.length);
  const rows = noRows();
  const owed: Owed[] = [];
  for (const [index, { row, dossier, id, hash: contentHash }] of fresh.entries()) {
    const agencyId = taking.agencies.of(dossier.agencyText);
    const lawId = (findLawOn(dateInVietnam(dossier.receivedAt)) ?? LAW_RULES[0])?.id ?? '';
    // Kept for ever and reported on; what the source did not tell is counted with the counter, and the event says so.
    const channel = dossier.channel ?? 'counter';
    const event = importEvent(null, dossier, { ...actorOf(tx), source: taking.source, agencyId });
    const code = taken.has(dossier.code) ? `${dossier.code} (${taking.source})` : dossier.code;
    const after = evolve(null, event);
    const shown = describe(dossier);
    const about = aboutOf({ id, code, channel, law_id: lawId }, shown.procedure_name, agencyId);
    owed.push({ about, before: null, after, event });
    rows.dossiers.push({
      ...rowOfFacts(after),
      ...shown,
      id,
      submission_id: id,
      submission_hash: '',
      code,
      origin: 'import',
      source: taking.source,
      sector: '',
      channel,
      return_way: 'counter',
      fee_way: null,
      law_id: lawId,
      receiving_agency_id: agencyId,
      competent_agency_id: agencyId,
      parties: [agencyId],
      tracking_token: tokens.toString('base64url', TOKEN_BYTES * index, TOKEN_BYTES * (index + 1)),
      opinions: NO_OPINIONS,
      ...lastChange(event),
      changed_at: tx.now,
    });
    rows.events.push({ ...rowOfEvent(id, event), data: event.data });
    rows.links.push({
      source: taking.source,
      code: dossier.code,
      dossier_id: id,
      content_hash: contentHash,
      dossier_version: event.seq,
    });
    rows.versions.push({ dossier_id: id, number: 1, run_id: taking.runId, row, content: dossier });
  }
  await insertImported(tx.db, rows);
  await oweImported(tx, owed);
}

const aboutOf = (
  { id, code, channel, law_id }: Pick<Owed['about'], 'id' | 'code' | 'channel' | 'law_id'>,
  procedure: string,
  agencyId: string,
): Owed['about'] => ({
  id,
  code,
  channel,
  law_id,
  procedure_name: procedure,
  receiving_agency_id: agencyId,
  competent_agency_id: agencyId,
});

/** @returns the codes that were worked on here since the source last told of them: nothing is written for these */
async function change(
  tx: Tx,
  told: readonly Told[],
  links: ReadonlyMap<string, LinkRow>,
  taking: TakingIn,
): Promise<string[]> {
  const ids = told.map(({ id }) => id);
  const standing = await lockDossiers(tx.db, ids);
  const versions = await lastVersions(tx.db, ids);
  const moved = told.flatMap(({ id, dossier }) => {
    const version = links.get(dossier.code)?.dossier_version;
    return version === undefined || version === standing.get(id)?.version ? [] : [{ id, version }];
  });
  const workedOn = await workedOnSince(tx.db, moved);
  const rows = noRows();
  const worked: string[] = [];
  const owed: Owed[] = [];
  for (const { row, dossier, id, hash: contentHash } of told) {
    const before = standing.get(id);
    if (!before) throw new Error(`no dossier ${id} for a code that is linked`);
    if (workedOn.has(id)) {
      worked.push(dossier.code);
      continue;
    }
    const agencyId = taking.agencies.of(dossier.agencyText);
    const facts = factsOfRow(before);
    const event = importEvent(facts, dossier, { ...actorOf(tx), source: taking.source, agencyId });
    const after = evolve(facts, event);
    const shown = describe(dossier);
    owed.push({ about: aboutOf(before, shown.procedure_name, agencyId), before: facts, after, event });
    rows.dossiers.push({
      ...rowOfFacts(after),
      ...shown,
      id,
      receiving_agency_id: agencyId,
      competent_agency_id: agencyId,
      parties: [...new Set([...before.parties, agencyId])],
      ...lastChange(event),
    });
    rows.events.push({ ...rowOfEvent(id, event), data: event.data });
    rows.links.push({ dossier_id: id, content_hash: contentHash, dossier_version: event.seq });
    const number = (versions.get(id) ?? 0) + 1;
    rows.versions.push({ dossier_id: id, number, run_id: taking.runId, row, content: dossier });
  }
  if (taking.dryRun) return worked;
  await saveImported(tx.db, rows);
  await oweImported(tx, owed);
  return worked;
}

const noRows = () =>
  ({ dossiers: [], events: [], links: [], versions: [] }) as { [K in keyof NewRows]: NewRows[K][number][] };

const lastChange = (event: DossierEvent) => ({
  last_action: event.action,
  changed_by: event.actorId,
  changed_by_name: event.actorName,
  changed_at: event.at,
});

const actorOf = (tx: Tx) => ({ at: tx.now, actorId: tx.actor.personId, actorName: tx.actor.name });

/** How the dossier is shown and found. */
function describe(dossier: ImportedDossier) {
  const applicant = person(dossier.applicant);
  const owner = dossier.owner === null ? applicant : person(dossier.owner);
  const procedure = dossier.procedureName ?? dossier.procedureCode ?? 'Phần mềm nguồn không ghi thủ tục';
  return {
    procedure_code: dossier.procedureCode,
    procedure_name: procedure,
    applicant,
    owner,
  };
}

function person(name: string | null) {
  return {
    kind: 'citizen' as const,
    name: name ?? '(phần mềm nguồn không ghi)',
    identityNumber: null,
    birthOn: null,
    phone: null,
    email: null,
    address: null,
  };
}
