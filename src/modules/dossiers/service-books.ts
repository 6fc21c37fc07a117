import { findLawOn, type FormSet, formsOn } from '#modules/procedures/domain/law.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import { asProgram, type Work } from '#platform/db/province.ts';
import type { Attachment } from '#platform/http/attachment.ts';
import { STATE_FACTS, type State } from './domain/states.ts';
import { bookForm, bookWorkbook, type FollowUpBook } from './forms/index.ts';
import { dossiersPermissions } from './permissions.ts';
import { agenciesAsked, attach, DEMONSTRATION, type FileFormat, unitOf } from './service-month.ts';
import { bookLines, enterLines } from './store/books.ts';

/**
 * The follow-up book (sổ theo dõi hồ sơ) of a receiving unit and a year. What came since it was last read is entered
 * behind the last line, so that numbers run from 1 without gaps and never change.
 * @throws Refusal `dossiers.agency_not_seen` (403)
 */
export async function readBook(work: Work, agencyId: string, year: number): Promise<FollowUpBook> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    agenciesAsked(tx, agencyId);
    const span = { from: instantAt(firstDay(year)), to: instantAt(firstDay(year + 1)) };
    const rows = await asProgram(tx, async () => {
      await enterLines(tx.db, agencyId, year, span, tx.now);
      return bookLines(tx.db, agencyId, year);
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
        note: noteOf(row.received_at, row.state as State),
      })),
    };
  });
}

function noteOf(receivedAt: Date | null, state: State): string | null {
  if (receivedAt === null) return 'Đã hủy tiếp nhận';
  return state === 'withdrawn' || state === 'closed' ? STATE_FACTS[state].label : null;
}

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
