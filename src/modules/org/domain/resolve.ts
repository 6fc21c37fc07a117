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

/**
 * Finds who bears a name, as documents print it: head titles, "tỉnh Khánh Hòa" and abbreviations do not matter.
 * The closest reading that finds anybody wins: as written, then without the province, then without marks.
 * @param provinces short names of the provinces: "Khánh Hòa"
 */
export function matchBody(
  name: string,
  names: readonly BorneName[],
  on: LocalDate,
  provinces: readonly string[],
): NameMatch {
  const asked = withoutHead(bodyKey(name));
  const keys = provinces.map(bodyKey);
  const short = (key: string) => keys.reduce((text, province) => withoutProvince(text, province), key);
  const { body, within } = splitTerritory(asked);
  const readings: readonly ((key: string) => string)[] = [(key) => key, short, (key) => searchKey(short(key))];
  const wholes = [asked, body];
  for (const whole of wholes) {
    for (const read of readings) {
      const wanted = read(whole);
      if (wanted === 'ubnd' || wanted === '') continue;
      const bearers = names.filter((one) => read(bodyKey(one.name)) === wanted);
      if (bearers.length > 0) return sortOut(bearers, on, whole === asked ? null : within);
    }
  }
  return { now: [], before: [], later: false, within: null };
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
