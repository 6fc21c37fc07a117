import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { addDays } from '#kernel/local-date.ts';

/** The columns of a made-up follow-up book, as `MAPPING` names them. */
const HEADING = [
  'Mã hồ sơ',
  'Tên thủ tục',
  'Người nộp',
  'Ngày tiếp nhận',
  'Ngày hẹn trả',
  'Ngày có kết quả',
  'Ngày trả kết quả',
  'Hình thức',
  'Đơn vị giải quyết',
  'Cán bộ',
];

/** How the made-up book is read. */
export const MAPPING = {
  source: 'so-phat-sinh',
  format: 'csv',
  dateFormats: ['dd/MM/yyyy HH:mm'],
  fields: {
    code: 'Mã hồ sơ',
    procedure: 'Tên thủ tục',
    applicant: 'Người nộp',
    start: 'Ngày tiếp nhận',
    plannedEnd: 'Ngày hẹn trả',
    end: 'Ngày có kết quả',
    returned: 'Ngày trả kết quả',
    channel: 'Hình thức',
    agency: 'Đơn vị giải quyết',
    officer: 'Cán bộ',
  },
} as const;

const PROCEDURES = [
  'Cấp giấy phép xây dựng nhà ở riêng lẻ',
  'Đăng ký kết hôn',
  'Cấp bản sao trích lục hộ tịch',
  'Đăng ký biến động quyền sử dụng đất',
  'Cấp lại giấy chứng nhận đăng ký hộ kinh doanh',
];
const AGENCIES = ['Sở Nội vụ', 'Sở Tài nguyên và Môi trường', 'Sở Xây dựng', 'Sở Tư pháp', 'Đơn vị không có thật'];
const CHANNELS = ['Trực tiếp', 'Trực tuyến', 'Bưu chính'];
const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ'];
const GIVEN = ['Thị Hồng Ánh', 'Văn Đức', 'Quốc Khánh', 'Thị Mỹ Hạnh', 'Minh Tuấn', 'Thị Thu Hương'];

export interface BookCounts {
  readonly onTime: number;
  readonly late: number;
  readonly open: number;
}

/**
 * Writes a made-up follow-up book of `size` dossiers to a .csv file; the same size always makes the same file.
 * @returns how many of its finished dossiers kept their day, and how many are not finished
 */
export async function writeBook(path: string, size: number): Promise<BookCounts> {
  const file = createWriteStream(path);
  const counts = { onTime: 0, late: 0, open: 0 };
  file.write(`\ufeff${HEADING.join(';')}\r\n`);
  let lines = '';
  for (let index = 0; index < size; index += 1) {
    lines += lineOf(index, counts);
    if (index % 2000 !== 1999) continue;
    if (!file.write(lines)) await once(file, 'drain');
    lines = '';
  }
  file.end(lines);
  await once(file, 'close');
  return counts;
}

function lineOf(index: number, counts: { onTime: number; late: number; open: number }): string {
  const noise = scrambled(index);
  const received = addDays('2015-01-05', noise % 1100);
  const limit = 3 + ((noise >>> 3) % 25);
  const isOpen = noise % 40 === 0;
  const isLate = noise % 9 === 0;
  const took = isLate ? limit + 1 + ((noise >>> 5) % 10) : Math.max(0, limit - ((noise >>> 5) % 5));
  counts[isOpen ? 'open' : isLate ? 'late' : 'onTime'] += 1;
  const hour = (of: number) => `${String(7 + (of % 10)).padStart(2, '0')}:${String((of >>> 4) % 60).padStart(2, '0')}`;
  const finished = isOpen ? '' : `${written(addDays(received, took))} ${hour(noise >>> 7)}`;
  const returned = isOpen ? '' : `${written(addDays(received, took + 2))} 09:15`;
  return `${[
    `PS-${String(index).padStart(8, '0')}`,
    pick(PROCEDURES, noise),
    `${pick(FAMILY, noise >>> 2)} ${pick(GIVEN, noise >>> 6)}`,
    `${written(received)} ${hour(noise)}`,
    `${written(addDays(received, limit))} 17:00`,
    finished,
    returned,
    pick(CHANNELS, noise >>> 4),
    pick(AGENCIES, noise >>> 9),
    `Cán bộ ${(noise >>> 11) % 300}`,
  ].join(';')}\r\n`;
}

const pick = (list: readonly string[], at: number) => list[at % list.length] ?? '';
const written = (day: string) => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;

/** Spreads an index over 31 bits: neighbours are nothing alike, and every run is. */
function scrambled(index: number): number {
  let x = Math.imul(index + 1, 0x9e3779b1);
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  return (x ^ (x >>> 13)) >>> 1;
}
