import { createHash, randomBytes } from 'node:crypto';
import { foreseeRecord } from '#modules/audit/public.ts';
import { foreseeCalendar } from '#modules/calendar/public.ts';
import { findLivingAgencyByCode } from '#modules/org/public.ts';
import { codePatternOf, dossierCode, lawOn } from '#modules/procedures/domain/law.ts';
import type { Procedure } from '#modules/procedures/domain/procedure.ts';
import { getProcedureVersion, workflowOn } from '#modules/procedures/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { keepApplicant, personView } from './applicants.ts';
import { contextOf, enter } from './context.ts';
import { type Command, decide } from './domain/decide.ts';
import type { DossierEvent } from './domain/events.ts';
import { evolve, type Facts } from './domain/facts.ts';
import { secondFacts } from './domain/identity.ts';
import { counterStep } from './domain/route.ts';
import { submission } from './domain/submission.ts';
import { waitFrom } from './domain/waits.ts';
import { foreseeSync, syncObligations } from './obligations.ts';
import { dossiersPermissions } from './permissions.ts';
import { commitEvent, subjectOf, tell } from './record.ts';
import type { DossierDetail } from './detail-schema.ts';
import type { ReceptionInput } from './reception-schema.ts';
import { detailOf } from './service-read.ts';
import {
  findBySubmission,
  findDossier,
  foreseeNumber,
  foreseeUnit,
  type HeldDossier,
  insertDossier,
  insertFirstEvent,
  takeNumber,
} from './store/dossiers.ts';
import { insertPapers, insertSupplement } from './store/parts.ts';
import { noteSearch } from './store/search.ts';
import { rowOfFacts } from './store/fold-columns.ts';
import type { DossierRow } from './store/rows.ts';
import { unitOf } from './units.ts';

/**
 * Takes a dossier in (tiếp nhận): registers it and, when it is complete, accepts it with a code and a promised moment.
 * The same submission sent again, at once or later, answers with the dossier it made the first time.
 *
 * @throws Refusal `dossiers.which_counter`, `dossiers.procedure_not_in_force`, `dossiers.identity_number`,
 *   `dossiers.needs_reason`, `dossiers.needs_papers`, `dossiers.submission_reused` (422), `auth.forbidden` (403)
 */
export async function receiveDossier(work: Work, input: ReceptionInput): Promise<DossierDetail> {
  const receivingId = counterOf(work.actor, input.agencyId);
  requirePermission(work.actor, dossiersPermissions.receive, receivingId);
  const hash = createHash('sha256').update(JSON.stringify(input)).digest('hex');
  const again = () =>
    work.run(async (tx) => {
      const known = await findBySubmission(tx.db, input.submissionId);
      if (known?.submission_hash !== hash) throw new Refusal('dossiers.submission_reused', 422);
      return detailOf(tx, known);
    });
  try {
    return await work.run(async (tx) => {
      const id = newId();
      foreseeCalendar(tx.db);
      foreseeRecord(tx.db, subjectOf(id));
      foreseeUnit(tx.db, receivingId);
      const [known, version] = await Promise.all([
        findBySubmission(tx.db, input.submissionId),
        getProcedureVersion(tx, input.procedureVersionId),
      ]);
      if (known) throw new KnownSubmission();
      const { row, facts, procedure } = await begin(tx, { id, input, receivingId, hash, procedure: version });
      await settle(tx, row, facts, procedure, input);
      if (input.decision !== 'accept' && input.decision !== 'on-spot') await noteSearch(tx.db, [row.id]); // has no code yet
      const made = await findDossier(tx.db, row.id);
      if (!made) throw new Error('a dossier that was made is not there');
      return detailOf(tx, made);
    });
  } catch (error) {
    if (error instanceof KnownSubmission) return again();
    throw error;
  }
}

/** The submission has made its dossier already: what was begun here is rolled back whole, its number too. */
class KnownSubmission extends Error {}

/** The counter the caller receives for. */
function counterOf({ grants }: Actor, wanted: string | undefined): string {
  const counters = grants
    .filter(({ role }) => role in dossiersPermissions.receive.roles)
    .map(({ agencyId }) => agencyId);
  if (wanted) {
    if (counters.length > 0 && !counters.includes(wanted)) throw new Refusal('dossiers.not_your_counter', 403);
    return wanted;
  }
  const [only, ...more] = new Set(counters);
  if (!only || more.length > 0)
    throw new Refusal('dossiers.which_counter', 422, { fields: { agencyId: 'dossiers.which_counter' } });
  return only;
}

interface Begun {
  readonly row: HeldDossier;
  readonly facts: Facts;
  readonly procedure: Procedure;
}

interface Beginning {
  /** Of the dossier that is going to be. */
  readonly id: string;
  readonly input: ReceptionInput;
  readonly receivingId: string;
  readonly hash: string;
  readonly procedure: Procedure;
}

/** Writes the dossier with its first line; its submission makes it once. */
async function begin(tx: Tx, { id, input, receivingId, hash, procedure }: Beginning): Promise<Begun> {
  if (procedure.validFrom > tx.today || (procedure.validTo !== null && procedure.validTo < tx.today))
    throw new Refusal('dossiers.procedure_not_in_force', 422, {
      fields: { procedureVersionId: 'dossiers.procedure_not_in_force' },
    });
  const law = lawOn(tx.today);
  const [competentId, workflow] = await Promise.all([
    competentOf(tx, procedure, receivingId),
    workflowOn(tx, procedure.id, tx.today),
  ]);
  const year = Number(tx.today.slice(0, 4));
  const applicant = personView(input.applicant, 'applicant', year);
  const owner = input.owner ? personView(input.owner, 'owner', year) : applicant;
  const applicantId = await keepApplicant(tx, {
    person: applicant,
    applicantId: input.applicantId,
    agencyId: receivingId,
    procedureName: procedure.name,
    dossierId: id,
  });
  const line: DossierEvent = {
    ...submission(tx.now, receivingId, { id: tx.actor.personId, name: tx.actor.name }),
    data: { channel: input.channel },
  };
  const facts = evolve(null, line);
  const row: DossierRow = {
    id,
    submission_id: input.submissionId,
    submission_hash: hash,
    code: null,
    origin: 'counter',
    source: null,
    procedure_id: procedure.id,
    procedure_version_id: procedure.versionId,
    workflow_id: workflow?.versionId ?? null,
    procedure_code: procedure.code,
    procedure_name: procedure.name,
    sector: procedure.sector,
    law_id: law.id,
    time_limit: procedure.limit,
    channel: input.channel,
    receiving_agency_id: receivingId,
    competent_agency_id: competentId,
    parties: [...new Set([receivingId, competentId])],
    applicant_id: applicantId,
    applicant,
    owner,
    authorisation: input.authorisation?.normalize('NFC') || null,
    content: input.content?.normalize('NFC') || null,
    sets: input.sets,
    return_way: input.returnWay,
    fee_way: input.feeWay ?? null,
    second_facts: secondFacts(applicant.phone, applicant.identityNumber, owner.phone, owner.identityNumber),
    tracking_token: randomBytes(16).toString('base64url'),
    ...rowOfFacts(facts),
    opinions: [...facts.opinions],
    tracks: facts.tracks,
    officer_name: null,
    last_action: 'submit',
    changed_by: tx.actor.personId,
    changed_by_name: tx.actor.name,
    changed_at: tx.now,
  };
  const made = await insertDossier(tx.db, { ...row, opinions: [] }, facts);
  if (!made) throw new KnownSubmission();
  if (input.decision === 'accept' || input.decision === 'on-spot') foreseeNumber(tx.db, receivingId, tx.today);
  insertFirstEvent(tx.db, row.id, line);
  insertPapers(
    tx.db,
    input.papers.map((paper, position) => ({
      id: newId(),
      dossier_id: row.id,
      position,
      round: 0,
      key: paper.key ?? null,
      name: paper.name.normalize('NFC'),
      originals: paper.originals,
      certified: paper.certified,
      copies: paper.copies,
      received: paper.received,
    })),
  );
  await tell(tx, made, line);
  return { row: made, facts, procedure };
}

async function competentOf(tx: Tx, { competent }: Procedure, receivingId: string): Promise<string> {
  const named = competent.kind === 'code' ? await findLivingAgencyByCode(tx, competent.code) : undefined;
  return named?.id ?? receivingId;
}

/** What the counter decided at once. */
async function settle(
  tx: Tx,
  row: HeldDossier,
  facts: Facts,
  procedure: Procedure,
  input: ReceptionInput,
): Promise<void> {
  if (input.decision === 'submit') return syncObligations(tx, row, null, facts);
  const reason = input.reason ?? null;
  switch (input.decision) {
    case 'accept':
      return acceptNow(tx, row, facts, { action: 'accept', reason });
    case 'on-spot':
      return acceptNow(tx, row, facts, { action: 'complete-on-spot', reason });
    case 'deny':
    case 'request-completion': {
      const action = input.decision;
      if (action === 'request-completion' && input.missing.length === 0)
        throw new Refusal('dossiers.needs_papers', 422, { fields: { missing: 'dossiers.needs_papers' } });
      const { rules, law, calendar } = await contextOf(tx, row, row.receiving_agency_id);
      const data = action === 'deny' ? {} : { waitUntil: waitFrom(law, calendar, tx.today).until };
      const event = decide(facts, { action, reason, data }, rules);
      const after = evolve(facts, event);
      await commitEvent(tx, row, event, after);
      await syncObligations(tx, row, facts, after);
      if (action === 'request-completion')
        await insertSupplement(tx.db, {
          id: newId(),
          dossier_id: row.id,
          at_reception: true,
          papers: input.missing,
          reason: reason ?? procedure.name,
          status: 'issued',
          drafted_at: tx.now,
          drafted_by: tx.actor.name,
          issued_at: tx.now,
          expires_on: null,
          taken_at: null,
        });
    }
  }
}

/** Accepts: the code of the day, the clock, the counter's step of the workflow, the reminders. */
export async function acceptNow(tx: Tx, row: HeldDossier, facts: Facts, command: Command): Promise<void> {
  const context = await contextOf(tx, row, row.receiving_agency_id);
  const first = context.workflow && command.action === 'accept' ? counterStep(context.workflow) : undefined;
  const step = first && (await enter(tx, first, row));
  const event = decide(facts, { ...command, step: step ?? null }, context.rules);
  const after = evolve(facts, event);
  const code = await nextCode(tx, row);
  foreseeSync(tx, row, facts, after);
  await commitEvent(tx, row, event, after, { code });
  await syncObligations(tx, { ...row, code }, facts, after, event.data.explanation);
}

/** The next code of the receiving unit and day (mã hồ sơ). Never given twice; a number lost to a failure leaves a gap. */
async function nextCode(tx: Tx, row: Pick<DossierRow, 'receiving_agency_id' | 'law_id'>): Promise<string> {
  const agencyId = row.receiving_agency_id;
  const unit = await unitOf(tx, agencyId);
  const sequence = await takeNumber(tx.db, agencyId, tx.today);
  const pattern = codePatternOf(lawOn(tx.today));
  return dossierCode(pattern, unit, tx.today, sequence);
}
