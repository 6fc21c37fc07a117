import type { IconName } from '../components/Icon.tsx';
import type { Session } from '../session.tsx';

/** Made-up rows to look at; the gallery is built for development and tests only. */
export interface SampleTask {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly dueAt: string;
  readonly left: number;
  readonly status: 'open-overdue' | 'due-soon' | 'open-in-time' | 'done-on-time' | 'done-late';
  readonly finishedAt?: string;
}

export const NOW = '2018-04-03T09:15:00+07:00';

export const SESSION: Session = {
  person: { id: 'p1', fullName: 'Nguyễn Thị Hòa', post: 'Chuyên viên' },
  roles: ['office-clerk'],
  permissions: [],
  agency: { id: 'a1', name: 'Văn phòng UBND tỉnh' },
  province: { code: 'khanh-hoa-2018', name: 'Tỉnh Khánh Hòa', isDemonstration: true },
  clock: NOW,
};

export const TASKS: readonly SampleTask[] = [
  {
    id: '1',
    title: 'Xây dựng phần mềm nhắc việc trên nền tảng liên thông',
    lead: 'Sở Thông tin và Truyền thông',
    dueAt: '2018-03-30',
    left: -2,
    status: 'open-overdue',
  },
  {
    id: '2',
    title: 'Rà soát, lựa chọn thủ tục hành chính cung cấp trực tuyến mức độ 3, mức độ 4',
    lead: 'Văn phòng UBND tỉnh',
    dueAt: '2018-04-04T16:30:00+07:00',
    left: 1.5,
    status: 'due-soon',
  },
  {
    id: '3',
    title: 'Báo cáo kết quả tự chấm điểm Chỉ số CCHC',
    lead: 'Sở Nội vụ',
    dueAt: '2018-04-27',
    left: 17,
    status: 'open-in-time',
  },
  {
    id: '4',
    title: 'Theo dõi, đôn đốc các cơ quan còn hồ sơ tồn đọng',
    lead: 'Sở Nội vụ',
    dueAt: '2018-03-28',
    left: 0,
    status: 'done-on-time',
    finishedAt: '2018-03-26',
  },
  {
    id: '5',
    title: 'Góp ý bộ tiêu chí đánh giá, xếp hạng các sở, ngành, địa phương',
    lead: 'UBND huyện Cam Lâm',
    dueAt: '2018-03-20',
    left: 0,
    status: 'done-late',
    finishedAt: '2018-03-23',
  },
];

export const DAYS_OFF = [
  { from: '2018-03-03', to: '2018-03-04', name: 'Thứ Bảy, Chủ nhật' },
  { from: '2018-03-10', to: '2018-03-11', name: 'Thứ Bảy, Chủ nhật' },
  { from: '2018-03-17', to: '2018-03-18', name: 'Thứ Bảy, Chủ nhật' },
  { from: '2018-03-24', to: '2018-03-25', name: 'Thứ Bảy, Chủ nhật' },
  { from: '2018-03-31', to: '2018-04-01', name: 'Thứ Bảy, Chủ nhật' },
];

export const AGENCIES = [
  { id: 'a1', label: 'Sở Thông tin và Truyền thông', hint: 'STTTT · cấp tỉnh' },
  { id: 'a2', label: 'Sở Kế hoạch và Đầu tư', hint: 'SKHĐT · cấp tỉnh' },
  { id: 'a3', label: 'UBND huyện Cam Lâm', hint: 'cấp huyện' },
];

function place(path: string, vi: string, en: string, icon: IconName, order: number, group: 'work' | 'admin' = 'work') {
  const load = () => Promise.reject(new Error('the gallery has no pages'));
  return { path, nav: { label: { vi, en }, icon, order, group }, load };
}

export const PLACES = [
  place('/', 'Việc của tôi', 'My work', 'desk', 10),
  place('/van-ban', 'Văn bản', 'Documents', 'document', 20),
  place('/nhiem-vu', 'Nhiệm vụ', 'Tasks', 'task', 30),
  place('/nhac-viec', 'Nhắc việc', 'Reminders', 'bell', 40),
  place('/tong-quan', 'Tổng quan', 'Overview', 'overview', 50),
  place('/co-quan', 'Cơ quan', 'Agencies', 'building', 60),
  place('/hop-thu', 'Hộp thư trình diễn', 'Demonstration mailbox', 'mail', 70),
  place('/quan-tri/nguoi-dung', 'Người dùng', 'People', 'people', 80, 'admin'),
  place('/quan-tri/lich', 'Lịch làm việc', 'Calendar', 'calendar', 82, 'admin'),
  place('/quan-tri/nhat-ky', 'Nhật ký', 'Audit log', 'log', 84, 'admin'),
];
