export { FORM_NUMBERS, type FormKind } from './numbers.ts';
export { bookForm, bookWorkbook, checkBook } from './book.ts';
export { controlForm } from './control.ts';
export type * from './data.ts';
export { apologyForm, stopForm } from './letters.ts';
export { receiptForm, refusalForm, supplementForm } from './receipt.ts';
export { type MonthAgency, type MonthExport, monthForm, monthWorkbook } from './month-export.ts';
