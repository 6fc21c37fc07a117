import type { ImportStatus } from './mapping.ts';
import type { Channel } from '../words.ts';
import type { ImportedEvent } from './source.ts';

/** A dossier as another software tells it (hồ sơ nhập từ phần mềm nguồn). Its dates are that software's own. */
export interface ImportedDossier {
  readonly code: string;
  readonly procedureCode: string | null;
  readonly procedureName: string | null;
  readonly applicant: string | null;
  readonly owner: string | null;
  readonly receivedAt: Date;
  /** The promised moment the source holds; null where it holds none. */
  readonly dueAt: Date | null;
  /** When the result was ready. */
  readonly finishedAt: Date | null;
  /** When the result was handed over. */
  readonly returnedAt: Date | null;
  readonly channel: Channel | null;
  readonly channelText: string | null;
  readonly agencyText: string | null;
  readonly officer: string | null;
  readonly status: ImportStatus | null;
  readonly statusText: string | null;
  readonly note: string | null;
  readonly events: readonly ImportedEvent[];
}

/** Why a row cannot be taken; the sentence of each stands in the messages under `dossiers.import.…`. */
export interface RowProblem {
  readonly code:
    | 'no_code'
    | 'code_too_long'
    | 'no_start'
    | 'bad_date'
    | 'duplicate'
    | 'bad_letters'
    | 'handled_here'
    | 'row_broken';
  readonly field: string;
  readonly value: string;
}

/** What is taken but should be looked at. */
export type RowRemark =
  | 'end-before-start'
  | 'due-before-start'
  | 'returned-before-end'
  | 'channel-unknown'
  | 'status-unknown'
  | 'finished-without-end'
  | 'event-without-time'
  | 'agency-unknown'
  | 'text-cut';

export type MappedRow =
  | {
      readonly ok: true;
      readonly row: number;
      readonly dossier: ImportedDossier;
      readonly remarks: readonly RowRemark[];
    }
  | {
      readonly ok: false;
      readonly row: number;
      readonly code: string | null;
      readonly problems: readonly RowProblem[];
      /** Nothing the mapping names stands in the row: a line of a title or a blank one, no dossier. */
      readonly empty: boolean;
    };
