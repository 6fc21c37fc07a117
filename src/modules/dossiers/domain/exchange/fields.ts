import { searchKey } from '#kernel/vietnamese.ts';
import type { FieldMapping, FieldRuleMapping, ImportMapping, PlaceMapping } from './mapping.ts';
import type { CaseRecord, CellValue, Said, SourceRecord, TableRecord } from './source.ts';

/** A value found, and where for the sentence to a person. */
export interface Found {
  readonly value: CellValue;
  readonly place: string;
}

/** Finds a field's value in a record; undefined where the record holds none. */
export type FieldReader = (record: TableRecord | CaseRecord) => Found | undefined;

/** The heading's columns by name without marks, spaces and case; null for an event log. */
export type Heading = ReadonlyMap<string, number> | null;

/** Headings as they are compared: 'Ngày  hẹn trả' is 'ngay hen tra'. */
export function headingKey(text: string): string {
  return searchKey(text);
}

export function headingOf(names: readonly string[]): ReadonlyMap<string, number> {
  const heading = new Map<string, number>();
  names.forEach((name, index) => {
    const key = headingKey(name);
    if (key !== '' && !heading.has(key)) heading.set(key, index);
  });
  return heading;
}

export function ruleOf(mapping: FieldMapping): FieldRuleMapping {
  if (typeof mapping === 'string' || Array.isArray(mapping) || 'letter' in mapping || 'event' in mapping)
    return { from: mapping };
  return mapping;
}

export function placesOf(mapping: FieldMapping): readonly PlaceMapping[] {
  const { from } = ruleOf(mapping);
  return from === undefined ? [] : Array.isArray(from) ? from : [from];
}

/** The column a place names; undefined when the heading has none, or the place speaks of events. */
export function columnOf(place: PlaceMapping, heading: ReadonlyMap<string, number>): number | undefined {
  if (typeof place === 'string') return heading.get(headingKey(place));
  if ('letter' in place) return letterIndex(place.letter);
  return undefined;
}

/** 'A' is 0, 'AA' is 26. */
export function letterIndex(letters: string): number {
  return Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** How a file holds dossiers: one a row, a case of several rows, or a case of an XES log. */
export type Layout =
  | { readonly kind: 'rows' | 'event-rows'; readonly heading: ReadonlyMap<string, number> }
  | { readonly kind: 'log' };

export function layoutOf(mapping: Pick<ImportMapping, 'rows'>, heading: Heading): Layout {
  if (!heading) return { kind: 'log' };
  return { kind: mapping.rows === 'events' ? 'event-rows' : 'rows', heading };
}

/** Under which key a case or event says what a place names; undefined where the file has no such column. */
export function keyOf(place: PlaceMapping, layout: Layout): string | undefined {
  if (layout.kind !== 'log') {
    const column = columnOf(typeof place === 'object' && 'event' in place ? place.attribute : place, layout.heading);
    return column === undefined ? undefined : String(column);
  }
  if (typeof place === 'string') return place;
  return 'event' in place ? place.attribute : undefined;
}

export function fieldReader(mapping: FieldMapping, layout: Layout, eventsOf: EventsOf): FieldReader {
  const rule = ruleOf(mapping);
  const readers = placesOf(mapping).map((place) =>
    layout.kind === 'rows' ? cellReader(place, layout.heading) : caseReader(place, layout, eventsOf),
  );
  return (record) => {
    for (const read of readers) {
      const found = read(record);
      if (found && !isEmpty(found.value)) return found;
    }
    return rule.const === undefined ? undefined : { value: rule.const, place: 'const' };
  };
}

/** The events of a case in the order of their times. */
export type EventsOf = (record: CaseRecord) => readonly Said[];

/** What a sentence to a person calls a place. */
function nameOf(place: PlaceMapping): string {
  if (typeof place === 'string') return place;
  return 'letter' in place ? `cột ${place.letter.toUpperCase()}` : place.attribute;
}

function cellReader(place: PlaceMapping, heading: ReadonlyMap<string, number>): FieldReader {
  const column = columnOf(place, heading);
  const name = nameOf(place);
  return (record) => {
    const value = column === undefined || record.kind !== 'row' ? undefined : record.cells[column];
    return value === undefined ? undefined : { value, place: name };
  };
}

function caseReader(place: PlaceMapping, layout: Layout, eventsOf: EventsOf): FieldReader {
  const key = keyOf(place, layout);
  if (key === undefined) return () => undefined;
  const name = nameOf(place);
  const found = (said: Said | undefined) => {
    const value = said?.get(key);
    return value === undefined ? undefined : { value, place: name };
  };
  if (typeof place === 'string' || 'letter' in place)
    return (record) => (record.kind === 'case' ? found(record.attributes) : undefined);
  const holdsCase = conditionOf(place.if, layout);
  const holdsEvent = conditionOf(place.where, layout);
  return (record) => {
    if (record.kind !== 'case' || !holdsCase(record.attributes)) return undefined;
    const events = eventsOf(record);
    const test = (event: Said) => event.has(key) && holdsEvent(event);
    return found(place.event === 'first' ? events.find(test) : events.findLast(test));
  };
}

function conditionOf(condition: Readonly<Record<string, string | readonly string[]>> | undefined, layout: Layout) {
  const wanted = Object.entries(condition ?? {}).map(
    ([key, values]) => [keyOf(key, layout) ?? '', new Set([values].flat().map((value) => searchKey(value)))] as const,
  );
  return (said: Said) => wanted.every(([key, values]) => values.has(searchKey(textOf(said.get(key)))));
}

/** A value as a person compares it with a word. */
function textOf(value: CellValue | undefined): string {
  return typeof value === 'object' ? new Date(value.wallMs).toISOString() : String(value ?? '');
}

function isEmpty(value: CellValue): boolean {
  return typeof value === 'string' && value.trim() === '';
}

export function isRecord(record: SourceRecord): record is TableRecord | CaseRecord {
  return record.kind !== 'broken';
}
