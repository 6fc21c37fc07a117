import { isLocalDate } from '#kernel/local-date.ts';
import { type Search, stringifySearch } from '#web/search-params.ts';
import { STATES } from '../domain/states.ts';
import { CHANNELS, URGENCIES } from '../domain/words.ts';
import type { DossiersQuery, QUEUES } from '../list-schema.ts';

export type Queue = (typeof QUEUES)[number];

/** The queues by their names in the address bar; people keep and send these addresses. */
export const QUEUE_PLACES: readonly { readonly queue: Queue; readonly address: string }[] = [
  { queue: 'mine', address: 'cua-toi' },
  { queue: 'agency', address: 'co-quan' },
  { queue: 'counter', address: 'tai-quay' },
  { queue: 'supplements', address: 'bo-sung' },
  { queue: 'results', address: 'tra-ket-qua' },
  { queue: 'opinions', address: 'lay-y-kien' },
  { queue: 'apologies', address: 'xin-loi' },
  { queue: 'all', address: 'tat-ca' },
];

export const KEYS = {
  queue: 'hang',
  search: 'tim',
  urgency: 'khan',
  state: 'trang-thai',
  channel: 'cach-nop',
  agency: 'noi-giu',
  receivedFrom: 'nhan-tu',
  receivedTo: 'nhan-den',
  /** 'ca': with those that are over. */
  ended: 'da-xong',
  /** 'nguy-co': those that may become late, the most likely first. */
  forecast: 'du-bao',
  open: 'mo',
} as const;

export const AT_RISK = 'nguy-co';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const day = (value: string | undefined) => (value && isLocalDate(value) ? value : undefined);
const oneOf = <T extends string>(list: readonly T[], value: string | undefined) => list.find((one) => one === value);

/** The queue an address names; without one the first that has work, else all. */
export function queueOf(search: Search, fallback: Queue): Queue {
  return QUEUE_PLACES.find(({ address }) => address === search[KEYS.queue])?.queue ?? fallback;
}

/** Whether an address asks for what may become late. */
export const asksForRisk = (search: Search): boolean => search[KEYS.forecast] === AT_RISK;

/** The filters of an address as the server takes them; a value nobody knows is no filter. */
export function queryOf(
  search: Search,
  queue: Queue,
): { readonly [Key in keyof DossiersQuery]?: DossiersQuery[Key] | undefined } {
  const agency = search[KEYS.agency];
  return {
    queue,
    q: search[KEYS.search]?.slice(0, 200) || undefined,
    urgency: oneOf(URGENCIES, search[KEYS.urgency]),
    state: oneOf(STATES, search[KEYS.state]),
    channel: oneOf(CHANNELS, search[KEYS.channel]),
    agency: agency && UUID.test(agency) ? agency : undefined,
    receivedFrom: day(search[KEYS.receivedFrom]),
    receivedTo: day(search[KEYS.receivedTo]),
    // The badge of "all" counts what is open: so does its list, until somebody asks for the rest too.
    open: queue === 'all' && search[KEYS.ended] !== 'ca' ? true : undefined,
  };
}

/** The address now open with some filters changed. */
export function withFilters(search: Search, change: Partial<Record<keyof typeof KEYS, string | undefined>>): string {
  const entries = Object.entries(change).map(([name, value]) => [KEYS[name as keyof typeof KEYS], value]);
  return `/ho-so${stringifySearch({ ...search, ...Object.fromEntries(entries) })}`;
}

/** Whether anything but the queue and the open dossier stands in the address. */
export function isFiltered(search: Search): boolean {
  return Object.keys(search).some((key) => key !== KEYS.queue && key !== KEYS.open);
}
