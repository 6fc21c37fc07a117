import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyListAt } from './body-lists.ts';
import { foldInPlace } from './fold.ts';
import { tokenize } from './tokens.ts';

const GROUPS = ['các sở, ban, ngành', 'UBND cấp huyện'];

/** Words at the start of a sentence, the bodies they name, and what is left of the sentence. */
const CASES: readonly (readonly [text: string, names: readonly string[], rest: string])[] = [
  [
    'Sở Văn hóa, Thể thao và Du lịch, Sở LĐ-TB&XH chủ trì',
    ['Sở Văn hóa, Thể thao và Du lịch', 'Sở Lao động - Thương binh và Xã hội'],
    'chủ trì',
  ],
  ['Sở Văn hóa và Thể thao, Du lịch rà soát', ['Sở Văn hóa và Thể thao', 'Sở Du lịch'], 'rà soát'],
  [
    'các Sở: Nội vụ, Thông tin và Truyền thông, Tài chính và Công an tỉnh',
    ['Sở Nội vụ', 'Sở Thông tin và Truyền thông', 'Sở Tài chính', 'Công an tỉnh'],
    '',
  ],
  [
    'Sở TT&TT, Sở KH-ĐT, Sở NN và PTNT, STNMT, SNV',
    [
      'Sở Thông tin và Truyền thông',
      'Sở Kế hoạch và Đầu tư',
      'Sở Nông nghiệp và Phát triển nông thôn',
      'Sở Tài nguyên và Môi trường',
      'Sở Nội vụ',
    ],
    '',
  ],
  [
    'Sở Nông nghiệp và Môi trường, Sở Dân tộc và Tôn giáo phối hợp',
    ['Sở Nông nghiệp và Môi trường', 'Sở Dân tộc và Tôn giáo'],
    'phối hợp',
  ],
  ['Giám đốc Sở Tư pháp Nguyễn Văn A kiểm tra', ['Sở Tư pháp'], 'kiểm tra'],
  [
    'Chánh Văn phòng UBND tỉnh, Chánh Thanh tra tỉnh, Trưởng Ban Dân tộc chịu',
    ['Văn phòng UBND tỉnh', 'Thanh tra tỉnh', 'Ban Dân tộc'],
    'chịu',
  ],
  ['Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các huyện, thị xã, thành phố khẩn trương', GROUPS, 'khẩn trương'],
  ['các sở, ngành, địa phương tiếp tục', GROUPS, 'tiếp tục'],
  ['Các cơ quan, đơn vị, địa phương thực hiện', GROUPS, 'thực hiện'],
  ['UBND các quận - huyện phối hợp', ['UBND cấp huyện'], 'phối hợp'],
  [
    'UBND các huyện: Cam Lâm, Vạn Ninh và thị xã Ninh Hòa tổ chức',
    ['UBND huyện Cam Lâm', 'UBND huyện Vạn Ninh', 'UBND thị xã Ninh Hòa'],
    'tổ chức',
  ],
  ['UBND các huyện, thị xã, thành phố Huế rà soát', ['UBND cấp huyện'], 'rà soát'],
  ['UBND TP. Nha Trang, UBND H. Diên Khánh', ['UBND thành phố Nha Trang', 'UBND huyện Diên Khánh'], ''],
  [
    "UBND thành phố Phan Rang - Tháp Chàm, UBND huyện Ea H'leo, UBND quận 1",
    ['UBND thành phố Phan Rang - Tháp Chàm', "UBND huyện Ea H'leo", 'UBND quận 1'],
    '',
  ],
  ['Ủy ban nhân dân các xã, phường, đặc khu niêm yết', ['UBND cấp xã'], 'niêm yết'],
  ['UBND 20 phường tổ chức', ['UBND cấp xã'], 'tổ chức'],
  ['Thủ trưởng các phòng, ban, ngành huyện báo cáo', ['các phòng, ban cấp huyện'], 'báo cáo'],
  [
    'Bộ CHQS tỉnh, Bộ Chỉ huy BĐBP tỉnh, BHXH tỉnh, Kho bạc NN tỉnh',
    ['Bộ Chỉ huy Quân sự tỉnh', 'Bộ Chỉ huy Bộ đội Biên phòng tỉnh', 'Bảo hiểm xã hội tỉnh', 'Kho bạc Nhà nước tỉnh'],
    '',
  ],
  [
    'Thuế tỉnh Hưng Yên, Kho bạc Nhà nước khu vực IV rà soát',
    ['Thuế tỉnh Hưng Yên', 'Kho bạc Nhà nước khu vực IV'],
    'rà soát',
  ],
  [
    'UBMTTQVN tỉnh, Hội LHPN tỉnh, Tỉnh Đoàn vận động',
    ['Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh', 'Hội Liên hiệp Phụ nữ tỉnh', 'Tỉnh đoàn'],
    'vận động',
  ],
  [
    'Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch tỉnh chủ trì',
    ['Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch tỉnh'],
    'chủ trì',
  ],
  ['Trung tâm Khuyến nông xây dựng tài liệu', ['Trung tâm Khuyến nông'], 'xây dựng tài liệu'],
  [
    'Ban QLDA ĐTXD huyện, Phòng Kinh tế và Hạ tầng chịu',
    ['Ban Quản lý dự án đầu tư xây dựng huyện', 'Phòng Kinh tế và Hạ tầng'],
    'chịu',
  ],
  [
    'Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh khẩn trương',
    ['Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh'],
    'khẩn trương',
  ],
  [
    'Công ty Điện lực Quảng Trị, Viễn thông Quảng Trị bảo đảm',
    ['Công ty Điện lực Quảng Trị', 'Viễn thông Quảng Trị'],
    'bảo đảm',
  ],
  [
    'Bộ trưởng các Bộ: Nội vụ, Tài chính, Lao động - Thương binh và Xã hội chỉ đạo',
    ['Bộ Nội vụ', 'Bộ Tài chính', 'Bộ Lao động - Thương binh và Xã hội'],
    'chỉ đạo',
  ],
  ['các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ gửi', ['các bộ, ngành'], 'gửi'],
];

/** Words that look like a body and are none. */
const NO_BODIES = [
  'Trường hợp phát sinh',
  'Tổ chức hội nghị',
  'Hội nghị tổng kết',
  'Báo cáo kết quả',
  'Bộ phận một cửa',
  'Phòng, chống thiên tai',
  'Ban hành kế hoạch',
  'số hồ sơ',
  'Khu vực nông thôn',
];

function read(text: string, ownProvince?: string) {
  const tokens = tokenize(text);
  const context = { text, folded: foldInPlace(text), tokens, ownProvince, withoutDistricts: false, central: false };
  const list = bodyListAt(context, 0);
  const rest = list ? text.slice(tokens[list.tokenTo]?.from ?? text.length) : text;
  return { names: list?.mentions.flatMap(({ names }) => names) ?? [], rest };
}

for (const [text, names, rest] of CASES) {
  test(`"${text}" names ${names.length}`, () => assert.deepEqual(read(text), { names, rest }));
}

test('capitals of a heading are read like running text', () => {
  assert.deepEqual(read('SỞ THÔNG TIN VÀ TRUYỀN THÔNG:').names, ['Sở Thông tin và Truyền thông']);
  assert.deepEqual(read('ỦY BAN NHÂN DÂN HUYỆN CAM LÂM').names, ['UBND huyện Cam Lâm']);
});

test('words that only look like bodies name nobody', () => {
  for (const text of NO_BODIES) assert.deepEqual(read(text).names, [], text);
});

test('the committee of the own province is "UBND tỉnh", that of another keeps its name', () => {
  assert.deepEqual(read('UBND tỉnh Khánh Hòa xem xét', 'khanh hoa').names, ['UBND tỉnh']);
  assert.deepEqual(read('UBND tỉnh Ninh Thuận xem xét', 'khanh hoa').names, ['UBND tỉnh Ninh Thuận']);
});
