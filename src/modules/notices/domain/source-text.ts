import { modernTonePlacement } from '#kernel/vietnamese.ts';
import { lacksMarks, restoreMarks } from './restore-marks.ts';
import type { Span } from './types.ts';

/**
 * A text made uniform for reading, that still knows where each of its characters came from:
 * character `i` stands at `starts[i]` up to `ends[i]` in the source.
 */
export interface MappedText {
  readonly text: string;
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}

const COMBINING = /[\u0300-\u036f]/;
const DROPPED = /[\u200b-\u200d\u2060\ufeff\u00ad]/;
const SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/;
const HYPHEN = /[\u2010-\u2015\u2212\u2500\ufe58\uff0d]/;
const BREAK = /[\r\n\v\f\u0085\u2028\u2029]/;
/** A Vietnamese letter carries two marks at most; a longer run is damage or hostile and is not composed. */
const MOST_MARKS = 4;

/**
 * NFC with one kind of space, hyphen, quotation mark and line break, and with modern tone placement.
 * Linear in the length of the source.
 */
export function uniformText(source: string): MappedText {
  const starts: number[] = [];
  const ends: number[] = [];
  const parts: string[] = [];
  const push = (text: string, from: number, to: number) => {
    parts.push(text);
    for (let i = 0; i < text.length; i += 1) {
      starts.push(from);
      ends.push(to);
    }
  };
  for (let i = 0; i < source.length; ) {
    const char = source.charAt(i);
    let end = i + 1;
    const code = source.charCodeAt(end);
    if (code >= 0x300 && code <= 0x36f && !BREAK.test(char)) {
      while (end < source.length && COMBINING.test(source.charAt(end))) end += 1;
      push(source.slice(i, Math.min(end, i + 1 + MOST_MARKS)).normalize('NFC'), i, end);
      i = end;
      continue;
    }
    if (BREAK.test(char)) {
      if (char === '\r' && source.charAt(end) === '\n') end += 1;
      push('\n', i, end);
    } else if (DROPPED.test(char)) {
      // nothing to show and nothing to read
    } else if (SPACE.test(char)) push(' ', i, end);
    else if (HYPHEN.test(char)) push('-', i, end);
    else if (char === '“' || char === '”' || char === '„' || char === '«' || char === '»') push('"', i, end);
    else push(char, i, end);
    i = end;
  }
  const text = parts.join('');
  const modern = lacksMarks(text) ? restoreMarks(text) : modernTonePlacement(text);
  return { text: modern.length === text.length ? modern : text, starts, ends };
}

/** The place in the source of the characters `from` to `to` (excluded) of a mapped text. */
export function sourceSpan(mapped: MappedText, from: number, to: number): Span {
  if (to <= from) {
    const at = mapped.starts[from] ?? mapped.ends[mapped.text.length - 1] ?? 0;
    return [at, at];
  }
  return [mapped.starts[from] ?? 0, mapped.ends[to - 1] ?? 0];
}
