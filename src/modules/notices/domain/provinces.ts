import { foldInPlace } from './fold.ts';

/** The provinces of Việt Nam before and after 2025-07-01, to restore names printed without marks. */
export const PROVINCE_NAMES: readonly (readonly [folded: string, full: string])[] =
  `An Giang, Bà Rịa - Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, Bình Định, Bình Phước, Bình Thuận, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai, Hà Giang, Hà Nam, Hà Nội, Hà Tây, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Hồ Chí Minh, Huế, Hưng Yên, Khánh Hòa, Kiên Giang, Kon Tum, Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An, Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La, Tây Ninh, Thái Bình, Thái Nguyên, Thanh Hóa, Thừa Thiên Huế, Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc, Yên Bái`
    .split(', ')
    .map((name) => [foldInPlace(name), name] as const);

const BY_FOLDED = new Map(PROVINCE_NAMES);

/** The province with that folded name, in full spelling. */
export function provinceByFolded(folded: string): string | undefined {
  return BY_FOLDED.get(folded.replace(/ ?- ?/g, ' - ').replace(/\s+/g, ' ').trim());
}
