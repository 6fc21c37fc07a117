/** Names of bodies known by shape, on folded text. `level` says what may follow: a level of government with its place. */
export interface KnownBody {
  readonly pattern: RegExp;
  readonly name: string;
  /** A level ("tỉnh", "huyện X") may follow and belongs to the name. */
  readonly level: boolean;
  /** Only together with a level: "Công an tỉnh", "Thuế tỉnh". */
  readonly levelNeeded?: boolean;
  /** Outside the government of the province: an order to it is a request. */
  readonly outside?: boolean;
  /** Written without a capital too. */
  readonly anyCase?: boolean;
}

function known(pattern: string, name: string, rest: Omit<Partial<KnownBody>, 'pattern' | 'name'> = {}): KnownBody {
  return { pattern: new RegExp(`(?:${pattern})(?![a-z0-9])`, 'y'), name, level: true, ...rest };
}

const OUTSIDE = { outside: true } as const;
const AND = ' ?(?:va|-|,|&) ?';

export const KNOWN_BODIES: readonly KnownBody[] = [
  known(
    `van phong (?:doan )?(?:dbqh|dai bieu quoc hoi)(?:,| va) (?:hdnd|hoi dong nhan dan)(?:,| va) (?:ubnd|uy ban nhan dan)`,
    'Văn phòng Đoàn ĐBQH, HĐND và UBND',
  ),
  known(
    `(?:van phong|vp) (?:doan )?(?:dbqh|dai bieu quoc hoi)(?:, | va | ?& ?)(?:hdnd|hoi dong nhan dan)`,
    'Văn phòng Đoàn ĐBQH và HĐND',
    OUTSIDE,
  ),
  known(
    `(?:van phong|vp) (?:hdnd|hoi dong nhan dan)(?:, | va | ?& ?| ?- ?)(?:ubnd|uy ban nhan dan)`,
    'Văn phòng HĐND và UBND',
  ),
  known(`(?:van phong|vp) (?:hdnd|hoi dong nhan dan)`, 'Văn phòng HĐND', OUTSIDE),
  known(`(?:van phong|vp) ?(?:ubnd|uy ban nhan dan)`, 'Văn phòng UBND'),
  known(`vpub(?:nd)?`, 'Văn phòng UBND'),
  known(`van phong chinh phu|vpcp`, 'Văn phòng Chính phủ', { level: false, ...OUTSIDE }),
  known(`(?:van phong|vp) tinh uy`, 'Văn phòng Tỉnh ủy', { level: false, ...OUTSIDE }),
  known(`(?:van phong|vp) thanh uy`, 'Văn phòng Thành ủy', { level: false, ...OUTSIDE }),
  known(
    `bch ?(?:quan su|qs)(?= (?:tinh|thanh pho|tp))|bo (?:chi huy|ch) ?(?:quan su|qs)|bo chqs`,
    'Bộ Chỉ huy Quân sự',
  ),
  known(
    `bch ?(?:bo doi bien phong|bdbp)(?= (?:tinh|thanh pho|tp))|bo (?:chi huy|ch) ?(?:bo doi bien phong|bdbp|bien phong|bp)|bo chbdbp`,
    'Bộ Chỉ huy Bộ đội Biên phòng',
  ),
  known(`(?:ban (?:chi huy|ch) ?(?:bo doi bien phong|bdbp))`, 'Ban Chỉ huy Bộ đội Biên phòng'),
  known(`bo doi bien phong|bdbp`, 'Bộ đội Biên phòng'),
  known(`(?:ban (?:chi huy|ch)|bch) ?(?:quan su|qs)|ban chqs`, 'Ban Chỉ huy Quân sự'),
  known(`bo tu lenh thu do ha noi`, 'Bộ Tư lệnh Thủ đô Hà Nội', { level: false }),
  known(`cuc thue`, 'Cục Thuế'),
  known(`chi cuc thue`, 'Chi cục Thuế'),
  known(`thue`, 'Thuế', { levelNeeded: true }),
  known(`cuc hai quan`, 'Cục Hải quan'),
  known(`chi cuc hai quan`, 'Chi cục Hải quan'),
  known(`cuc thong ke`, 'Cục Thống kê'),
  known(`chi cuc thong ke`, 'Chi cục Thống kê'),
  known(`thong ke`, 'Thống kê', { levelNeeded: true }),
  known(`cuc thi hanh an dan su|cuc thads`, 'Cục Thi hành án dân sự'),
  known(`chi cuc thi hanh an dan su|chi cuc thads`, 'Chi cục Thi hành án dân sự'),
  known(`thi hanh an dan su`, 'Thi hành án dân sự', { levelNeeded: true }),
  known(`kho bac nha nuoc|kho bac nn|kbnn`, 'Kho bạc Nhà nước'),
  known(`bao hiem xa hoi viet nam`, 'Bảo hiểm xã hội Việt Nam', { level: false, ...OUTSIDE }),
  known(`bao hiem xa hoi|bhxh`, 'Bảo hiểm xã hội'),
  known(
    `ngan hang nha nuoc(?: viet nam)? ?(?:-|,)? ?chi nhanh|nhnn ?-? ?(?:chi nhanh|cn)|ngan hang nha nuoc cn`,
    'Ngân hàng Nhà nước Chi nhánh',
  ),
  known(`ngan hang nha nuoc(?: viet nam)?|nhnn(?: ?vn| viet nam)?`, 'Ngân hàng Nhà nước'),
  known(`(?:ngan hang|nh) (?:chinh sach|cs) ?(?:xa hoi|xh)|nhcsxh`, 'Ngân hàng Chính sách xã hội'),
  known(`cuc (?:quan ly thi truong|qltt)`, 'Cục Quản lý thị trường'),
  known(`chi cuc (?:quan ly thi truong|qltt)`, 'Chi cục Quản lý thị trường'),
  known(`vien kiem sat nhan dan|vksnd`, 'Viện kiểm sát nhân dân', OUTSIDE),
  known(`toa an nhan dan|tand`, 'Tòa án nhân dân', OUTSIDE),
  known(`thanh tra bo`, 'Thanh tra Bộ', { level: false }),
  known(`cuc quan ly kham,? ?(?:-|va)? ?chua benh`, 'Cục Quản lý Khám, chữa bệnh', { level: false }),
  known(`thanh tra chinh phu`, 'Thanh tra Chính phủ', { level: false, ...OUTSIDE }),
  known(`thanh tra`, 'Thanh tra', { levelNeeded: true }),
  known(`cong an`, 'Công an', { levelNeeded: true }),
  known(`ca`, 'Công an', { levelNeeded: true }),
  known(
    `(?:ban thuong truc )?(?:(?:uy ban |ub ?)?(?:mat tran to quoc|mttq)|ubmttq) ?(?:viet nam|vn)`,
    'Ủy ban Mặt trận Tổ quốc Việt Nam',
    OUTSIDE,
  ),
  known(
    `(?:ban thuong truc )?(?:(?:uy ban |ub ?)?(?:mat tran to quoc|mttq)|ubmttq)`,
    'Ủy ban Mặt trận Tổ quốc',
    OUTSIDE,
  ),
  known(`hoi (?:lien hiep phu nu|lhpn|phu nu)(?: viet nam)?`, 'Hội Liên hiệp Phụ nữ', OUTSIDE),
  known(`hoi nong dan`, 'Hội Nông dân', OUTSIDE),
  known(`hoi (?:cuu chien binh|ccb)`, 'Hội Cựu chiến binh', OUTSIDE),
  known(`hoi chu thap do`, 'Hội Chữ thập đỏ', OUTSIDE),
  known(`tinh doan`, 'Tỉnh đoàn', { level: false, ...OUTSIDE }),
  known(`thanh doan`, 'Thành đoàn', { level: false, ...OUTSIDE }),
  known(`thi doan`, 'Thị đoàn', { level: false, ...OUTSIDE }),
  known(`huyen doan`, 'Huyện đoàn', { level: false, ...OUTSIDE }),
  known(
    `doan (?:tncs|thanh nien cong san) ho chi minh|doan thanh nien(?: cong san ho chi minh)?`,
    'Đoàn Thanh niên Cộng sản Hồ Chí Minh',
    OUTSIDE,
  ),
  known(`lien doan lao dong|ldld`, 'Liên đoàn Lao động', OUTSIDE),
  known(`lien minh (?:hop tac xa|htx)`, 'Liên minh Hợp tác xã', OUTSIDE),
  known(`hiep hoi doanh nghiep`, 'Hiệp hội Doanh nghiệp', OUTSIDE),
  known(`bao va (?:dai )?(?:phat thanh|pt) ?(?:,|va|-) ?(?:truyen hinh|th)`, 'Báo và Phát thanh, Truyền hình'),
  known(`dai phat thanh ?- ?truyen hinh`, 'Đài Phát thanh - Truyền hình'),
  known(
    `dai (?:phat thanh${AND}|phat thanh )truyen hinh|dai (?:pt ?[-&]? ?th|pt va th)`,
    'Đài Phát thanh và Truyền hình',
  ),
  known(`dai (?:truyen thanh|tt)${AND}(?:truyen hinh|th)`, 'Đài Truyền thanh - Truyền hình'),
  known(`co(?:ng)? (?:thong tin dien tu|ttdt)`, 'Cổng Thông tin điện tử'),
  known(`trung tam (?:phuc vu hanh chinh cong|pvhcc|phuc vu hcc)`, 'Trung tâm Phục vụ hành chính công'),
  known(`trung tam (?:hanh chinh cong|hcc)`, 'Trung tâm Hành chính công'),
  known(
    `(?:ban quan ly|ban ql|bql) (?:cac )?(?:khu kinh te|kkt)${AND}(?:cac )?(?:khu cong nghiep|kcn)`,
    'Ban Quản lý Khu kinh tế và khu công nghiệp',
  ),
  known(`(?:ban quan ly|ban ql|bql) cac (?:khu kinh te|kkt)`, 'Ban Quản lý các khu kinh tế'),
  known(`(?:ban quan ly|ban ql|bql) cac (?:khu cong nghiep|kcn)`, 'Ban Quản lý các khu công nghiệp'),
  known(`(?:ban quan ly|ban ql|bql) khu (?:cong nghe cao|cnc)`, 'Ban Quản lý Khu công nghệ cao'),
  known(`ban dan toc${AND}ton giao`, 'Ban Dân tộc và Tôn giáo'),
  known(`ban dan toc`, 'Ban Dân tộc'),
  known(`buu dien`, 'Bưu điện', { levelNeeded: true }),
  known(`ban thuong vu tinh uy|btv tinh uy`, 'Ban Thường vụ Tỉnh ủy', { level: false, ...OUTSIDE }),
  known(`ban thuong vu thanh uy|btv thanh uy`, 'Ban Thường vụ Thành ủy', { level: false, ...OUTSIDE }),
  known(`thuong truc tinh uy|tt\\.? ?tinh uy`, 'Thường trực Tỉnh ủy', {
    level: false,
    ...OUTSIDE,
  }),
  known(`(?:thuong truc|tt\\.?) ?(?:hdnd|hoi dong nhan dan)`, 'Thường trực HĐND', OUTSIDE),
  known(`ban can su dang (?:ubnd|uy ban nhan dan)`, 'Ban cán sự đảng UBND', OUTSIDE),
  known(
    `cac (?:huyen|thi|thanh) uy(?:,| va) (?:huyen|thi|thanh) uy(?:(?:,| va) (?:huyen|thi|thanh) uy)?(?: truc thuoc)?`,
    'các huyện ủy, thị ủy, thành ủy',
    { level: false, anyCase: true, ...OUTSIDE },
  ),
  known(`tinh uy`, 'Tỉnh ủy', { level: false, ...OUTSIDE }),
  known(`thanh uy`, 'Thành ủy', { level: false, ...OUTSIDE }),
  known(`huyen uy`, 'Huyện ủy', { level: false, ...OUTSIDE }),
  known(`quan uy`, 'Quận ủy', { level: false, ...OUTSIDE }),
  known(`thi uy`, 'Thị ủy', { level: false, ...OUTSIDE }),
  known(`hdnd|hoi dong nhan dan`, 'HĐND', { ...OUTSIDE, levelNeeded: true }),
  known(`doan (?:dbqh|dai bieu quoc hoi)`, 'Đoàn ĐBQH', OUTSIDE),
  known(
    `(?:cac )?bo,? (?:ban, )?(?:nganh,? )?(?:cac )?co quan ngang bo(?:(?:, | va )(?:cac )?co quan thuoc chinh phu)?`,
    'các bộ, ngành',
    { level: false, anyCase: true, ...OUTSIDE },
  ),
  known(`thong tan xa viet nam|ttxvn`, 'Thông tấn xã Việt Nam', { level: false, ...OUTSIDE }),
  known(`dai truyen hinh viet nam|vtv`, 'Đài Truyền hình Việt Nam', { level: false, ...OUTSIDE }),
  known(`dai tieng noi viet nam|vov`, 'Đài Tiếng nói Việt Nam', { level: false, ...OUTSIDE }),
  known(`kiem toan nha nuoc`, 'Kiểm toán nhà nước', { level: false, ...OUTSIDE }),
  known(`thu tuong chinh phu|ttcp`, 'Thủ tướng Chính phủ', { level: false, ...OUTSIDE }),
  known(`chinh phu`, 'Chính phủ', { level: false, ...OUTSIDE }),
  known(`quoc hoi`, 'Quốc hội', { level: false, ...OUTSIDE }),
];

/** Whether any of them stands here, asked once before asking which. */
export const ANY_KNOWN_BODY = new RegExp(KNOWN_BODIES.map(({ pattern }) => pattern.source).join('|'), 'y');

/** First words of names read by grammar alone, folded; the name goes on with a capital. */
export const NAME_HEADS = new RegExp(
  `(?:lien hiep cac hoi|vuon quoc gia|doanh nghiep|to giup viec|tong cong ty|vietcombank|ban quan ly|ban chi dao|ban chi huy|ban to chuc|nong truong|to cong tac|lam truong|trung doan|vien thong|hop tac xa|lien hiep|xi nghiep|lien doan|van phong|trung tam|chi nhanh|ngan hang|lien minh|cong doan|benh vien|mobifone|hoc vien|tap doan|hoi dong|bao tang|hiep hoi|quan khu|tong cuc|cao dang|agribank|dien luc|thu vien|chi cuc|viettel|cang vu|cong ty|dang uy|su doan|lu doan|dai hoc|truong|ban ql|uy ban|phong|vien|vung|tram y te|tram|bidv|vnpt|cang|doan|evn|bcd|bao|dai|quy|cuc|ban|bch|nha|bql|don|hoi|hat|khu|doi|so|bo|to|vu)(?![a-z0-9])`,
  'y',
);

/** Titles of the head of a body (người đứng đầu), folded. */
export const HEAD_TITLES =
  /(?:thu truong|lanh dao|nguoi dung dau|(?:cac )?(?:pho )?tong giam doc|(?:cac )?(?:pho )?giam doc|(?:cac )?(?:pho )?chu tich|cuc truong|chi cuc truong|tong cuc truong|vu truong|chi huy truong|hieu truong|(?:thu truong )?bo truong|thong doc|chu nhiem|vien truong|chanh an|tong bien tap|tong thanh tra|tu lenh|bi thu|truong ban|truong phong|doi truong|truong doan|to truong)(?![a-z0-9])/y;
/** Titles that are one with the name of the body: "Chánh Văn phòng UBND tỉnh". */
export const FUSED_TITLES =
  /(?:chanh|pho chanh|truong|pho truong|pho) (?=van phong|thanh tra|cong an|ban |phong |vp |dai |khoa |chi cuc|cuc |doan |so |bo )/y;

export const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})BQL(?!\p{L})/gu, 'Ban Quản lý'],
  [/(?<!\p{L})BCĐ(?!\p{L})/gu, 'Ban Chỉ đạo'],
  [/(?<!\p{L})BCH(?!\p{L})/gu, 'Ban Chỉ huy'],
  [/(?<!\p{L})(?:Ban|ban) QL(?=\s|DA|KKT|KCN)/gu, 'Ban Quản lý '],
  [/(?<!\p{L})QLDA(?!\p{L})/gu, 'Quản lý dự án'],
  [/(?<!\p{L})DA(?!\p{L})/gu, 'dự án'],
  [/(?<!\p{L})ĐTXD(?!\p{L})/gu, 'đầu tư xây dựng'],
  [/(?<!\p{L})KKT(?!\p{L})/gu, 'Khu kinh tế'],
  [/(?<!\p{L})KCN(?!\p{L})/gu, 'khu công nghiệp'],
  [/(?<!\p{L})TTĐT(?!\p{L})/gu, 'thông tin điện tử'],
  [/(?<!\p{L})Ủy ban nhân dân(?!\p{L})/giu, 'UBND'],
  [/(?<!\p{L})Hội đồng nhân dân(?!\p{L})/giu, 'HĐND'],
  [/(?<!\p{L})PCTT(?!\p{L})/gu, 'Phòng, chống thiên tai'],
  [/(?<!\p{L})TKCN(?!\p{L})/gu, 'Tìm kiếm cứu nạn'],
  [/\s*&\s*(?=Tìm|PTDS)/gu, ' và '],
];
