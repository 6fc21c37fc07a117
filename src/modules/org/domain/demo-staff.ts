import { searchKey } from '#kernel/vietnamese.ts';
import type { Agency } from './agency.ts';

/** A post of the demonstration, with the word its holder signs in by. */
export interface StaffPlace {
  readonly slot: string;
  readonly title: string;
  readonly role:
    | 'provincial-leader'
    | 'office-clerk'
    | 'agency-head'
    | 'agency-clerk'
    | 'officer'
    | 'reform-monitor'
    | 'administrator'
    | 'auditor';
}

/** Chức danh của người đứng đầu, by the kind of agency and what its name begins with. */
const HEADS: readonly (readonly [kind: string, name: RegExp, title: string])[] = [
  ['uy_ban_nhan_dan', /./, 'Chủ tịch'],
  ['hoi_dong_nhan_dan', /./, 'Chủ tịch'],
  ['van_phong', /./, 'Chánh Văn phòng'],
  ['co_quan_tuong_duong_so', /^Thanh tra/, 'Chánh Thanh tra'],
  ['co_quan_tuong_duong_so', /./, 'Trưởng ban'],
  ['ban_quan_ly', /./, 'Trưởng ban'],
  ['nganh_doc', /^Cục/, 'Cục trưởng'],
  ['nganh_doc', /^Thuế/, 'Trưởng Thuế tỉnh'],
  ['don_vi_su_nghiep', /^Trường/, 'Hiệu trưởng'],
  ['co_quan_dang', /^Ban/, 'Trưởng ban'],
  ['co_quan_dang', /./, 'Chánh Văn phòng'],
  ['bao_dai', /./, 'Tổng Biên tập'],
  ['mat_tran_doan_the', /./, 'Chủ tịch'],
  ['to_chuc_phoi_hop', /^Tổ/, 'Tổ trưởng'],
  ['to_chuc_phoi_hop', /^Hội đồng/, 'Chủ tịch Hội đồng'],
  ['to_chuc_phoi_hop', /./, 'Trưởng ban'],
  ['phong_thuoc_so', /./, 'Trưởng phòng'],
  ['cong_thong_tin', /./, 'Trưởng Ban Biên tập'],
];

/** "Giám đốc" of most; the deputy's title is "Phó" before it. */
export function headTitle(agency: Pick<Agency, 'kind' | 'name'>): string {
  return HEADS.find(([kind, name]) => kind === agency.kind && name.test(agency.name))?.[2] ?? 'Giám đốc';
}

/** The posts an agency has in a demonstration: the usual five, and those its part in the work asks for. */
export function staffOf(agency: Pick<Agency, 'kind' | 'name' | 'level' | 'code'>): StaffPlace[] {
  const head = headTitle(agency);
  if (agency.kind === 'uy_ban_nhan_dan' && agency.level === 'tinh') {
    return [
      { slot: 'chutich', title: 'Chủ tịch UBND tỉnh (trình diễn)', role: 'provincial-leader' },
      {
        slot: 'pct1',
        title: 'Phó Chủ tịch UBND tỉnh phụ trách cải cách hành chính (trình diễn)',
        role: 'provincial-leader',
      },
      { slot: 'pct2', title: 'Phó Chủ tịch UBND tỉnh phụ trách kinh tế (trình diễn)', role: 'provincial-leader' },
      {
        slot: 'pct3',
        title: 'Phó Chủ tịch UBND tỉnh phụ trách văn hóa - xã hội (trình diễn)',
        role: 'provincial-leader',
      },
    ];
  }
  const usual: StaffPlace[] = [
    { slot: 'truong', title: head, role: 'agency-head' },
    { slot: 'pho', title: `Phó ${head}`, role: 'agency-head' },
    { slot: 'vanthu', title: 'Văn thư', role: 'agency-clerk' },
    { slot: 'cv1', title: 'Chuyên viên', role: 'officer' },
    { slot: 'cv2', title: 'Chuyên viên', role: 'officer' },
  ];
  if (isProvincialOffice(agency)) {
    return [
      ...usual,
      { slot: 'theodoi', title: 'Chuyên viên theo dõi chỉ đạo, điều hành', role: 'office-clerk' },
      { slot: 'tonghop', title: 'Chuyên viên tổng hợp', role: 'office-clerk' },
      { slot: 'quantri', title: 'Quản trị hệ thống', role: 'administrator' },
    ];
  }
  if (agency.name === 'Sở Nội vụ')
    return [...usual, { slot: 'cchc', title: 'Chuyên viên theo dõi cải cách hành chính', role: 'reform-monitor' }];
  if (agency.name === 'Thanh tra tỉnh')
    return [...usual, { slot: 'kiemtra', title: 'Thanh tra viên kiểm tra nhật ký hệ thống', role: 'auditor' }];
  return usual;
}

/** Văn phòng UBND tỉnh, which issues and follows directives; not the office of the council. */
export function isProvincialOffice(agency: Pick<Agency, 'kind' | 'name'>): boolean {
  return agency.kind === 'van_phong' && agency.name.startsWith('Văn phòng Ủy ban nhân dân');
}

/** "stttt", "ubnd.camlam", "ubndxa.camlam": what the sign-in names of an agency's people begin with. */
export function demoSlug(agency: Pick<Agency, 'code' | 'kind' | 'level' | 'name'>): string {
  const letters = (text: string) => searchKey(text).replace(/[^a-z0-9]/g, '');
  if (agency.kind === 'uy_ban_nhan_dan' && agency.level !== 'tinh') {
    const place = agency.name.replace(/^Ủy ban nhân dân (?:thành phố|thị xã|huyện|phường|xã|thị trấn|đặc khu) /, '');
    return `${agency.level === 'huyen' ? 'ubnd' : 'ubndxa'}.${letters(place)}`;
  }
  return letters(agency.code.split('.').slice(1).join('')) || letters(agency.code);
}

/** Họ, with some of the Raglai and Chăm, and tên. "Mẫu" (sample) stands between, so that no living person is named. */
const FAMILY_NAMES =
  'Nguyễn,Trần,Lê,Phạm,Hoàng,Phan,Vũ,Đặng,Bùi,Đỗ,Hồ,Ngô,Dương,Lý,Cao,Pi Năng,Bo Bo,Ka Tơr,Đàng'.split(',');
const GIVEN_NAMES = (
  'An,Ân,Bình,Cẩm,Chi,Cường,Dung,Duyên,Đạt,Điệp,Giang,Hà,Hải,Hạnh,Hiền,Hòa,Huệ,Khánh,Khoa,Lam,Lan,' +
  'Linh,Long,Mai,Minh,Nam,Nga,Ngọc,Nhung,Phúc,Phương,Quang,Quyên,Sơn,Tâm,Thảo,Thủy,Trang,Tuấn,Uyên,Yến'
).split(',');

/** How many different invented names there are: the two lists have no common divisor. */
export const DEMO_NAMES = FAMILY_NAMES.length * GIVEN_NAMES.length;

/** The n-th invented name: "Nguyễn Mẫu An"; all are different up to `DEMO_NAMES`. */
export function demoName(n: number): string {
  return `${FAMILY_NAMES[n % FAMILY_NAMES.length]} Mẫu ${GIVEN_NAMES[n % GIVEN_NAMES.length]}`;
}
