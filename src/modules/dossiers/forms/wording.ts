import { dateInVietnam, minuteOfDay } from '#kernel/vietnam-time.ts';
import { formatDay } from '#modules/documents/public.ts';

/** '09 giờ 05 phút, ngày 27 tháng 10 năm 2023'; dots to write on where it is not known. */
export function momentInWords(at: Date | null): string {
  if (at === null) return '...... giờ ...... phút, ngày ...... tháng ...... năm ..........';
  const [year, month, day] = dateInVietnam(at).split('-');
  const [hour, minute] = clockOf(at);
  return `${hour} giờ ${minute} phút, ngày ${day} tháng ${month} năm ${year}`;
}

/** '09:05 27/10/2023' for a narrow column; empty where there is none. */
export function momentShort(at: Date | null): string {
  return at === null ? '' : `${clockOf(at).join(':')} ${formatDay(dateInVietnam(at))}`;
}

/** 'ngày 27 tháng 10 năm 2023'. */
export function dayInWords(at: Date | null): string {
  if (at === null) return 'ngày ...... tháng ...... năm ..........';
  const [year, month, day] = dateInVietnam(at).split('-');
  return `ngày ${day} tháng ${month} năm ${year}`;
}

function clockOf(at: Date): [string, string] {
  const minutes = minuteOfDay(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return [two(Math.floor(minutes / 60)), two(minutes % 60)];
}
