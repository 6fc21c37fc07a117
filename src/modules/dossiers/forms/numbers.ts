import type { FormSet } from '#modules/procedures/domain/law.ts';

/** What a circular knows as a form. */
export type FormKind = 'receipt' | 'supplement' | 'refusal' | 'apology' | 'stop' | 'control' | 'book';

/** The number a form bears in its circular; a form a set does not know is absent. */
export const FORM_NUMBERS: Readonly<Record<FormSet, Readonly<Partial<Record<FormKind, string>>>>> = {
  'TT01/2018': { receipt: '01', supplement: '02', refusal: '03', apology: '04', control: '05', book: '06' },
  'TT03/2025': {
    receipt: '01',
    supplement: '02',
    refusal: '03',
    apology: '04',
    stop: '05',
    control: '06',
    book: '07',
  },
};
