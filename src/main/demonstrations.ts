/** A demonstration province that `npm start` can make by itself. */
export interface Demonstration {
  readonly code: string;
  readonly name: string;
  /** Which structure of agencies (data/khanh-hoa-*.json). */
  readonly dataset: '2018' | '2025';
  /** Where its clock begins, Việt Nam time. */
  readonly startsAt: string;
  /** The documents waiting in the intake. */
  readonly documents: readonly { readonly file: string; readonly issuedOn?: string }[];
}

/** Everyone's password in a demonstration; a real province has no such account. */
export const DEMONSTRATION_PASSWORD = 'dung-hen-2018';

export const DEMONSTRATIONS: readonly Demonstration[] = [
  {
    code: 'khanh-hoa-2018',
    name: 'Khánh Hòa 2018 (trình diễn)',
    dataset: '2018',
    startsAt: '2018-02-26T15:00:00+07:00',
    documents: [{ file: 'thong-bao-ket-luan-26-02-2018.txt', issuedOn: '2018-02-26' }],
  },
  {
    code: 'khanh-hoa-2025',
    name: 'Khánh Hòa 2025 (trình diễn)',
    dataset: '2025',
    startsAt: '2025-07-02T08:00:00+07:00',
    documents: [{ file: 'thong-bao-ket-luan-26-02-2018.txt', issuedOn: '2018-02-26' }],
  },
];
