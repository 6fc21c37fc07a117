import type { Tx } from '#platform/db/province.ts';
import type { TaskReading } from './domain/types.ts';
import { DEFAULT_PRODUCT, evidenceOf, kept, partiesOf, readOnCalendar, resolverOn, timesOf } from './reading.ts';
import type { Evidence, KeptWarning, ProposalRow } from './store/rows.ts';

export type Passage = Omit<
  ProposalRow,
  | 'id'
  | 'document_id'
  | 'position'
  | 'state'
  | 'origin'
  | 'settled'
  | 'edited'
  | 'merged_into'
  | 'version'
  | 'changed_at'
  | 'changed_by'
  | 'changed_by_name'
>;

/**
 * Reads one passage of a document by itself: its bodies, its deadline. Several orders in it are one proposal, as the
 * clerk drew it: bodies of all of them, and the first deadline.
 *
 * @param within the proposal the passage is a part of, for its place in the document
 */
export async function readPassage(
  tx: Tx,
  document: { readonly text: string; readonly issued_on: string | null; readonly urgency: ProposalRow['urgency'] },
  [from, to]: readonly [number, number],
  within: ProposalRow | undefined,
): Promise<Passage> {
  const text = document.text.slice(from, to);
  const reading = await readOnCalendar(tx, text, document.issued_on);
  const tasks = reading.tasks;
  const resolve = await resolverOn(tx, document.issued_on ?? tx.today);
  const first = tasks[0];
  const dated = tasks.find((task) => task.deadline ?? task.deadlineText) ?? first;
  const leads = await partiesOf(distinct(tasks.flatMap((task) => task.lead)), resolve);
  const cooperating = await partiesOf(distinct(tasks.flatMap((task) => task.cooperating)), resolve);
  const warnings: KeptWarning[] = tasks.flatMap((task) => task.warnings.map(kept));
  if (leads.length === 0 && !warnings.some(({ code }) => code === 'lead-missing'))
    warnings.push({ code: 'lead-missing', text: null, span: null });
  const product = tasks.find((task) => task.product)?.product ?? null;
  const urgent = tasks.some((task) => task.urgent) && document.urgency === 'normal';
  return {
    item_path: within?.item_path ?? [...(first?.itemPath ?? [])],
    kind: first?.kind ?? within?.kind ?? 'concrete',
    text,
    span_from: from,
    span_to: to,
    leads: leads.map((body) => ({ ...body, span: moved(body.span, from) })),
    cooperating: cooperating.map((body) => ({ ...body, span: moved(body.span, from) })),
    ...(dated ? timesOf(dated) : NO_TIMES),
    no_deadline: false,
    urgency: urgent ? 'urgent' : document.urgency,
    product: product?.value ?? DEFAULT_PRODUCT,
    product_assumed: product === null,
    report_via: tasks.find((task) => task.reportVia)?.reportVia?.name ?? within?.report_via ?? null,
    evidence: dated ? movedEvidence(evidenceOf(dated), from) : {},
    confidence: first?.confidence ?? 0.3,
    warnings: warnings.map((warning) => ({ ...warning, span: moved(warning.span, from) })),
  };
}

const NO_TIMES: ReturnType<typeof timesOf> = {
  deadline_on: null,
  deadline_time: null,
  deadline_text: null,
  start_on: null,
  recurrence: null,
  recurrence_day: null,
};

function distinct(bodies: readonly TaskReading['lead'][number][]): TaskReading['lead'][number][] {
  return bodies.filter((body, index) => bodies.findIndex(({ name }) => name === body.name) === index);
}

function moved(span: readonly [number, number] | null, by: number): [number, number] | null {
  return span && [span[0] + by, span[1] + by];
}

function movedEvidence(evidence: Evidence, by: number): Evidence {
  return Object.fromEntries(
    Object.entries(evidence).map(([name, { span, confidence }]) => [
      name,
      { span: [span[0] + by, span[1] + by], confidence },
    ]),
  );
}
