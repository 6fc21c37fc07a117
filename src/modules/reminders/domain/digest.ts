import { weekday } from '#kernel/local-date.ts';
import { parseInstant } from '#kernel/vietnam-time.ts';
import {
  ANSWER_SHORT,
  buttonHtml,
  escapeHtml,
  finished,
  HEADING,
  type Letter,
  linkHtml,
  SMALL,
  upperFirst,
  whyHtml,
  whyLines,
} from './letter-html.ts';
import { clockVi, dayVi, dueVi, WEEKDAYS_VI } from './words.ts';

/** One matter of a morning's letter, in the words of the lists. */
export interface DigestItem {
  /** The matter; absent in letters from before it was kept. */
  readonly id?: string;
  readonly title: string;
  readonly link: string;
  /** What the button says: the next thing to do. */
  readonly action: string;
  readonly dueAt: string | null;
  readonly statusText: string;
  readonly agencyName: string;
  readonly waitingFor: string | null;
  /** The message by whose address it is answered without signing in, until then (ISO 8601); absent where it is not. */
  readonly answer?: { readonly messageId: string; readonly until: string };
}

export interface DigestPart {
  /** As the page says it, which the heading opens. */
  readonly count: number;
  /** The first of them. */
  readonly items: readonly DigestItem[];
  /** How many of them the letter lists nowhere; absent in letters from before it was counted. */
  readonly rest?: number;
}

/** What a morning's letter (bản tin sáng) says, as it stood when it was written; texts are made from it when it is sent. */
export interface DigestContent {
  /** The working morning it is for. */
  readonly onDate: string;
  /** ISO 8601 with +07:00: the numbers are those of this moment. */
  readonly asOf: string;
  readonly agencyName: string;
  readonly overdue: DigestPart;
  readonly today: DigestPart;
  readonly thisWeek: DigestPart;
  /** The number of all; of the matters only those a reminder came for since the last morning. */
  readonly later: DigestPart;
  /** Given since the last morning; what stands in a part above is not listed again. */
  readonly fresh: DigestPart & { readonly since: string };
  /** Unread reminders about the work of others (as head, follower, leader): of these too, the matters reminded of since. */
  readonly watched: DigestPart;
  readonly rule: {
    readonly at: number;
    readonly policyName: string;
    readonly policyVersion: number;
    readonly setBy: string;
  };
}

/** A part is listed up to here; the page has the rest. */
export const LISTED_IN_DIGEST = 8;

/** The matters a letter lists, wherever in it. */
export function listedIn({ overdue, today, thisWeek, later, fresh, watched }: DigestContent): string[] {
  return [overdue, today, thisWeek, later, fresh, watched].flatMap(({ items }) => items.flatMap(({ id }) => id ?? []));
}

interface Section {
  readonly heading: string;
  readonly part: DigestPart;
  /** The page with all that is counted. */
  readonly path: string;
  /** The page with those the letter does not list, but for the letter it is asked with. */
  readonly restPath: string;
  readonly late?: boolean;
}

function sectionsOf(content: DigestContent): Section[] {
  const { overdue, today, thisWeek, later, fresh, watched } = content;
  const all: Section[] = [
    { heading: 'Quá hạn', part: overdue, path: '/#qua-han', restPath: '/?nhom=qua-han', late: true },
    { heading: 'Đến hạn hôm nay', part: today, path: '/#hom-nay', restPath: '/?nhom=hom-nay' },
    { heading: 'Sắp đến hạn trong tuần này', part: thisWeek, path: '/#tuan-nay', restPath: '/?nhom=tuan-nay' },
    {
      heading: `Mới giao từ ${momentVi(fresh.since)}`,
      part: fresh,
      path: `/?moi-tu=${encodeURIComponent(fresh.since)}`,
      restPath: `/?moi-tu=${encodeURIComponent(fresh.since)}`,
    },
    { heading: 'Hạn sau tuần này', part: later, path: '/#sau-do', restPath: '/?nhom=sau-do' },
    {
      heading: 'Việc của người khác bạn được báo, chưa đọc',
      part: watched,
      path: '/nhac-viec?loc=viec-khac',
      restPath: '/nhac-viec?loc=viec-khac',
    },
  ];
  return all.filter(({ part }) => part.count > 0);
}

/** Whether the letter would say nothing that is near or new: then it is not sent. */
export function isEmptyDigest({ overdue, today, thisWeek, later, fresh, watched }: DigestContent): boolean {
  return (
    [overdue, today, thisWeek, fresh].every(({ count }) => count === 0) &&
    [later, watched].every(({ items }) => items.length === 0)
  );
}

/** "Vì sao tôi nhận được?" of a morning's letter. */
export function digestWhy({ onDate, asOf, agencyName, rule }: DigestContent): string[] {
  return [
    `Bản tin sáng: mỗi ngày làm việc một thư, lúc ${clockVi(rule.at)}. Không có việc gì thì không gửi.`,
    'Gửi ngay chỉ khi việc vừa quá hạn, đến hạn hôm nay hoặc khẩn.',
    `Lịch: ${WEEKDAYS_VI[weekday(onDate) - 1] ?? ''} ${dayVi(onDate)} là ngày làm việc của ${agencyName}.`,
    `Quy tắc: ${rule.policyName}, bản ${rule.policyVersion}. ${rule.setBy}`,
    `Các con số tính lúc ${momentVi(asOf)}, cùng cách tính với trang Việc của tôi.`,
  ];
}

export interface DigestContext {
  /** Where links begin, without a slash at the end. */
  readonly publicUrl: string;
  readonly demonstration: boolean;
  /** By which the pages it opens know what it lists; absent where it is not on record. */
  readonly letterId?: string | undefined;
  /** The address, inside the program, by which a line is answered; null where nobody can sign. */
  readonly answerAt?: (answer: NonNullable<DigestItem['answer']>) => string | null;
}

/**
 * The morning's letter: overdue, today, this week, newly given, the work of others; each matter with what to do next
 * and every heading a way to the page that says the same number.
 */
export function digestLetter(
  content: DigestContent,
  { publicUrl, demonstration, letterId, answerAt = () => null }: DigestContext,
): Letter {
  const day = `${WEEKDAYS_VI[weekday(content.onDate) - 1] ?? ''}, ${dayVi(content.onDate)}`;
  const sections = sectionsOf(content);
  const written = { publicUrl, answerAt, letterId };
  const why = digestWhy(content);
  return finished(
    {
      subject: `Việc sáng ${day}: ${summaryOf(content)}`,
      lines: [
        `Việc của bạn sáng ${day}`,
        '',
        ...sections.flatMap((section) => sectionLines(section, written)),
        `Mở Việc của tôi: ${publicUrl}/`,
        ...whyLines(why),
      ],
      body: [
        `<h1 style="${HEADING}">Việc của bạn sáng ${escapeHtml(day)}</h1>`,
        ...sections.map((section) => sectionHtml(section, written)),
        buttonHtml(`${publicUrl}/`, 'Mở Việc của tôi'),
        whyHtml(why),
      ].join('\n'),
    },
    demonstration,
  );
}

function summaryOf({ overdue, today, thisWeek, fresh, watched }: DigestContent): string {
  const parts: [number, string][] = [
    [overdue.count, 'quá hạn'],
    [today.count, 'đến hạn hôm nay'],
    [thisWeek.count, 'trong tuần này'],
    [fresh.count, 'mới giao'],
    [watched.count, 'được báo'],
  ];
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return said.length > 0 ? said.join(', ') : 'việc sắp đến hạn';
}

function factsOf({ dueAt, statusText, agencyName, waitingFor }: DigestItem): string {
  return [
    upperFirst(statusText),
    ...(dueAt === null ? [] : [`hạn ${dueVi(dueAt)}`]),
    agencyName,
    ...(waitingFor ? [`${waitingFor} chờ kết quả`] : []),
  ].join(' · ');
}

type Written = Required<Pick<DigestContext, 'publicUrl' | 'answerAt'>> & Pick<DigestContext, 'letterId'>;

/** The line on what is not listed, and the page that shows exactly that. */
function restOf({ part, path, restPath }: Section, { publicUrl, letterId }: Written): [string, string] | undefined {
  const rest = part.rest ?? part.count - part.items.length;
  if (rest <= 0) return undefined;
  if (part.rest === undefined || letterId === undefined) return [`Xem cả ${part.count} việc`, publicUrl + path];
  return [`và ${rest} việc khác`, `${publicUrl}${restPath}&thu=${letterId}`];
}

function sectionLines(section: Section, written: Written): string[] {
  const { heading, part } = section;
  const { publicUrl } = written;
  const rest = restOf(section, written);
  return [
    `${heading.toLocaleUpperCase('vi')}: ${part.count}`,
    ...part.items.flatMap((item) => [
      `- ${item.title}`,
      `  ${factsOf(item)}`,
      `  ${item.action}: ${publicUrl}${item.link}`,
      ...answersOf(item, written).map((address) => `  ${ANSWER_SHORT}: ${address}`),
    ]),
    ...(rest ? [`  ${rest[0]}: ${rest[1]}`] : []),
    '',
  ];
}

/** The address of a line to be answered; none where it is not. */
function answersOf({ answer }: DigestItem, { publicUrl, answerAt }: Written): string[] {
  const path = answer && answerAt(answer);
  return path ? [`${publicUrl}${path}`] : [];
}

function sectionHtml(section: Section, written: Written): string {
  const { heading, part, path, late } = section;
  const { publicUrl } = written;
  const rest = restOf(section, written);
  const waysHtml = (item: DigestItem) =>
    [
      linkHtml(`${publicUrl}${item.link}`, `${item.action} →`),
      ...answersOf(item, written).map((address) => linkHtml(address, ANSWER_SHORT)),
    ].join(' &nbsp;·&nbsp; ');
  const color = late ? '#a3161d' : '#1b1f22';
  return [
    `<h2 style="font-size:17px;line-height:1.4;margin:24px 0 4px;border-bottom:1px solid #d9d4c8;padding-bottom:4px"><a href="${escapeHtml(publicUrl + path)}" style="color:${color};text-decoration:none">${escapeHtml(heading)}: ${part.count}</a></h2>`,
    ...part.items.map(
      (item) =>
        `<p style="margin:8px 0 0"><strong>${escapeHtml(item.title)}</strong><br><span style="${SMALL}">${escapeHtml(factsOf(item))}</span><br>${waysHtml(item)}</p>`,
    ),
    ...(rest ? [`<p style="margin:8px 0 0">${linkHtml(rest[1], rest[0])}</p>`] : []),
  ].join('\n');
}

/** "07:30 27/03/2018". */
function momentVi(at: string): string {
  const instant = parseInstant(at);
  return instant ? `${at.slice(11, 16)} ${dayVi(at.slice(0, 10))}` : at;
}
