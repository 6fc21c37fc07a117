import { isLocalDate } from '#kernel/local-date.ts';
import { type Search, stringifySearch } from '#web/search-params.ts';
import type { TasksQuery } from '../schema.ts';
import { STATUS_PLACES, STEP_PLACES } from './states.ts';

/** The names of the filters in the address bar; people read, keep and send these addresses. */
export const KEYS = {
  search: 'tim',
  status: 'tinh-trang',
  step: 'buoc',
  agency: 'co-quan',
  document: 'van-ban',
  role: 'vai-tro',
  mine: 'dich-danh',
  counted: 'tinh-ty-le',
  extension: 'gia-han',
  dueFrom: 'han-tu',
  dueTo: 'han-den',
  sort: 'xep',
  /** The task open beside the list, and its part. */
  open: 'mo',
  part: 'phan',
} as const;

const ROLES = { 'chu-tri': 'lead', 'phoi-hop': 'cooperating' } as const;
const EXTENSIONS = { 'cho-tra-loi': 'open', 'da-gia-han': 'granted' } as const;
const SORTS = { 'han-xa': '-due', 'moi-giao': '-issued' } as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const lookUp = <T extends object>(table: T, key: string | undefined): T[keyof T] | undefined =>
  key !== undefined && Object.hasOwn(table, key) ? table[key as keyof T] : undefined;
const uuid = (value: string | undefined) => (value && UUID.test(value) ? value : undefined);
const day = (value: string | undefined) => (value && isLocalDate(value) ? value : undefined);

/** The filters of an address as the server takes them; a value nobody knows is no filter. */
export function queryOf(search: Search): { readonly [Key in keyof TasksQuery]?: TasksQuery[Key] | undefined } {
  return {
    q: search[KEYS.search]?.slice(0, 200) || undefined,
    status: STATUS_PLACES.find(({ address }) => address === search[KEYS.status])?.status,
    step: STEP_PLACES.find(({ address }) => address === search[KEYS.step])?.step,
    agency: uuid(search[KEYS.agency]),
    document: uuid(search[KEYS.document]),
    role: lookUp(ROLES, search[KEYS.role]),
    mine: search[KEYS.mine] === 'toi' ? true : undefined,
    counted: search[KEYS.counted] === 'co' ? true : undefined,
    extension: lookUp(EXTENSIONS, search[KEYS.extension]),
    dueFrom: day(search[KEYS.dueFrom]),
    dueTo: day(search[KEYS.dueTo]),
    sort: lookUp(SORTS, search[KEYS.sort]),
  };
}

/** The address of the list with these filters: `{ status: 'qua-han', counted: 'co' }`. Empty values are left out. */
export function listAddress(filters: Partial<Record<keyof typeof KEYS, string | undefined>>): string {
  const entries = Object.entries(filters).map(([name, value]) => [KEYS[name as keyof typeof KEYS], value]);
  return `/nhiem-vu${stringifySearch(Object.fromEntries(entries))}`;
}

/** The address now open with some filters changed. */
export function withFilters(search: Search, change: Partial<Record<keyof typeof KEYS, string | undefined>>): string {
  const entries = Object.entries(change).map(([name, value]) => [KEYS[name as keyof typeof KEYS], value]);
  return `/nhiem-vu${stringifySearch({ ...search, ...Object.fromEntries(entries) })}`;
}
