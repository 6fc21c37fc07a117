import type { BodyText } from './paragraphs.ts';

/** A stretch of the body text, the end excluded. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Before these a full stop ends no sentence: "TP. Nha Trang", "TT. Tỉnh ủy", "PGS. TS.", "v.v.". */
const ABBREVIATED =
  /(?:^|[\s(/,-])(?:TP|Tp|TX|Tx|TT|Tt|H|Q|P|X|PGS|GS|TS|ThS|BS|KS|Ths|Bs|Mr|St|TW|T\.Ư|v\.v|đ\/c|Đ\/c|TM|KT|TL|TUQ|No|[A-ZĐ])$/u;
const STOP = /[.!?]+["')\]]?(?=\s+["(]?[\p{Lu}\d-]|\s*$)|\.\/\.?/gu;

/** The sentences of a range. */
export function sentencesOf(body: BodyText, range: Range): Range[] {
  const text = body.text.slice(range.from, range.to);
  const sentences: Range[] = [];
  let from = 0;
  for (const match of text.matchAll(STOP)) {
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(0, match.index - 8), match.index);
    const last = /^\s*$/.test(text.slice(end));
    if (
      !last &&
      match[0] === '.' &&
      (ABBREVIATED.test(before) || (/^\s*\d/.test(text.slice(end, end + 3)) && /\d$/.test(before)))
    )
      continue;
    // "… 1. Giao" inside a run-on paragraph: the number belongs to what follows.
    push(sentences, body, range.from + from, range.from + end);
    from = end;
  }
  push(sentences, body, range.from + from, range.to);
  return sentences;
}

/** The clauses of a sentence: parted by ";" outside brackets and by inline "(1)", "(2)". */
export function clausesOf(body: BodyText, range: Range): Range[] {
  const clauses: Range[] = [];
  let depth = 0;
  let from = range.from;
  for (let i = range.from; i < range.to; i += 1) {
    const char = body.text.charAt(i);
    if (char === '(') {
      const inline = /^\((?:\d{1,2}|[ivx]{1,4}|[a-e])\) ?/.exec(body.text.slice(i, i + 8));
      if (inline && depth === 0 && i > from) {
        push(clauses, body, from, i);
        from = i;
      }
      depth += 1;
    } else if (char === ')') depth = Math.max(0, depth - 1);
    else if (char === ';' && depth === 0) {
      push(clauses, body, from, i + 1);
      from = i + 1;
    }
  }
  push(clauses, body, from, range.to);
  return clauses;
}

function push(list: Range[], body: BodyText, from: number, to: number): void {
  const trimmed = trimRange(body, { from, to });
  if (trimmed.to > trimmed.from && /[\p{L}\d]/u.test(body.text.slice(trimmed.from, trimmed.to))) list.push(trimmed);
}

/** Without spaces at its ends. */
export function trimRange(body: BodyText, range: Range): Range {
  let { from, to } = range;
  while (from < to && /\s/.test(body.text.charAt(from))) from += 1;
  while (to > from && /\s/.test(body.text.charAt(to - 1))) to -= 1;
  return { from, to };
}
