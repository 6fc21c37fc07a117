import type { Mention } from './body-text.ts';
import { type BodyText } from './paragraphs.ts';
import { isIntro } from './sections.ts';
import { type Range } from './sentences.ts';
import { type Item, isHeadingLine } from './structure.ts';
import { type DraftBody } from './task-draft.ts';

/** What an item hands down to those under it. */
export interface Legacy {
  readonly leads: readonly DraftBody[];
  readonly cooperating: readonly DraftBody[];
  readonly time: Range | undefined;
  readonly excluded: boolean;
  /** Under the heading of an agency. */
  readonly heir: boolean;
}

export interface DraftOptions {
  /** Kinds that only tell (Báo cáo, Giấy mời): nothing but "Giao …" counts. */
  readonly assignedOnly: boolean;
  /** A công văn: what it orders without naming anybody is meant for its addressees. */
  readonly isLetter: boolean;
  /** Kính gửi, for "quý cơ quan" and "các đơn vị nêu trên". */
  readonly addressees: readonly Mention[];
}

export const NO_LEGACY: Legacy = { leads: [], cooperating: [], time: undefined, excluded: false, heir: false };

export function lastOf(item: Item, covered: Set<Item>): number {
  let to = item.range.to;
  for (const child of item.children) {
    covered.add(child);
    to = Math.max(to, lastOf(child, covered));
  }
  return to;
}

export function hasLabel(item: Item, label: string): boolean {
  for (let at: Item | undefined = item; at !== undefined; at = at.parent)
    if (at.label.toLowerCase() === label) return true;
  return false;
}

export function isHeading(item: Item, text: string): boolean {
  if (item.style === 'plain') return isHeadingLine(text);
  if (item.style === 'part' || item.style === 'roman' || item.style === 'article')
    return !/[.;]$/.test(text) || text.length < 100;
  return item.children.length > 0 && !/[.;]$/.test(text) && text.length < 200;
}

export function isGeneric(one: Mention): boolean {
  return one.names.length > 0 && !one.related;
}

export function moved(mention: Mention, to: Mention): Mention {
  return { ...mention, tokenFrom: to.tokenFrom, tokenTo: to.tokenTo, headNamed: to.headNamed };
}

export function named(mentions: readonly Mention[]): DraftBody[] {
  return mentions.map((mention) => ({ mention, origin: 'named' as const }));
}

export function inherit(bodies: readonly DraftBody[]): DraftBody[] {
  return bodies.map(({ mention, origin }) => ({ mention, origin: origin === 'named' ? 'inherited' : origin }));
}

export function unique(bodies: readonly DraftBody[]): DraftBody[] {
  const seen = new Set<string>();
  return bodies.filter(({ mention }) => {
    const key = mention.names.join('|');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Orders begin after the last opening paragraph that ends in a colon before the first numbered item. */
export function firstOrderItem(body: BodyText, items: readonly Item[]): number {
  for (const item of items) {
    if (item.index > 40) break;
    if (item.style !== 'plain') return 0;
    const text = body.text.slice(item.range.from, item.range.to);
    if (isIntro(text)) return item.index;
  }
  return 0;
}
