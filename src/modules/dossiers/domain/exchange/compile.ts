import { searchKey, normalizeText } from '#kernel/vietnamese.ts';
import { IMPORT_STATUSES, type ImportField, type ImportMapping } from './mapping.ts';
import { CHANNELS } from '../words.ts';
import {
  columnOf,
  type FieldReader,
  type Found,
  fieldReader,
  type Heading,
  keyOf,
  layoutOf,
  placesOf,
  ruleOf,
} from './fields.ts';
import type { ImportedDossier, MappedRow, RowProblem, RowRemark } from './imported.ts';
import { DEFAULT_FORMATS, fromSerial, type MomentReader, momentReader, type ReadMoment } from './moment-formats.ts';
import type { CaseRecord, CellValue, ImportedEvent, Said, TableRecord } from './source.ts';
import { isOver } from './tally.ts';
import { instantOf, type Zone, zoneOf } from './time-zone.ts';
import { channelOf, statusOf } from './words.ts';

type DateField = 'start' | 'plannedEnd' | 'end' | 'returned';

const MAX_CODE = 100;
const MAX_TEXT = 500;
const DAY_MEANS: Readonly<Record<DateField, string>> = {
  start: '00:00',
  plannedEnd: '23:59:59',
  end: '00:00',
  returned: '00:00',
};

/** What is wrong with a mapping that has the right shape. */
export interface MappingFault {
  readonly code:
    | 'date_format'
    | 'time_zone'
    | 'column_missing'
    | 'letter_in_log'
    | 'event_in_table'
    | 'event_columns'
    | 'value_unknown';
  readonly field: string;
  readonly value: string;
}

const CHANNEL_VALUES = new Set<string>(CHANNELS);
const STATUS_VALUES = new Set<string>(IMPORT_STATUSES);

/**
 * What a mapping gets wrong about the file in hand; empty when it fits.
 * @param heading the columns of a book, or null for an event log
 */
export function faultsOf(mapping: ImportMapping, heading: Heading): MappingFault[] {
  const faults: MappingFault[] = [];
  const formats = [
    ...(mapping.dateFormats ?? []),
    ...Object.values(mapping.fields).flatMap((field) => (field === undefined ? [] : (ruleOf(field).formats ?? []))),
  ];
  for (const format of formats)
    if (!isUsable(() => momentReader(format))) faults.push({ code: 'date_format', field: '', value: format });
  if (!isUsable(() => zoneOf(mapping.timeZone)))
    faults.push({ code: 'time_zone', field: '', value: mapping.timeZone ?? '' });
  for (const [field, rule] of Object.entries(mapping.fields)) {
    if (rule === undefined) continue;
    const places = placesOf(rule);
    for (const place of places) {
      if (heading && mapping.rows !== 'events' && typeof place === 'object' && 'event' in place)
        faults.push({ code: 'event_in_table', field, value: place.attribute });
      if (!heading && typeof place === 'object' && 'letter' in place)
        faults.push({ code: 'letter_in_log', field, value: place.letter });
    }
    const named = places.flatMap((place) => {
      if (typeof place === 'string' || 'letter' in place) return [place];
      return mapping.rows === 'events' ? [place.attribute] : [];
    });
    const names = named.filter((place) => typeof place === 'string');
    if (heading && names.length > 0 && named.every((place) => columnOf(place, heading) === undefined))
      faults.push({ code: 'column_missing', field, value: names.join(', ') });
    const asked = places.flatMap((place) =>
      typeof place === 'object' && 'event' in place ? Object.keys({ ...place.if, ...place.where }) : [],
    );
    for (const name of asked)
      if (heading && mapping.rows === 'events' && columnOf(name, heading) === undefined)
        faults.push({ code: 'column_missing', field, value: name });
    const known = field === 'channel' ? CHANNEL_VALUES : field === 'status' ? STATUS_VALUES : undefined;
    const { values, otherwise } = ruleOf(rule);
    for (const value of [...Object.values(values ?? {}), ...(otherwise === undefined ? [] : [otherwise])])
      if (known && value !== '' && !known.has(value)) faults.push({ code: 'value_unknown', field, value });
  }
  if (heading && mapping.rows === 'events') faults.push(...faultsOfEventColumns(mapping, heading));
  return faults;
}

/** A table of events has to say which column names what was done, and which when. */
function faultsOfEventColumns({ events, fields }: ImportMapping, heading: ReadonlyMap<string, number>): MappingFault[] {
  const faults: MappingFault[] = [];
  if (placesOf(fields.code).every((place) => columnOf(place, heading) === undefined))
    faults.push({ code: 'event_columns', field: 'code', value: '' });
  if (events?.activity === undefined || events.time === undefined)
    faults.push({ code: 'event_columns', field: 'events', value: '' });
  for (const field of ['activity', 'time', 'resource', 'transition'] as const) {
    const name = events?.[field];
    if (name !== undefined && columnOf(name, heading) === undefined)
      faults.push({ code: 'column_missing', field: `events.${field}`, value: name });
  }
  return faults;
}

function isUsable(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Turns records into dossiers by a mapping that `faultsOf` found nothing against. */
export function compileMapping(
  mapping: ImportMapping,
  heading: Heading,
): (record: TableRecord | CaseRecord) => MappedRow {
  const zone = zoneOf(mapping.timeZone);
  const formats = readersOf(mapping.dateFormats ?? DEFAULT_FORMATS);
  const readTime = formats.concat(readersOf(['ISO']));
  const layout = layoutOf(mapping, heading);
  const key = (name: string | undefined, standard: string) => keyOf(name ?? standard, layout) ?? standard; // no column: a key that no row says anything under
  const keys = {
    activity: key(mapping.events?.activity, 'concept:name'),
    time: key(mapping.events?.time, 'time:timestamp'),
    resource: key(mapping.events?.resource, 'org:resource'),
    transition: key(mapping.events?.transition, 'lifecycle:transition'),
  };
  const keeps = mapping.events?.keep ?? true;
  let lastRecord: CaseRecord | undefined;
  let lastTimed: Timed[] = [];
  const timedOf = (record: CaseRecord): Timed[] => {
    if (lastRecord !== record) {
      lastRecord = record;
      lastTimed = inTimeOrder(record, (event) => momentOf(event.get(keys.time), readTime, zone));
    }
    return lastTimed;
  };
  const eventsOf = (record: CaseRecord) => timedOf(record).map(({ event }) => event);
  const readers = Object.fromEntries(
    Object.entries(mapping.fields).map(([field, rule]) => [field, rule && fieldReader(rule, layout, eventsOf)]),
  ) as Partial<Record<ImportField, FieldReader>>;
  const words = wordReader(mapping);
  const dateFormatsOf = (field: DateField) => {
    const rule = mapping.fields[field];
    const own = rule && ruleOf(rule).formats;
    return own ? readersOf(own) : formats;
  };
  const dates: Readonly<Record<DateField, { formats: MomentReader[]; dayMs: number }>> = {
    start: { formats: dateFormatsOf('start'), dayMs: dayMs(mapping, 'start') },
    plannedEnd: { formats: dateFormatsOf('plannedEnd'), dayMs: dayMs(mapping, 'plannedEnd') },
    end: { formats: dateFormatsOf('end'), dayMs: dayMs(mapping, 'end') },
    returned: { formats: dateFormatsOf('returned'), dayMs: dayMs(mapping, 'returned') },
  };

  return (record) => {
    const problems: RowProblem[] = [];
    const remarks = new Set<RowRemark>();
    const text = (field: ImportField, max = MAX_TEXT): string | null => {
      const found = readers[field]?.(record);
      if (!found) return null;
      const value = tidy(found.value);
      if (value.includes('\ufffd')) problems.push({ code: 'bad_letters', field, value: value.slice(0, 80) });
      if (value.length > max && field !== 'code') remarks.add('text-cut');
      return value === '' ? null : field === 'code' ? value : value.slice(0, max);
    };
    const date = (field: DateField): Date | null => {
      const found = readers[field]?.(record);
      if (!found) return null;
      const read = readCell(found.value, dates[field].formats);
      if (read) return instantOf(read, zone, read.dayOnly ? dates[field].dayMs : 0);
      problems.push({ code: 'bad_date', field: found.place, value: tidy(found.value).slice(0, 80) });
      return null;
    };
    const code = text('code');
    const receivedAt = date('start');
    if (code === null) problems.push({ code: 'no_code', field: 'code', value: '' });
    else if (code.length > MAX_CODE)
      problems.push({ code: 'code_too_long', field: 'code', value: `${code.slice(0, 40)}…` });
    if (!receivedAt && !problems.some((problem) => problem.code === 'bad_date'))
      problems.push({ code: 'no_start', field: 'start', value: '' });
    const channelText = text('channel');
    const statusText = text('status');
    const dossier = {
      code: code ?? '',
      procedureCode: words('procedureCode', text('procedureCode', 60)),
      procedureName: words('procedure', text('procedure')),
      applicant: text('applicant', 300),
      owner: text('owner', 300),
      receivedAt: receivedAt ?? new Date(0),
      dueAt: date('plannedEnd'),
      finishedAt: date('end'),
      returnedAt: date('returned'),
      channel: channelOf(words('channel', channelText) ?? '') ?? null,
      channelText,
      agencyText: words('agency', text('agency', 300)),
      officer: text('officer', 200),
      status: statusOf(words('status', statusText) ?? '') ?? null,
      statusText,
      note: text('note', 1000),
      events: record.kind === 'case' && keeps ? toEvents(timedOf(record), keys) : [],
    } satisfies ImportedDossier;
    if (problems.length > 0 || !receivedAt)
      return {
        ok: false,
        row: record.row,
        code: code?.slice(0, MAX_CODE) ?? null,
        problems,
        empty: record.kind === 'row' && Object.values(readers).every((read) => !holds(read?.(record))),
      };
    if (record.kind === 'case' && record.events.length > timedOf(record).length) remarks.add('event-without-time');
    return { ok: true, row: record.row, dossier, remarks: [...remarks, ...remarksOf(dossier)] };
  };
}

function holds(found: Found | undefined): boolean {
  return found !== undefined && found.place !== 'const';
}

interface Timed {
  readonly event: Said;
  readonly at: Date;
}

/** Events with a readable time, by time; the file's order where times are equal. */
function inTimeOrder(record: CaseRecord, timeOf: (event: Said) => Date | undefined): Timed[] {
  return record.events
    .flatMap((event) => {
      const at = timeOf(event);
      return at ? [{ event, at }] : [];
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

function momentOf(value: CellValue | undefined, formats: readonly MomentReader[], zone: Zone): Date | undefined {
  const read = value === undefined ? undefined : readCell(value, formats);
  return read && instantOf(read, zone);
}

function readersOf(formats: readonly string[]): MomentReader[] {
  return formats.map(momentReader);
}

/** A number in a cell is Excel's serial day; text is tried in the formats' order. */
function readCell(value: CellValue, formats: readonly MomentReader[]): ReadMoment | undefined {
  if (typeof value === 'number') return fromSerial(value);
  if (typeof value !== 'string') return value;
  const text = tidy(value);
  for (const read of formats) {
    const found = read(text);
    if (found) return found;
  }
  return undefined;
}

function dayMs(mapping: ImportMapping, field: DateField): number {
  const [hours = '0', minutes = '0', seconds = '0'] = (mapping.dayMeans?.[field] ?? DAY_MEANS[field]).split(':');
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

/** The mapping's own words for a field's values; without any, the value as it is. */
function wordReader(mapping: ImportMapping) {
  const known = new Map(
    Object.entries(mapping.fields).flatMap(([field, rule]) => {
      if (rule === undefined) return [];
      const { values, otherwise } = ruleOf(rule);
      const words = new Map(Object.entries(values ?? {}).map(([from, to]) => [searchKey(from), to]));
      return words.size > 0 || otherwise !== undefined ? [[field, { words, otherwise }] as const] : [];
    }),
  );
  return (field: ImportField, text: string | null): string | null => {
    const own = known.get(field);
    if (text === null || own === undefined) return text;
    return own.words.get(searchKey(text)) ?? own.otherwise ?? text;
  };
}

function toEvents(
  timed: readonly Timed[],
  keys: { activity: string; resource: string; transition: string },
): ImportedEvent[] {
  return timed.map(({ event, at }) => ({
    activity: tidy(event.get(keys.activity) ?? '').slice(0, MAX_TEXT) || '(không tên)',
    at,
    resource: tidy(event.get(keys.resource) ?? '').slice(0, 200) || null,
    transition: tidy(event.get(keys.transition) ?? '').slice(0, 60) || null,
  }));
}

function remarksOf(dossier: ImportedDossier): RowRemark[] {
  const { receivedAt, dueAt, finishedAt, returnedAt } = dossier;
  const remarks: RowRemark[] = [];
  if (finishedAt && finishedAt < receivedAt) remarks.push('end-before-start');
  if (dueAt && dueAt < receivedAt) remarks.push('due-before-start');
  if (returnedAt && finishedAt && returnedAt < finishedAt) remarks.push('returned-before-end');
  if (dossier.channelText !== null && dossier.channel === null) remarks.push('channel-unknown');
  if (dossier.statusText !== null && dossier.status === null) remarks.push('status-unknown');
  if (isOver(dossier.status) && !finishedAt) remarks.push('finished-without-end');
  return remarks;
}

/** Text of a cell on one line, NFC, without characters a database or a page refuses. */
function tidy(value: CellValue): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return new Date(value.wallMs).toISOString().slice(0, 19).replace('T', ' ');
  if (PLAIN.test(value)) return value.trim();
  return normalizeText(value)
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Printable ASCII with single spaces: nothing to mend. */
const PLAIN = /^(?:[!-~]| (?! ))*$/;
