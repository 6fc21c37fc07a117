/** A stretch of the document that something was read from. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  /** What it belongs to: a proposal's id, or 'head'. */
  readonly owner: string;
  /** 'task' is the whole order; the others are words of one field inside it. */
  readonly role: 'task' | 'lead' | 'cooperating' | 'deadline' | 'start' | 'recurrence' | 'head' | 'warning';
}

/** A run of text with all marks that cover it, in the order they were given. */
export interface Segment {
  readonly from: number;
  readonly text: string;
  readonly marks: readonly Mark[];
}

/**
 * Cuts the text where any mark begins or ends. Nothing of the text is lost or repeated: the segments joined are
 * the text. Marks outside it are cut to it; empty ones are left out.
 */
export function segmentsOf(text: string, marks: readonly Mark[]): Segment[] {
  const kept = marks
    .map((mark) => ({ ...mark, from: Math.max(0, mark.from), to: Math.min(text.length, mark.to) }))
    .filter((mark) => mark.from < mark.to);
  const edges = [...new Set([0, text.length, ...kept.flatMap((mark) => [mark.from, mark.to])])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] ?? text.length;
    return { from, text: text.slice(from, to), marks: kept.filter((mark) => mark.from <= from && mark.to >= to) };
  });
}
