import { newId } from '#kernel/id.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import type { Procedure } from '#modules/procedures/domain/procedure.ts';
import { randomBytes } from 'node:crypto';
import { phoneKey, secondFacts } from '../domain/identity.ts';
import type { DossierEvent } from '../domain/events.ts';
import type { PersonView } from '../person-schema.ts';
import type { Bulk } from '../store/bulk.ts';
import {
  type ApologyRow,
  type ApplicantRow,
  type DossierRow,
  type OpinionRow,
  rowOfEvent,
  type SupplementRow,
} from '../store/rows.ts';
import { rowOfFacts } from '../store/fold-columns.ts';
import { partRowsOf } from '../store/side-by-side.ts';
import type { DemoDossier, DemoWorld } from './world.ts';

type Mutable = { -readonly [Table in keyof Bulk]: Bulk[Table][number][] };

/** Said of every made-up dossier wherever its text is read. */
export const MADE_UP = 'Hồ sơ mẫu do phần mềm tạo, không có thật';

/** Where names come from. */
interface RowSources {
  readonly procedureOf: (versionId: string) => Procedure;
  readonly staffOf: DemoWorld['staffOf'];
}

/** Gathers made-up dossiers as rows; `take` empties it. */
export class RowMaker {
  #bulk: Mutable = emptyBulk();
  /** People of this batch, by identity number. */
  readonly #people = new Map<string, string>();
  readonly #procedureOf: RowSources['procedureOf'];
  readonly #staffOf: RowSources['staffOf'];

  readonly #idOf: ((number: number) => string) | undefined;

  /** @param idOf the id of a person by his number, where nobody is looked up: his row comes with his first dossier */
  constructor({ procedureOf, staffOf }: RowSources, idOf?: (number: number) => string) {
    this.#procedureOf = procedureOf;
    this.#staffOf = staffOf;
    this.#idOf = idOf;
  }

  get size(): number {
    return this.#bulk.dossier.length;
  }

  /** Whoever has it by name, though he may not have done anything with it yet. */
  #officerName({ facts: { agencyId, officerId }, events }: DemoDossier): string | null {
    if (officerId === null) return null;
    const known = this.#staffOf(agencyId).find(({ id }) => id === officerId);
    return known?.name ?? events.findLast(({ actorId }) => actorId === officerId)?.actorName ?? null;
  }

  take(): Bulk {
    const bulk = this.#bulk;
    this.#bulk = emptyBulk();
    this.#people.clear();
    return bulk;
  }

  /** @returns the row, for what else is kept of an open dossier */
  add(one: DemoDossier, code: string | null, source: string | null): DossierRow {
    const procedure = this.#procedureOf(one.desk.procedureVersionId);
    const last = one.events.at(-1);
    if (!last) throw new Error('a dossier without events');
    const person = personOf(one);
    const parties = new Set([one.desk.counterAgencyId, one.desk.competentAgencyId]);
    for (const { agencyId, data } of one.events) {
      parties.add(agencyId);
      if (data.opinion) parties.add(data.opinion.agencyId);
      for (const part of data.tracks?.others ?? []) parties.add(part.agencyId);
    }
    const id = newId();
    const row: DossierRow = {
      id,
      submission_id: newId(),
      submission_hash: '',
      code,
      origin: 'demo',
      source,
      procedure_id: procedure.id,
      procedure_version_id: procedure.versionId,
      workflow_id: one.desk.workflowVersionId,
      procedure_code: procedure.code,
      procedure_name: procedure.name,
      sector: procedure.sector,
      law_id: one.lawId,
      time_limit: procedure.limit,
      channel: one.channel,
      receiving_agency_id: one.desk.counterAgencyId,
      competent_agency_id: one.desk.competentAgencyId,
      parties: [...parties],
      applicant_id: this.#applicant(person, one, procedure.name),
      applicant: person,
      owner: person,
      authorisation: null,
      content: MADE_UP,
      sets: 1,
      return_way: one.channel,
      fee_way: null,
      second_facts: secondFacts(person.phone, person.identityNumber, null, null),
      tracking_token: randomBytes(16).toString('base64url'),
      ...rowOfFacts(one.facts),
      opinions: [...one.facts.opinions],
      tracks: one.facts.tracks,
      officer_name: this.#officerName(one),
      last_action: last.action,
      changed_by: last.actorId,
      changed_by_name: last.actorName,
      changed_at: last.at,
    };
    this.#bulk.dossier.push({ ...row, changed_really_at: last.at, recorded_at: last.at });
    for (const event of one.events)
      this.#bulk.dossier_event.push({ ...rowOfEvent(id, event), data: event.data, recorded_at: event.at });
    for (const [position, paper] of procedure.papers.entries())
      this.#bulk.dossier_paper.push({
        id: newId(),
        dossier_id: id,
        position,
        round: 0,
        key: paper.key,
        name: paper.name,
        originals: paper.originals,
        certified: 0,
        copies: paper.copies,
        received: true,
      });
    this.#bulk.dossier_part.push(...partRowsOf(id, one.facts.tracks));
    this.#bulk.dossier_opinion.push(...opinionsOf(id, one.events));
    this.#bulk.dossier_supplement.push(...supplementsOf(id, one.events));
    this.#bulk.dossier_apology.push(...apologiesOf(id, one.events));
    return row;
  }

  #applicant(person: PersonView, { desk, events, applicant, isFirst }: DemoDossier, procedureName: string): string {
    const number = person.identityNumber ?? '';
    const given = this.#idOf?.(applicant.number);
    const known = given === undefined || isFirst ? this.#people.get(number) : given;
    if (known) return known;
    const row: ApplicantRow = {
      id: given ?? newId(),
      kind: person.kind,
      name: person.name,
      identity_number: number,
      birth_on: null,
      phone: person.phone,
      email: null,
      address: person.address,
      search: searchKey(person.name),
      phone_key: phoneKey(person.phone),
      agencies: [desk.counterAgencyId],
      dossiers: 1,
      last_procedure: procedureName,
      changed_at: events[0]?.at ?? new Date(0),
    };
    this.#people.set(number, row.id);
    this.#bulk.dossier_applicant.push(row);
    return row.id;
  }
}

function emptyBulk(): Mutable {
  return {
    dossier_applicant: [],
    dossier: [],
    dossier_event: [],
    dossier_paper: [],
    dossier_part: [],
    dossier_opinion: [],
    dossier_supplement: [],
    dossier_apology: [],
  };
}

function personOf({ applicant }: DemoDossier): PersonView {
  const { name, identityNumber, phone, address } = applicant;
  return { kind: 'citizen', name, identityNumber, birthOn: null, phone, email: null, address };
}

function opinionsOf(dossierId: string, events: readonly DossierEvent[]): OpinionRow[] {
  return events.flatMap(({ action, data, at, actorName }) => {
    if (action !== 'ask-opinion' || !data.opinion) return [];
    const { id, agencyId, dueAt } = data.opinion;
    const answer = events.find((one) => one.action === 'answer-opinion' && one.data.opinion?.id === id);
    return [
      {
        id,
        dossier_id: dossierId,
        agency_id: agencyId,
        branch: false,
        content: data.text ?? '',
        asked_at: at,
        asked_by: actorName,
        due_at: dueAt === null ? null : new Date(dueAt),
        answered_at: answer?.at ?? null,
        answered_by: answer?.actorName ?? null,
        answer: answer?.data.text ?? null,
      },
    ];
  });
}

function supplementsOf(dossierId: string, events: readonly DossierEvent[]): SupplementRow[] {
  const isOver = events.some(({ clock }) => clock === 'ended');
  const atReception = askedAtReception(dossierId, events, isOver);
  const later = events.flatMap(({ action, data, at, actorName, reason }): SupplementRow[] => {
    if (action !== 'draft-supplement' || !data.supplementId) return [];
    const issued = events.find(
      (one) => one.action === 'issue-supplement' && one.data.supplementId === data.supplementId,
    );
    const taken = events.find((one) => one.action === 'take-supplement' && one.data.supplementId === data.supplementId);
    return [
      {
        id: data.supplementId,
        dossier_id: dossierId,
        at_reception: false,
        papers: [],
        reason: reason ?? '',
        status: taken ? 'taken' : isOver ? 'closed' : issued ? 'issued' : 'draft',
        drafted_at: at,
        drafted_by: actorName,
        issued_at: issued?.at ?? null,
        expires_on: null,
        taken_at: taken?.at ?? null,
      },
    ];
  });
  return [...atReception, ...later];
}

/** What the counter asked for before it received: it came with the dossier that was received then. */
function askedAtReception(dossierId: string, events: readonly DossierEvent[], isOver: boolean): SupplementRow[] {
  const asked = events.find(({ action }) => action === 'request-completion');
  if (!asked) return [];
  const received = events.find(({ action }) => action === 'accept' || action === 'complete-on-spot');
  return [
    {
      id: newId(),
      dossier_id: dossierId,
      at_reception: true,
      papers: [],
      reason: asked.reason ?? '',
      status: received ? 'taken' : isOver ? 'closed' : 'issued',
      drafted_at: asked.at,
      drafted_by: asked.actorName,
      issued_at: asked.at,
      expires_on: null,
      taken_at: received?.at ?? null,
    },
  ];
}

function apologiesOf(dossierId: string, events: readonly DossierEvent[]): ApologyRow[] {
  return events.flatMap(({ action, data, at, actorName, reason, cause, dueAt }, index) => {
    if (action !== 'draft-apology' || !data.apologyId) return [];
    const approved = events.slice(index).find((one) => one.action === 'approve-apology');
    const isOver = events.some(({ clock }) => clock === 'ended');
    return [
      {
        id: data.apologyId,
        dossier_id: dossierId,
        reason: reason ?? '',
        cause: cause ?? 'agency',
        cause_agency_id: null,
        due_before: dueAt,
        new_due_at: approved?.dueAt ?? null,
        status: approved ? 'approved' : isOver ? 'dropped' : 'draft',
        drafted_at: at,
        drafted_by: actorName,
        approved_at: approved?.at ?? null,
        approved_by: approved?.actorName ?? null,
      },
    ];
  });
}
