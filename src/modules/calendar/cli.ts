import type { Command } from 'commander';
import { Refusal } from '#kernel/refusal.ts';
import { parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { CliContext, RegisterCommands } from '#platform/cli/context.ts';
import { findAgencyInFiles } from './agencies-file.ts';
import { nationalCalendar, nationalDays } from './data.ts';
import type { WorkCalendar } from './domain/calendar.ts';
import { computeDue } from './domain/due.ts';
import { dayVi, explainVi, momentVi, stepVi, UNIT_VI } from './domain/explain-vi.ts';
import type { PeriodUnit } from './domain/types.ts';

const UNITS = ['working-day', 'working-hour', 'calendar-day', 'month'] as const satisfies readonly PeriodUnit[];
const EXAMPLE = 'calendar due --from 2018-02-12T08:30 --amount 5 --unit working-day';

interface DueOptions {
  readonly from?: string;
  readonly amount?: string;
  readonly unit?: string;
  readonly agency?: string;
  readonly configured?: boolean;
}

/**
 * `dunghen calendar`: questions to the calendar of record, answered from the data files alone so that scripts need no
 * database; with --configured from what the province entered itself.
 */
export const register: RegisterCommands = (group, context) => {
  registerDue(group, context);
  group
    .command('year')
    .description('Ngày nghỉ và ngày làm bù của một năm')
    .argument('<year>', 'năm, ví dụ 2018')
    .option('--json', 'in JSON ra đầu ra chuẩn')
    .action((year: string) => printYear(context, year));
};

function registerDue(group: Command, context: CliContext): void {
  group
    .command('due')
    .description('Tính hạn và giải thích vì sao')
    .option('--from <moment>', 'mốc tính, giờ Việt Nam nếu không ghi múi giờ, ví dụ 2018-02-12T08:30')
    .option('--amount <number>', 'số lượng; ngày và giờ làm việc nhận cả phần lẻ, ví dụ 0,5')
    .option('--unit <unit>', `đơn vị: ${UNITS.join(', ')}`)
    .option('--agency <code>', 'mã cơ quan; không có thì tính theo giờ chung')
    .option('--configured', 'theo lịch và giờ làm việc đã nhập của tỉnh (cần cơ sở dữ liệu)')
    .option('--json', 'in JSON ra đầu ra chuẩn')
    .action(async (options: DueOptions) => {
      const from = readMoment(required(options.from, '--from'));
      const unit = readUnit(required(options.unit, '--unit'));
      const amount = readAmount(required(options.amount, '--amount'), unit);
      const calendar = options.configured
        ? await configuredCalendar(context, options.agency)
        : calendarOfFiles(options.agency);
      const due = computeDue(calendar, { from, amount, unit });
      const dueAt = toVietnamIso(due.dueAt);
      const explanation = due.explanation.map((step) => ({ ...step, text: stepVi(step) }));
      context.print({ dueAt, explanation }, () =>
        [`Hạn: ${momentVi(dueAt)}`, '', ...explainVi(due.explanation).map((sentence) => `  ${sentence}`)].join('\n'),
      );
    });
}

/** No agency has hours of its own in the data files: all keep the common ones. */
function calendarOfFiles(agency: string | undefined): WorkCalendar {
  if (agency !== undefined && !findAgencyInFiles(agency)) throw unknownAgency(agency);
  return nationalCalendar();
}

async function configuredCalendar(context: CliContext, code: string | undefined): Promise<WorkCalendar> {
  const province = await context.province();
  // Loaded here: a question to the data files must not wait for the database driver.
  const { loadCalendar } = await import('./load.ts');
  const { findAgencyByCode } = await import('#modules/org/public.ts');
  return province.as(systemActor('Dòng lệnh')).run(async (tx) => {
    if (code === undefined) return loadCalendar(tx);
    const agency = await findAgencyByCode(tx, code);
    if (!agency) throw unknownAgency(code);
    return loadCalendar(tx, agency.id);
  });
}

function unknownAgency(agency: string): Refusal {
  return new Refusal('calendar.agency_unknown', 404, { agency });
}

function printYear(context: CliContext, text: string): void {
  const { years, days } = nationalDays();
  const year = years.find((each) => String(each) === text);
  if (year === undefined) throw new Refusal('calendar.year_without_data', 422, { year: text });
  const listed = days.filter((day) => day.date.startsWith(`${year}-`)).sort((a, b) => (a.date < b.date ? -1 : 1));
  context.print({ year, days: listed }, () =>
    listed.map((day) => `${dayVi(day.date).padEnd(22)} ${day.name}`).join('\n'),
  );
}

function required(value: string | undefined, option: string): string {
  if (value === undefined) throw new Refusal('calendar.option_missing', 400, { option, example: EXAMPLE });
  return value;
}

function readMoment(text: string): Date {
  const instant = parseInstant(text);
  if (!instant) throw new Refusal('calendar.moment_invalid', 422, { text });
  return instant;
}

function readUnit(text: string): PeriodUnit {
  const unit = UNITS.find((each) => each === text);
  if (!unit) throw new Refusal('calendar.unit_unknown', 422, { unit: text, units: UNITS.join(', ') });
  return unit;
}

/** Takes '0.5' and the Vietnamese '0,5'. */
function readAmount(text: string, unit: PeriodUnit): number {
  if (!/^\d+(?:[.,]\d+)?$/.test(text.trim())) {
    throw new Refusal('calendar.amount_invalid', 422, { amount: text, unit, unitName: UNIT_VI[unit] });
  }
  return Number(text.trim().replace(',', '.'));
}
