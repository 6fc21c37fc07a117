import { isLocalDate } from '#kernel/local-date.ts';
import { formatDay } from '#web/format.ts';
import type { AuditEntryView } from '../schema.ts';

/** What a recorded fact is called, in words. A name without an entry is shown as recorded: the log hides nothing that says something. */
const NAMES: Readonly<Record<string, string>> = {
  address: 'địa chỉ máy',
  by: 'cách',
  change: 'thay đổi',
  cooperating: 'phối hợp',
  device: 'thiết bị',
  document: 'văn bản',
  documentNumber: 'số văn bản',
  dueOn: 'hạn',
  effectiveOn: 'hiệu lực từ',
  fields: 'đã sửa',
  files: 'tệp',
  issuedOn: 'ngày ban hành',
  issuer: 'cơ quan ban hành',
  leads: 'chủ trì',
  leaf: 'tiêu chí',
  login: 'tên đăng nhập',
  name: 'tên',
  number: 'số, ký hiệu',
  percent: 'tiến độ %',
  period: 'kỳ',
  product: 'kết quả phải có',
  reason: 'lý do',
  role: 'vai trò',
  signer: 'người ký',
  stage: 'giai đoạn',
  state: 'trạng thái',
  subject: 'trích yếu',
  tasks: 'nhiệm vụ',
  text: 'nội dung',
  title: 'chức danh',
};

const SUBJECTS: Readonly<Record<string, string>> = {
  account: 'Tài khoản',
  agency: 'Cơ quan',
  'calendar-day': 'Ngày trong lịch',
  calendar: 'Lịch',
  notice: 'Văn bản',
  obligation: 'Việc phải làm',
  'criteria-set': 'Bộ tiêu chí',
  'par-comments': 'Đợt góp ý bộ tiêu chí',
  'par-proposal': 'Kiến nghị về tiêu chí',
  'par-round': 'Đợt chấm điểm',
  'par-sheet': 'Phiếu chấm điểm',
  person: 'Người',
  post: 'Chức danh',
  task: 'Nhiệm vụ',
};

/** Ids and checksums tell a person nothing; they stay in the log and out of the sentence. */
const OPAQUE = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64})$/;

/** "hạn: 30/03/2018 · chủ trì: Sở Nội vụ": what was recorded that a reader can use, in the order of the record. */
export function detailsOf({ data }: Pick<AuditEntryView, 'data'>): string {
  return Object.entries(data)
    .flatMap(([key, value]) => {
      const said = wordsOf(value);
      return said === '' ? [] : [`${NAMES[key] ?? key}: ${said}`];
    })
    .join(' · ');
}

function wordsOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'có' : 'không';
  if (typeof value === 'string') return OPAQUE.test(value) ? '' : isLocalDate(value) ? formatDay(value) : value;
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join('; ');
  if (value && typeof value === 'object') {
    const parts = Object.entries(value).filter(([key]) => !OPAQUE.test(key));
    if (parts.length === 0) return String(Object.keys(value).length);
    return parts.flatMap(([key, part]) => (wordsOf(part) ? [`${NAMES[key] ?? key} ${wordsOf(part)}`] : [])).join(', ');
  }
  return '';
}

/** "Nhiệm vụ …a1b2": the kind of thing and the tail of its id, enough to tell two apart. */
export function subjectOf({ subjectKind, subjectId }: Pick<AuditEntryView, 'subjectKind' | 'subjectId'>): string {
  const kind = SUBJECTS[subjectKind] ?? subjectKind;
  return OPAQUE.test(subjectId)
    ? `${kind} …${subjectId.slice(-4)}`
    : subjectId === 'all'
      ? kind
      : `${kind} ${subjectId}`;
}
