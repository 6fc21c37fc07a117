import type { FieldError } from '#web/components/Form.tsx';
import type { ImportField, ImportMapping } from '../domain/exchange/mapping.ts';
import { importFieldWords, type importWords } from './import-words.ts';

/** Named from the words, not from the mapping's schema: its library has no business in the browser. */
export const IMPORT_FIELDS = Object.keys(importFieldWords) as readonly ImportField[];

/** Which columns of a log as a table say what was done, when and by whom. */
export type Steps = Readonly<Partial<Record<(typeof STEP_PARTS)[number], string | undefined>>>;
export const STEP_PARTS = ['activity', 'time', 'resource'] as const;
/** In place of a column: no heading begins with a control character. */
export const AT_FIRST = '\u0001first';
export const AT_LAST = '\u0001last';
/** The key under which an event log (XES) tells when a step was. */
export const XES_TIME = 'time:timestamp';

type Words = (typeof importWords)['en'];

/** The fields as the summary of mistakes names them. */
export function labelsOf(m: Words): Record<string, string> {
  const parts = STEP_PARTS.map((part) => [`mapping.events.${part}`, m[part]]);
  const fields = IMPORT_FIELDS.map((field) => [`mapping.fields.${field}`, importFieldWords[field]]);
  return Object.fromEntries([['mapping.source', m.source], ...parts, ...fields]);
}

/** What has to be chosen before the file can be read, each beside its field. */
export function faultsOf(
  mapping: SentMapping,
  { steps, timeKey }: { readonly steps: Steps | undefined; readonly timeKey: string | undefined },
  m: Words,
): FieldError[] {
  const faults: FieldError[] = [];
  const need = (isThere: unknown, field: string, sentence: string) => {
    if (!isThere) faults.push({ field, sentence });
  };
  need(mapping.source.trim(), 'mapping.source', m.needSource);
  if (steps) {
    need(steps.activity, 'mapping.events.activity', m.needActivity);
    need(steps.time, 'mapping.events.time', m.needTime);
  }
  need(mapping.fields['code'], 'mapping.fields.code', m.needCode);
  need(mapping.fields['start'], 'mapping.fields.start', timeKey ? m.needStartOfSteps : m.needStart);
  return faults;
}

/** A mapping as it is sent; the server checks its shape. */
interface SentMapping {
  readonly source: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export function isMoment(field: ImportField): boolean {
  return field === 'start' || field === 'end' || field === 'returned';
}

/** Where the file says when a step was; undefined where it does not tell of steps. */
export function timeKeyOf(format: string, base: ImportMapping | undefined, steps: Steps | undefined) {
  return format === 'xes' ? (base?.events?.time ?? XES_TIME) : steps?.time;
}

interface Chosen {
  readonly fields: Readonly<Record<string, string>>;
  readonly source: string;
  readonly name: string;
  readonly steps: Steps | undefined;
  readonly timeKey: string | undefined;
}

/** Columns chosen here win; rules of a kept mapping that name more than a column stay as they are. */
export function mappingOf(base: ImportMapping | undefined, chosen: Chosen): SentMapping {
  const { source, name, steps, timeKey } = chosen;
  const before: Partial<Record<ImportField, unknown>> = base?.fields ?? {};
  const fields = Object.fromEntries(
    IMPORT_FIELDS.flatMap((field) => {
      const rule = before[field];
      if (rule !== undefined && typeof rule !== 'string' && !chosen.fields[field]) return [[field, rule]];
      const value = chosen.fields[field];
      if (value === AT_FIRST || value === AT_LAST)
        return timeKey ? [[field, { event: value === AT_FIRST ? 'first' : 'last', attribute: timeKey }]] : [];
      return value ? [[field, value]] : [];
    }),
  );
  const named = Object.fromEntries(Object.entries(steps ?? {}).filter(([, column]) => column));
  const rows = steps ? { rows: 'events', events: named } : { rows: 'dossiers' };
  return { ...base, ...rows, source, fields, ...(name === '' ? {} : { name }) };
}

export function simpleFields(mapping: ImportMapping): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mapping.fields).flatMap(([field, rule]) => {
      if (typeof rule === 'string') return [[field, rule]];
      const isPlain = rule && !Array.isArray(rule) && 'event' in rule && !rule.if && !rule.where;
      return isPlain && rule.attribute === (mapping.events?.time ?? XES_TIME)
        ? [[field, rule.event === 'first' ? AT_FIRST : AT_LAST]]
        : [];
    }),
  );
}
