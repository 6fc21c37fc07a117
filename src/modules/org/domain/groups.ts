import type { Agency } from './agency.ts';

/** Nhóm cơ quan as documents name them. */
export type GroupName =
  | 'departments'
  | 'district-committees'
  | 'commune-committees'
  | 'localities'
  | 'departments-and-localities'
  | 'district-offices';

/** The words the reader of documents prints for a group, and the ones people write. On text without marks. */
const GROUP_WORDS: readonly (readonly [GroupName, RegExp])[] = [
  [
    'district-offices',
    /^(?:cac )?(?:phong|phong ban|phong chuyen mon|co quan chuyen mon) (?:thuoc )?(?:ubnd )?(?:cap )?huyen$/,
  ],
  [
    'departments-and-localities',
    /^(?:cac )?(?:so|co quan|so ban|so nganh|so ban nganh|nganh|co quan don vi|don vi|so nganh doan the|so ban nganh doan the)(?: cap tinh)? (?:(?:va )?(?:cac )?dia phuong|ubnd (?:cap huyen|(?:cac )?huyen thi xa thanh pho))(?: tren dia ban tinh)?$/,
  ],
  ['localities', /^(?:cac )?dia phuong$/],
  [
    'district-committees',
    /^(?:cac )?ubnd (?:cac )?(?:cap huyen|dia phuong|huyen|huyen thanh pho|huyen thi xa|(?:quan )?huyen thi xa thanh pho|thanh pho thi xa huyen|thanh pho huyen thi xa|thi xa thanh pho)$/,
  ],
  [
    'commune-committees',
    /^(?:cac )?ubnd (?:cac )?(?:cap xa|xa|xa phuong|phuong xa|xa phuong thi tran|phuong xa thi tran|xa phuong dac khu|phuong xa dac khu)$/,
  ],
  [
    'departments',
    /^(?:cac )?(?:so|so nganh|so ban|so ban nganh|nganh|ban nganh|co quan chuyen mon|so ban nganh cap tinh|so ban nganh doan the|co quan cap tinh|co quan chuyen mon thuoc ubnd|so nganh cap tinh)$/,
  ],
];

/** The group a name stands for. @param key an unmarked body key: "cac so ban nganh" */
export function groupOf(key: string): GroupName | undefined {
  const words = key.replace(/ (?:trong |tren dia ban |thuoc )?tinh$/, '').replace(/^thu truong /, '');
  return GROUP_WORDS.find(([, pattern]) => pattern.test(words))?.[0];
}

const DEPARTMENT_KINDS = new Set(['so', 'van_phong', 'co_quan_tuong_duong_so', 'ban_quan_ly']);

/**
 * The members of a group among the agencies of one day. "Các sở, ban, ngành" are the specialised bodies under
 * the provincial committee with its office and boards (khối xếp hạng so_ban_nganh). Localities are the district
 * committees, and the commune committees on days without districts.
 */
export function membersOf(group: GroupName, agencies: readonly Agency[]): Agency[] {
  const provincial = new Set(
    agencies.filter((one) => one.kind === 'uy_ban_nhan_dan' && one.level === 'tinh').map((one) => one.id),
  );
  const committees = (level: Agency['level']) =>
    agencies.filter((one) => one.kind === 'uy_ban_nhan_dan' && one.level === level);
  const departments = () =>
    agencies.filter(
      (one) =>
        one.level === 'tinh' &&
        DEPARTMENT_KINDS.has(one.kind) &&
        one.parentId !== null &&
        provincial.has(one.parentId) &&
        (one.rankedBlock === null || one.rankedBlock === 'so_ban_nganh'),
    );
  const localities = () => {
    const districts = committees('huyen');
    return districts.length > 0 ? districts : committees('xa');
  };
  switch (group) {
    case 'departments':
      return departments();
    case 'district-committees':
      return committees('huyen');
    case 'commune-committees':
      return committees('xa');
    case 'localities':
      return localities();
    case 'departments-and-localities':
      return [...departments(), ...localities()];
    case 'district-offices':
      return [];
  }
}
