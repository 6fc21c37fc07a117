import { type Annex, type Block, formatNumber, type Report, type Table } from '#modules/documents/public.ts';
import type { UnitEffect } from '../domain/analysis/proposal-effect.ts';
import { leavesTable } from '../domain/proposal.ts';
import { type Official, type ProposalExport, reportOf } from './data.ts';
import { citation, index, METHODS, points, reasonInWords, share } from './wording.ts';

/**
 * Công văn kiến nghị: the criterion, the figures against it, precedents, what is proposed, and what it would do to
 * every unit. Figures come from the analysis and are told as what they are: a simulation on the figures at hand.
 */
export function proposalLetter(data: ProposalExport, official: Official): Report {
  const { effect, set, precedents, reasons } = data;
  const { leaf } = effect;
  const issuer = official.head.issuer;
  const body: Block[] = [
    {
      kind: 'paragraph',
      text: `Qua đánh giá, chấm điểm theo ${citation(set)}, ${issuer} nhận thấy tiêu chí ${leaf.code} “${leaf.name}” (${points(leaf.max)} điểm) chưa hợp lý và kiến nghị như sau:`,
    },
    { kind: 'heading', level: 2, text: 'Tiêu chí và quy tắc chấm điểm hiện hành' },
    {
      kind: 'paragraph',
      text: `Tiêu chí ${leaf.code} “${leaf.name}”: tối đa ${points(leaf.max)} điểm; phương pháp: ${METHODS[leaf.method].toLocaleLowerCase('vi')}. Quy tắc: ${ended(data.presentRule)}`,
    },
    { kind: 'heading', level: 2, text: 'Lý do kiến nghị' },
    ...reasons.map((text): Block => ({ kind: 'item', text: ended(text) })),
    ...evidenceOf(data).map((text): Block => ({ kind: 'item', text })),
    ...(precedents.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: 'Tiền lệ' } as const,
          ...precedents.map(({ source, what }): Block => ({ kind: 'item', text: `${source}: ${ended(what)}` })),
        ]),
    { kind: 'heading', level: 2, text: 'Nội dung kiến nghị' },
    ...requestOf(data).map((text): Block => ({ kind: 'paragraph', text })),
    { kind: 'heading', level: 2, text: 'Tác động' },
    { kind: 'paragraph', text: impactOf(data) },
    ...(data.reading.length === 0
      ? []
      : [
          { kind: 'paragraph', text: 'Khi mô phỏng, số liệu hiện có được đọc theo quy tắc đề nghị như sau:' } as const,
          ...data.reading.map((text): Block => ({ kind: 'item', text: ended(text) })),
        ]),
    { kind: 'paragraph', text: `${issuer} kính đề nghị ${data.to.join(', ')} xem xét, quyết định./.` },
  ];
  const subject = `kiến nghị điều chỉnh tiêu chí ${leaf.code} của Chỉ số cải cách hành chính`;
  return reportOf(official, set, { kind: 'letter', subject, to: data.to }, body, [
    figuresAnnex(data),
    effectAnnex(data),
  ]);
}

/** What the analysis found, told once each. */
function evidenceOf({ effect }: ProposalExport): string[] {
  const { diagnosis, reason, units } = effect;
  return [
    ...(reason.before ? [`Theo số liệu của ${units.length} đơn vị, ${reasonInWords(reason.before)}.`] : []),
    weightInWords(diagnosis),
    `Khi không tính tiêu chí này, thứ hạng mỗi đơn vị thay đổi bình quân ${formatNumber(diagnosis.rankDamage, 2)} bậc.`,
  ];
}

function weightInWords({ nominalWeight, effectiveWeight }: ProposalExport['effect']['diagnosis']): string {
  const says = `Tiêu chí chiếm ${share(nominalWeight)} tổng điểm`;
  // What correlates with nothing, or against the total, decides nothing; a share below zero would only puzzle.
  if (effectiveWeight < 0.0005) return `${says} nhưng không góp phần phân biệt các đơn vị.`;
  const compared = effectiveWeight > nominalWeight ? 'nhưng quyết định tới' : 'nhưng chỉ quyết định';
  return `${says} ${compared} ${share(effectiveWeight)} chênh lệch tổng điểm giữa các đơn vị.`;
}

function requestOf({ effect, proposed }: ProposalExport): string[] {
  const { change, leaf } = effect;
  const named = proposed
    ? [`Tên tiêu chí đề nghị: “${proposed.name}”.`, `Quy tắc đề nghị: ${ended(proposed.rule)}`]
    : [];
  switch (change.kind) {
    case 'drop':
      return [
        `Không sử dụng tiêu chí ${leaf.code} “${leaf.name}”; ${points(leaf.max)} điểm của tiêu chí được phân bổ lại cho các tiêu chí khác.`,
        ...named,
      ];
    case 'reweight':
      return [
        `Điều chỉnh điểm tối đa của tiêu chí ${leaf.code} từ ${points(leaf.max)} điểm thành ${points(change.max)} điểm.`,
        ...named,
      ];
    case 'bonus':
      return [
        `Chuyển tiêu chí ${leaf.code} “${leaf.name}” thành nội dung tính điểm thưởng, tối đa ${points(change.max)} điểm; ${points(leaf.max)} điểm của tiêu chí không còn trong điểm tối đa.`,
        ...named,
      ];
    case 'penalty':
      return [
        `Chuyển tiêu chí ${leaf.code} “${leaf.name}” thành nội dung tính điểm trừ, trừ tối đa ${points(change.max)} điểm; ${points(leaf.max)} điểm của tiêu chí không còn trong điểm tối đa.`,
        ...named,
      ];
    case 'replace-rule':
      return [`Thay quy tắc chấm điểm của tiêu chí ${leaf.code}, điểm tối đa ${points(change.max)} điểm.`, ...named];
  }
}

function impactOf({ effect, unitNames, basis }: ProposalExport): string {
  const { units, moved, meanPlaces, mostMoved, reason } = effect;
  const carried =
    basis.scaled === 0
      ? ''
      : ` (${basis.exact} đơn vị tính lại từ số liệu gốc, ${basis.scaled} đơn vị giữ tỷ lệ điểm đã đạt)`;
  const besides = effect.change.kind === 'bonus' || effect.change.kind === 'penalty' ? ' khác' : '';
  const simulated = `Mô phỏng trên số liệu của ${units.length} đơn vị${carried}, không tính điểm thưởng và điểm trừ${besides}: `;
  const after =
    !leavesTable(effect.change.kind) && reason.before
      ? reason.after
        ? ' Sau điều chỉnh, số liệu vẫn cho thấy hạn chế nêu trên.'
        : ' Sau điều chỉnh, số liệu không còn cho thấy hạn chế nêu trên.'
      : '';
  if (!mostMoved) return `${simulated}không đơn vị nào thay đổi thứ hạng.${after} Chi tiết tại Phụ lục II.`;
  const way = mostMoved.places > 0 ? 'lên' : 'xuống';
  return `${simulated}${moved} đơn vị thay đổi thứ hạng, bình quân ${formatNumber(meanPlaces, 2)} bậc; thay đổi nhiều nhất là ${nameOf(unitNames, mostMoved)}, từ hạng ${mostMoved.rank.before} ${way} hạng ${mostMoved.rank.after}.${after} Chi tiết tại Phụ lục II.`;
}

function figuresAnnex({ effect }: ProposalExport): Annex {
  const { diagnosis, leaf, units } = effect;
  const rows: [string, string][] = [
    ['Số đơn vị so sánh', formatNumber(units.length, 0)],
    ['Điểm tối đa', points(leaf.max)],
    ['Độ lệch chuẩn giữa các đơn vị (điểm)', points(diagnosis.spread)],
    ['Tỷ lệ đơn vị đạt điểm tối đa', share(diagnosis.shareAtMax)],
    ['Tỷ lệ đơn vị không có điểm', share(diagnosis.shareAtZero)],
    [
      'Phần chênh lệch do sai số',
      diagnosis.noiseShare === undefined ? 'Không có chênh lệch' : share(diagnosis.noiseShare),
    ],
    [
      'Tương quan với tổng điểm còn lại',
      diagnosis.itemRest === undefined ? 'Không xác định' : formatNumber(diagnosis.itemRest, 2),
    ],
    ['Trọng số danh nghĩa', share(diagnosis.nominalWeight)],
    ['Trọng số thực tế', share(diagnosis.effectiveWeight)],
    ['Thay đổi thứ hạng bình quân khi bỏ tiêu chí (bậc)', formatNumber(diagnosis.rankDamage, 2)],
    [
      'Tiêu chí giống nhất',
      diagnosis.twin
        ? `${diagnosis.twin.code} (tương quan ${formatNumber(diagnosis.twin.correlation, 2)})`
        : 'Không có',
    ],
    ['Đơn vị tự tác động được', leaf.controllable === null ? 'Chưa đánh giá' : leaf.controllable ? 'Có' : 'Không'],
  ];
  return {
    title: `Số liệu phân tích tiêu chí ${leaf.code}`,
    body: [
      {
        kind: 'table',
        columns: [{ width: 8, align: 'center' }, { width: 60 }, { width: 32, align: 'right' }],
        head: [['STT', 'Chỉ tiêu', 'Giá trị'].map((text) => ({ text }))],
        rows: rows.map(([name, value], at) => ({ cells: [String(at + 1), name, value] })),
      },
    ],
  };
}

function effectAnnex({ effect, unitNames }: ProposalExport): Annex {
  const table: Table = {
    kind: 'table',
    numberedColumns: true,
    size: 11,
    columns: [
      { width: 6, align: 'center' },
      { width: 30 },
      { width: 11, format: 'decimal' },
      { width: 10, align: 'right' },
      { width: 7, align: 'center' },
      { width: 11, format: 'decimal' },
      { width: 10, align: 'right' },
      { width: 7, align: 'center' },
      { width: 14, align: 'center' },
    ],
    head: [
      [
        { text: 'STT', rows: 2 },
        { text: 'Đơn vị', rows: 2 },
        { text: 'Hiện hành', columns: 3 },
        { text: 'Theo kiến nghị', columns: 3 },
        { text: 'Thay đổi thứ hạng', rows: 2 },
      ],
      ['Điểm', 'Chỉ số', 'Hạng', 'Điểm', 'Chỉ số', 'Hạng'].map((text) => ({ text })),
    ],
    rows: [...effect.units]
      .sort((a, b) => a.rank.before - b.rank.before || nameOf(unitNames, a).localeCompare(nameOf(unitNames, b), 'vi'))
      .map((one, at) => ({
        cells: [
          String(at + 1),
          nameOf(unitNames, one),
          one.points.before / 100,
          index(one.indexHundredths.before),
          String(one.rank.before),
          one.points.after / 100,
          index(one.indexHundredths.after),
          String(one.rank.after),
          one.places === 0 ? '0' : one.places > 0 ? `Lên ${one.places}` : `Xuống ${-one.places}`,
        ],
      })),
  };
  return { title: 'Mô phỏng tác động đến từng đơn vị', body: [table] };
}

function nameOf(names: ReadonlyMap<string, string>, { unit }: UnitEffect): string {
  return names.get(unit) ?? unit;
}

/** With a full stop, unless the text brings its own. */
function ended(text: string): string {
  return /[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
