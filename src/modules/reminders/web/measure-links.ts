import { stringifySearch } from '#web/search-params.ts';
import { type Figure, FIGURES } from '../domain/figures.ts';

/** Where the figures stand. */
export const MEASURES = '/nhac-viec/do-luong';
export const USUAL_DAYS = 30;

const SLUGS: Readonly<Record<Figure, string>> = {
  planned: 'sap-nhac',
  fired: 'da-nhac',
  delivered: 'da-den',
  held: 'cho-thu-sang',
  digested: 'da-gop',
  waiting: 'dang-gui',
  dead: 'khong-gui-duoc',
  replaced: 'doi-kenh',
  acknowledged: 'da-biet',
  snoozed: 'tam-hoan',
  'asked-more-time': 'xin-them',
  'handed-over': 'chuyen-viec',
  told: 'qua-mot-ngay',
  acted: 'da-xu-ly',
  ignored: 'chua-xu-ly',
};

/** The figure an address names; undefined for no such. */
export function figureOf(slug: string | undefined): Figure | undefined {
  return FIGURES.find((figure) => SLUGS[figure] === slug);
}

interface Narrowed {
  readonly days: number;
  /** One bar of the histogram. */
  readonly bucket?: number;
  /** One rule of one version of a policy. */
  readonly policyId?: string;
  readonly rule?: string;
}

/** The list a number opens. */
export function listAt(figure: Figure, { days, bucket, policyId, rule }: Narrowed): string {
  const search = { ky: days === USUAL_DAYS ? undefined : days, muc: bucket, 'chinh-sach': policyId, 'quy-tac': rule };
  return `${MEASURES}/${SLUGS[figure]}${stringifySearch(search)}`;
}

/** The time an address names, in days; the usual one when it names none that may be chosen. */
export function daysOf(text: string | undefined): number {
  const days = Number(text);
  return Number.isInteger(days) && days >= 1 && days <= 366 ? days : USUAL_DAYS;
}
