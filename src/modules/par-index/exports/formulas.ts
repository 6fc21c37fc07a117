import type { Formula, RowNumber, Sheet } from '#modules/documents/public.ts';
import { percent } from './wording.ts';

/** Part of a formula: an address, written when the rows have their numbers. */
type Part = (rowNumber: RowNumber) => string;

/** One cell, of the own sheet or of the one named. @param row from 0, the first under the head */
export function cell(column: string, row: number, sheet?: string): Part {
  return (n) => `${prefix(sheet)}${column}${n(row, sheet)}`;
}

/** The first `count` rows of a column. */
export function column(letter: string, count: number, sheet?: string): Part {
  return (n) => `${prefix(sheet)}${letter}${n(0, sheet)}:${letter}${n(count - 1, sheet)}`;
}

const prefix = (sheet: string | undefined) => (sheet === undefined ? '' : `'${sheet}'!`);
const live = (text: Formula['text'], result: number | string | null | undefined): Formula => ({
  text,
  result: result ?? '',
});

/** What stands in another cell, empty where that holds no figure. */
export function copied(from: Part, result: number | null | undefined): Formula {
  return live((n) => `IF(ISNUMBER(${from(n)}),${from(n)},"")`, result);
}

export function summed(range: Part, result: number | null | undefined): Formula {
  return live((n) => `SUM(${range(n)})`, result);
}

/** The sum of the rows a filter leaves in sight. */
export function summedInSight(range: Part, result: number | null | undefined): Formula {
  return live((n) => `SUBTOTAL(9,${range(n)})`, result);
}

/** One less the other, to the hundredth; empty unless both hold figures. */
export function less(one: Part, other: Part, result: number | null | undefined): Formula {
  return live((n) => `IF(AND(ISNUMBER(${one(n)}),ISNUMBER(${other(n)})),ROUND(${one(n)}-${other(n)},2),"")`, result);
}

/** The same where an empty cell counts as nothing. */
export function lessCountingEmpty(one: Part, other: Part, result: number): Formula {
  return live((n) => `ROUND(N(${one(n)})-N(${other(n)}),2)`, result);
}

/** Part of a whole in per cent, two decimals; empty where there is no whole. */
export function perCentOf(part: Part, whole: Part, result: number | null | undefined): Formula {
  return live(
    (n) => `IF(AND(ISNUMBER(${part(n)}),N(${whole(n)})>0),ROUND(ROUND(${part(n)},2)/ROUND(${whole(n)},2)*100,2),"")`,
    result,
  );
}

/** Part of a sum in per cent, both given as ranges. */
export function perCentOfSum(part: Part, whole: Part, result: number | null | undefined): Formula {
  return live(
    (n) => `IF(SUM(${whole(n)})>0,ROUND(ROUND(SUM(${part(n)}),2)/ROUND(SUM(${whole(n)}),2)*100,2),"")`,
    result,
  );
}

/** Place of a figure in a range, 1 for the highest, equal ones sharing the better. */
export function placeOf(figure: Part, range: Part, result: number | null | undefined): Formula {
  return live((n) => `IF(ISNUMBER(${figure(n)}),RANK(${figure(n)},${range(n)}),"")`, result);
}

/** How many of a range are the text of a cell; COUNTIF would read '*' and '>' in a text as orders. */
export function equalTo(text: Part, range: Part, result: number): Formula {
  return live((n) => `SUMPRODUCT(--(${range(n)}=${text(n)}))`, result);
}

interface Counts {
  readonly name: string;
  readonly titles: readonly string[];
  readonly heading: string;
  /** The sheet and column counted, and what stands there row by row. */
  readonly of: { readonly sheet: string; readonly column: string; readonly texts: readonly string[] };
}

/** A sheet that counts how often each text stands in a column of another: number, share of all, and their sum. */
export function countSheet({ name, titles, heading, of }: Counts): Sheet {
  const { texts } = of;
  // Excel holds texts that differ in capitals alone to be equal.
  const key = (text: string) => text.toLocaleLowerCase('vi');
  const kinds = [...new Map(texts.map((text) => [key(text), text])).values()];
  const count = (kind: string) => texts.filter((text) => key(text) === key(kind)).length;
  const counted = column('B', kinds.length);
  return {
    name,
    titles,
    columns: [{ width: 60 }, { width: 14, format: 'count' }, { width: 14, format: 'per-cent' }],
    head: [[heading, 'Số lượng', 'Tỷ lệ'].map((text) => ({ text }))],
    rows: [
      ...kinds.map((kind, at) => ({
        cells: [
          kind,
          equalTo(cell('A', at), column(of.column, texts.length, of.sheet), count(kind)),
          perCentOfSum(cell('B', at), counted, percent(count(kind), texts.length)),
        ],
      })),
      {
        weight: 'sum' as const,
        cells: [
          'Cộng',
          summed(counted, texts.length),
          perCentOfSum(counted, counted, percent(texts.length, texts.length)),
        ],
      },
    ],
  };
}
