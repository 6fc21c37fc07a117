import type { Tx } from '#platform/db/province.ts';
import { wordsOf } from './domain/search-query.ts';
import type { SearchedAs } from './search-schema.ts';
import { type DossierFilter, idsOf, listDossiers, type Place, placeOf } from './store/list.ts';
import type { DossierRow } from './store/rows.ts';
import { type Found, isBorne, namesAlike, ofParties, type Reading, readingsOf } from './store/search.ts';

/** A page of dossiers, and the place at which the next begins. */
export interface Slice {
  readonly rows: readonly DossierRow[];
  readonly next: Place | null;
}

/** @param rows one more than `limit` where there are more */
export function sliceOf(rows: readonly DossierRow[], limit: number, order: 'due' | 'newest'): Slice {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last ? placeOf(last, order) : null };
}

type Searched = Slice & { readonly search: SearchedAs };

/** A queue longer than this is searched in its first so many. */
const MOST_OF_QUEUE = 5_000;
/** So many of what was found are looked at for a page whose filter leaves few of them; the next page goes on there. */
const MOST_LOOKED_AT = 1_500;

/** What was typed, read in the first way that finds anything; nothing found comes with names that would find something. */
export async function searchDossiers(
  tx: Tx,
  filter: DossierFilter,
  typed: string,
  after: Place | undefined,
  limit: number,
): Promise<Searched> {
  const found =
    filter.queue === 'all'
      ? await searchAll(tx, filter, typed, after, limit)
      : await searchQueue(tx, filter, typed, after, limit);
  if (found) return found;
  return { rows: [], next: null, search: { way: null, suggestions: await suggestionsFor(tx, typed) } };
}

async function searchAll(
  tx: Tx,
  filter: DossierFilter,
  typed: string,
  after: Place | undefined,
  limit: number,
): Promise<Searched | undefined> {
  const from = after?.first ? { id: after.id, at: new Date(after.first) } : undefined;
  for await (const reading of readingsOf(tx.db, typed)) {
    // A later page reads as the first one did: the first way that finds anything at all.
    const slice =
      from && !(await hasAny(tx, filter, reading)) ? undefined : await pageOf(tx, filter, reading, from, limit);
    if (slice && (slice.rows.length > 0 || slice.next || from))
      return { ...slice, search: { way: reading.way, suggestions: [] } };
  }
  return undefined;
}

/** The newest dossiers the caller may see, of the agencies he sees. */
export async function listNewest(
  tx: Tx,
  filter: DossierFilter,
  after: Place | undefined,
  limit: number,
): Promise<Slice> {
  if (filter.within === 'all') throw new Error('who sees all looks along the table');
  if (filter.within.length === 0) return { rows: [], next: null };
  const from = after?.first ? { id: after.id, at: new Date(after.first) } : undefined;
  return pageOf(tx, filter, ofParties(tx.db, filter.within), from, limit);
}

const hasAny = async (tx: Tx, filter: DossierFilter, reading: Reading): Promise<boolean> => {
  const { rows, next } = await pageOf(tx, filter, reading, undefined, 1);
  return rows.length > 0 || next !== null;
};

/** Newest first: found by the index in batches, of which the filter leaves what it leaves. */
async function pageOf(
  tx: Tx,
  filter: DossierFilter,
  reading: Reading,
  after: Found | undefined,
  limit: number,
): Promise<Slice> {
  const rows: DossierRow[] = [];
  let from = after;
  let looked = 0;
  for (let size = limit + 1; looked < MOST_LOOKED_AT; size = Math.min(800, size * 4)) {
    const batch = await reading.page(from, size);
    const narrowed = { ...filter, found: batch.map(({ id }) => id), codeEnd: reading.codeEnd };
    if (batch.length > 0)
      rows.push(...(await listDossiers(tx.db, narrowed, 'newest', undefined, limit + 1 - rows.length)));
    if (rows.length > limit || batch.length < size) return sliceOf(rows, limit, 'newest');
    looked += batch.length;
    from = batch.at(-1);
  }
  return { rows, next: from ? { phase: null, first: from.at.toISOString(), second: null, id: from.id } : null };
}

/** A queue is few: which of it bear the words is asked of those alone, and the order stays the queue's. */
async function searchQueue(
  tx: Tx,
  filter: DossierFilter,
  typed: string,
  after: Place | undefined,
  limit: number,
): Promise<Searched | undefined> {
  const meant = await meantAmong(tx, filter, typed);
  if (!meant) return undefined;
  const rows = await listDossiers(tx.db, { ...filter, found: meant.ids }, 'due', after, limit + 1);
  return { ...sliceOf(rows, limit, 'due'), search: { way: meant.reading.way, suggestions: [] } };
}

/** Which dossiers of a queue were meant, for who lists them in an order of his own; none come with names like it. */
export async function meantInQueue(
  tx: Tx,
  filter: DossierFilter,
  typed: string,
): Promise<{ readonly ids: readonly string[]; readonly search: SearchedAs }> {
  const meant = await meantAmong(tx, filter, typed);
  if (meant) return { ids: meant.ids, search: { way: meant.reading.way, suggestions: [] } };
  return { ids: [], search: { way: null, suggestions: await suggestionsFor(tx, typed) } };
}

/** Of the dossiers a filter leaves those that were meant by what was typed; undefined when it is none. */
export async function meantAmong(
  tx: Tx,
  filter: DossierFilter,
  typed: string,
): Promise<{ readonly ids: readonly string[]; readonly reading: Reading } | undefined> {
  const all = await idsOf(tx.db, filter, MOST_OF_QUEUE);
  if (all.length === 0) return undefined;
  for await (const reading of readingsOf(tx.db, typed)) {
    const found = await reading.among(all);
    const { codeEnd } = reading;
    const ids = codeEnd ? await idsOf(tx.db, { ...filter, found, codeEnd }, MOST_OF_QUEUE) : found;
    if (ids.length > 0) return { ids, reading };
  }
  return undefined;
}

const MOST_SUGGESTIONS = 3;

/** Names like what was typed that somebody bears whose dossier the caller may see. */
async function suggestionsFor(tx: Tx, typed: string): Promise<string[]> {
  const words = wordsOf(typed).slice(0, 6);
  if (words.length === 0) return [];
  const borne: string[] = [];
  for (const name of await namesAlike(tx.db, words)) {
    if (borne.length < MOST_SUGGESTIONS && (await isBorne(tx.db, name))) borne.push(name);
  }
  return borne;
}
