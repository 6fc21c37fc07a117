/** A write somebody has sent behind. */
export interface Behind {
  readonly text: string;
  readonly values: readonly unknown[];
}

const MOST_NAMES = 400;
const MOST_TOGETHER = 12;
const WRITE = /^(insert into|update)\s+"?(\w+)"?/i;

const names = new Map<string, string>();

/** The name a text is prepared under, the same on every connection; undefined once there are too many to keep. */
export function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST_NAMES) return known;
  const name = `dh${names.size + 1}`;
  names.set(text, name);
  return name;
}

/**
 * Whether a write may be one statement with those before it. All parts of one statement see the data as it was before
 * the statement, so nothing that reads, and no table twice unless every part only adds to it.
 */
export function isFusible(before: readonly Behind[], write: Behind): boolean {
  if (before.length >= MOST_TOGETHER) return false;
  const one = kindOf(write.text);
  return one !== undefined && before.every(({ text }) => goesWith(kindOf(text), one));
}

interface Kind {
  readonly table: string;
  readonly adds: boolean;
}

const kinds = new Map<string, Kind | undefined>();

function kindOf(text: string): Kind | undefined {
  if (kinds.has(text)) return kinds.get(text);
  const [, verb, table] = WRITE.exec(text) ?? [];
  const reads = /\b(select|returning)\b/i.test(text);
  const kind =
    verb && table && !reads
      ? { table, adds: verb.toLowerCase() !== 'update' && !/\bon conflict\b/i.test(text) }
      : undefined;
  if (kinds.size < MOST_NAMES) kinds.set(text, kind);
  return kind;
}

function goesWith(a: Kind | undefined, b: Kind): boolean {
  return a !== undefined && (a.table !== b.table || (a.adds && b.adds));
}

const texts = new Map<string, string>();

/** Several writes as one statement; the order in which PostgreSQL does them does not matter to them. */
export function fused(writes: readonly Behind[]): Behind {
  const [only] = writes;
  if (only && writes.length === 1) return only;
  const key = writes.map(({ text }) => text).join('\n');
  let text = texts.get(key);
  if (text === undefined) {
    let before = 0;
    const parts = writes.map((write) => {
      const numbered = write.text.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`);
      before += write.values.length;
      return numbered;
    });
    const main = parts.pop() ?? '';
    text = `with ${parts.map((part, index) => `w${index} as (${part})`).join(', ')} ${main}`;
    if (texts.size < MOST_NAMES) texts.set(key, text);
  }
  return { text, values: writes.flatMap(({ values }) => values) };
}
