import type { ProvinceInfo } from '#platform/db/province.ts';
import type { DemoYear } from './filling.ts';

/** The two ways into a province: as its program and as the owner of its tables. */
export interface ProvinceAccess {
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly info: ProvinceInfo;
}

/** So many dossiers, by their order, are written in one transaction. */
export const CHUNK = 2_000;

/** What a lane is told. */
export interface LaneData {
  readonly access: ProvinceAccess;
  readonly year: DemoYear;
  readonly source: string;
  readonly people: string;
  readonly firstPerson: number;
  /** The province's moment, the same for all lanes. */
  readonly now: string;
  readonly done: ReadonlySet<number>;
  /** The last number of each counter and day when the lanes began. */
  readonly last: ReadonlyMap<string, number>;
  readonly at: number;
  readonly of: number;
}

/** What a lane tells. */
export type LaneWord =
  | { readonly written: number }
  | { readonly numbers: readonly { readonly agencyId: string; readonly last: number }[] };

/** The id of a filling's person: the filling's own beginning and his number. */
export const personId = (people: string, number: number): string =>
  `${people.slice(0, 24)}${String(number).padStart(12, '0')}`;
