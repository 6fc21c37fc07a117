import { findAgency } from '#modules/org/public.ts';
import { findLawOn, type FormSet, formsOn } from '#modules/procedures/domain/law.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import type { Attachment } from '#platform/http/attachment.ts';
import { STATE_FACTS, type State } from './domain/states.ts';
import { bookForm, bookWorkbook, type FollowUpBook } from './forms/index.ts';
import { dossiersPermissions } from './permissions.ts';
import { agenciesAsked, attach, DEMONSTRATION, type FileFormat, unitOf } from './service-month.ts';
import {
  type Book,
  bookExtent,
  bookLines,
  type BookRow,
  enterLines,
  type Gap,
  gapsOf,
  type YearSpan,
} from './store/books.ts';

/**
 * The follow-up book (sổ theo dõi hồ sơ) of a receiving unit and a year. What came since it was last read is entered
 * behind the last line, so that numbers run from 1 without gaps and never change.
 * @throws Refusal `dossiers.agency_not_seen` (403), `org.agency_not_found` (404), `dossiers.book_not_begun` (422),
 *   `dossiers.book_with_gap` (409)
 */
export async function readBook(work: Work, agencyId: string, year: number): Promise<FollowUpBook> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    await bookAsked(tx, agencyId, year);
    const rows = await asProgram(tx, async () => {
      await enterLines(tx.db, { agencyId, year }, spanOf(year), { now: tx.now, look: 'all' });
      const [gap] = await missingOf(tx, { agencyId, year });
      if (gap) throw new Refusal('dossiers.book_with_gap', 409, { year, missing: gapInWords(gap) });
      return bookLines(tx.db, { agencyId, year });
    });
    return {
      // The book is opened with the year, in the form of that day.
      set: setOf(firstDay(year)),
      unit: await unitOf(tx, agencyId),
      year,
      demonstration: tx.province.isDemonstration ? DEMONSTRATION : null,
      lines: rows.map((row) => ({
        number: row.number,
        code: row.code ?? '',
        procedureName: row.procedure_name,
        sets: row.sets,
        ownerName: row.owner.name,
        address: row.owner.address,
        phone: row.owner.phone,
        // A reception taken back keeps its line; what it was is said in the note.
        receivedAt: row.received_at,
        dueAt: row.due_at,
        finishedAt: row.finished_at,
        returnedAt: row.returned_at,
        receivedBy: row.receiver,
        officer: row.officer,
        note: noteOf(row),
      })),
    };
  });
}

/** Refuses a book the caller may not see, of no agency, or of a year to come. */
export async function bookAsked(tx: Tx, agencyId: string, year: number): Promise<void> {
  agenciesAsked(tx, agencyId);
  if (!(await findAgency(tx, agencyId))) throw new Refusal('org.agency_not_found', 404, { agencyId });
  if (firstDay(year) > tx.today) throw new Refusal('dossiers.book_not_begun', 422, { year });
}

/** What is missing between the first line and the last; the numbers of a whole book are as many as its last says. */
export async function missingOf(tx: Tx, book: Book): Promise<Gap[]> {
  const { total, last } = await bookExtent(tx.db, { agencyId: book.agencyId, year: book.year });
  return total === last ? [] : gapsOf(tx.db, book, MOST_GAPS);
}

const MOST_GAPS = 3;

/** '7', '7 đến 9'. */
export const gapInWords = ({ from, to }: Gap): string => (from === to ? String(from) : `${from} đến ${to}`);

/** What stands in the last column of the form. */
export function noteOf({ received_at, state }: Pick<BookRow, 'received_at' | 'state'>): string | null {
  if (received_at === null) return 'Đã hủy tiếp nhận';
  return state === 'withdrawn' || state === 'closed' ? STATE_FACTS[state as State].label : null;
}

export const spanOf = (year: number): YearSpan => ({
  from: instantAt(firstDay(year)),
  to: instantAt(firstDay(year + 1)),
});

function setOf(day: LocalDate): FormSet {
  const law = findLawOn(day);
  return law ? formsOn(law, day).forms : 'TT01/2018';
}

function firstDay(year: number): LocalDate {
  return `${year}-01-01`;
}

/** The book as .xlsx, or as the form on A4. */
export async function exportBook(work: Work, agencyId: string, year: number, format: FileFormat): Promise<Attachment> {
  const book = await readBook(work, agencyId, year);
  return attach(`So theo doi ho so ${year}`, format, {
    form: () => bookForm(book),
    workbook: () => bookWorkbook(book),
  });
}
