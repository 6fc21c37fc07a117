import type { PaperForm, Table } from '#modules/documents/public.ts';
import type { ControlSlip, FormDossier, HandOver } from './data.ts';
import { field, slip } from './parts.ts';
import { momentInWords } from './wording.ts';

const RESULTS = { early: 'Trước hạn', 'on-time': 'Đúng hạn', late: 'Quá hạn' } as const;
/** Lines left for hand-overs that are still to come. */
const TO_COME = 2;

/** Form 05 of TT 01/2018, 06 of TT 03/2025: phiếu kiểm soát quá trình giải quyết hồ sơ, which travels with the dossier. */
export function controlForm(dossier: FormDossier, control: ControlSlip): PaperForm {
  const { owner, applicant } = dossier;
  const coordinating = control.coordinating.join('; ');
  return slip(dossier, 'Phiếu kiểm soát quá trình giải quyết hồ sơ', {
    number: `Mã hồ sơ: ${dossier.code}`,
    subtitle: '(Chuyển kèm theo hồ sơ)',
    body: [
      field('Chủ hồ sơ', (owner ?? applicant).name, true),
      field('Nội dung yêu cầu giải quyết', dossier.procedureName),
      field('Thời gian nhận hồ sơ', momentInWords(dossier.receivedAt)),
      field('Thời gian trả kết quả', momentInWords(dossier.dueAt)),
      field('Cơ quan chủ trì giải quyết', control.agencyName),
      field('Cơ quan phối hợp', coordinating === '' ? null : coordinating),
      handOverTable(control.handOvers),
    ],
    signatures: [],
  });
}

function handOverTable(made: readonly HandOver[]): Table {
  const blank: HandOver = {
    from: '............................',
    to: '............................',
    at: null,
    fromPerson: null,
    toPerson: null,
    result: null,
    note: null,
  };
  const lines = [...made, ...Array.from({ length: TO_COME }, () => blank)];
  return {
    kind: 'table',
    size: 8.5,
    columns: [
      { width: 34 },
      { width: 24, align: 'center' },
      { width: 24, align: 'center' },
      { width: 15, align: 'center' },
      { width: 13 },
    ],
    head: [
      [
        { text: 'Tên cơ quan, đơn vị', rows: 2 },
        { text: 'Thời gian giao, nhận hồ sơ', columns: 2 },
        { text: 'Kết quả giải quyết', rows: 2 },
        { text: 'Ghi chú', rows: 2 },
      ],
      [{ text: 'Người giao' }, { text: 'Người nhận' }],
    ],
    rows: lines.flatMap(({ from, to, at, fromPerson, toPerson, result, note }) => [
      {
        cells: [
          `1. Giao: ${from}\n2. Nhận: ${to}`,
          { value: `${momentInWords(at)}`, columns: 2 },
          result === null ? '' : RESULTS[result],
          note ?? '',
        ],
      },
      { cells: ['Ký tên', `\n\n${fromPerson ?? ''}`, `\n\n${toPerson ?? ''}`, '', ''] },
    ]),
  };
}
