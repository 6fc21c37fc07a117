import { sentenceOf } from '#platform/http/problem.ts';
import type { ImportField } from '../domain/exchange/mapping.ts';
import type { RowProblem } from '../domain/exchange/imported.ts';
import { rowWords } from '../exchange-messages.vi.ts';

const FIELD_VI: Readonly<Record<ImportField, string>> = {
  code: 'mã hồ sơ',
  procedure: 'thủ tục',
  procedureCode: 'mã thủ tục',
  applicant: 'người nộp',
  owner: 'chủ hồ sơ',
  start: 'ngày tiếp nhận',
  plannedEnd: 'ngày hẹn trả',
  end: 'ngày có kết quả',
  returned: 'ngày trả kết quả',
  channel: 'hình thức nộp',
  agency: 'cơ quan',
  officer: 'cán bộ',
  status: 'trạng thái',
  note: 'ghi chú',
};

/** What is wrong with a row, for the person who has to mend it: 'thiếu mã hồ sơ; ngày hẹn trả ghi "…"'. */
export function problemsVi(problems: readonly RowProblem[]): string {
  return problems
    .map(({ code, field, value }) =>
      sentenceOf(rowWords, `dossiers.import.row.${code}`, {
        field: FIELD_VI[field as ImportField] ?? `"${field}"`,
        value,
      }),
    )
    .join('; ');
}
