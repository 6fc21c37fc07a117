import { createHash, randomBytes } from 'node:crypto';
import { LAW_RULES, findLawOn } from '#modules/procedures/domain/law.ts';
import { newId } from '#kernel/id.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import type { Tx } from '#platform/db/province.ts';
import { importEvent } from '../domain/exchange/import-event.ts';
import type { ImportedDossier, RowProblem } from '../domain/exchange/imported.ts';
import { evolve } from '../domain/facts.ts';
import { findDossier, saveTransition } from '../store/dossiers.ts';
import {
  addVersion,
  codesTaken,
  insertImported,
  type LinkRow,
  lockLinks,
  type NewRows,
  noteSeen,
  updateLink,
} from '../store/import-bulk.ts';
import { factsOfRow, rowOfEvent, rowOfFacts } from '../store/rows.ts';
import type { AgencyFinder } from './agencies.ts';

/** A dossier read from a source, where it stands in it, and the agency it was found to be at. */
export interface Incoming {
  readonly row: number;
  readonly dossier: ImportedDossier;
}

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
  const fresh: Incoming[] = [];
  const results = batch.map((incoming): Taken | { result: 'changed'; link: LinkRow } => {
    const { code } = incoming.dossier;
    const before = seen.get(code);
    if (before !== undefined) return rejected('duplicate', String(before));
    seen.set(code, incoming.row);
    const link = links.get(code);
    if (!link) {
      fresh.push(incoming);
      return { result: 'created', dossierId: null };
    }
    if (link.content_hash === hashOf(incoming.dossier)) return { result: 'unchanged', dossierId: link.dossier_id };
    if (link.version !== link.dossier_version) return rejected('handled_here', code);
    return { result: 'changed', link };
  });
  const ids = taking.dryRun ? new Map<string, string>() : await create(tx, fresh, taking);
  const taken: Taken[] = [];
  for (const [index, one] of results.entries()) {
    const incoming = batch[index];
    if (!incoming) continue;
    if (one.result === 'changed') {
      if (!taking.dryRun) await change(tx, incoming, one.link, taking);
      taken.push({ result: 'updated', dossierId: one.link.dossier_id });
    } else if (one.result === 'created') {
      taken.push({ result: 'created', dossierId: ids.get(incoming.dossier.code) ?? null });
    } else taken.push(one);
  }
  return taken;
}

function rejected(code: RowProblem['code'], value: string): Taken {
  return { result: 'rejected', problem: { code, field: 'code', value } };
}

/** What decides whether a source tells something new: the values in an order of our own, wherever they were kept. */
function hashOf(dossier: ImportedDossier): string {
  const { events, ...rest } = dossier;
  const values = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
  const steps = events.map(({ activity, at, resource, transition }) => [activity, at, resource, transition]);
  return createHash('sha256')
    .update(JSON.stringify([values, steps]))
    .digest('base64url');
}

async function create(tx: Tx, fresh: readonly Incoming[], taking: TakingIn): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  if (fresh.length === 0) return ids;
  const taken = await codesTaken(
    tx.db,
    fresh.map(({ dossier }) => dossier.code),
  );
  const rows = { dossiers: [], events: [], links: [], versions: [] } as { [K in keyof NewRows]: object[] };
  for (const { row, dossier } of fresh) {
    const id = newId();
    ids.set(dossier.code, id);
    const agencyId = taking.agencies.of(dossier.agencyText);
    const event = importEvent(null, dossier, { ...actorOf(tx), source: taking.source, agencyId });
    const facts = evolve(null, event);
    const code = taken.has(dossier.code) ? `${dossier.code} (${taking.source})` : dossier.code;
    rows.dossiers.push({
      ...rowOfFacts(facts),
      ...describe(dossier, code),
      id,
      submission_id: id,
      submission_hash: '',
      code,
      origin: 'import',
      source: taking.source,
      law_id: (findLawOn(dateInVietnam(dossier.receivedAt)) ?? LAW_RULES[0])?.id,
      receiving_agency_id: agencyId,
      competent_agency_id: agencyId,
      parties: [agencyId],
      tracking_token: randomBytes(16).toString('base64url'),
      opinions: [],
      last_action: 'import',
      changed_by: tx.actor.personId,
      changed_by_name: tx.actor.name,
      changed_at: tx.now,
    });
    rows.events.push({ ...rowOfEvent(id, event), data: event.data });
    rows.links.push({
      source: taking.source,
      code: dossier.code,
      dossier_id: id,
      content_hash: hashOf(dossier),
      dossier_version: event.seq,
    });
    rows.versions.push({ dossier_id: id, number: 1, run_id: taking.runId, row, content: dossier });
  }
  await insertImported(tx.db, rows);
  return ids;
}

async function change(tx: Tx, { row, dossier }: Incoming, link: LinkRow, taking: TakingIn): Promise<void> {
  const before = await findDossier(tx.db, link.dossier_id);
  if (!before) throw new Error(`no dossier ${link.dossier_id} for a code that is linked`);
  const agencyId = taking.agencies.of(dossier.agencyText);
  const facts = factsOfRow(before);
  const event = importEvent(facts, dossier, { ...actorOf(tx), source: taking.source, agencyId });
  const { applicant, owner, search } = describe(dossier, before.code ?? dossier.code);
  const saved = await saveTransition(tx.db, before.id, before.version, event, evolve(facts, event), {
    applicant,
    owner,
    search,
    receiving_agency_id: agencyId,
    competent_agency_id: agencyId,
    parties: [...new Set([...before.parties, agencyId])],
  });
  if (!saved) throw new Error(`dossier ${before.id} changed under its lock`);
  await updateLink(tx.db, {
    source: taking.source,
    code: dossier.code,
    hash: hashOf(dossier),
    version: event.seq,
  });
  await addVersion(tx.db, { dossierId: before.id, runId: taking.runId, row, content: dossier });
}

const actorOf = (tx: Tx) => ({ at: tx.now, actorId: tx.actor.personId, actorName: tx.actor.name });

/** How the dossier is shown and found. */
function describe(dossier: ImportedDossier, code: string) {
  const applicant = person(dossier.applicant);
  const owner = dossier.owner === null ? applicant : person(dossier.owner);
  const procedure = dossier.procedureName ?? dossier.procedureCode ?? 'Phần mềm nguồn không ghi thủ tục';
  return {
    procedure_code: dossier.procedureCode,
    procedure_name: procedure,
    sector: '',
    // Kept for ever and reported on; what the source did not tell is counted with the counter, and the event says so.
    channel: dossier.channel ?? ('counter' as const),
    return_way: 'counter' as const,
    applicant,
    owner,
    search: searchKey([code, applicant.name, owner.name, procedure].join(' ')),
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
