import { type Random, seededRandom } from '#kernel/random.ts';
import type { DemoApplicant } from './world.ts';

/*
 * Names as they are heard at a counter: a few surnames that very many bear, middle names that tell men from women, a
 * second one now and then. How often each is drawn is made up; what matters is that the common ones are very common.
 */
const SURNAMES = weighted(
  'Nguyễn 32 Trần 11 Lê 9 Phạm 6 Huỳnh 5 Võ 4 Phan 3 Vũ 2 Trương 2 Bùi 2 Đặng 2 Đỗ 2 Ngô 2 Hồ 1.5 Dương 1.5 Đinh 1 Lý 1 Cao 1 Mai 1 Lương 1 Đoàn 1 Tạ 0.5 Hà 0.5 Kiều 0.3 Thái 0.3 Mấu 0.3 Tro 0.2',
);
const OF_WOMEN = weighted(
  'Thị 45 Ngọc 10 Thu 6 Kim 6 Thanh 6 Minh 4 Hoàng 3 Xuân 3 Mỹ 3 Bích 3 Diễm 2 Phương 3 Quỳnh 2',
);
const OF_MEN = weighted(
  'Văn 34 Hữu 8 Quốc 7 Minh 8 Đức 7 Ngọc 4 Thanh 5 Xuân 4 Công 3 Đình 4 Anh 3 Hoàng 4 Tấn 3 Trọng 2',
);
const SECOND = weighted('Ngọc 6 Thanh 6 Minh 5 Hồng 4 Kim 4 Như 3 Bảo 3 Gia 2 Tuấn 2 Phương 3 Thùy 2 Khánh 2 Nhật 2');
const GIVEN_OF_WOMEN =
  'Lan Hương Hoa Mai Thảo Trang Linh Hà Hạnh Hiền Hòa Huệ Loan Nga Nhung Oanh Phượng Quyên Tâm Thủy Thúy Thu Trinh Tuyết Uyên Vân Yến Diễm Dung Giang Hằng Hậu Liên Ly My Ngân Nhi Như Thư Tiên Trâm Vy'.split(
    ' ',
  );
const GIVEN_OF_MEN =
  'An Anh Bình Cường Chiến Dũng Duy Đạt Đông Hải Hiếu Hòa Hoàng Hùng Huy Hưng Khánh Khoa Kiên Lâm Long Lộc Lợi Minh Nam Nghĩa Nhân Phong Phú Phúc Phước Quang Quân Quý Sơn Tài Tân Thành Thắng Thiện Thịnh Toàn Trí Trung Tú Tuấn Tùng Vinh Vũ'.split(
    ' ',
  );

type Draw = (draw: number) => string;

/** "Word weight Word weight …"; a word may be two. */
function weighted(list: string): Draw {
  const words: string[] = [];
  const sums: number[] = [];
  let total = 0;
  for (const [, word = '', weight = ''] of list.matchAll(/([^\d]+) ([\d.]+)(?: |$)/g)) {
    words.push(word);
    sums.push((total += Number(weight)));
  }
  return (draw) => words[sums.findIndex((sum) => sum > draw * total)] ?? words[0] ?? '';
}

/**
 * Who brings the dossier of that order: four in five are new, the others came before, whoever they were then.
 * @returns the number of the person, which is the order of the first dossier he brought
 */
export function personOf(seed: number, index: number): number {
  let person = index;
  for (;;) {
    const { uniform } = seededRandom(Math.imul(seed, 0x85ebca6b) ^ person);
    if (person === 0 || uniform() < 0.8) return person;
    person = Math.floor(uniform() * person);
  }
}

/**
 * A person nobody is: no place of Việt Nam has the number 000 with which the identity number begins, and no network
 * has the phone's prefix. The same number is the same person.
 */
export function madeUpPerson(number: number): DemoApplicant {
  const random = seededRandom(Math.imul(number, 0x9e3779b1) ^ 0x5bd1e995);
  const birth = `${number % 2}${50 + (Math.floor(number / 2) % 48)}`;
  return {
    number,
    name: nameOf(random, number % 2 === 1),
    identityNumber: `000${birth}${String(Math.floor(number / 96)).padStart(6, '0')}`,
    phone: `000${String(number).padStart(7, '0')}`,
    address: `Tổ ${(number % 12) + 1} (địa chỉ mẫu)`,
  };
}

/** The first number above all that were given away, by the last six digits of an identity number. */
export const numberAfter = (serial: number): number => (serial + 1) * 96;

function nameOf({ uniform }: Random, woman: boolean): string {
  const given = woman ? GIVEN_OF_WOMEN : GIVEN_OF_MEN;
  const second = uniform() < 0.45 ? `${SECOND(uniform())} ` : '';
  const middle = (woman ? OF_WOMEN : OF_MEN)(uniform());
  return `${SURNAMES(uniform())} ${middle} ${second}${given[Math.floor(uniform() * given.length)] ?? ''}`;
}
