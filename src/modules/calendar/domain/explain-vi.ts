import { addDays, type LocalDate, weekday } from '#kernel/local-date.ts';
import type { ExplanationStep, RuleId } from './steps.ts';
import { clock } from './clock-time.ts';
import type { PeriodUnit, Source } from './types.ts';

type RestDay = StepOf<'skipped'> & { readonly kind: 'weekly-rest' };
type StepOf<Type extends ExplanationStep['type']> = Extract<ExplanationStep, { type: Type }>;

/**
 * "Vì sao là ngày này?" as sentences a clerk would write, in the order of the steps. Rest days of the week are told
 * together, neighbouring days off with one name as a stretch, and the hours of one day in one line.
 */
export function explainVi(steps: readonly ExplanationStep[]): string[] {
  const sentences: string[] = [];
  const restDays = steps.filter(isRest).map((step) => step.date);
  let restTold = false;
  for (let index = 0; index < steps.length; ) {
    const step = steps[index];
    if (!step) break;
    if (isRest(step)) {
      if (!restTold) sentences.push(`Không tính ngày nghỉ hằng tuần: ${stretches(restDays)}.`);
      restTold = true;
      index += 1;
    } else if (step.type === 'skipped') {
      const group = takeWhile(steps, index, step, isNeighbour);
      sentences.push(skippedVi(group));
      index += group.length;
    } else if (step.type === 'worked') {
      const group = takeWhile(steps, index, step, (next, last) => next.date === last.date);
      sentences.push(workedVi(group));
      index += group.length;
    } else {
      sentences.push(stepVi(step));
      index += 1;
    }
  }
  return sentences;
}

/** One step as one sentence. */
export function stepVi(step: ExplanationStep): string {
  switch (step.type) {
    case 'start':
      return `Mốc tính: ${momentVi(step.at)}.`;
    case 'moved-to-opening':
      return `${MOVED[step.because]}, nên tính từ ${momentVi(step.to)}.`;
    case 'cutoff':
      return `${CUTOFF[step.kind](step.time, momentVi(step.to))}. Căn cứ: ${sourceVi(step.source)}.`;
    case 'period':
      return step.unit === 'same-day'
        ? 'Thời hạn: trong ngày.'
        : `Thời hạn: ${numberVi(step.amount)} ${UNIT_VI[step.unit]}.`;
    case 'hours':
      return `Giờ làm việc: ${step.periods.map((each) => `${clock(each.from)}–${clock(each.to)}`).join(' và ')}${step.assumed ? ' (tạm lấy, chưa có văn bản)' : `. Căn cứ: ${sourceVi(step.source)}`}.`;
    case 'rule':
      return `${RULE[step.rule]}. Căn cứ: ${sourceVi(step.source)}.`;
    case 'skipped':
      return isRest(step) ? `Không tính ${dayVi(step.date)}: nghỉ hằng tuần.` : skippedVi([step]);
    case 'make-up':
      return `Có tính ${dayVi(step.date)}: ${lowerFirst(step.name)}${sourcesVi(step.sources)}.`;
    case 'counted':
      return countedVi(step.dates);
    case 'worked':
      return workedVi([step]);
    case 'rolled':
      return `Ngày cuối là ${dayVi(step.from)}, ngày nghỉ, nên chuyển sang ${dayVi(step.to)}.`;
    case 'hour-moved':
      return `${upperFirst(dayVi(step.date))} không làm việc lúc ${step.from} nên lấy ${step.to}.`;
    case 'due':
      return step.at.length === 10 ? `Hạn: hết ngày ${dayVi(step.at)}.` : `Hạn: ${momentVi(step.at)}.`;
  }
}

/** "thứ Hai, 26/02/2018" */
export function dayVi(date: LocalDate): string {
  return `${WEEKDAY[weekday(date) - 1] ?? ''}, ${dateVi(date)}`;
}

/** "08:30 thứ Hai, 26/02/2018" of an ISO moment with +07:00, or the day alone of a bare date. */
export function momentVi(at: string): string {
  return at.length === 10 ? dayVi(at) : `${at.slice(11, 16)} ${dayVi(at.slice(0, 10))}`;
}

const WEEKDAY = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];

/** Units as the reader knows them. */
export const UNIT_VI: Readonly<Record<PeriodUnit, string>> = {
  'working-day': 'ngày làm việc',
  'working-hour': 'giờ làm việc',
  'working-minute': 'phút làm việc',
  'calendar-day': 'ngày',
  month: 'tháng',
  'same-day': 'trong ngày',
};

const MOVED: Readonly<Record<StepOf<'moved-to-opening'>['because'], string>> = {
  'before-opening': 'Lúc đó chưa đến giờ làm việc',
  break: 'Lúc đó đang giờ nghỉ giữa buổi',
  'after-closing': 'Lúc đó đã hết giờ làm việc',
  'day-off': 'Ngày đó là ngày nghỉ',
};

const CUTOFF: Readonly<Record<StepOf<'cutoff'>['kind'], (time: string, to: string) => string>> = {
  'transfer-next-morning': (time, to) => `Nhận sau ${time}: hồ sơ giấy được chuyển chậm nhất ${to}`,
  'same-day-to-next-day': (time, to) => `Nhận sau ${time} nên trả kết quả trong ngày làm việc tiếp theo: ${to}`,
  'start-next-working-day': (time, to) => `Nhận từ mốc ${time} trở đi hoặc vào ngày nghỉ nên tính từ ${to}`,
};

const RULE: Readonly<Record<RuleId, string>> = {
  'first-day-not-counted': 'Ngày bắt đầu không tính, đếm từ ngày liền sau',
  'hours-from-the-moment': 'Giờ được tính từ thời điểm bắt đầu, chỉ trong giờ làm việc',
  'outside-hours-next-opening': 'Nhận ngoài giờ thì tính từ lúc mở cửa tiếp theo',
  'corresponding-day-of-month':
    'Hết hạn vào ngày tương ứng của tháng cuối; tháng đó không có ngày này thì lấy ngày cuối tháng',
  'day-off-rolls-forward': 'Hết hạn vào ngày nghỉ thì chuyển sang ngày làm việc tiếp theo',
  'half-days-in-hours': 'Phần lẻ của ngày được tính theo giờ',
};

function isRest(step: ExplanationStep): step is RestDay {
  return step.type === 'skipped' && step.kind === 'weekly-rest';
}

function isNeighbour(next: StepOf<'skipped'>, last: StepOf<'skipped'>): boolean {
  return next.kind === last.kind && next.name === last.name && next.date === addDays(last.date, 1);
}

function takeWhile<Step extends ExplanationStep>(
  steps: readonly ExplanationStep[],
  from: number,
  first: Step,
  belongs: (next: Step, last: Step) => boolean,
): Step[] {
  const sameType = (step: ExplanationStep): step is Step => step.type === first.type;
  const group = [first];
  for (const next of steps.slice(from + 1)) {
    if (!sameType(next) || !belongs(next, group.at(-1) ?? first)) break;
    group.push(next);
  }
  return group;
}

function skippedVi(group: readonly StepOf<'skipped'>[]): string {
  const first = group[0];
  const last = group.at(-1);
  if (!first || !last) return '';
  const days =
    first === last ? dayVi(first.date) : `${group.length} ngày từ ${dayVi(first.date)} đến ${dayVi(last.date)}`;
  const madeUp = first.madeUpOn ? `, làm bù ${dayVi(first.madeUpOn)}` : '';
  return `Không tính ${days}: ${first.name}${madeUp}${sourcesVi(first.sources)}.`;
}

function workedVi(group: readonly StepOf<'worked'>[]): string {
  const pieces = group.map(({ from, to, minutes }) => `${from}–${to} (${lengthVi(minutes)})`);
  return `${upperFirst(dayVi(group[0]?.date ?? ''))}: ${pieces.join(', ')}.`;
}

function countedVi(dates: readonly LocalDate[]): string {
  if (dates.length > 10) {
    return `Tính đủ ${dates.length} ngày làm việc, từ ${dayVi(dates[0] ?? '')} đến ${dayVi(dates.at(-1) ?? '')}.`;
  }
  return `Các ngày được tính: ${dates.map((date, index) => `(${index + 1}) ${dayVi(date)}`).join('; ')}.`;
}

/** "17–18/03/2018, 24–25/03/2018" */
function stretches(dates: readonly LocalDate[]): string {
  const pieces: string[] = [];
  for (let index = 0; index < dates.length; ) {
    const from = dates[index] ?? '';
    let to = from;
    while (dates[index + 1] === addDays(to, 1)) {
      to = addDays(to, 1);
      index += 1;
    }
    index += 1;
    const start = from.slice(0, 7) === to.slice(0, 7) ? from.slice(8) : dateVi(from);
    pieces.push(from === to ? dateVi(from) : `${start}–${dateVi(to)}`);
  }
  return pieces.join(', ');
}

function lengthVi(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 && `${hours} giờ`, rest > 0 && `${rest} phút`].filter(Boolean).join(' ');
}

function sourcesVi(sources: readonly Source[]): string {
  return sources[0] ? `. Căn cứ: ${sourceVi(sources[0])}` : '';
}

function sourceVi({ title, verified }: Source): string {
  return verified === false ? `${title} (chưa đối chiếu văn bản gốc)` : title;
}

/** "26/02/2018" */
export function dateVi(date: LocalDate): string {
  return `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

function numberVi(amount: number): string {
  return String(amount).replace('.', ',');
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
