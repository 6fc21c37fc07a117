import { searchKey } from '#kernel/vietnamese.ts';
import type { ImportField } from './mapping.ts';

/**
 * Headings and keys that usually mean a field, without marks; the earlier a word stands, the surer. From the follow-up
 * book of TT 01/2018 (form 06) and from keys of public event logs of permits.
 */
const WORDS: readonly (readonly [ImportField, readonly string[]])[] = [
  ['code', ['ma ho so', 'so ho so', 'so bien nhan', 'ma bien nhan', 'ma hs', 'concept:name', 'case id', 'code']],
  ['procedureCode', ['ma thu tuc', 'ma tthc', 'procedurecode']],
  [
    'procedure',
    [
      'ten thu tuc hanh chinh',
      'ten thu tuc',
      'ten tthc',
      'thu tuc',
      'tthc',
      'noi dung giai quyet',
      'loai ho so',
      'procedure',
      'case_type',
    ],
  ],
  ['applicant', ['nguoi nop', 'ten to chuc ca nhan', 'to chuc ca nhan', 'ho ten nguoi nop', 'ho va ten', 'applicant']],
  ['owner', ['chu ho so', 'owner']],
  [
    'returned',
    ['ngay tra ket qua', 'ngay tra', 'thoi gian tra ket qua', 'ngay nhan ket qua', 'returned', 'returneddate'],
  ],
  [
    'plannedEnd',
    [
      'ngay hen tra ket qua',
      'ngay hen tra',
      'hen tra',
      'han tra',
      'han giai quyet',
      'han xu ly',
      'enddateplanned',
      'enddate_planned',
      'planned end',
      'deadline',
      'due',
    ],
  ],
  [
    'end',
    [
      'ngay co ket qua',
      'ngay hoan thanh',
      'ngay ket thuc',
      'ngay giai quyet xong',
      'ngay xu ly xong',
      'ket thuc',
      'enddate',
      'end',
      'finished',
    ],
  ],
  [
    'start',
    [
      'ngay tiep nhan',
      'ngay nhan ho so',
      'ngay nhan',
      'thoi gian tiep nhan',
      'tiep nhan',
      'startdate',
      'start',
      'received',
    ],
  ],
  ['channel', ['hinh thuc nop', 'hinh thuc tiep nhan', 'hinh thuc', 'kenh tiep nhan', 'kenh', 'channel']],
  [
    'agency',
    [
      'co quan giai quyet',
      'don vi giai quyet',
      'co quan xu ly',
      'don vi xu ly',
      'co quan',
      'don vi',
      'agency',
      'department',
    ],
  ],
  [
    'officer',
    ['can bo xu ly', 'can bo thu ly', 'nguoi xu ly', 'can bo', 'officer', 'responsible', 'responsible_actor'],
  ],
  ['status', ['trang thai', 'tinh trang', 'status', 'casestatus']],
  ['note', ['ghi chu', 'note']],
];

/**
 * Which column is probably which field, by its heading. A column is given to one field only; what is not sure enough is
 * left for the person to choose.
 */
export function guessFields(headings: readonly string[]): Partial<Record<ImportField, string>> {
  const found: { field: ImportField; heading: string; score: number }[] = [];
  for (const heading of new Set(headings)) {
    const key = searchKey(heading).replace(/[().:*"]+$/g, '');
    if (key === '') continue;
    for (const [field, words] of WORDS) {
      const exact = words.indexOf(key);
      const within = words.findIndex((word) => word.length > 5 && key.includes(word));
      if (exact >= 0) found.push({ field, heading, score: 1000 - exact });
      else if (within >= 0)
        found.push({ field, heading, score: 500 - within * 10 - (key.length - (words[within]?.length ?? 0)) });
    }
  }
  const fields: Partial<Record<ImportField, string>> = {};
  const used = new Set<string>();
  for (const { field, heading } of found.sort((a, b) => b.score - a.score)) {
    if (fields[field] !== undefined || used.has(heading)) continue;
    fields[field] = heading;
    used.add(heading);
  }
  return fields;
}
