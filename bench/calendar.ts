import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Holidays from 'date-holidays';
import dayjs from 'dayjs';
import businessDays from 'dayjs-business-days2';
import moment from 'moment-business-days';
import { addDays, type LocalDate, weekday } from '#kernel/local-date.ts';
import { dateInVietnam, instantAt } from '#kernel/vietnam-time.ts';
import { nationalCalendar, nationalDays } from '#modules/calendar/data.ts';
import { buildCalendar } from '#modules/calendar/domain/calendar.ts';
import { isWorkingDay } from '#modules/calendar/domain/days.ts';
import { computeDue, dueMoment } from '#modules/calendar/domain/due.ts';
import { addWorkingMinutes, workingMinutesBetween } from '#modules/calendar/domain/moments.ts';
import { DEFAULT_HOURS } from '#modules/calendar/domain/types.ts';
import type { BenchOptions, BenchRow } from './row.ts';

/**
 * Due dates in working days: how many a second, and how many of them right. Everybody answers the same questions, in the
 * same process, in Việt Nam time. moment-business-days and dayjs-business-days2 are given the days off of record (and
 * the make-up days where they can take them); dayjs-business-days2 is asked once more with the days off that
 * date-holidays knows, which is what a program without a table of record would use.
 */
export async function run({ quick }: BenchOptions): Promise<BenchRow[]> {
  // Two of the peers count in the process's own time zone: they get the right one.
  process.env['TZ'] = 'Asia/Ho_Chi_Minh';
  const record = recordOfDecisions();
  const questions = makeQuestions(record, quick ? 400 : 2000);
  const truth = questions.map((question) => countByHand(record, question));
  const ours = nationalCalendar();
  const ask = ({ from, amount }: Question) => dueMoment(ours, { from, amount, unit: 'working-day' });
  const rate = measure(questions, ask, quick);
  const right = share(questions, truth, (question) => dateInVietnam(ask(question)));
  const rows: BenchRow[] = [
    row('due-dates', 'per_second', rate, '1/s'),
    row('due-dates', 'correct_share', right, 'share'),
  ];
  for (const peer of peers(record)) {
    peer.prepare();
    const peerRate = measure(questions, peer.ask, quick);
    const peerRight = share(questions, truth, (question) => peer.dateOf(peer.ask(question)));
    rows.push(row('due-dates', 'per_second', rate, '1/s', peer.name, rate / peerRate));
    rows.push(row('due-dates', 'correct_share', right, 'share', peer.name, peerRight > 0 ? right / peerRight : null));
  }
  rows.push(...daysOff(record));
  const explain = ({ from, amount }: Question) => computeDue(ours, { from, amount, unit: 'working-day' });
  const minutes = ({ from, amount }: Question) => addWorkingMinutes(ours, from, amount * 97);
  const between = ({ from, to }: Question) => workingMinutesBetween(ours, from, to);
  const build = () => buildCalendar({ ...nationalDays(), hours: [DEFAULT_HOURS] });
  rows.push(
    row('due-dates-explained', 'per_second', measure(questions, explain, quick), '1/s'),
    row('add-working-minutes', 'per_second', measure(questions, minutes, quick), '1/s'),
    row('working-minutes-between', 'per_second', measure(questions, between, quick), '1/s'),
    row('build-ten-years', 'duration', 1000 / measure(questions.slice(0, 1), build, quick), 'ms'),
  );
  return rows;
}

interface Question {
  readonly from: Date;
  readonly amount: number;
  readonly to: Date;
}

/** The decisions as they stand in the data file, read without the code that is measured. */
interface RecordOfDecisions {
  readonly off: ReadonlySet<LocalDate>;
  readonly makeUp: ReadonlySet<LocalDate>;
}

interface HolidayFile {
  years: { days_off: { date: string }[]; make_up_workdays: { date: string }[] }[];
}

function recordOfDecisions(): RecordOfDecisions {
  const text = readFileSync(new URL('../data/holidays-vn.json', import.meta.url), 'utf8');
  const { years } = JSON.parse(text) as HolidayFile;
  return {
    off: new Set(years.flatMap((year) => year.days_off.map(({ date }) => date))),
    makeUp: new Set(years.flatMap((year) => year.make_up_workdays.map(({ date }) => date))),
  };
}

function isWorked({ off, makeUp }: RecordOfDecisions, date: LocalDate): boolean {
  return makeUp.has(date) || (weekday(date) <= 5 && !off.has(date));
}

/** Receipts in office hours, 2017 to mid 2026, with limits of 1 to 60 working days; always the same ones. */
function makeQuestions(record: RecordOfDecisions, count: number): Question[] {
  let seed = 20180226;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const questions: Question[] = [];
  while (questions.length < count) {
    const date = addDays('2017-01-03', random(3400));
    if (!isWorked(record, date)) continue;
    // 07:00–11:29, the morning every day has.
    const from = instantAt(date, 420 + random(270));
    questions.push({ from, amount: 1 + random(60), to: new Date(from.getTime() + random(90 * 86_400_000)) });
  }
  return questions;
}

/** The due date counted day by day. */
function countByHand(record: RecordOfDecisions, { from, amount }: Question): LocalDate {
  let date = dateInVietnam(from);
  for (let passed = 0; passed < amount; ) {
    date = addDays(date, 1);
    if (isWorked(record, date)) passed += 1;
  }
  return date;
}

interface Peer<Answer = unknown> {
  readonly name: string;
  /** Settings of these libraries are global: made once before a peer is asked. */
  readonly prepare: () => void;
  readonly ask: (question: Question) => Answer;
  readonly dateOf: (answer: Answer) => LocalDate;
}

function peers({ off, makeUp }: RecordOfDecisions): Peer[] {
  dayjs.extend(businessDays, { holidayFormat: 'YYYY-MM-DD', additionalWorkingDayFormat: 'YYYY-MM-DD' });
  const withRecord: Peer<dayjs.Dayjs> = {
    name: `dayjs-business-days2 ${versionOf('dayjs-business-days2')}`,
    prepare: () => {
      dayjs.setHolidays([...off]);
      dayjs.setAdditionalWorkingDays([...makeUp]);
    },
    ask: ({ from, amount }) => dayjs(from).businessDaysAdd(amount),
    dateOf: (answer) => answer.format('YYYY-MM-DD'),
  };
  const withPublished: Peer<dayjs.Dayjs> = {
    name: `dayjs-business-days2 + date-holidays ${versionOf('date-holidays')}`,
    prepare: () => {
      dayjs.setHolidays(publishedHolidays());
      dayjs.setAdditionalWorkingDays([]);
    },
    ask: ({ from, amount }) => dayjs(from).businessDaysAdd(amount),
    dateOf: (answer) => answer.format('YYYY-MM-DD'),
  };
  const withMoment: Peer<moment.Moment> = {
    name: `moment-business-days ${versionOf('moment-business-days')}`,
    prepare: () => {
      moment.updateLocale('en', { holidays: [...off], holidayFormat: 'YYYY-MM-DD' });
    },
    ask: ({ from, amount }) => moment(from).businessAdd(amount),
    dateOf: (answer) => answer.format('YYYY-MM-DD'),
  };
  return [withMoment, withRecord, withPublished] as Peer[];
}

/** Days off of Việt Nam as date-holidays publishes them: public holidays with their length, weekends apart. */
function publishedHolidays(): LocalDate[] {
  const holidays = new Holidays('VN');
  const dates: LocalDate[] = [];
  for (let year = 2017; year <= 2026; year += 1) {
    for (const { type, start, end } of holidays.getHolidays(year)) {
      if (type !== 'public') continue;
      for (let at = start.getTime(); at < end.getTime(); at += 86_400_000) dates.push(dateInVietnam(new Date(at)));
    }
  }
  return dates;
}

/** Of all days of ten years, how many are rightly called worked or off. */
function daysOff(record: RecordOfDecisions): BenchRow[] {
  const published = new Set(publishedHolidays());
  const calendar = nationalCalendar();
  let days = 0;
  let ours = 0;
  let theirs = 0;
  for (let date: LocalDate = '2017-01-01'; date <= '2026-12-31'; date = addDays(date, 1)) {
    const worked = isWorked(record, date);
    days += 1;
    if (isWorkingDay(calendar, date) === worked) ours += 1;
    if ((weekday(date) <= 5 && !published.has(date)) === worked) theirs += 1;
  }
  // Nine days of ten are ordinary ones: the faults are compared, not the hits.
  const wrong = row('days-of-ten-years', 'wrong_days', days - ours, 'days');
  const peer = `date-holidays ${versionOf('date-holidays')}`;
  return [wrong, row('days-of-ten-years', 'correct_share', ours / days, 'share', peer, ours / theirs)];
}

/** Answers a second: the middle of five rounds, each over all questions again and again for long enough. */
function measure(questions: readonly Question[], ask: (question: Question) => unknown, quick: boolean): number {
  const roundMs = quick ? 40 : 300;
  let kept: unknown;
  const round = (): number => {
    const begun = performance.now();
    let answered = 0;
    let passed = 0;
    // A round may end within the questions, so that a slow peer is not run for minutes.
    for (let index = 0; passed < roundMs; index = (index + 1) % questions.length) {
      const question = questions[index];
      if (!question) break;
      kept = ask(question);
      answered += 1;
      if (answered % 16 === 0) passed = performance.now() - begun;
    }
    return (answered * 1000) / passed;
  };
  round();
  const rates = [round(), round(), round(), round(), round()].sort((a, b) => a - b);
  if (kept === undefined) throw new Error('nothing was answered');
  return rates[2] ?? 0;
}

function share(
  questions: readonly Question[],
  truth: readonly LocalDate[],
  answer: (question: Question) => LocalDate,
): number {
  const right = questions.filter((question, index) => answer(question) === truth[index]).length;
  return right / questions.length;
}

function versionOf(name: string): string {
  const require = createRequire(import.meta.url);
  const folder = require.resolve(name).split(`node_modules/${name}/`)[0] ?? '';
  return (JSON.parse(readFileSync(`${folder}node_modules/${name}/package.json`, 'utf8')) as { version: string })
    .version;
}

function row(
  name: string,
  metric: string,
  value: number,
  unit: string,
  peer: string | null = null,
  ratio: number | null = null,
): BenchRow {
  return { bench: 'calendar', case: name, metric, value, unit, peer, ratio };
}
