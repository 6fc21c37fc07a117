import type { LocalDate } from '#kernel/local-date.ts';

/** A document as a check sees it. */
export interface CheckedDocument {
  readonly id: string;
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly issuer: string;
  /** The issuing agency in the directory on the day of issue; null when its name is not found there. */
  readonly issuerKnown: boolean;
  readonly sha256: string | null;
}

/** What the directory says of the body that issued a document, on the day of issue. */
export interface IssuerFacts {
  /** The name stands for several bodies ("các sở, ban, ngành"), and several sign nothing. */
  readonly isGroup: boolean;
  /** People's Councils and Committees: numbers with a year inside are theirs among local bodies. */
  readonly makesLaw: boolean;
  /** Its sign in document numbers (STTTT); null when not known. */
  readonly symbol: string | null;
}

export type EvidenceFault =
  | 'outside-period'
  | 'in-the-future'
  | 'no-file'
  | 'issuer-unknown'
  | 'issuer-group'
  | 'symbol-of-another'
  | 'not-competent'
  | 'number-year-differs'
  | 'number-contradicts'
  | 'file-contradicts';

type Other = Omit<CheckedDocument, 'issuerKnown'>;

/**
 * What speaks against a document as evidence: it is not of the year, no file stands behind it, its issuer is not known
 * or could not have issued it under that number, or the same number or file is used with something else elsewhere.
 * @param others documents known anywhere, this one among them or not
 * @param issuer what is known of the issuer; left out when nothing is
 * @param symbols the signs of all agencies, to tell whose number it is
 */
export function faultsOfEvidence(
  document: CheckedDocument,
  period: { readonly from: LocalDate; readonly to: LocalDate },
  today: LocalDate,
  others: readonly Other[],
  issuer?: IssuerFacts,
  symbols: ReadonlySet<string> = new Set(),
): EvidenceFault[] {
  const faults: EvidenceFault[] = [];
  if (document.issuedOn > today) faults.push('in-the-future');
  else if (document.issuedOn < period.from || document.issuedOn > period.to) faults.push('outside-period');
  if (document.sha256 === null) faults.push('no-file');
  faults.push(...faultsOfIssuer(document, issuer, symbols));
  const number = plain(document.number);
  const rest = others.filter((other) => other.id !== document.id);
  const contradicts = rest.some(
    (other) =>
      plain(other.number) === number &&
      plain(other.issuer) === plain(document.issuer) &&
      (other.issuedOn !== document.issuedOn ||
        (other.sha256 !== null && document.sha256 !== null && other.sha256 !== document.sha256)),
  );
  if (contradicts) faults.push('number-contradicts');
  const isOtherPaper = (other: Other) => plain(other.number) !== number || other.issuedOn !== document.issuedOn;
  if (document.sha256 !== null && rest.some((other) => other.sha256 === document.sha256 && isOtherPaper(other)))
    faults.push('file-contradicts');
  return faults;
}

function faultsOfIssuer(
  { number, issuedOn, issuer: name, issuerKnown }: CheckedDocument,
  issuer: IssuerFacts | undefined,
  symbols: ReadonlySet<string>,
): EvidenceFault[] {
  const faults: EvidenceFault[] = [];
  if (issuer?.isGroup) faults.push('issuer-group');
  else if (!issuerKnown && !isCentral(name)) faults.push('issuer-unknown');
  // A year inside the number (12/2017/QĐ-UBND) is the form of legal documents alone.
  const year = /^\s*\d+\s*\/\s*((?:19|20)\d\d)\s*\//.exec(number)?.[1];
  if (year !== undefined && year !== issuedOn.slice(0, 4)) faults.push('number-year-differs');
  if (!issuer) return faults;
  if (year !== undefined && !issuer.makesLaw) faults.push('not-competent');
  const signs = plain(number).split('/').slice(1).join('-').split('-');
  const own = issuer.symbol && plain(issuer.symbol);
  if (own && !signs.includes(own) && signs.some((sign) => symbols.has(sign))) faults.push('symbol-of-another');
  return faults;
}

/** Bodies of the State above the province, which the directory of the province does not list. */
function isCentral(name: string): boolean {
  return /^(bộ |chính phủ|thủ tướng|văn phòng chính phủ|quốc hội|thanh tra chính phủ|ngân hàng nhà nước việt nam|bảo hiểm xã hội việt nam)/iu.test(
    name.normalize('NFC').trim(),
  );
}

/** A fact one document is said to prove for one leaf. */
export interface ClaimedFact {
  readonly leaf: string;
  readonly fact: string;
}

/**
 * Claims on one document that cannot both be true, as sentences: another day of issue than the document's own, or
 * another count of the very same thing on another leaf. Only what is certain is told: counts are compared when the
 * words after them are the same to the letter.
 */
export function contradictionsOf(issuedOn: LocalDate, facts: readonly ClaimedFact[]): string[] {
  const said: string[] = [];
  const counts = new Map<string, { count: string; leaf: string }>();
  for (const { leaf, fact } of facts) {
    const text = fact.normalize('NFC');
    const day = /(?:ban hành|ký)\s+(?:ngày\s+)?(\d{1,2})[/-](\d{1,2})[/-](\d{4})/iu.exec(text);
    if (day) {
      const claimed = `${day[3]}-${day[2]?.padStart(2, '0')}-${day[1]?.padStart(2, '0')}`;
      if (claimed !== issuedOn)
        said.push(`Tiêu chí ${leaf} nêu ngày ban hành ${day[1]}/${day[2]}/${day[3]}, khác ngày của văn bản.`);
    }
    for (const [, count = '', thing = ''] of text.matchAll(
      /(?<![\d/.,-])(\d+(?:\.\d{3})*)\s+(\p{L}[\p{L} ]*\p{L})/gu,
    )) {
      const key = thing.toLocaleLowerCase('vi').replace(/\s+/g, ' ');
      const number = count.replaceAll('.', '');
      const before = counts.get(key);
      if (!before) counts.set(key, { count: number, leaf });
      else if (before.count !== number && before.leaf !== leaf)
        said.push(
          `Văn bản chứng minh "${before.count} ${key}" ở tiêu chí ${before.leaf} và "${number} ${key}" ở tiêu chí ${leaf}.`,
        );
    }
  }
  return said;
}

/** Whether the register of documents (sổ văn bản đến) knows the document. */
export type RegisterState = 'found' | 'differs' | 'not-found';

export const REGISTER_WORDS: Readonly<Record<RegisterState, string>> = {
  found: 'Khớp số, ngày và cơ quan ban hành trong sổ văn bản của hệ thống.',
  differs: 'Sổ văn bản có số này của cơ quan này nhưng ngày ban hành khác. Hãy kiểm tra lại.',
  'not-found': 'Không có trong sổ văn bản của hệ thống, nên chưa đối chiếu được số và ngày.',
};

function plain(text: string): string {
  return text.normalize('NFC').toUpperCase().replace(/\s+/g, '');
}

/** The signs of agencies as they are compared. */
export function symbolSet(symbols: Iterable<string | null>): ReadonlySet<string> {
  return new Set([...symbols].flatMap((one) => (one ? [plain(one)] : [])));
}

/** A fault in a sentence. */
export const EVIDENCE_WORDS: Readonly<Record<EvidenceFault, string>> = {
  'outside-period': 'Ngày ban hành không nằm trong kỳ đánh giá.',
  'in-the-future': 'Ngày ban hành ở tương lai.',
  'no-file': 'Chưa có tệp văn bản.',
  'issuer-unknown': 'Tên cơ quan ban hành không có trong danh mục.',
  'issuer-group': 'Nơi ban hành là tên chung của nhiều cơ quan. Hãy ghi đúng một cơ quan.',
  'symbol-of-another': 'Ký hiệu trong số văn bản là của cơ quan khác, không phải của cơ quan ban hành đã ghi.',
  'not-competent':
    'Số có năm ở giữa thường là số của văn bản quy phạm pháp luật do HĐND, UBND ban hành. Hãy xem lại cơ quan ban hành.',
  'number-year-differs': 'Năm trong số văn bản khác năm ban hành.',
  'number-contradicts': 'Số văn bản này được khai ở nơi khác với ngày hoặc nội dung tệp khác.',
  'file-contradicts': 'Cùng một tệp được khai ở nơi khác dưới số hoặc ngày khác.',
};
