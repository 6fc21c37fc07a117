import { modernTonePlacement, normalizeText, searchKey } from '#kernel/vietnamese.ts';

/** Fields of a gold answer that are too doubtful to be judged in one task. */
export type SkippableField = 'lead' | 'cooperating' | 'deadline' | 'start' | 'recurrence';

/** One order as a careful clerk would enter it. Dates are ISO days; bodies are canonical names. */
export interface ExpectedTask {
  /** Words that stand in the order and nowhere else in the document. */
  readonly contains: string;
  readonly lead: readonly string[];
  readonly cooperating: readonly string[];
  readonly deadline: string | null;
  readonly start: string | null;
  readonly recurrence: string | null;
  readonly skip?: readonly SkippableField[];
}

export interface ExpectedReading {
  readonly number: string | null;
  readonly date: string | null;
  readonly issuer: string | null;
  readonly signer: string | null;
  /** null: not judged in this document. */
  readonly recipients: readonly string[] | null;
  readonly tasks: readonly ExpectedTask[];
  /** A proposal with one of these words in it is neither right nor wrong. */
  readonly ignore?: readonly string[];
}

/** What the scorer needs of a reading; the command's JSON has this shape. */
export interface ActualReading {
  readonly number: string | null;
  readonly date: string | null;
  readonly issuer: string | null;
  readonly signer: string | null;
  readonly recipients: readonly string[];
  readonly tasks: readonly ActualTask[];
}

export interface ActualTask {
  readonly text: string;
  readonly lead: readonly string[];
  readonly cooperating: readonly string[];
  readonly deadline: string | null;
  readonly start: string | null;
  readonly recurrence: string | null;
}

/** Right, wrongly given and wrongly left out; precision, recall and F1 follow from the three. */
export interface Count {
  right: number;
  extra: number;
  missed: number;
}

export const SCORED_FIELDS = [
  'tasks',
  'lead',
  'cooperating',
  'deadline',
  'start',
  'recurrence',
  'number',
  'date',
  'issuer',
  'signer',
  'recipients',
] as const;
export type ScoredField = (typeof SCORED_FIELDS)[number];
export type Counts = Record<ScoredField, Count>;

export interface Miss {
  readonly field: ScoredField;
  readonly where: string;
  readonly expected: string;
  readonly actual: string;
}

export interface Score {
  readonly counts: Counts;
  readonly misses: readonly Miss[];
}

export function emptyCounts(): Counts {
  return Object.fromEntries(SCORED_FIELDS.map((field) => [field, { right: 0, extra: 0, missed: 0 }])) as Counts;
}

/** Adds `more` to `total` in place. */
export function addCounts(total: Counts, more: Counts): void {
  for (const field of SCORED_FIELDS) {
    total[field].right += more[field].right;
    total[field].extra += more[field].extra;
    total[field].missed += more[field].missed;
  }
}

/** F1 of a count: 1 when nothing was asked and nothing was given. */
export function f1(count: Count): number {
  const all = 2 * count.right + count.extra + count.missed;
  return all === 0 ? 1 : (2 * count.right) / all;
}

export const precision = ({ right, extra }: Count): number => (right + extra === 0 ? 1 : right / (right + extra));
export const recall = ({ right, missed }: Count): number => (right + missed === 0 ? 1 : right / (right + missed));

/**
 * Compares a reading with the gold answer, field by field.
 *
 * A proposed task answers a gold task when its text holds the gold words (spaces and Unicode form
 * aside). Each proposal answers one gold task at most and the other way round, so an order cut in
 * two counts one extra, and two orders run together count one missed. Fields of a task are judged
 * only where the task was found. A date or rhythm that should be empty and is filled counts as
 * extra; one filled with another value counts as extra and missed. Empty where empty is expected
 * counts for nothing, or the many empty fields would hide the errors in the few filled ones.
 */
export function scoreReading(expected: ExpectedReading, actual: ActualReading): Score {
  const counts = emptyCounts();
  const misses: Miss[] = [];
  const miss = (field: ScoredField, where: string, want: string, got: string): void => {
    misses.push({ field, where, expected: want, actual: got });
  };

  scoreHeader(expected, actual, counts, miss);

  const pairs = matchTasks(expected.tasks, actual.tasks);
  const answered = new Set(pairs.values());
  for (const task of expected.tasks) {
    const found = pairs.get(task);
    if (!found) {
      counts.tasks.missed += 1;
      miss('tasks', task.contains, 'a task', 'none');
      continue;
    }
    counts.tasks.right += 1;
    scoreTask(task, found, counts, miss);
  }
  const ignored = (expected.ignore ?? []).map(plain);
  for (const task of actual.tasks) {
    const text = plain(task.text);
    if (answered.has(task) || ignored.some((words) => text.includes(words))) continue;
    counts.tasks.extra += 1;
    miss('tasks', 'extra', 'none', text.slice(0, 110));
  }
  return { counts, misses };
}

type Report = (field: ScoredField, where: string, want: string, got: string) => void;

function scoreHeader(expected: ExpectedReading, actual: ActualReading, counts: Counts, miss: Report): void {
  const fields = {
    number: (a: string, b: string) => plain(a).replaceAll(' ', '') === plain(b).replaceAll(' ', ''),
    date: (a: string, b: string) => a === b,
    issuer: sameIssuer,
    signer: (a: string, b: string) => canonical(a) === canonical(b),
  };
  for (const field of ['number', 'date', 'issuer', 'signer'] as const) {
    scoreValue(field, 'header', expected[field], actual[field], fields[field], counts, miss);
  }
  if (expected.recipients) {
    scoreSet('recipients', 'header', expected.recipients, actual.recipients, recipientKey, counts, miss);
  }
}

function scoreTask(expected: ExpectedTask, actual: ActualTask, counts: Counts, miss: Report): void {
  const skipped = new Set<string>(expected.skip);
  for (const field of ['lead', 'cooperating'] as const) {
    if (!skipped.has(field))
      scoreSet(field, expected.contains, expected[field], actual[field], canonical, counts, miss);
  }
  for (const field of ['deadline', 'start', 'recurrence'] as const) {
    if (skipped.has(field)) continue;
    scoreValue(field, expected.contains, expected[field], actual[field], (a, b) => a === b, counts, miss);
  }
}

function scoreValue(
  field: ScoredField,
  where: string,
  expected: string | null,
  actual: string | null,
  same: (a: string, b: string) => boolean,
  counts: Counts,
  miss: Report,
): void {
  if (expected === null && actual === null) return;
  if (expected !== null && actual !== null && same(expected, actual)) {
    counts[field].right += 1;
    return;
  }
  if (expected !== null) counts[field].missed += 1;
  if (actual !== null) counts[field].extra += 1;
  miss(field, where, expected ?? '∅', actual ?? '∅');
}

function scoreSet(
  field: ScoredField,
  where: string,
  expected: readonly string[],
  actual: readonly string[],
  keyOf: (name: string) => string,
  counts: Counts,
  miss: Report,
): void {
  // "các đơn vị liên quan" names nobody: given or not, it is not judged.
  const keys = (names: readonly string[]): Set<string> =>
    new Set(names.filter((name) => !searchKey(name).includes('lien quan')).map(keyOf));
  const want = keys(expected);
  const got = keys(actual);
  const shared = [...want].filter((name) => got.has(name)).length;
  counts[field].right += shared;
  counts[field].missed += want.size - shared;
  counts[field].extra += got.size - shared;
  if (shared < want.size || shared < got.size)
    miss(field, where, [...want].join('; ') || '∅', [...got].join('; ') || '∅');
}

/**
 * Pairs gold tasks with proposals. Gold words that few proposals hold choose first, and each takes
 * the shortest proposal still free, so that a whole paragraph does not steal a part's answer.
 */
function matchTasks(expected: readonly ExpectedTask[], actual: readonly ActualTask[]): Map<ExpectedTask, ActualTask> {
  const texts = actual.map((task) => ({ task, text: plain(task.text) }));
  const choices = expected
    .map((task) => ({ task, held: texts.filter(({ text }) => text.includes(plain(task.contains))) }))
    .sort((a, b) => a.held.length - b.held.length);
  const taken = new Set<ActualTask>();
  const pairs = new Map<ExpectedTask, ActualTask>();
  for (const { task, held } of choices) {
    const free = held.filter((one) => !taken.has(one.task)).sort((a, b) => a.text.length - b.text.length)[0];
    if (!free) continue;
    taken.add(free.task);
    pairs.set(task, free.task);
  }
  return pairs;
}

/** NFC with every run of spaces and line ends as one space. */
function plain(text: string): string {
  return normalizeText(text).replace(/\s+/g, ' ').trim();
}

/** One key for spellings of one body that the contract holds to be the same name. */
function canonical(name: string): string {
  return (
    plain(modernTonePlacement(name))
      .toLowerCase()
      .replaceAll('ủy ban nhân dân', 'ubnd')
      .replaceAll('hội đồng nhân dân', 'hđnd')
      .replace(/\s*[-–]\s*/g, ' - ')
      // "Công an tỉnh Nghệ An" in a paper of Nghệ An is "Công an tỉnh".
      .replace(/^(?!ubnd )(.* (?:tỉnh|thành phố)) .+$/, '$1')
  );
}

/** 'Văn phòng UBND tỉnh' and 'Văn phòng UBND tỉnh Cà Mau' are one issuer; so is the name without its province. */
function sameIssuer(expected: string, actual: string): boolean {
  const [long, short] = [canonical(expected), canonical(actual)].sort((a, b) => b.length - a.length) as [
    string,
    string,
  ];
  if (long === short) return true;
  if (!long.startsWith(`${short} `)) return false;
  const rest = long.slice(short.length + 1);
  return /^(?:tỉnh|thành phố)(?: |$)/.test(rest) || /(?:tỉnh|thành phố)$/.test(short);
}

/** A line of "Nơi nhận" without its dash, stop and remark; group words in their canonical form. */
function recipientKey(line: string): string {
  return canonical(line)
    .replace(/\((?:b\/c|báo cáo|để b\/c|để báo cáo|t\/h|để t\/h)\)/g, '')
    .replace(/^[-–+\s]+|[;.,\s]+$/g, '')
    .replace(/^ubnd (?:các )?(?:quận, )?huyện(?:, quận)?(?:, thị xã)?(?:,? (?:và )?thành phố)?$/, 'ubnd cấp huyện')
    .replace(/^ubnd (?:các )?(?:xã|phường)(?:, (?:xã|phường))?(?:,? (?:và )?(?:thị trấn|đặc khu))?$/, 'ubnd cấp xã')
    .replace(/^(?:các|thủ trưởng các) sở, (?:ban, )?ngành(?: cấp tỉnh| thuộc tỉnh)?$/, 'các sở, ban, ngành')
    .replace(/\s+/g, ' ')
    .trim();
}
