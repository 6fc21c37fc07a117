import type { Random } from '#kernel/random.ts';
import type { DemoApplicant } from './world.ts';

const SURNAMES = 'Nguyễn Trần Lê Phạm Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Cao Mấu Tro'.split(' ');
const MIDDLES = 'Văn Thị Hữu Ngọc Minh Thanh Quốc Kim Đức Thu Anh Xuân'.split(' ');
const GIVEN =
  'An Bình Chi Dũng Giang Hà Hải Hạnh Hiền Hòa Hùng Hương Khánh Lan Linh Long Mai Minh Nam Nga Nhung Phong Phúc Quân Sơn Tâm Thảo Thúy Trang Tuấn Tùng Vân Vinh Yến'.split(
    ' ',
  );

/**
 * A person nobody is: no place of Việt Nam has the number 000 with which the identity number begins, and no network
 * has the phone's prefix. One in five comes again under the same name.
 */
export function madeUpPerson({ next }: Random, people: number): DemoApplicant {
  const one = next() % people;
  const pick = (list: readonly string[], by: number): string => list[Math.floor(one / by) % list.length] ?? '';
  const birth = `${one % 2}${50 + (Math.floor(one / 2) % 48)}`;
  return {
    name: `${pick(SURNAMES, 1)} ${pick(MIDDLES, SURNAMES.length)} ${pick(GIVEN, SURNAMES.length * MIDDLES.length)}`,
    identityNumber: `000${birth}${String(Math.floor(one / 96)).padStart(6, '0')}`,
    phone: `000${String(one).padStart(7, '0')}`,
    address: `Tổ ${(one % 12) + 1} (địa chỉ mẫu)`,
  };
}
