import { searchKey } from '#kernel/vietnamese.ts';
import type { FieldMapping, FieldRuleMapping, PlaceMapping } from './mapping.ts';
import type { CaseRecord, CellValue, SourceRecord, TableRecord } from './source.ts';

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

export function fieldReader(mapping: FieldMapping, heading: Heading, eventsOf: EventsOf): FieldReader {
  const rule = ruleOf(mapping);
  const readers = placesOf(mapping).map((place) => placeReader(place, heading, eventsOf));
  return (record) => {
    for (const read of readers) {
      const found = read(record);
      if (found && !isEmpty(found.value)) return found;
    }
    return rule.const === undefined ? undefined : { value: rule.const, place: 'const' };
  };
}

/** The events of a case in the order of their times. */
export type EventsOf = (record: CaseRecord) => readonly ReadonlyMap<string, string>[];

function placeReader(place: PlaceMapping, heading: Heading, eventsOf: EventsOf): FieldReader {
  if (heading) {
    const column = columnOf(place, heading);
    const name = typeof place === 'string' ? place : 'letter' in place ? `cột ${place.letter.toUpperCase()}` : '';
    return (record) => {
      const value = column === undefined || record.kind !== 'row' ? undefined : record.cells[column];
      return value === undefined ? undefined : { value, place: name };
    };
  }
  if (typeof place === 'string')
    return (record) => {
      const value = record.kind === 'case' ? record.attributes.get(place) : undefined;
      return value === undefined ? undefined : { value, place };
    };
  if ('letter' in place) return () => undefined;
  const holdsCase = conditionOf(place.if);
  const holdsEvent = conditionOf(place.where);
  return (record) => {
    if (record.kind !== 'case' || !holdsCase(record.attributes)) return undefined;
    const events = eventsOf(record);
    const test = (event: ReadonlyMap<string, string>) => event.has(place.attribute) && holdsEvent(event);
    const event = place.event === 'first' ? events.find(test) : events.findLast(test);
    const value = event?.get(place.attribute);
    return value === undefined ? undefined : { value, place: place.attribute };
  };
}

function conditionOf(condition: Readonly<Record<string, string | readonly string[]>> | undefined) {
  const wanted = Object.entries(condition ?? {}).map(
    ([key, values]) => [key, new Set([values].flat().map((value) => searchKey(value)))] as const,
  );
  return (attributes: ReadonlyMap<string, string>) =>
    wanted.every(([key, values]) => values.has(searchKey(attributes.get(key) ?? '')));
}

function isEmpty(value: CellValue): boolean {
  return typeof value === 'string' && value.trim() === '';
}

export function isRecord(record: SourceRecord): record is TableRecord | CaseRecord {
  return record.kind !== 'broken';
}
