import { AttributeReader } from './attribute-reader.ts';
import { attributeOf } from './attributes.ts';
import { type BodyList, bodyListAt } from './body-lists.ts';
import { type OrderContext, cooperatorsIn, isAuthority } from './cooperators.ts';
import {
  type DraftOptions,
  type Legacy,
  NO_LEGACY,
  firstOrderItem,
  inherit,
  isHeading,
  lastOf,
  named,
  hasLabel,
} from './draft-bodies.ts';
import { type ClauseReading, predicateKind, readClause } from './orders.ts';
import { type BodyText } from './paragraphs.ts';
import { governedItems, referTo, resolveBodies } from './references.ts';
import { CONTINUES, DATED, isCarryOut, isFormula, isIntro, isListIntro, tellsOnly } from './sections.ts';
import { type Range, clausesOf, sentencesOf } from './sentences.ts';
import { type Item, isHeadingLine } from './structure.ts';
import { type Draft, type DraftBody, DraftList } from './task-draft.ts';
import { tokenAt } from './tokens.ts';

/** Walks the items and drafts a task for every order. */
export class DraftReader {
  readonly #body: BodyText;
  readonly #context: OrderContext;
  readonly #options: DraftOptions;
  readonly #list = new DraftList();
  readonly #attributes: AttributeReader;
  readonly #legacies = new Map<Item, Legacy>();
  /** Leads of the item read last, for "các cơ quan nêu trên". */
  #root: Legacy = NO_LEGACY;

  constructor(body: BodyText, context: OrderContext, options: DraftOptions) {
    this.#body = body;
    this.#context = context;
    this.#options = options;
    this.#attributes = new AttributeReader(
      body,
      context,
      this.#list,
      (item) => this.#legacies.get(item)?.excluded === true,
    );
  }

  get #drafts(): readonly Draft[] {
    return this.#list.all;
  }

  read(items: readonly Item[]): Draft[] {
    const start = firstOrderItem(this.#body, items);
    const covered = new Set<Item>();
    for (const item of items) {
      if (item.paragraph.isRow || covered.has(item)) continue;
      if (item.index < start) {
        this.#legacies.set(item, { ...NO_LEGACY, excluded: true });
        continue;
      }
      this.#readItem(item, covered);
    }
    return [...this.#drafts];
  }

  #text(range: Range): string {
    return this.#body.text.slice(range.from, range.to);
  }

  #legacyFor(item: Item): Legacy {
    if (item.parent === undefined) return this.#root;
    return this.#legacies.get(item.parent) ?? this.#root;
  }

  #readItem(item: Item, covered: Set<Item>): void {
    const legacy = this.#legacyFor(item);
    const text = this.#text(item.range).trim();
    const excluded = legacy.excluded || (isHeading(item, text) && tellsOnly(text));
    this.#legacies.set(item, { ...legacy, excluded });
    if (item.style === 'plain' && item.parent === undefined && isHeadingLine(text) && text.length < 120) {
      this.#root = { ...NO_LEGACY, excluded: tellsOnly(text) };
      this.#legacies.set(item, this.#root);
      return;
    }
    if (this.#readHeading(item, text, legacy, excluded)) return;
    if (this.#governs(item.range)) return;
    const before = this.#drafts.length;
    this.#readText(item, legacy, excluded);
    if (!excluded) this.#attributes.readBrackets(item);
    const own = this.#drafts.slice(before);
    const last = own.at(-1);
    if (text.endsWith(':') && last) {
      this.#handDown(item, last, excluded, covered);
    } else if (last && item.children.length > 0) {
      this.#legacies.set(item, {
        leads: inherit(own[0]?.leads ?? []),
        cooperating: [],
        time: undefined,
        excluded,
        heir: false,
      });
    }
  }

  /** "3. Sở Tài chính:" or a topic; true when the item is no order of its own. */
  #readHeading(item: Item, text: string, legacy: Legacy, excluded: boolean): boolean {
    const from = tokenAt(this.#context.tokens, item.range.from);
    const to = tokenAt(this.#context.tokens, item.range.to);
    const reading = readClause(this.#context, from, to);
    if (reading.subject && reading.kind === 'names') {
      this.#legacies.set(item, {
        leads: named(reading.subject),
        cooperating: [],
        time: undefined,
        excluded,
        heir: true,
      });
      if (item.style === 'plain' && item.parent === undefined) this.#root = this.#legacies.get(item) ?? NO_LEGACY;
      return true;
    }
    const list = bodyListAt(this.#context, from);
    const rest = list
      ? this.#text({ from: this.#context.tokens[list.tokenTo]?.from ?? item.range.to, to: item.range.to })
      : '';
    if (
      list &&
      text.endsWith(':') &&
      /^(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|thực hiện(?: tốt)? (?:các )?(?:nội dung|nhiệm vụ|công việc)|tập trung thực hiện|triển khai|chủ trì|,? ?chủ trì, phối hợp|phối hợp)/u.test(
        rest,
      ) &&
      rest.length < 260
    ) {
      const onlyRoles = !/\p{L}/u.test(this.#afterRoles(list, item));
      if (onlyRoles) {
        const leads = list.mentions.filter((one) => !isAuthority(this.#context, one));
        this.#legacies.set(item, {
          leads: named(leads),
          cooperating: named(cooperatorsIn(this.#context, list.tokenTo, to)),
          time: undefined,
          excluded,
          heir: true,
        });
        return true;
      }
    }
    if (
      isIntro(text) &&
      item.parent === undefined &&
      item.style === 'plain' &&
      (reading.subject === undefined || this.#isGenericIntro(reading, item))
    ) {
      const leads = resolveBodies(reading, this.#drafts, this.#options.addressees);
      const last = sentencesOf(this.#body, item.range).at(-1) ?? item.range;
      const time = /(?:trước|chậm nhất|xong|hoàn thành|đến ngày)/u.test(this.#text(last)) ? last : undefined;
      const list = { leads: inherit(leads), cooperating: [], time, excluded: false, heir: false };
      this.#legacies.set(item, list);
      // a term set for the dashes under it ends with them
      this.#root = item.children.length > 0 ? { ...list, time: undefined } : list;
      return true;
    }
    const topic = isHeading(item, text) && reading.subject === undefined;
    if (topic && !this.#attributes.isPlanItem(item)) {
      const governs = text.endsWith(':') && /(?:trước|chậm nhất|xong|hoàn thành|thời hạn)/u.test(text);
      this.#legacies.set(item, { ...legacy, excluded, time: governs ? item.range : legacy.time });
      return true;
    }
    return false;
  }

  /** "… thực hiện các nội dung sau:" says nothing of its own. */
  #isGenericIntro(reading: ClauseReading, item: Item): boolean {
    const from = this.#context.tokens[reading.predicateAt]?.from ?? item.range.to;
    return isListIntro(this.#text({ from, to: item.range.to }));
  }

  /** What is left of a heading after "có trách nhiệm", "chủ trì, phối hợp với X". */
  #afterRoles(list: BodyList, item: Item): string {
    let rest = this.#text({
      from: this.#context.tokens[list.tokenTo]?.from ?? item.range.to,
      to: item.range.to,
    }).replace(/:$/, '');
    for (const helper of cooperatorsIn(this.#context, list.tokenTo, tokenAt(this.#context.tokens, item.range.to))) {
      const from = this.#context.tokens[helper.tokenFrom]?.from ?? 0;
      const to = this.#context.tokens[helper.tokenTo - 1]?.to ?? 0;
      rest = rest.replace(this.#body.text.slice(from, to), '');
    }
    return rest.replace(
      /(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|(?:tập trung |triển khai )?thực hiện(?: tốt| nghiêm túc)?(?: một số| các)? ?(?:nội dung|nhiệm vụ|công việc)?(?: sau| sau đây)?|chủ trì|phối hợp|chặt chẽ|với|cùng|và|tập trung|triển khai|như sau|sau đây|sau|:|,)/gu,
      '',
    );
  }

  /** "Kết quả các nội dung tại mục 2, 3, 4 gửi … trước ngày …". */
  #governs(range: Range): boolean {
    const labels = governedItems(this.#text(range));
    if (!labels) return false;
    for (const draft of this.#drafts) {
      if ([...labels].some((label) => hasLabel(draft.item, label))) draft.timeRanges.push({ ...range, governs: true });
    }
    return true;
  }

  #readText(item: Item, legacy: Legacy, excluded: boolean): void {
    let leads = legacy.leads;
    let current: Draft | undefined;
    let attribute: 'lead' | 'cooperating' | undefined;
    for (const sentence of sentencesOf(this.#body, item.range)) {
      if (isFormula(this.#text(sentence)) || this.#governs(sentence)) continue;
      let pendingFrom: number | undefined;
      let inSentence: Draft | undefined;
      const clauses = clausesOf(this.#body, sentence);
      let names: number | undefined;
      for (const [order, part] of clauses.entries()) {
        const clause = names === undefined ? part : { from: names, to: part.to };
        names = undefined;
        const lower = this.#text(clause).toLowerCase();
        if (isFormula(lower)) continue;
        const label = attributeOf(lower) ?? (attribute ? this.#attributes.continued(clause, lower) : undefined);
        if (label || attribute) {
          if (this.#attributes.read(item, clause, label ?? { kind: attribute ?? 'none', length: 0 }, current)) {
            attribute =
              label?.kind === 'lead' || label?.kind === 'cooperating' ? label.kind : label ? undefined : attribute;
            continue;
          }
          attribute = undefined;
          if (label) continue;
        }
        const reading = this.#readClause(clause, legacy.heir);
        if (reading.kind === 'names' && reading.subject && order < clauses.length - 1) {
          names = clause.from;
          continue;
        }
        if (
          isCarryOut(this.#text({ from: this.#context.tokens[reading.predicateAt]?.from ?? clause.to, to: clause.to }))
        )
          continue;
        if (reading.helperOnly && inSentence && reading.subject) {
          inSentence.cooperating.push(...named(reading.subject));
          inSentence.to = clause.to;
          continue;
        }
        const subject = resolveBodies(reading, this.#drafts, this.#options.addressees);
        const isOrder =
          reading.kind === 'order' ||
          (reading.kind === 'unknown' && (reading.subject !== undefined || reading.addressed));
        if (isOrder && subject.length > 0 && !excludedHere(excluded, reading) && this.#wanted(reading)) {
          leads = inherit(subject);
          current = this.#open(item, { from: pendingFrom ?? clause.from, to: clause.to }, subject, reading, legacy);
          if (reading.subject === undefined && !reading.addressed) current.leads = [...leads];
          inSentence = current;
          pendingFrom = undefined;
          continue;
        }
        if (reading.kind === 'order' && reading.subject === undefined && !excluded && !this.#options.assignedOnly) {
          const fresh = lower.startsWith('chủ trì') && inSentence !== undefined && DATED.test(this.#text(inSentence));
          if (inSentence && !fresh) {
            inSentence.to = clause.to;
            inSentence.cooperating.push(...named(reading.cooperating));
            inSentence.via ??= reading.via;
            continue;
          }
          const conditional = /^(?:trường hợp|trong trường hợp|nếu) /u.test(lower);
          if (current && order === 0 && (CONTINUES.test(lower) || conditional)) {
            current.to = clause.to;
            inSentence = current;
            continue;
          }
          // A letter's order without a subject is meant for those it is addressed to.
          const meant =
            this.#options.isLetter && !/^(?:giao|phân công|ủy quyền)/u.test(lower) ? this.#options.addressees : [];
          const addressed = meant.map((mention) => ({ mention, origin: 'referred' as const }));
          const inherited = leads.length > 0 ? leads : addressed;
          current = this.#open(item, { from: pendingFrom ?? clause.from, to: clause.to }, inherited, reading, legacy);
          if (legacy.leads.length > 0 && leads === legacy.leads)
            current.cooperating.push(...inherit(legacy.cooperating));
          inSentence = current;
          pendingFrom = undefined;
          continue;
        }
        if (inSentence) inSentence.to = clause.to;
        else if (current && order === 0 && CONTINUES.test(lower) && reading.kind !== 'state') current.to = clause.to;
        else if (reading.kind !== 'state') pendingFrom ??= clause.from;
      }
    }
  }

  #wanted(reading: ClauseReading): boolean {
    return !this.#options.assignedOnly || reading.assigned;
  }

  #readClause(clause: Range, heir: boolean): ClauseReading {
    const { tokens } = this.#context;
    return readClause(this.#context, tokenAt(tokens, clause.from), tokenAt(tokens, clause.to), heir);
  }

  #open(item: Item, range: Range, leads: readonly DraftBody[], reading: ClauseReading, legacy: Legacy): Draft {
    const draft: Draft = {
      from: range.from,
      to: range.to,
      item,
      leads: [...leads],
      cooperating: reading.cooperating.flatMap((one) =>
        one.refersTo === undefined
          ? [{ mention: one, origin: 'named' as const }]
          : referTo(one, this.#drafts, this.#options.addressees),
      ),
      via: reading.via,
      assigned: reading.assigned,
      asked: reading.asked,
      timeRanges: legacy.time ? [{ ...legacy.time, governs: false }] : [],
      productRange: undefined,
      certain: reading.kind === 'order',
      fromPlan: false,
    };
    this.#list.add(draft);
    return draft;
  }

  /** An order that ends in a colon hands its bodies and its time to the list below, or takes the list in. */
  #handDown(item: Item, last: Draft, excluded: boolean, covered: Set<Item>): void {
    const listed = item.children;
    const orders = listed.filter((child) => {
      const from = tokenAt(this.#context.tokens, child.range.from);
      const to = tokenAt(this.#context.tokens, child.range.to);
      const reading = readClause(this.#context, from, to);
      return (
        reading.kind === 'order' &&
        (reading.subject !== undefined || predicateKind(this.#context, from, to) === 'order')
      );
    });
    if (listed.length > 0 && orders.length * 2 > listed.length) {
      this.#list.remove(last);
      const time = { from: last.from, to: last.to };
      this.#legacies.set(item, {
        leads: inherit(last.leads),
        cooperating: inherit(last.cooperating),
        time,
        excluded,
        heir: false,
      });
      return;
    }
    for (const child of listed) {
      covered.add(child);
      last.to = Math.max(last.to, lastOf(child, covered));
    }
  }
}

function excludedHere(excluded: boolean, reading: ClauseReading): boolean {
  return excluded && !reading.assigned;
}
