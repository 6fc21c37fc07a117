import { listAgencies, resolveBody } from '#modules/org/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import type { PartyView, ProposalBody } from './schema.ts';
import { foundIn, registerDay } from './reading.ts';
import type { Desk } from './service-edit.ts';
import type { ProposalRow } from './store/rows.ts';

type Choice = NonNullable<ProposalBody['leads']>[number];

/** What a person's corrections change in a proposal's row; empty when nothing differs. */
export async function editOf(desk: Desk, row: ProposalRow, body: ProposalBody): Promise<Partial<ProposalRow>> {
  const { tx } = desk;
  const on = desk.document.issued_on ?? tx.today;
  const wanted: Partial<ProposalRow> = { ...plainFields(body), ...deadlineFields(row, body) };
  if (body.leads) wanted.leads = await choose(tx, body.leads, row.leads, on, 'leads');
  if (body.cooperating) wanted.cooperating = await choose(tx, body.cooperating, row.cooperating, on, 'cooperating');
  const keys = (Object.keys(wanted) as (keyof ProposalRow)[]).filter((key) => !same(wanted[key], row[key]));
  const confirmsDefault = body.product !== undefined && row.product_assumed;
  if (keys.length === 0 && !confirmsDefault) return {};
  const touched = fieldNames(body);
  return {
    ...Object.fromEntries(keys.map((key) => [key, wanted[key]])),
    ...(body.product === undefined ? {} : { product_assumed: false }),
    edited: [...new Set([...row.edited, ...touched])],
    settled: [...new Set([...row.settled, ...settledBy(touched, row)])],
  };
}

function fieldNames(body: ProposalBody): string[] {
  return Object.keys(body).filter((name) => name !== 'version' && body[name as keyof ProposalBody] !== undefined);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function plainFields(body: ProposalBody): Partial<ProposalRow> {
  const nfc = (text: string | null) => text?.normalize('NFC') ?? null;
  return {
    ...(body.text === undefined ? {} : { text: body.text.normalize('NFC') }),
    ...(body.kind === undefined ? {} : { kind: body.kind }),
    ...(body.startOn === undefined ? {} : { start_on: body.startOn }),
    ...(body.recurrence === undefined ? {} : { recurrence: body.recurrence }),
    ...(body.recurrenceDay === undefined ? {} : { recurrence_day: nfc(body.recurrenceDay) }),
    ...(body.urgency === undefined ? {} : { urgency: body.urgency }),
    ...(body.product === undefined ? {} : { product: nfc(body.product) }),
    ...(body.reportVia === undefined ? {} : { report_via: nfc(body.reportVia) }),
  };
}

/** A day and "không có hạn" exclude each other; the later word wins over what stood there. */
function deadlineFields(row: ProposalRow, body: ProposalBody): Partial<ProposalRow> {
  if (body.deadlineOn === undefined && body.deadlineTime === undefined && body.noDeadline === undefined) return {};
  if (body.noDeadline === true) {
    if (body.deadlineOn) throw refusedAt('deadlineOn', 'notices.date_and_none');
    return { deadline_on: null, deadline_time: null, no_deadline: true };
  }
  const on = body.deadlineOn === undefined ? row.deadline_on : body.deadlineOn;
  const time = body.deadlineTime === undefined ? (on === null ? null : row.deadline_time) : body.deadlineTime;
  if (time !== null && on === null) throw refusedAt('deadlineTime', 'notices.hour_without_day');
  return {
    deadline_on: on,
    deadline_time: time,
    no_deadline: on === null && body.noDeadline === undefined && row.no_deadline,
  };
}

function refusedAt(field: string, code: 'notices.date_and_none' | 'notices.hour_without_day'): Refusal {
  return code === 'notices.date_and_none'
    ? new Refusal('notices.date_and_none', 422, { fields: { [field]: code } })
    : new Refusal('notices.hour_without_day', 422, { fields: { [field]: code } });
}

/** The chosen bodies; one that was already there keeps the place it was read at. */
async function choose(
  tx: Tx,
  choices: readonly Choice[],
  before: readonly PartyView[],
  issuedOn: string,
  field: 'leads' | 'cooperating',
): Promise<PartyView[]> {
  const on = registerDay(tx, issuedOn);
  const named = choices.some((choice) => choice.agencyIds) ? await listAgencies(tx, { on }) : [];
  const known = new Set(named.map((agency) => agency.id));
  const parties: PartyView[] = [];
  for (const { name, agencyIds } of choices) {
    const clean = name.normalize('NFC');
    const old = before.find((party) => party.name === clean);
    const ids = agencyIds ?? old?.agencyIds ?? [];
    if (agencyIds && agencyIds.some((id) => !known.has(id)))
      throw new Refusal('notices.unknown_agency', 422, { fields: { [field]: 'notices.unknown_agency' } });
    if (ids.length > 0) {
      const kept = old ?? { headNamed: false, span: null };
      const unchanged = old !== undefined && same(old.agencyIds, ids);
      parties.push(
        unchanged ? old : { ...kept, ...CHOSEN, name: clean, agencyIds: [...new Set(ids)], group: ids.length > 1 },
      );
      continue;
    }
    const found = foundIn(await resolveBody(tx, clean, on));
    if (found.agencyIds.length === 0)
      throw new Refusal('notices.unknown_name', 422, { name: clean, fields: { [field]: 'notices.unknown_name' } });
    parties.push({
      ...CHOSEN,
      ...found,
      name: clean,
      headNamed: old?.headNamed ?? false,
      span: old?.span ?? null,
    });
  }
  return parties;
}

const CHOSEN: Pick<PartyView, 'origin' | 'confidence' | 'note' | 'candidates'> = {
  origin: 'chosen',
  confidence: 1,
  note: null,
  candidates: [],
};

const SETTLES: Readonly<Record<string, RegExp>> = {
  leads: /^(lead-|several-leads)/,
  deadlineOn: /^deadline-/,
  noDeadline: /^deadline-/,
  recurrence: /^(recurrence-|deadline-)/,
  recurrenceDay: /^recurrence-/,
};

function settledBy(fields: readonly string[], row: ProposalRow): string[] {
  const rules = fields.flatMap((field) => SETTLES[field] ?? []);
  return row.warnings.map((warning) => warning.code).filter((code) => rules.some((rule) => rule.test(code)));
}
