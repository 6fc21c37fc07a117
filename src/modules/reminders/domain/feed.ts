import { createHash } from 'node:crypto';
import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { dateInVietnam, toVietnamIso } from '#kernel/vietnam-time.ts';
import { dueVi, isDayOnly } from './words.ts';

/** One due date in a calendar feed. */
export interface FeedEntry {
  readonly id: string;
  readonly title: string;
  readonly dueAt: Date;
  /** `left`: it went to another owner and is told as cancelled to this one. */
  readonly state: 'open' | 'done' | 'cancelled' | 'left';
  /** Rises with every new term; with `handed` the calendar's SEQUENCE follows it. */
  readonly planVersion: number;
  /** How often it went to another person or agency. */
  readonly handed: number;
  readonly changedAt: Date;
  readonly registeredAt: Date;
  readonly link: string;
  readonly agencyName: string;
  /** Who waits for the result; null where nobody is named. */
  readonly waitingFor: string | null;
  readonly explanation: readonly string[];
}

export interface FeedOptions {
  readonly name: string;
  /** Where links begin, without a slash at the end. */
  readonly publicUrl: string;
  /** A reminder by the calendar program itself; null for none, as the program reminds already. */
  readonly alarmMinutes: 60 | 1440 | null;
  readonly now: Date;
}

const HOUR = 3600;
/** How often calendar programs are asked to look again. */
const REFRESH_SECONDS = HOUR;
/** An alarm of a day without an hour rings in the morning: 08:00 of the day before, 07:00 of the day. */
const DAY_ALARM = { 1440: 16 * HOUR, 60: -7 * HOUR } as const;

/**
 * Due dates as an iCalendar feed. An entry keeps its UID for ever; a new term raises its SEQUENCE, closing it raises
 * it once more, and so does each change of hands, so that a program that has seen one version takes the next. What was
 * cancelled or went to somebody else is told as cancelled for as long as it is in `entries`. A due day without an hour is an all-day event, any other a moment. The same entries
 * give the same bytes.
 * @see RFC 5545, RFC 7986 (REFRESH-INTERVAL)
 */
export function feedOf(entries: readonly FeedEntry[], { name, publicUrl, alarmMinutes, now }: FeedOptions): string {
  const host = new URL(publicUrl).hostname;
  const calendar = ical({
    name,
    prodId: { company: 'Dung Hen', product: 'Nhac viec', language: 'VI' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
    x: { 'X-WR-TIMEZONE': 'Asia/Ho_Chi_Minh' },
  });
  for (const entry of entries) {
    const { dueAt, state } = entry;
    const allDay = isDayOnly(dueAt);
    // Dates are written as they stand in UTC, so the day's midnight is given there.
    const start = allDay ? new Date(`${dateInVietnam(dueAt)}T00:00:00Z`) : dueAt;
    calendar.createEvent({
      id: `${entry.id}@${host}`,
      sequence: 2 * (entry.planVersion - 1 + entry.handed) + (state === 'open' || state === 'left' ? 0 : 1),
      stamp: entry.changedAt,
      created: entry.registeredAt,
      lastModified: entry.changedAt,
      start,
      allDay,
      summary: summaryOf(entry, now),
      description: descriptionOf(entry, publicUrl),
      url: `${publicUrl}${entry.link}`,
      status: state === 'cancelled' || state === 'left' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      // A due date takes nobody's time: it must not make its owner look busy.
      transparency: ICalEventTransparency.TRANSPARENT,
      alarms:
        alarmMinutes === null || state !== 'open' || dueAt < now
          ? []
          : [
              {
                type: ICalAlarmType.display,
                trigger: allDay ? DAY_ALARM[alarmMinutes] : alarmMinutes * 60,
                description: entry.title,
              },
            ],
    });
  }
  return calendar.toString();
}

function summaryOf({ title, dueAt, state }: FeedEntry, now: Date): string {
  if (state === 'cancelled') return `Đã hủy · ${title}`;
  if (state === 'left') return `Đã chuyển · ${title}`;
  if (state === 'done') return `Đã xong · ${title}`;
  return dueAt < now ? `Quá hạn · ${title}` : `Hạn · ${title}`;
}

function descriptionOf(entry: FeedEntry, publicUrl: string): string {
  const { dueAt, agencyName, waitingFor, explanation, link } = entry;
  return [
    `Hạn ${dueVi(toVietnamIso(dueAt))}`,
    `Cơ quan thực hiện: ${agencyName}`,
    ...(waitingFor ? [`${waitingFor} đang chờ kết quả`] : []),
    ...(explanation.length > 0 ? ['', 'Vì sao hạn này:', ...explanation.map((line) => `- ${line}`)] : []),
    '',
    `Mở việc: ${publicUrl}${link}`,
  ].join('\n');
}

/** The name of a state of the feed, for If-None-Match. */
export function etagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

/** Whether an If-None-Match header names this state; weak comparison, as RFC 9110 asks of it. */
export function isUnchanged(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
}

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** Whether a text has the shape of a feed's secret; what has not is not looked up. */
export function isFeedSecret(text: string): boolean {
  return SECRET.test(text);
}

export function hashFeedSecret(secret: string): Buffer {
  return createHash('sha256').update(`feed\0${secret}`).digest();
}
