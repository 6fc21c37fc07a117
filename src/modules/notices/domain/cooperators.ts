import { type BodyList, bodyListAt } from './body-lists.ts';
import { type BodyContext, type Mention, lowerWord } from './body-text.ts';
import { PhraseSet, wordsAt } from './tokens.ts';

const HELP_ADVERBS = new PhraseSet(
  'chặt chẽ | tốt | thường xuyên | đồng bộ | kịp thời | hiệu quả | chủ động | cùng | với | cùng với | thực hiện với | cùng các | tích cực | chặt chẽ với | có hiệu quả | đồng thời | thực hiện | cung cấp thông tin cho',
);

export interface OrderContext extends BodyContext {
  /** Names that give orders in this document and take none: its issuer and the body above it. */
  readonly authorities: ReadonlySet<string>;
}

export function isAuthority(context: OrderContext, one: Mention): boolean {
  return one.names.length > 0 && one.names.every((name) => context.authorities.has(name));
}

/** A list cut where the clause ends. */
export function within(list: BodyList | undefined, to: number): BodyList | undefined {
  if (!list || list.tokenTo <= to) return list;
  const mentions = list.mentions.filter((one) => one.tokenTo <= to);
  const last = mentions.at(-1);
  return last ? { ...list, mentions, tokenTo: last.tokenTo } : undefined;
}

export function helpsSomebody(context: OrderContext, index: number): boolean {
  return bodyListAt(context, skipHelpAdverbs(context, index), true) !== undefined;
}

function skipHelpAdverbs(context: OrderContext, index: number): number {
  let i = index;
  for (let count = 0; count < 4; count += 1) {
    const taken = HELP_ADVERBS.at(context.tokens, i);
    if (taken === 0) break;
    i += taken;
  }
  if (lowerWord(context, i) === ':') i += 1;
  return i;
}

/** Bodies after "phối hợp (với)" anywhere in the predicate. */
export function cooperatorsIn(context: OrderContext, from: number, to: number): Mention[] {
  const found: Mention[] = [];
  for (let i = Math.max(0, from); i < to; i += 1) {
    const word = lowerWord(context, i);
    let at = -1;
    if (word === 'phối' && lowerWord(context, i + 1) === 'hợp') {
      at = lowerWord(context, i + 2) === 'của' ? i + 3 : skipHelpAdverbs(context, i + 2);
    } else if (
      word === 'cùng' &&
      (lowerWord(context, i - 1) === 'trì' ||
        (lowerWord(context, i - 1) === ',' && lowerWord(context, i - 2) === 'trì'))
    )
      at = i + (lowerWord(context, i + 1) === 'với' ? 2 : 1);
    if (word === 'trì' && lowerWord(context, i + 1) === ',') {
      // "A chủ trì, B, C phối hợp …"
      const beside = within(bodyListAt(context, i + 2), to);
      if (beside && wordsAt(context.tokens, beside.tokenTo, 2) === 'phối hợp') {
        found.push(...beside.mentions.filter((one) => !isAuthority(context, one)));
        i = beside.tokenTo - 1;
        continue;
      }
    }
    if (at === -1 || at >= to) continue;
    const list = bodyListAt(context, at, true);
    if (list && list.tokenTo <= to) {
      found.push(...list.mentions.filter((one) => !isAuthority(context, one)));
      i = list.tokenTo - 1;
    }
  }
  return found;
}

/** "(qua Sở Nội vụ)", "thông qua Sở Nội vụ". */
export function viaIn(context: OrderContext, from: number, to: number): Mention | undefined {
  for (let i = Math.max(0, from); i < to; i += 1) {
    if (lowerWord(context, i) !== 'qua') continue;
    const before = lowerWord(context, i - 1);
    if (before !== '(' && before !== ',' && before !== 'thông' && before !== 'tỉnh' && before !== 'phố') continue;
    const list = bodyListAt(context, i + 1);
    if (list?.mentions[0] && !isAuthority(context, list.mentions[0])) return list.mentions[0];
  }
  return undefined;
}
