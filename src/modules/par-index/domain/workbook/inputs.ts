import type { Hundredths } from '../criteria-set.ts';
import { pointsVi } from '../set-json.ts';
import type { LeafInput } from '../rule.ts';
import { TIMELINESS_WORDS, YES_NO } from './layout.ts';

/** The figures of an example as an official writes them in one cell. */
export function writeInput(input: LeafInput): string {
  switch (input.type) {
    case 'not-applicable':
      return input.reason;
    case 'yes-no':
      return YES_NO[`${input.met}`];
    case 'all-of':
      return input.met.map((met) => YES_NO[`${met}`]).join('; ');
    case 'timeliness':
      return TIMELINESS_WORDS[input.state];
    case 'ratio':
      return `${input.ratio.numerator} trên ${input.ratio.denominator}`;
    case 'count':
      return String(input.count);
    case 'variables':
      return Object.entries(input.values)
        .map(([name, value]) => `${name} = ${numberVi(value)}`)
        .join('; ');
    case 'survey':
      return `${pointsVi(input.indexHundredths)} % trên ${input.answers} phiếu`;
    case 'points':
      return pointsVi(input.points);
  }
}

/** How the figures of each kind are written: for the sheet of help, and for saying what was expected. */
export const INPUT_PATTERNS: Readonly<Record<LeafInput['type'], string>> = {
  'not-applicable': 'lý do không áp dụng',
  'yes-no': '"Có" hoặc "Không"',
  'all-of': '"Có" hoặc "Không" cho từng điều kiện, cách nhau bằng dấu chấm phẩy',
  timeliness: '"Đúng hạn", "Chậm" hoặc "Không thực hiện"',
  ratio: '"18 trên 20"',
  count: 'số nguyên, ví dụ "5"',
  variables: '"tenBien = 18; tenKhac = 2,5"',
  survey: '"83,25 % trên 400 phiếu"',
  points: 'số điểm, ví dụ "1,50"',
};

/** The same read back; undefined where the text is not of the kind. */
export function readInput(type: LeafInput['type'], text: string): LeafInput | undefined {
  const said = text.trim();
  switch (type) {
    case 'not-applicable':
      return said === '' ? undefined : { type, reason: said };
    case 'yes-no': {
      const met = readYesNo(said);
      return met === undefined ? undefined : { type, met };
    }
    case 'all-of': {
      const met = said === '' ? [] : said.split(';').map(readYesNo);
      return met.every((one) => one !== undefined) ? { type, met } : undefined;
    }
    case 'timeliness': {
      const state = (['on-time', 'late', 'none'] as const).find((one) => same(TIMELINESS_WORDS[one], said));
      return state && { type, state };
    }
    case 'ratio': {
      const [, numerator, denominator] = /^(\d+)\s*(?:trên|\/)\s*(\d+)$/u.exec(said) ?? [];
      return numerator === undefined || denominator === undefined
        ? undefined
        : { type, ratio: { numerator: Number(numerator), denominator: Number(denominator) } };
    }
    case 'count':
      return /^\d+$/.test(said) ? { type, count: Number(said) } : undefined;
    case 'variables':
      return readVariables(said);
    case 'survey': {
      const [, index, answers] = /^(\d+(?:[.,]\d{1,2})?)\s*%\s*(?:trên|\/)\s*(\d+)(?:\s*phiếu)?$/u.exec(said) ?? [];
      const indexHundredths = readPoints(index ?? '');
      return indexHundredths === undefined || answers === undefined
        ? undefined
        : { type, indexHundredths, answers: Number(answers) };
    }
    case 'points': {
      const points = readPoints(said);
      return points === undefined ? undefined : { type, points };
    }
  }
}

/** '12,5' or '12.50' → 1250; undefined for anything else, also for a third decimal. */
export function readPoints(text: string): Hundredths | undefined {
  const [, sign, whole, decimals = ''] = /^(-?)(\d+)(?:[.,](\d{1,2}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const value = Number(`${whole}${decimals.padEnd(2, '0')}`);
  if (!Number.isSafeInteger(value)) return undefined;
  return sign === '-' && value !== 0 ? -value : value;
}

/** A plain number with comma or point, no separators of thousands; undefined for anything else. */
export function readNumber(text: string): number | undefined {
  const said = text.trim().replace(',', '.');
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(said) ? Number(said) + 0 : undefined;
}

export function readYesNo(text: string): boolean | undefined {
  return same(text, YES_NO.true) ? true : same(text, YES_NO.false) ? false : undefined;
}

/** Words are the same whatever the case and the spaces around them. */
export function same(a: string, b: string): boolean {
  return a.trim().toLocaleLowerCase('vi') === b.trim().toLocaleLowerCase('vi');
}

function readVariables(said: string): LeafInput | undefined {
  const values: Record<string, number> = {};
  for (const part of said === '' ? [] : said.split(';')) {
    const [, name, text] = /^\s*([a-z][A-Za-z0-9]*)\s*=\s*(\S+)\s*$/.exec(part) ?? [];
    const value = readNumber(text ?? '');
    if (name === undefined || value === undefined || Object.hasOwn(values, name)) return undefined;
    values[name] = value;
  }
  return { type: 'variables', values };
}

function numberVi(value: number): string {
  return String(value).replace('.', ',');
}
