/**
 * Fields of the specialised departments (lĩnh vực của sở, bộ) of all provinces, past and present,
 * with the abbreviations met in practice. Patterns run on folded text (lower case, no marks).
 * Sources: NĐ 24/2014, NĐ 107/2020, NĐ 150/2025 on departments of provinces; names before 2008 from
 * NĐ 171/2004. A department with a field that is not here is still read by the grammar of names.
 */
const AND = '(?: ?& ?| va | ?- ?)';
const SEP = '(?: ?[,&-] ?| va | )';
const AMP = ' ?(?:&|-|,|va )? ?';

type FieldName = readonly [canonical: string, ...patterns: string[]];

const DEPARTMENT_FIELDS: readonly FieldName[] = [
  ['Văn hóa, Thông tin, Thể thao và Du lịch', `van hoa, thong tin, the thao${AND}du lich`, `vh ?,?tt ?,?tt${AMP}dl`],
  [
    'Văn hóa, Thể thao và Du lịch',
    `van hoa(?: ?,| ?-|) ?the thao${AND}du lich`,
    `van hoa ?[,-]? ?tt${AMP}dl`,
    `vh${AMP}tt${AMP}dl`,
  ],
  ['Văn hóa, Thể thao', `van hoa, the thao(?=\\s*(?:tinh|thanh pho|huyen|$))`],
  ['Văn hóa và Thể thao', `van hoa${AND}the thao`, `vh${AMP}tt`],
  ['Văn hóa và Du lịch', `van hoa${AND}du lich`],
  ['Văn hóa - Thông tin', `van hoa ?- ?thong tin`],
  ['Văn hóa và Thông tin', `van hoa va thong tin`],
  ['Thông tin và Truyền thông', `thong tin${SEP}truyen thong`, `tt${AMP}tt`],
  ['Kế hoạch và Đầu tư', `ke hoach${SEP}dau tu`, `kh${AMP}dt`],
  [
    'Nông nghiệp và Phát triển nông thôn',
    `nong nghiep${SEP}phat trien nong thon`,
    `nong nghiep${SEP}ptnt`,
    `nn${AMP}ptnt`,
    `nn${AMP}pt nong thon`,
  ],
  ['Nông nghiệp và Môi trường', `nong nghiep${SEP}moi truong`, `nn${AMP}mt`],
  [
    'Lao động - Thương binh và Xã hội',
    `lao dong${SEP}thuong binh${SEP}xa hoi`,
    `lao dong${SEP}tb${AMP}xh`,
    `ld${AMP}tb${AMP}xh`,
  ],
  ['Tài nguyên và Môi trường', `tai nguyen${SEP}moi truong`, `tn${AMP}mt`],
  ['Giao thông vận tải - Xây dựng', `giao thong ?-? ?van tai ?- ?xay dung`, `gtvt ?- ?xd`],
  ['Giao thông vận tải', `giao thong ?-? ?van tai`, `gtvt`],
  ['Giao thông công chánh', `giao thong cong chanh`, `gtcc`],
  ['Giáo dục và Đào tạo', `giao duc${SEP}dao tao`, `gd${AMP}dt`],
  ['Giáo dục, Khoa học và Công nghệ', `giao duc, khoa hoc${AND}cong nghe`],
  ['Khoa học và Công nghệ', `khoa hoc${SEP}cong nghe`, `kh${AMP}cn`],
  ['Khoa học, Công nghệ và Môi trường', `khoa hoc, cong nghe${AND}moi truong`],
  ['Quy hoạch - Kiến trúc', `quy hoach${SEP}kien truc`, `qh${AMP}kt`],
  ['Dân tộc và Tôn giáo', `dan toc${SEP}ton giao`, `dt${AMP}tg`],
  ['Thương mại và Du lịch', `thuong mai${AND}du lich`],
  ['Thương mại - Du lịch', `thuong mai ?- ?du lich`],
  ['Bưu chính, Viễn thông', `buu chinh${SEP}vien thong`, `bcvt`],
  ['Thể dục - Thể thao', `the duc${SEP}the thao`, `tdtt`],
  ['An toàn thực phẩm', `an toan thuc pham`, `attp`],
  ['Công Thương', `cong thuong`, `ct`],
  ['Công nghiệp', `cong nghiep`],
  ['Thương mại', `thuong mai`],
  ['Nội vụ', `noi vu`, `nv`],
  ['Tư pháp', `tu phap`, `tp`],
  ['Tài chính', `tai chinh`, `tc`],
  ['Xây dựng', `xay dung`, `xd`],
  ['Y tế', `y te`, `yt`],
  ['Ngoại vụ', `ngoai vu`, `ngv`],
  ['Du lịch', `du lich`, `dl`],
  ['Thủy sản', `thuy san`],
  ['Nông nghiệp', `nong nghiep`],
  ['Dân tộc', `dan toc`],
];

const MINISTRY_FIELDS: readonly FieldName[] = [
  ['Lao động - Thương binh và Xã hội', `lao dong${SEP}thuong binh${SEP}xa hoi`, `ld${AMP}tb${AMP}xh`],
  ['Quốc phòng', `quoc phong`],
  ['Công an', `cong an`],
  ['Ngoại giao', `ngoai giao`],
  ['Công nghiệp và Thương mại', `cong nghiep va thuong mai`],
];

/** Offices of a district or a commune (phòng chuyên môn) with names no department has. */
const OFFICE_FIELDS: readonly FieldName[] = [
  ['Tài chính - Kế hoạch', `tai chinh ?- ?ke hoach`, `tc ?- ?kh`],
  ['Tài chính và Kế hoạch', `tai chinh va ke hoach`],
  ['Kinh tế và Hạ tầng', `kinh te va ha tang`],
  ['Kinh tế - Hạ tầng', `kinh te ?- ?ha tang`],
  ['Kinh tế, Hạ tầng và Đô thị', `kinh te, ha tang${AND}do thi`],
  ['Kinh tế', `kinh te`],
  ['Quản lý đô thị', `quan ly do thi`, `qldt`],
  ['Văn hóa - Xã hội', `van hoa ?- ?xa hoi`],
  ['Văn hóa và Xã hội', `van hoa va xa hoi`],
  ['Văn hóa, Khoa học và Thông tin', `van hoa, khoa hoc${AND}thong tin`],
  ['Nội vụ - Lao động - Thương binh và Xã hội', `noi vu ?- ?lao dong ?- ?thuong binh${AND}xa hoi`],
];

function compile(fields: readonly FieldName[]): (readonly [string, RegExp])[] {
  return fields.map(([canonical, ...patterns]) => [
    canonical,
    new RegExp(`(?:${patterns.join('|')})(?![a-z0-9])`, 'y'),
  ]);
}

const DEPARTMENTS = compile(DEPARTMENT_FIELDS);
const OFFICES = [...compile(OFFICE_FIELDS), ...DEPARTMENTS];
const MINISTRIES = [...compile(MINISTRY_FIELDS), ...DEPARTMENTS];

/** Initials of departments used alone in symbols and running text: "STTTT", "SNN&PTNT". */
const INITIALS: readonly (readonly [string, RegExp])[] = DEPARTMENT_FIELDS.map(([canonical, ...patterns]) => {
  const short = patterns.filter(
    (p) => /^[a-z]{2,4}(?:$|[ [(?])/.test(p) && !/[a-z]{5}/.test(p.replace(/\(\?[^)]*\)\??|\[[^\]]*\]/g, ' ')),
  );
  return [canonical, new RegExp(`s(?:${short.length > 0 ? short.join('|') : '(?!)'})(?![a-z0-9&-])`, 'y')] as const;
});

export interface FieldMatch {
  readonly name: string;
  readonly end: number;
}

interface FieldList {
  readonly fields: readonly (readonly [string, RegExp])[];
  /** Whether any of the fields stands here, asked once before asking which. */
  readonly any: RegExp;
}

function listOf(fields: readonly (readonly [string, RegExp])[]): FieldList {
  return { fields, any: new RegExp(fields.map(([, pattern]) => pattern.source).join('|'), 'y') };
}

function longest({ fields, any }: FieldList, folded: string, at: number): FieldMatch | undefined {
  any.lastIndex = at;
  if (!any.test(folded)) return undefined;
  let best: FieldMatch | undefined;
  for (const [name, pattern] of fields) {
    pattern.lastIndex = at;
    if (pattern.test(folded) && (best === undefined || pattern.lastIndex > best.end))
      best = { name, end: pattern.lastIndex };
  }
  return best;
}

const DEPARTMENT_LIST = listOf(DEPARTMENTS);
const OFFICE_LIST = listOf(OFFICES);
const MINISTRY_LIST = listOf(MINISTRIES);
const INITIALS_LIST = listOf(INITIALS);

/** The department field that stands at `at` of the folded text, the longest one. */
export function departmentField(folded: string, at: number): FieldMatch | undefined {
  return longest(DEPARTMENT_LIST, folded, at);
}

/** The field of a district office that stands at `at` of the folded text, the longest one. */
export function officeField(folded: string, at: number): FieldMatch | undefined {
  return longest(OFFICE_LIST, folded, at);
}

/** The ministry field that stands at `at` of the folded text, the longest one. */
export function ministryField(folded: string, at: number): FieldMatch | undefined {
  return longest(MINISTRY_LIST, folded, at);
}

/** A department written by its initials alone ("SNV", "STTTT"); the caller checks that they are capitals. */
export function departmentInitials(folded: string, at: number): FieldMatch | undefined {
  return longest(INITIALS_LIST, folded, at);
}
