import type { LocalDate } from '#kernel/local-date.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import { bodyKey, splitTerritory, withoutHead, withoutProvince } from './names.ts';

/**
 * A name with the life it was borne in; `from` and `to` inclusive. '-infinity' and 'infinity' stay as the database
 * says them: '-' sorts before the digits and 'i' after, so they compare with days as they should.
 */
export interface BorneName {
  readonly agencyId: string;
  readonly name: string;
  /** The agency's own name, not one met in documents. */
  readonly official: boolean;
  readonly from: string;
  readonly to: string;
}

/** What a name in a document stands for on a day. */
export interface NameMatch {
  /** Agencies that bear it on the day. */
  readonly now: readonly string[];
  /** Agencies that bore it and had ended or changed by then, latest first. */
  readonly before: readonly string[];
  /** Whether one first bears it after the day. */
  readonly later: boolean;
  /** The territory named after the body ("…, huyện Diên Khánh"), as a body key. */
  readonly within: string | null;
}

type Reading = (key: string) => string;

/** All names of a province, ready to be asked many times. */
export class NameIndex {
  readonly #readings: readonly { read: Reading; names: Map<string, BorneName[]> }[];

  /** @param provinces short names of the provinces: "Khánh Hòa" */
  constructor(names: readonly BorneName[], provinces: readonly string[]) {
    const keys = provinces.map(bodyKey);
    const short: Reading = (key) => keys.reduce((text, province) => withoutProvince(text, province), key);
    const keyed = names.map((name) => ({ name, key: bodyKey(name.name) }));
    this.#readings = [(key: string) => key, short, (key: string) => searchKey(short(key))].map((read) => {
      const map = new Map<string, BorneName[]>();
      for (const { name, key } of keyed) {
        const list = map.get(read(key));
        if (list) list.push(name);
        else map.set(read(key), [name]);
      }
      return { read, names: map };
    });
  }

  /**
   * Finds who bears a name, as documents print it: head titles, "tỉnh Khánh Hòa" and abbreviations do not
   * matter. The closest reading that finds anybody wins: as written, then without the province, then without marks.
   */
  match(name: string, on: LocalDate): NameMatch {
    const asked = withoutHead(bodyKey(name));
    const { body, within } = splitTerritory(asked);
    for (const whole of [asked, body]) {
      for (const { read, names } of this.#readings) {
        const wanted = read(whole);
        const bearers = wanted === 'ubnd' || wanted === '' ? undefined : names.get(wanted);
        if (bearers) return sortOut(bearers, on, whole === asked ? null : within);
      }
    }
    return { now: [], before: [], later: false, within: null };
  }
}

function sortOut(bearers: readonly BorneName[], on: LocalDate, within: string | null): NameMatch {
  const isNow = (one: BorneName) => one.from <= on && one.to >= on;
  const byDay = (one: BorneName) => (one.from === '-infinity' ? '' : one.from);
  const now = preferOfficial(bearers.filter((one) => isNow(one)));
  const before = bearers
    .filter((one) => one.to < on)
    .sort((a, b) => (byDay(a) < byDay(b) ? 1 : -1))
    .map((one) => one.agencyId);
  return {
    now: [...new Set(now.map((one) => one.agencyId))],
    before: [...new Set(before)],
    later: bearers.some((one) => one.from > on),
    within,
  };
}

/** Where one agency's own name is another's short name, the owner is meant. */
function preferOfficial(names: readonly BorneName[]): readonly BorneName[] {
  const official = names.filter((one) => one.official);
  return official.length > 0 ? official : names;
}
