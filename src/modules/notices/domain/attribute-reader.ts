import { attributeOf } from './attributes.ts';
import { bodyListAt } from './body-lists.ts';
import { type OrderContext, isAuthority } from './cooperators.ts';
import { named } from './draft-bodies.ts';
import { type BodyText } from './paragraphs.ts';
import { type Range, clausesOf, trimRange } from './sentences.ts';
import { type Item, isDash, ownerOf } from './structure.ts';
import { type Draft, type DraftList } from './task-draft.ts';
import { tokenAt } from './tokens.ts';

/** An attribute is told by the first words of a line. */
const MOST_OPENING = 100;

/** Reads lines and brackets that say who and when of the item above: "Cơ quan chủ trì: …", "Thời gian: …". */
export class AttributeReader {
  readonly #body: BodyText;
  readonly #context: OrderContext;
  readonly #list: DraftList;
  readonly #isExcluded: (item: Item) => boolean;
  readonly #onlyAttributes = new Map<Item, boolean>();

  constructor(body: BodyText, context: OrderContext, list: DraftList, isExcluded: (item: Item) => boolean) {
    this.#body = body;
    this.#context = context;
    this.#list = list;
    this.#isExcluded = isExcluded;
  }

  #text(range: Range): string {
    return this.#body.text.slice(range.from, range.to);
  }

  #opening(range: Range): string {
    return this.#body.text.slice(range.from, Math.min(range.to, range.from + MOST_OPENING)).toLowerCase();
  }

  #allAttributes(parent: Item): boolean {
    let known = this.#onlyAttributes.get(parent);
    if (known === undefined) {
      known = parent.children.every((child) => attributeOf(this.#opening(child.range)) !== undefined);
      this.#onlyAttributes.set(parent, known);
    }
    return known;
  }

  /** An item with lines "Cơ quan chủ trì: …" under it. */
  isPlanItem(item: Item): boolean {
    const kinds = item.children.map((child) => attributeOf(this.#opening(child.range))?.kind);
    return (
      kinds.some((kind) => kind === 'lead' || kind === 'cooperating' || kind === 'time') &&
      kinds.every((kind) => kind !== undefined)
    );
  }

  /** "… (Cơ quan chủ trì: Sở Tư pháp; thời gian: quý II/2024)". */
  readBrackets(item: Item): void {
    for (const match of this.#text(item.range).matchAll(/\(([^()]{8,400})\)/g)) {
      const inner = match[1] ?? '';
      if (!attributeOf(inner.toLowerCase())) continue;
      const from = item.range.from + match.index + 1;
      for (const clause of clausesOf(this.#body, { from, to: from + inner.length })) {
        const label = attributeOf(this.#opening(clause));
        if (label)
          this.read(
            item,
            clause,
            label,
            this.#list.under(item).findLast((draft) => draft.item === item),
            item,
          );
      }
    }
  }

  /** "Cơ quan chủ trì: …", "Thời gian: …": told of the item above. */
  read(
    item: Item,
    clause: Range,
    label: { kind: string; length: number },
    current: Draft | undefined,
    told?: Item,
  ): boolean {
    const owner = told ?? this.#ownerOfAttribute(item, current);
    const from = tokenAt(this.#context.tokens, clause.from + label.length);
    let targets = this.#list.under(owner);
    if (label.kind === 'time') {
      const words = this.#text(clause);
      if (!/\d|năm|tháng|quý|tuần|ngày|xuyên|tục|ngay/iu.test(words)) return true;
      if (targets.length === 0) targets = this.#fromOwner(owner);
      for (const draft of targets) draft.timeRanges.unshift({ ...clause, governs: true });
      return true;
    }
    if (label.kind === 'product') {
      if (targets.length === 0) targets = this.#fromOwner(owner);
      for (const draft of targets) draft.productRange ??= { from: clause.from + label.length, to: clause.to };
      return true;
    }
    if (label.kind !== 'lead' && label.kind !== 'cooperating') return true;
    const list = bodyListAt(this.#context, from);
    if (!list || list.tokenFrom !== from) return label.length > 0;
    if (targets.length === 0) targets = this.#fromOwner(owner);
    const bodies = named(list.mentions.filter((one) => !isAuthority(this.#context, one) || label.kind === 'lead'));
    for (const draft of targets) {
      if (label.kind === 'lead') {
        if (draft.fromPlan || draft.leads.length === 0 || draft.leads.every(({ origin }) => origin !== 'named')) {
          if (!draft.fromPlan) draft.leads = [];
          draft.fromPlan = true;
          draft.leads.push(...bodies);
        }
      } else draft.cooperating.push(...bodies);
    }
    return true;
  }

  /** After "Phân công: Sở A chủ trì;" come "Sở B phối hợp;" and "hoàn thành trước …". */
  continued(clause: Range, lower: string): { kind: 'cooperating' | 'time'; length: number } | undefined {
    if (/^(?:hoàn thành|xong|trước ngày|thời gian|chậm nhất|trong )/u.test(lower)) return { kind: 'time', length: 0 };
    const list = bodyListAt(this.#context, tokenAt(this.#context.tokens, clause.from));
    const after = list
      ? this.#text({ from: this.#context.tokens[list.tokenTo]?.from ?? clause.to, to: clause.to })
      : '';
    return list && /^(?:cùng )?phối hợp/u.test(after) ? { kind: 'cooperating', length: 0 } : undefined;
  }

  /** A line that is all attribute speaks of the item above it; one that follows an order speaks of that. */
  #ownerOfAttribute(item: Item, current: Draft | undefined): Item {
    if (current || item.parent === undefined) return isDash(item.style) ? item : ownerOf(item);
    // among numbered siblings that give orders of their own, a line speaks of itself alone
    const ofParent = isDash(item.style) || (item.style !== 'plain' && this.#allAttributes(item.parent));
    return ofParent ? ownerOf(item.parent) : ownerOf(item);
  }

  /** The words of the item itself, when only the lines under it say that it is a task. */
  #fromOwner(owner: Item): Draft[] {
    if (this.#isExcluded(owner)) return [];
    const range = trimRange(this.#body, owner.range);
    if (attributeOf(this.#opening(range)) || range.to - range.from < 8) return [];
    const draft: Draft = {
      from: range.from,
      to: range.to,
      item: owner,
      leads: [],
      cooperating: [],
      via: undefined,
      assigned: false,
      asked: false,
      timeRanges: [],
      productRange: undefined,
      certain: true,
      fromPlan: true,
    };
    this.#list.add(draft);
    return [draft];
  }
}
