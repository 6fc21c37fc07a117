import { Refusal } from '#kernel/refusal.ts';
import type { BrokenRecord, CaseRecord } from '../domain/exchange/source.ts';
import { MAX_CASE_EVENTS } from './table.ts';
import { walkXml } from './xml-stream.ts';

/** What a log says of itself (IEEE 1849: extensions, globals, classifiers). */
export interface LogHead {
  readonly version: string | null;
  readonly extensions: string[];
  readonly classifiers: { readonly name: string; readonly keys: string }[];
  readonly globals: { readonly trace: string[]; readonly event: string[] };
  /** Events that stand outside every case; they belong to no dossier. */
  strayEvents: number;
}

const TYPES = new Set(['string', 'date', 'int', 'float', 'boolean', 'id', 'list', 'container']);
const MAX_VALUE = 10_000;
/** Keys and values of one case together. */
const MAX_CASE_CHARS = 64_000_000;

export function emptyHead(): LogHead {
  return {
    version: null,
    extensions: [],
    classifiers: [],
    globals: { trace: [], event: [] },
    strayEvents: 0,
  };
}

/**
 * The cases of an event log in XES (IEEE 1849) one by one. Attributes inside others are named by the path of their
 * keys; values given as globals are the standard's declaration of what a log has, not facts of a case, and fill nothing.
 * @param head filled as the log tells of itself, whole after the last case
 * @throws Refusal `dossiers.import.xes_not_log` (422) when the root is no log; those of `walkXml`
 */
export async function* readXes(
  bytes: AsyncIterable<Uint8Array>,
  head: LogHead = emptyHead(),
): AsyncGenerator<CaseRecord | BrokenRecord> {
  const reader = new LogReader(head);
  for await (const _ of walkXml(bytes, reader)) yield* reader.take();
  if (!reader.sawLog) throw new Refusal('dossiers.import.xes_not_log', 422);
}

/** Where in the log the reader stands: the element whose attributes are being read. */
type Place = 'log' | 'trace' | 'event' | 'stray' | 'global' | 'elsewhere';

class LogReader {
  sawLog = false;
  readonly #head: LogHead;
  readonly #done: (CaseRecord | BrokenRecord)[] = [];
  readonly #places: Place[] = [];
  /** Keys of the attributes the reader is inside of; null for tags that are no attribute (`values`). */
  readonly #path: (string | null)[] = [];
  #globals: string[] = [];
  #cases = 0;
  #size = 0;
  #broken: string | null = null;
  #attributes = new Map<string, string>();
  #events: Map<string, string>[] = [];
  #event = new Map<string, string>();

  constructor(head: LogHead) {
    this.#head = head;
  }

  *take(): Generator<CaseRecord | BrokenRecord> {
    yield* this.#done.splice(0);
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (!this.sawLog) {
      if (name !== 'log') throw new Refusal('dossiers.import.xes_not_log', 422);
      this.sawLog = true;
      Object.assign(this.#head, { version: attributes['xes.version'] ?? null });
      this.#places.push('log');
      return;
    }
    const place = this.#places.at(-1) ?? 'log';
    if (this.#path.length > 0 || TYPES.has(name)) this.#attribute(place, name, attributes);
    else this.#element(place, name, attributes);
  }

  close(_name: string): void {
    if (this.#path.length > 0) {
      this.#path.pop();
      return;
    }
    const place = this.#places.pop();
    if (place === 'event') this.#events.push(this.#event);
    if (place === 'trace') {
      this.#done.push(
        this.#broken === null
          ? { kind: 'case', row: this.#cases, attributes: this.#attributes, events: this.#events }
          : { kind: 'broken', row: this.#cases, why: this.#broken },
      );
    }
  }

  #element(place: Place, name: string, attributes: Readonly<Record<string, string>>): void {
    if (place === 'log' && name === 'trace') {
      this.#cases += 1;
      this.#size = 0;
      this.#broken = null;
      this.#attributes = new Map();
      this.#events = [];
      this.#places.push('trace');
    } else if (place === 'trace' && name === 'event') {
      if (this.#events.length >= MAX_CASE_EVENTS) this.#broken = 'events';
      this.#event = new Map();
      this.#places.push(this.#broken === null ? 'event' : 'elsewhere');
    } else if (place === 'log' && name === 'event') {
      this.#head.strayEvents += 1;
      this.#places.push('stray');
    } else if (place === 'log' && name === 'global') {
      this.#globals = attributes['scope'] === 'trace' ? this.#head.globals.trace : this.#head.globals.event;
      this.#places.push('global');
    } else {
      if (place === 'log' && name === 'extension') this.#keep(this.#head.extensions, attributes['name'] ?? '');
      if (place === 'log' && name === 'classifier')
        this.#keep(this.#head.classifiers, { name: attributes['name'] ?? '', keys: attributes['keys'] ?? '' });
      this.#places.push('elsewhere');
    }
  }

  #attribute(place: Place, name: string, attributes: Readonly<Record<string, string>>): void {
    const key = TYPES.has(name) ? (attributes['key'] ?? null) : null;
    this.#path.push(key);
    const value = attributes['value'];
    if (key === null) return;
    if (place === 'global') this.#keep(this.#globals, key);
    if (value === undefined || (place !== 'trace' && place !== 'event')) return;
    if (this.#broken !== null) return;
    const path = this.#path.length === 1 ? key : this.#path.filter((part) => part !== null).join('/');
    this.#size += path.length + Math.min(value.length, MAX_VALUE);
    if (this.#size > MAX_CASE_CHARS) this.#broken = 'attributes';
    const target = place === 'trace' ? this.#attributes : this.#event;
    // The first of two equal keys counts, as the elements of a list share theirs.
    if (!target.has(path)) target.set(path, value.slice(0, MAX_VALUE));
  }

  #keep<T>(list: T[], value: T): void {
    if (list.length < 1000) list.push(value);
  }
}
