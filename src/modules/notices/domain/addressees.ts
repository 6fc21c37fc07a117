import { bodyListAt } from './body-lists.ts';
import { foldInPlace } from './fold.ts';
import { type Line, markerOf } from './lines.ts';
import { type OrderContext } from './cooperators.ts';
import { predicateKind } from './orders.ts';
import { type MappedText, sourceSpan } from './source-text.ts';
import { tokenize } from './tokens.ts';
import type { Field } from './types.ts';
import { ASSIGN_VERBS, ORDER_VERBS } from './vocabulary.ts';

export interface Addressed {
  readonly fields: readonly Field<string>[];
  /** Lines of the body taken up by "Kính gửi: …". */
  readonly taken: number;
}

interface Piece {
  readonly text: string;
  readonly from: number;
  readonly fresh: boolean;
}

const OPENS = /^(?:kinh gui|(?:[a-z ,&-]{0,90} )?dien(?: gui)?|gui) ?: ?/;
const MOST_LINES = 40;
const LONGEST_LINE = 110;

/** Kính gửi: on one line, or one addressee a line; it ends where a line begins a sentence. */
export function readAddressees(mapped: MappedText, lines: readonly Line[]): Addressed {
  const first = lines[0];
  const opening = first === undefined ? null : OPENS.exec(first.folded);
  if (!first || !opening) return { fields: [], taken: 0 };
  const pieces: Piece[] = [
    { text: first.text.slice(opening[0].length), from: first.from + opening[0].length, fresh: true },
  ];
  let taken = 1;
  while (taken < Math.min(lines.length, MOST_LINES)) {
    const line = lines[taken];
    const previous = pieces.at(-1)?.text ?? '';
    if (line === undefined || !goesOn(line, previous)) break;
    const dashed = isDashed(line);
    pieces.push({
      text: line.text,
      from: line.from,
      fresh: dashed || /[;:.]$/.test(previous) || previous.trim() === '' || isWhole(line, previous),
    });
    taken += 1;
    if (line.text.endsWith('.') && !dashed) break;
  }
  return { fields: fieldsOf(mapped, pieces), taken };
}

function isDashed(line: Line): boolean {
  return /^[-+*•]/.test(line.text);
}

/** Whether a line still names addressees, after a line that ended as `previous` does. */
function goesOn(line: Line, previous: string): boolean {
  if (isDashed(line)) return !startsSentence(line.text.replace(/^[-+*•]\s*/, ''));
  if (previous.trim() === '') return !startsSentence(line.text);
  const listed = /[;,:]\s*$/.test(previous);
  if (previous.endsWith('.') || (line.blankBefore && !listed)) return false;
  if (!listed && line.text.length > LONGEST_LINE) return false;
  return !startsSentence(line.text);
}

/** A capital after a name that looks whole: the next addressee of a list without signs. */
function isWhole(line: Line, previous: string): boolean {
  if (/[,&(-]\s*$/.test(previous) || !/^\p{Lu}/u.test(line.text)) return false;
  const before = listOf(previous.replace(/^[-+*•\s]+/, ''));
  const here = listOf(line.text);
  return before.whole && here.whole;
}

function grammar(text: string): OrderContext {
  return {
    text,
    folded: foldInPlace(text),
    tokens: tokenize(text),
    ownProvince: undefined,
    withoutDistricts: false,
    central: false,
    authorities: new Set(),
  };
}

function listOf(text: string): { whole: boolean } {
  const context = grammar(text.replace(/[;.\s]+$/, ''));
  const list = bodyListAt(context, 0);
  return { whole: list !== undefined && list.tokenTo >= context.tokens.length };
}

/** First words of a sentence of the body, folded; no name of an addressee begins so. */
const SENTENCE =
  /^(?:can cu|xet |theo |qua |ngay \d|de |nham |tren co so|tiep theo|tiep nhan|vua qua|thoi gian|trong thoi gian|hien nay|hien tai|sau khi|thuc hien|trien khai|nhan duoc|lien quan|ve viec|phuc dap|tra loi|kinh de nghi|tham khao|truoc tinh hinh|vao ngay|hom nay|du bao|hoi \d|trong (?:thang|quy|nam|cac)|tai |nghi quyet |luat |ngay sau|\d{1,2}[.)] ?(?:giao|yeu cau|de nghi))/;

/** "Yêu cầu Sở Tài chính …", "Sở Y tế rà soát …", "UBND tỉnh nhận được …": a sentence and no name. */
function startsSentence(given: string): boolean {
  const text = given.slice((markerOf(given)?.style ?? 'dash') === 'dash' ? 0 : (markerOf(given)?.length ?? 0));
  if (SENTENCE.test(foldInPlace(text))) return true;
  const context = grammar(text.slice(0, 300));
  const { tokens } = context;
  if (ASSIGN_VERBS.at(tokens, 0) > 0) return true;
  const list = bodyListAt(context, 0);
  if (list === undefined) return tokens[0]?.capital === true && ORDER_VERBS.at(tokens, 0) > 1 && tokens.length > 4;
  if (list.tokenTo >= tokens.length) return false;
  const kind = predicateKind(context, list.tokenTo, tokens.length);
  return kind === 'order' || kind === 'state';
}

function fieldsOf(mapped: MappedText, pieces: readonly Piece[]): Field<string>[] {
  const fields: Field<string>[] = [];
  let current: { text: string; from: number; to: number } | undefined;
  const close = () => {
    if (!current) return;
    let at = 0;
    for (const part of current.text.split(/;/)) {
      const lead = part.length - part.replace(/^[-+*•\s]+/, '').length;
      const value = part
        .slice(lead)
        .replace(/[\s;.,]+$/, '')
        .replace(/\s+/g, ' ');
      const from = current.from + at + lead;
      at += part.length + 1;
      if (value === '') continue;
      fields.push({
        value,
        span: sourceSpan(mapped, from, Math.min(current.to, from + part.trimEnd().length - lead)),
        confidence: 0.92,
      });
    }
    current = undefined;
  };
  for (const piece of pieces) {
    if (piece.fresh) close();
    if (!current) current = { text: piece.text, from: piece.from, to: piece.from + piece.text.length };
    else current = { text: `${current.text} ${piece.text}`, from: current.from, to: piece.from + piece.text.length };
  }
  close();
  return fields;
}
