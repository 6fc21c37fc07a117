/**
 * The nine indicators of Điều 13–15 TT 01/2018/TT-VPCP as they were read, and what of them this system can know. An
 * indicator without data is left out (the circular's own rule), never guessed.
 */
export interface Indicator {
  readonly number: number;
  readonly name: string;
  /** What is scored 2, 1 and 0, by the circular. */
  readonly scale: string;
  /** How it is measured here; null where nothing in the system tells. */
  readonly measured: string | null;
  /** What of it was not read in a source, or is this system's own reading. */
  readonly doubt: string | null;
}

export const INDICATORS: readonly Indicator[] = [
  {
    number: 1,
    name: 'Thời gian giải quyết so với quy định',
    scale: '2: ngắn hơn; 1: bằng; 0: dài hơn',
    measured: 'Từng hồ sơ có kết quả trong tháng, ngày có kết quả so với ngày đến hạn theo quy định.',
    doubt: 'So theo ngày như biểu II.06a; hồ sơ không có hạn để ngoài.',
  },
  {
    number: 2,
    name: 'Thời gian của từng cơ quan, cả cơ quan phối hợp',
    scale: '2: ngắn hơn; 1: bằng; 0: dài hơn',
    measured:
      'Từng cơ quan trong từng hồ sơ có kết quả trong tháng, theo hạn của bước (cả các phần làm song song) và hạn cho ý kiến.',
    doubt:
      'Cơ quan có nhiều bước trong một hồ sơ thì lấy bước chậm nhất. Cơ quan đang làm lúc có lỗi phần mềm hoặc đường truyền thì bước chậm trong hồ sơ đó để ngoài.',
  },
  {
    number: 3,
    name: 'Số lần người nộp phải bổ sung hồ sơ',
    scale: '2: không lần nào; 1: một lần; 0: nhiều hơn (trừ lỗi của người nộp)',
    measured: 'Số phiếu yêu cầu bổ sung của từng hồ sơ có kết quả trong tháng, cả khi tiếp nhận.',
    doubt:
      'Hệ thống không biết lần bổ sung nào do lỗi của người nộp, nên tính mọi lần. Hồ sơ nhập từ nơi khác để ngoài.',
  },
  {
    number: 4,
    name: 'Số cơ quan phải liên hệ để hoàn thiện hồ sơ',
    scale: '2: không cơ quan nào; 1: chỉ Bộ phận Một cửa; 0: nhiều hơn',
    measured: null,
    doubt: 'Hệ thống không biết người nộp đã phải liên hệ những nơi nào.',
  },
  {
    number: 5,
    name: 'Giải quyết ngay tại Bộ phận Một cửa',
    scale: '2: từ 20% số thủ tục (tỉnh), 50% (huyện), 100% (xã); 1: tiếp nhận và trả 100% tại đó; 0: ít hơn',
    measured: null,
    doubt: 'Danh mục chưa ghi thủ tục nào được giải quyết trọn vẹn tại Bộ phận Một cửa.',
  },
  {
    number: 6,
    name: 'Công khai thủ tục hành chính',
    scale: '2: niêm yết và trên mạng; 1: một trong hai; 0: không đúng, không đủ',
    measured: null,
    doubt: 'Hệ thống không theo dõi việc niêm yết.',
  },
  {
    number: 7,
    name: 'Thái độ phục vụ',
    scale: '2: trước hạn và không có phản ánh; 1: đúng hạn và không có phản ánh; 0: phản ánh đúng',
    measured: null,
    doubt: 'Hệ thống chưa nhận phản ánh, kiến nghị.',
  },
  {
    number: 8,
    name: 'Xử lý phản ánh, kiến nghị',
    scale: '2: không có, hoặc 100% đúng hạn; 1: từ 90% đúng hạn; 0: dưới 90% hoặc để kéo dài',
    measured: null,
    doubt: 'Hệ thống chưa nhận phản ánh, kiến nghị.',
  },
  {
    number: 9,
    name: 'Dịch vụ công trực tuyến',
    scale:
      '2: từ 20% số thủ tục đủ điều kiện ở mức 3, 4, từ 30% hồ sơ nộp trực tuyến và không hồ sơ nào trễ; 1: từ 15 đến dưới 30%; 0: dưới 15% hoặc có hồ sơ trực tuyến trễ, chưa xong',
    measured: 'Hồ sơ tiếp nhận trong tháng nộp trực tuyến; hồ sơ trực tuyến trễ hoặc đang quá hạn.',
    doubt: 'Mới chấm phần hồ sơ; phần thủ tục đủ điều kiện ở mức 3, 4 chưa có danh mục, chưa kiểm chứng.',
  },
];

/** Lists of dossiers behind the figures: `1-2` is indicator 1, scored 2. */
export const INDICATOR_CELLS = {
  '1-2': 'Chỉ tiêu 1: ngắn hơn quy định',
  '1-1': 'Chỉ tiêu 1: bằng quy định',
  '1-0': 'Chỉ tiêu 1: dài hơn quy định',
  '2-2': 'Chỉ tiêu 2: cơ quan làm ngắn hơn hạn của mình',
  '2-1': 'Chỉ tiêu 2: cơ quan làm đúng ngày hạn của mình',
  '2-0': 'Chỉ tiêu 2: cơ quan làm dài hơn hạn của mình',
  '3-2': 'Chỉ tiêu 3: không phải bổ sung',
  '3-1': 'Chỉ tiêu 3: bổ sung một lần',
  '3-0': 'Chỉ tiêu 3: bổ sung nhiều lần',
  '9-online': 'Chỉ tiêu 9: tiếp nhận trực tuyến trong tháng',
  '9-received': 'Chỉ tiêu 9: tiếp nhận trong tháng',
  '9-late': 'Chỉ tiêu 9: trực tuyến, trễ hoặc đang quá hạn',
} as const;
export type IndicatorCell = keyof typeof INDICATOR_CELLS;
export type IndicatorCounts = Readonly<Record<IndicatorCell, number>>;
export const CELLS = Object.keys(INDICATOR_CELLS) as readonly IndicatorCell[];

/** Indicators scored for each dossier. */
export const PER_DOSSIER = [1, 2, 3] as const;
export type MeasuredIndicator = (typeof PER_DOSSIER)[number] | 9;
export type IndicatorScores = Readonly<Record<MeasuredIndicator, number | null>>;

const LEAST_ONLINE = 0.15;
const ENOUGH_ONLINE = 0.3;

/**
 * The scores of a unit: for 1 to 3 the sum over dossiers by their number, to one decimal; for 9 by the dossiers' part
 * alone. Null where there is nothing to score.
 */
export function scoresOf(counts: IndicatorCounts): IndicatorScores {
  return { 1: average(counts, 1), 2: average(counts, 2), 3: average(counts, 3), 9: onlineScore(counts) };
}

function average(counts: IndicatorCounts, number: (typeof PER_DOSSIER)[number]): number | null {
  const [two, one, none] = [counts[`${number}-2`], counts[`${number}-1`], counts[`${number}-0`]];
  const all = two + one + none;
  return all === 0 ? null : Math.round(((2 * two + one) / all) * 10) / 10;
}

function onlineScore(counts: IndicatorCounts): number | null {
  const share = onlineShare(counts);
  if (counts['9-late'] > 0) return 0;
  if (share === null) return null;
  if (share < LEAST_ONLINE) return 0;
  return share < ENOUGH_ONLINE ? 1 : 2;
}

/** Online dossiers of all received in the period, 0 to 1; null where none was received. */
export function onlineShare(counts: IndicatorCounts): number | null {
  return counts['9-received'] === 0 ? null : counts['9-online'] / counts['9-received'];
}

/**
 * The sum of what has data, and the most that sum can be. The circular's classes (15 of 18 and so on) are for all nine:
 * from fewer nobody is put into a class here.
 */
export function sumOf(scores: IndicatorScores): { readonly sum: number; readonly most: number } {
  const known = Object.values(scores).filter((score): score is number => score !== null);
  return { sum: Math.round(known.reduce((sum, score) => sum + score, 0) * 10) / 10, most: known.length * 2 };
}

export function noCounts(): Record<IndicatorCell, number> {
  return Object.fromEntries(CELLS.map((cell) => [cell, 0])) as Record<IndicatorCell, number>;
}
