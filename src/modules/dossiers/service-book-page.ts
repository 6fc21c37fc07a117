import { agenciesById } from '#modules/org/public.ts';
import { instantAt, toVietnamIso } from '#kernel/vietnam-time.ts';
import { visibleAgencies } from '#platform/auth/actor.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import type { BookLineView, BookPageQuery, BookPageView } from './book-schema.ts';
import { booksSeen } from './books-seen.ts';
import { dossiersPermissions } from './permissions.ts';
import { bookAsked, gapInWords, missingOf, noteOf, spanOf } from './service-books.ts';
import {
  type Book,
  bookExtent,
  bookLines,
  type BookRow,
  enterLines,
  firstYearOf,
  inBook,
  type Lines,
  pageBefore,
} from './store/books.ts';
import { type Found, type Reading, readingsOf } from './store/search.ts';

/** Found lines are shown up to so many; so many dossiers of the unit that bear the words are looked at for them. */
const MOST_FOUND = 100;
const MOST_LOOKED_AT = 2_000;

type Part = Pick<BookPageView, 'lines' | 'total' | 'previous' | 'next' | 'end' | 'search'>;

/**
 * The follow-up book by pages, in the order of its numbers. What was received since it was last read is entered first.
 * A unit that may not be seen and one that does not exist get one answer, but for who sees every agency.
 * @throws Refusal `dossiers.agency_not_seen` (403), `org.agency_not_found` (404), `dossiers.book_not_begun` (422)
 */
export async function readBookPage(work: Work, query: BookPageQuery): Promise<BookPageView> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    const agencies = await booksSeen(tx);
    const agencyId = query.agency ?? agencies[0]?.id;
    const thisYear = Number(tx.today.slice(0, 4));
    const year = query.year ?? thisYear;
    const about = { year, month: query.month ?? null, agencies, asOf: toVietnamIso(tx.now) };
    if (agencyId === undefined) return { ...about, agency: null, years: [thisYear], missing: [], ...NOTHING };
    await bookAsked(tx, agencyId, year);
    const book = { agencyId, year, month: query.month };
    const { first, missing } = await asProgram(tx, async () => {
      // A later page goes on in the book the first one was opened in.
      if (query.from === 1) await enterLines(tx.db, book, spanOf(year), { now: tx.now, look: 'quick' });
      return { first: await firstYearOf(tx.db, agencyId), missing: await missingOf(tx, book) };
    });
    const typed = query.q?.trim();
    const part = typed ? await searched(tx, book, typed) : await paged(tx, book, query);
    const [agency] = await agenciesById(tx, [agencyId]);
    return {
      ...about,
      agency: agency ? { id: agency.id, name: agency.name } : null,
      years: yearsBetween(Math.min(first ?? year, year), thisYear),
      missing: missing.map(gapInWords),
      ...part,
    };
  });
}

const NOTHING: Part = { lines: [], total: 0, previous: null, next: null, end: null, search: null };

/** The newest first. */
function yearsBetween(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => last - index);
}

async function paged(tx: Tx, book: Book, { from, limit }: BookPageQuery): Promise<Part> {
  return asProgram(tx, async () => {
    const { total, last } = await bookExtent(tx.db, book);
    const rows = await bookLines(tx.db, book, { from, limit: limit + 1 });
    return {
      lines: rows.slice(0, limit).map(lineOf),
      total,
      previous: (await pageBefore(tx.db, book, from, limit)) ?? null,
      next: rows[limit]?.number ?? null,
      end: rows.length > limit ? ((await pageBefore(tx.db, book, last + 1, limit)) ?? null) : null,
      search: null,
    };
  });
}

/** The lines that bear what was typed: the latest that were found, in the order of the book. */
async function searched(tx: Tx, book: Book, typed: string): Promise<Part> {
  const seen = visibleAgencies(tx.actor);
  // Who sees this agency alone is asked for its dossiers anyhow, by the index of its own names.
  const only = seen !== 'all' && seen.length === 1 ? undefined : book.agencyId;
  for await (const reading of readingsOf(tx.db, typed, only)) {
    const { ids, more } = await foundIn(tx, book, reading);
    if (ids.length === 0) continue;
    const { codeEnd } = reading;
    const lines: Lines = { dossierIds: ids };
    const rows = (await asProgram(tx, () => bookLines(tx.db, book, lines))).filter(
      ({ code }) => codeEnd === undefined || code?.toUpperCase().endsWith(codeEnd),
    );
    if (rows.length === 0) continue;
    const search = { way: reading.way, suggestions: [], more };
    return { lines: rows.map(lineOf), total: rows.length, previous: null, next: null, end: null, search };
  }
  return { ...NOTHING, search: { way: null, suggestions: [], more: false } };
}

/** Begins behind the end of the book: what came later is not looked at. */
async function foundIn(
  tx: Tx,
  book: Book,
  reading: Reading,
): Promise<{ readonly ids: readonly string[]; readonly more: boolean }> {
  const ids: string[] = [];
  let from: Found | undefined = { id: 'ffffffff-ffff-ffff-ffff-ffffffffffff', at: endOf(book) };
  let looked = 0;
  for (let size = MOST_FOUND; looked < MOST_LOOKED_AT; size = 500) {
    const batch: Found[] = await pageOf(reading, from, size);
    const found = await asProgram(tx, () =>
      inBook(
        tx.db,
        book,
        batch.map(({ id }) => id),
      ),
    );
    const isOfBook = new Set(found);
    ids.push(...batch.flatMap(({ id }) => (isOfBook.has(id) ? [id] : [])));
    if (ids.length > MOST_FOUND) return { ids: ids.slice(0, MOST_FOUND), more: true };
    if (batch.length < size) return { ids, more: false };
    looked += batch.length;
    from = batch.at(-1);
  }
  return { ids, more: true };
}

/** Codes are few and answered at once, without a place to begin behind. */
const pageOf = (reading: Reading, from: Found | undefined, size: number): Promise<Found[]> =>
  reading.page(reading.way === 'code' || reading.way === 'code-slip' ? undefined : from, size);

/** The moment the book, or its month, was over. */
function endOf({ year, month }: Book): Date {
  if (month === undefined || month === 12) return spanOf(year).to;
  const next = String(month + 1).padStart(2, '0');
  return instantAt(`${year}-${next}-01`);
}

function lineOf(row: BookRow): BookLineView {
  const at = (moment: Date | null) => moment && toVietnamIso(moment);
  return {
    number: row.number,
    id: row.id,
    code: row.code,
    procedureName: row.procedure_name,
    sets: row.sets,
    ownerName: row.owner.name,
    address: row.owner.address,
    phone: row.owner.phone,
    receivedAt: at(row.received_at),
    dueAt: at(row.due_at),
    finishedAt: at(row.finished_at),
    returnedAt: at(row.returned_at),
    receivedBy: row.receiver,
    officer: row.officer,
    note: noteOf(row),
  };
}
