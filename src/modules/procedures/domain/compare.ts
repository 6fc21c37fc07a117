import type { LocalDate } from '#kernel/local-date.ts';
import { modernTonePlacement } from '#kernel/vietnamese.ts';
import type { ProcedureContent } from './procedure.ts';
import { centralCode } from './procedure.ts';

/** One row of a catalogue that is being taken in, with its number in the sheet. */
export interface CatalogueRow {
  readonly row: number;
  readonly content: ProcedureContent;
  readonly validFrom: LocalDate | null;
  /** What reading the cells already found. */
  readonly problems: readonly RowProblem[];
}

/** A procedure as the province has it now. */
export interface KnownProcedure {
  readonly id: string;
  readonly centralCode: string | null;
  readonly content: ProcedureContent;
  /** It was abolished; listed again it would come back. */
  readonly ended?: boolean;
}

export type ProblemCode =
  | 'no-name'
  | 'too-long'
  | 'bad-code'
  | 'code-is-number'
  | 'no-code'
  | 'repeated'
  | 'repeated-other-name'
  | 'other-name'
  | 'name-of-other-code'
  | 'unknown-limit'
  | 'unknown-fee'
  | 'unknown-level'
  | 'no-sector'
  | 'unknown-agency'
  | 'unknown-online'
  | 'bad-date'
  | 'ended';

/** `stop`: the row is not taken in. `ask`: only when a person says so for this row. `note`: taken in all the same. */
export type Severity = 'stop' | 'ask' | 'note';

export interface RowProblem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** What the sentence names: the other code, the other name, the cell's text, the other row. */
  readonly values: Readonly<Record<string, string>>;
}

export type Difference =
  | 'name'
  | 'code'
  | 'sector'
  | 'level'
  | 'competent'
  | 'limit'
  | 'fee'
  | 'onlineLevel'
  | 'papers'
  | 'sample'
  | 'restored';

export interface RowVerdict {
  readonly row: number;
  readonly content: ProcedureContent;
  readonly validFrom: LocalDate | null;
  readonly known: KnownProcedure | null;
  readonly outcome: 'new' | 'changed' | 'unchanged' | 'rejected';
  readonly differences: readonly Difference[];
  readonly problems: readonly RowProblem[];
}

/** What names are compared by: tone placement, case, punctuation and spacing forgiven, marks not. */
export function nameKey(name: string): string {
  return modernTonePlacement(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** In which parts two contents differ for a reader; source and note are not compared. */
export function differencesOf(before: ProcedureContent, after: ProcedureContent): Difference[] {
  const found: Difference[] = [];
  const differ = (difference: Difference, a: unknown, b: unknown) => {
    if (JSON.stringify(a) !== JSON.stringify(b)) found.push(difference);
  };
  differ('name', nameKey(before.name), nameKey(after.name));
  differ('code', before.code, after.code);
  differ('sector', nameKey(before.sector), nameKey(after.sector));
  differ('level', before.level, after.level);
  differ('competent', competentKey(before), competentKey(after));
  differ(
    'limit',
    [before.limit.text, before.limit.unit, before.limit.amount],
    [after.limit.text, after.limit.unit, after.limit.amount],
  );
  differ('fee', [before.fee.text, before.fee.amountVnd], [after.fee.text, after.fee.amountVnd]);
  differ('onlineLevel', before.onlineLevel, after.onlineLevel);
  differ('papers', before.papers.map(paperKey), after.papers.map(paperKey));
  differ('sample', before.isSample, after.isSample);
  return found;
}

const competentKey = ({ competent }: ProcedureContent) =>
  competent.kind === 'code' ? competent.code : competent.kind === 'described' ? nameKey(competent.words) : '';
const paperKey = ({ name, originals, copies, required }: ProcedureContent['papers'][number]) => [
  nameKey(name),
  originals,
  copies,
  required,
];

/**
 * Sets a catalogue beside the procedures that are known, by the central part of the code; without a code by the name.
 * One code with another name is never changed silently: official lists do print the name of one procedure under the
 * code of another (2.000927 in one province).
 */
export function compareCatalogue(rows: readonly CatalogueRow[], known: readonly KnownProcedure[]): RowVerdict[] {
  const byCode = new Map(known.flatMap((one) => (one.centralCode ? [[one.centralCode, one] as const] : [])));
  const byName = new Map<string, KnownProcedure[]>();
  for (const one of known) {
    const key = nameKey(one.content.name);
    byName.set(key, [...(byName.get(key) ?? []), one]);
  }
  const twins = twinsIn(rows);
  return rows.map((row) => {
    const { content } = row;
    const code = centralCode(content.code);
    const name = nameKey(content.name);
    const problems: RowProblem[] = [...row.problems, ...(twins.get(row.row) ?? [])];
    const sameName = byName.get(name) ?? [];
    const match = code ? byCode.get(code) : sameName.find((one) => one.centralCode === null);
    if (
      !code &&
      content.name !== '' &&
      !problems.some((one) => one.code === 'bad-code' || one.code === 'code-is-number')
    )
      problems.push({ code: 'no-code', severity: 'note', values: {} });
    if (code && match && nameKey(match.content.name) !== name && name !== '')
      problems.push({ code: 'other-name', severity: 'ask', values: { code, name: match.content.name } });
    const owner = sameName.find((one) => one.centralCode !== null && one.centralCode !== code);
    if (code && owner?.centralCode)
      problems.push({ code: 'name-of-other-code', severity: 'ask', values: { code, other: owner.centralCode } });
    const differences = match ? differencesOf(match.content, content) : [];
    if (match?.ended) {
      differences.push('restored');
      problems.push({ code: 'ended', severity: 'ask', values: {} });
    }
    const outcome = problems.some((one) => one.severity === 'stop')
      ? 'rejected'
      : !match
        ? 'new'
        : differences.length > 0
          ? 'changed'
          : 'unchanged';
    return {
      row: row.row,
      content,
      validFrom: row.validFrom,
      known: match ?? null,
      outcome,
      differences,
      problems,
    };
  });
}

/** Rows of one file that stand for one procedure: the first is kept, the later ones are stopped. */
function twinsIn(rows: readonly CatalogueRow[]): Map<number, RowProblem[]> {
  const groups = new Map<string, CatalogueRow[]>();
  for (const row of rows) {
    const key = centralCode(row.content.code) ?? `name ${nameKey(row.content.name)}`;
    if (row.content.name !== '') groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const found = new Map<number, RowProblem[]>();
  for (const [first, ...others] of groups.values()) {
    for (const other of first ? others : []) {
      const sameName = nameKey(other.content.name) === nameKey(first?.content.name ?? '');
      const code: ProblemCode = sameName ? 'repeated' : 'repeated-other-name';
      found.set(other.row, [{ code, severity: 'stop', values: { other: String(first?.row) } }]);
      if (!sameName && first) found.set(first.row, [{ code, severity: 'ask', values: { other: String(other.row) } }]);
    }
  }
  return found;
}

/** Whether a row is taken in, given the rows a person said yes to. */
export function isTakenIn(verdict: RowVerdict, accepted: ReadonlySet<number>): boolean {
  if (verdict.outcome !== 'new' && verdict.outcome !== 'changed') return false;
  return accepted.has(verdict.row) || !verdict.problems.some((problem) => problem.severity === 'ask');
}
