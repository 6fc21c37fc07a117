import { isAllCaps } from './letters.ts';
import { markerOf, type MarkerStyle } from './lines.ts';
import type { BodyText, Paragraph } from './paragraphs.ts';
import type { Range } from './sentences.ts';

/** A numbered or dashed item, or a paragraph without a mark, with its place in the tree. */
export interface Item {
  readonly index: number;
  readonly style: MarkerStyle | 'plain';
  readonly label: string;
  /** The words after the mark. */
  readonly range: Range;
  readonly paragraph: Paragraph;
  readonly parent: Item | undefined;
  readonly children: Item[];
  readonly depth: number;
}

const RANK: Readonly<Record<string, number>> = { part: 0, article: 1, roman: 2 };

/** The items of the body in order, each under the one it belongs to. */
export function itemsOf(body: BodyText): Item[] {
  const items: Item[] = [];
  const open: Item[] = [];
  for (const [index, paragraph] of body.paragraphs.entries()) {
    const text = body.text.slice(paragraph.from, paragraph.to);
    const marker = paragraph.isRow ? undefined : markerOf(text);
    let parent: Item | undefined;
    const style = marker?.style ?? 'plain';
    if (marker) {
      closeFor(open, marker.style, marker.depth, marker.label);
      parent = open.at(-1);
    } else {
      parent = open.findLast((item) => !isDash(item.style) && item.style !== 'plain');
      if (isHeadingLine(text) && /^(?:phụ lục|kế hoạch|danh mục|quyết định|nơi nhận)/i.test(text)) {
        open.length = 0;
        parent = undefined;
      }
    }
    const item: Item = {
      index: items.length,
      style,
      label: marker?.label ?? '',
      range: { from: paragraph.from + (marker?.length ?? 0), to: paragraph.to },
      paragraph,
      parent,
      children: [],
      depth: parent === undefined ? 0 : parent.depth + 1,
    };
    parent?.children.push(item);
    items.push(item);
    if (marker || (opensList(text) && isDash(markerAt(body, index + 1)))) open.push(item);
  }
  return items;
}

export function isDash(style: Item['style']): boolean {
  return style === 'dash' || style === 'plus' || style === 'bullet';
}

export function isHeadingLine(text: string): boolean {
  return text.length < 160 && isAllCaps(text.split(' ').slice(0, 3).join(' '));
}

function opensList(text: string): boolean {
  return text.endsWith(':');
}

/** The style of a paragraph by its place. */
function markerAt(body: BodyText, index: number): Item['style'] {
  const next = body.paragraphs[index];
  return next === undefined || next.isRow ? 'plain' : (markerOf(body.text.slice(next.from, next.to))?.style ?? 'plain');
}

/** Closes the items that one of this style ends: the same style again, or a stronger one. */
function closeFor(open: Item[], style: MarkerStyle, depth: number, label: string): void {
  if (style === 'part' || style === 'article' || style === 'roman') {
    const rank = RANK[style] ?? 0;
    while (open.length > 0 && (RANK[open.at(-1)?.style ?? ''] ?? 9) >= rank) open.pop();
    return;
  }
  if (style === 'decimal') {
    // 2.1 stands under 2 and ends 1.3; its depth is known from its label.
    while (open.length > 0) {
      const last = open.at(-1);
      if (last === undefined) return;
      if (last.style === 'number' && (label.startsWith(`${last.label}.`) || depth > 1)) return;
      if (last.style === 'decimal' && label.startsWith(`${last.label}.`)) return;
      if (RANK[last.style] !== undefined) return;
      open.pop();
    }
    return;
  }
  if (!isDash(style)) {
    const list = open.findIndex((item) => item.style === 'plain');
    if (list !== -1) open.length = list;
  }
  const same = open.findLastIndex((item) => item.style === style);
  if (same === -1) return;
  // A number after a dash of the same item starts the next item; a new list "1." under a letter does not happen.
  open.length = same;
}

/** Labels from the outermost item to this one. */
export function pathOf(item: Item): string[] {
  const path: string[] = [];
  for (let at: Item | undefined = item; at !== undefined; at = at.parent) if (at.label !== '') path.unshift(at.label);
  return path;
}

/** The nearest item with a number or letter: what a line such as "Thời gian thực hiện:" speaks of. */
export function ownerOf(item: Item): Item {
  let at = item;
  while (at.parent !== undefined && (isDash(at.style) || at.style === 'plain')) at = at.parent;
  return at;
}
