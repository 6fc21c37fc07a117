import { searchKey } from '#kernel/vietnamese.ts';
import type { ImportStatus } from './mapping.ts';
import type { Channel } from '../words.ts';

/**
 * Words that one-stop software uses for channels and states, without marks. States: the twelve words of the national
 * portal and the labels of provincial software (both from secondary sources); anything else needs `values` in the mapping.
 */
const CHANNEL_WORDS: Readonly<Record<Channel, readonly string[]>> = {
  counter: ['truc tiep', 'tai quay', 'tai mot cua', 'tai bo phan mot cua', 'counter', 'desk', 'balie'],
  post: ['buu chinh', 'bcci', 'qua buu chinh', 'buu dien', 'dich vu buu chinh cong ich', 'post'],
  online: ['truc tuyen', 'online', 'internet', 'qua mang', 'dvc', 'cong dich vu cong', 'web'],
};

const STATUS_WORDS: Readonly<Record<ImportStatus, readonly string[]>> = {
  open: [
    'open',
    'receiving',
    'new',
    'processing',
    'interoperating',
    'moi dang ky',
    'duoc tiep nhan',
    'da tiep nhan',
    'dang xu ly',
    'dang giai quyet',
    'moi tiep nhan',
  ],
  stopped: [
    'waiting',
    'paying',
    'tam dung',
    'yeu cau bo sung giay to',
    'cho bo sung',
    'yeu cau thuc hien nghia vu tai chinh',
  ],
  finished: [
    'finished',
    'releasing',
    'posting',
    'da xu ly xong',
    'da giai quyet',
    'da co ket qua',
    'hoan thanh',
    'cho tra ket qua',
  ],
  returned: ['returned', 'done', 'da tra ket qua', 'da tra'],
  withdrawn: ['withdrawn', 'cancelled', 'cong dan yeu cau rut ho so', 'rut ho so', 'da rut'],
  denied: ['denied', 'khong duoc tiep nhan', 'tu choi tiep nhan'],
  closed: ['dung xu ly'],
};

const CHANNELS = index(CHANNEL_WORDS);
const STATUSES = index(STATUS_WORDS);

export function channelOf(text: string): Channel | undefined {
  return CHANNELS.get(searchKey(text));
}

export function statusOf(text: string): ImportStatus | undefined {
  return STATUSES.get(searchKey(text));
}

function index<T extends string>(words: Readonly<Record<T, readonly string[]>>): ReadonlyMap<string, T> {
  return new Map(
    (Object.entries(words) as [T, readonly string[]][]).flatMap(([value, list]) => [
      [value as string, value] as const,
      ...list.map((word) => [word, value] as const),
    ]),
  );
}
