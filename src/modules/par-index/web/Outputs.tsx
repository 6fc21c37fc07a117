import { defineMessages, useMessages } from '#web/i18n/messages.ts';
import classes from './sheet.module.css';

const words = defineMessages(
  {
    title: 'Tải về để nộp',
    summary: 'Bảng tổng hợp (Excel)',
    report: 'Báo cáo tự chấm (Word)',
    reportPdf: 'Báo cáo tự chấm (PDF)',
    reportXlsx: 'Báo cáo tự chấm (Excel)',
    explanations: 'Giải trình (Word)',
    explanationsXlsx: 'Giải trình (Excel)',
    evidence: 'Danh mục tài liệu (Excel)',
    difficulties: 'Khó khăn, kiến nghị (Word)',
    difficultiesXlsx: 'Khó khăn, kiến nghị (Excel)',
    ministry: 'Bảng chép sang phần mềm của Bộ (Excel)',
  },
  {
    title: 'Download to hand in',
    summary: 'Summary table (Excel)',
    report: 'Self-assessment report (Word)',
    reportPdf: 'Self-assessment report (PDF)',
    reportXlsx: 'Self-assessment report (Excel)',
    explanations: 'Explanations (Word)',
    explanationsXlsx: 'Explanations (Excel)',
    evidence: 'List of evidence (Excel)',
    difficulties: 'Difficulties and requests (Word)',
    difficultiesXlsx: 'Difficulties and requests (Excel)',
    ministry: "Sheet to copy into the Ministry's system (Excel)",
  },
);

const FILES = [
  ['summary', 'bang-tong-hop.xlsx'],
  ['report', 'bao-cao.docx'],
  ['reportPdf', 'bao-cao.pdf'],
  ['reportXlsx', 'bao-cao.xlsx'],
  ['explanations', 'giai-trinh.docx'],
  ['explanationsXlsx', 'giai-trinh.xlsx'],
  ['evidence', 'tai-lieu-kiem-chung.xlsx'],
  ['difficulties', 'kho-khan-kien-nghi.docx'],
  ['difficultiesXlsx', 'kho-khan-kien-nghi.xlsx'],
  ['ministry', 'phieu-nhap-lieu.xlsx'],
] as const;

/** What the unit hands in, in the forms officials use; each file holds no more than this page shows. */
export function Outputs({ sheetId }: { readonly sheetId: string }) {
  const m = useMessages(words);
  return (
    <details className={`${classes.outputs} dh-no-print`}>
      <summary>{m.title}</summary>
      <ul>
        {FILES.map(([label, name]) => (
          <li key={name}>
            <a href={`/api/par/sheets/${sheetId}/outputs/${name}`} download>
              {m[label]}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
