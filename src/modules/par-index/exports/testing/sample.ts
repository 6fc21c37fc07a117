import { loadDemoSets } from '../../data-files.ts';
import { proposalEffect, type ProposalChange } from '../../domain/analysis/proposal-effect.ts';
import { seededRandom } from '#kernel/random.ts';
import { type CriteriaSet, leavesOf } from '../../domain/criteria-set.ts';
import type { CommentsExport, EvidenceLine, LeafLine, Official, ProposalExport, SheetExport } from '../data.ts';

/** The demonstration set of departments: 8 fields, some 90 leaves. */
export function demoSet(): CriteriaSet {
  const set = loadDemoSets().find(({ block }) => block === 'so-ban-nganh');
  if (!set) throw new Error('no demonstration set of departments');
  return set;
}

export const OFFICIAL: Official = {
  head: {
    parent: 'Ủy ban nhân dân tỉnh Khánh Hòa',
    issuer: 'Sở Thông tin và Truyền thông',
    number: null,
    symbol: 'BC-STTTT',
    place: 'Khánh Hòa',
    date: '2018-03-05',
  },
  signature: { authority: [], position: 'Giám đốc', name: 'Người Ký Minh Họa' },
  recipients: ['Ủy ban nhân dân tỉnh', 'Sở Nội vụ', 'Lưu: VT'],
};

/**
 * A sheet in the middle of its life: seeded points on most leaves of the unit, one that does not apply, one not
 * scored yet, surveys for half of the survey leaves, evidence for two leaves of three.
 */
export function sampleSheet(over: Partial<SheetExport> = {}): SheetExport {
  const set = { ...demoSet(), bonusMax: 200, penaltyMax: 500 };
  const random = seededRandom(2017);
  const lines = new Map<string, LeafLine>();
  const evidence: EvidenceLine[] = [];
  for (const [at, leaf] of leavesOf(set.fields).entries()) {
    const max = leaf.max ?? 0;
    const got = Math.round(max * (1 - 0.5 * random.uniform() ** 2));
    if (leaf.scorer !== 'unit') {
      if (at % 2 === 0) lines.set(leaf.code, leaf.scorer === 'appraiser' ? { appraised: got } : { survey: got });
      continue;
    }
    if (at === 3) continue;
    if (at === 5) {
      lines.set(leaf.code, { self: null, note: 'Không có đơn vị trực thuộc' });
      continue;
    }
    lines.set(leaf.code, { self: got, appraised: Math.max(0, got - (at % 7 === 0 ? 25 : 0)) });
    if (at % 3 !== 0)
      evidence.push({
        number: `${at + 1}/BC-STTTT`,
        issuedOn: '2017-12-15',
        issuer: 'Sở Thông tin và Truyền thông',
        subject: `Báo cáo kết quả thực hiện ${leaf.name.toLocaleLowerCase('vi')}`,
        file: `bc-${at + 1}.pdf`,
        leaves: [{ code: leaf.code, fact: at % 5 === 0 ? '' : 'Mục II, trang 3' }],
      });
  }
  const [first, second] = leavesOf(set.fields);
  return {
    set,
    unit: 'Sở Thông tin và Truyền thông',
    asOf: '2017-12-31',
    basis: 'self',
    leaves: lines,
    bonus: { self: 300 },
    penalty: { self: 50 },
    evidence,
    difficulties: [
      {
        leaf: first?.code ?? '',
        difficulty: 'Kế hoạch của cấp trên ban hành sau thời điểm phải ban hành kế hoạch của đơn vị.',
        cause: 'Kế hoạch năm của Bộ ban hành ngày 05/01.',
        request: 'Tính thời hạn từ ngày nhận được kế hoạch của cấp trên.',
        to: 'Bộ Nội vụ',
      },
      {
        leaf: null,
        difficulty: 'Bộ tiêu chí được ban hành khi đã hết năm đánh giá.',
        cause: null,
        request: 'Ban hành bộ tiêu chí trước ngày 31/3 của năm đánh giá.',
        to: 'Bộ Nội vụ',
      },
      {
        leaf: second?.code ?? '',
        difficulty: 'Chưa bố trí kinh phí riêng.',
        cause: 'Dự toán giao chung.',
        request: 'Tách dòng kinh phí cải cách hành chính.',
        to: 'Ủy ban nhân dân tỉnh',
      },
    ],
    ...over,
  };
}

/** Twenty departments; the last leaf of the set is pure noise, and a change is proposed for it. */
export function sampleProposal(kind: ProposalChange['kind'] = 'drop'): ProposalExport {
  const set = demoSet();
  const leaves = leavesOf(set.fields).map(({ code, name, max, method, controllable }) => ({
    code,
    name,
    max: max ?? 0,
    method: method ?? ('appraised' as const),
    controllable,
  }));
  const random = seededRandom(11);
  const noisy = leaves.length - 1;
  const units = Array.from({ length: 20 }, (_, unit) => `don-vi-${unit + 1}`);
  const points: number[] = [];
  const deviations: number[] = [];
  for (const _ of units) {
    const ability = random.normal();
    for (const [at, { max }] of leaves.entries()) {
      const share = at === noisy ? 0.6 + 0.15 * random.normal() : 0.7 + 0.1 * ability + 0.1 * random.normal();
      points.push(Math.round(max * Math.min(1, Math.max(0, share))));
      deviations.push(at === noisy ? max * 0.15 : 0);
    }
  }
  const matrix = { units, leaves, points: Float64Array.from(points), deviations: Float64Array.from(deviations) };
  const leaf = leaves[noisy];
  if (!leaf) throw new Error('an empty set');
  const change: ProposalChange =
    kind === 'drop'
      ? { kind, leaf: leaf.code }
      : kind !== 'replace-rule'
        ? { kind, leaf: leaf.code, max: Math.round(leaf.max / 2) }
        : { kind, leaf: leaf.code, max: leaf.max, points: units.map((_, unit) => (unit * 7) % (leaf.max + 1)) };
  return {
    set,
    effect: proposalEffect(matrix, change),
    unitNames: new Map(units.map((unit, at) => [unit, `Sở số ${at + 1}`])),
    to: ['Bộ Nội vụ'],
    reasons: ['Kết quả phụ thuộc yếu tố ngoài phạm vi điều hành của đơn vị'],
    precedents: [
      { source: 'Thông báo kết luận ngày 26/02/2018 của Ban Chỉ đạo', what: 'xác định tiêu chí chưa hợp lý' },
    ],
    proposed: kind === 'drop' ? null : { name: leaf.name, rule: 'Đạt từ 90% trở lên được điểm tối đa' },
    basis: { exact: 0, scaled: 0 },
    reading: [],
    presentRule: 'điểm bằng điểm tối đa nhân tỷ lệ đạt được',
  };
}

export function sampleComments(): CommentsExport {
  const set = demoSet();
  const [first, second] = leavesOf(set.fields);
  return {
    set,
    asked: ['Sở Tài chính', 'Sở Y tế', 'Sở Tư pháp', 'Thanh tra tỉnh'],
    comments: [
      {
        leaf: second?.code ?? '',
        agency: 'Sở Y tế',
        text: '=Đề nghị bỏ điều kiện bố trí kinh phí',
        answer: {
          kind: 'partly',
          reason: 'Kinh phí do Sở Tài chính giao',
          by: 'Sở Nội vụ',
          change: 'Sửa điều kiện thứ ba',
        },
      },
      {
        leaf: first?.code ?? '',
        agency: 'Sở Tài chính',
        text: 'Thời hạn ban hành kế hoạch quá sớm',
        answer: { kind: 'explained', reason: 'Theo quy định của Trung ương', by: 'Sở Nội vụ', change: null },
      },
      { leaf: null, agency: 'Sở Tư pháp', text: 'Thống nhất với dự thảo', answer: null },
    ],
  };
}
