import type { Channel } from './channel.ts';
import type { Audience, MomentBefore, Policy, Stopping } from './policy.ts';
import { AUDIENCE_VI } from './words.ts';

/*
 * A policy in the words of those who set it: used by the editor, by the list of differences and by the preview.
 */

export const CHANNEL_VI: Readonly<Record<Channel, string>> = {
  'in-app': 'trong phần mềm',
  email: 'thư điện tử',
  push: 'thông báo trên thiết bị',
  sms: 'tin nhắn SMS',
  zalo: 'Zalo',
};

export const STOPPING_VI: Readonly<Record<Stopping, string>> = {
  acknowledged: 'đã có người bấm “Đã biết”',
  'asked-more-time': 'đã có người đề nghị gia hạn',
};

/** "trước hạn 3 ngày làm việc". */
export function momentVi(at: MomentBefore): string {
  if ('daysBefore' in at) return `trước hạn ${at.daysBefore} ngày làm việc`;
  if ('daysBeforeDate' in at) return `trước ngày ghi trong hạn ${at.daysBeforeDate} ngày làm việc`;
  if ('hoursBefore' in at) return `trước hạn ${at.hoursBefore} giờ làm việc`;
  if ('share' in at) return `khi đã qua ${percentOf(at.share)} % thời hạn`;
  return 'sáng ngày đến hạn';
}

/** A share of the term as a whole number of hundredths. */
export function percentOf(share: number): number {
  return Math.round(share * 100);
}

/** "07:30". */
export function clockVi(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Which terms a ladder is for: "việc dài trên 15 ngày làm việc"; the last one takes all others. */
export function bandVi(overDays: number): string {
  return overDays < 0 ? 'Việc ngắn hơn các mức trên' : `Việc dài trên ${overDays} ngày làm việc`;
}

function peopleVi(to: readonly Audience[]): string {
  return to.map((one) => AUDIENCE_VI[one]).join(', ');
}

function waysVi(channels: readonly Channel[] | undefined): string {
  return channels ? `; kênh: ${channels.map((one) => CHANNEL_VI[one]).join(', ')}` : '';
}

function stopsVi(stopsOn: readonly Stopping[] | undefined): string {
  if (!stopsOn) return '';
  return stopsOn.length === 0
    ? '; không dừng sớm'
    : `; dừng khi ${stopsOn.map((one) => STOPPING_VI[one]).join(' hoặc ')}`;
}

/** Everything a policy says, each under the name by which two versions are compared. */
function linesOf(policy: Policy): Map<string, string> {
  const lines = new Map<string, string>();
  lines.set('Tên', policy.name);
  lines.set('Căn cứ', policy.source);
  if (policy.onAssignment.length > 0) lines.set('Khi giao việc', peopleVi(policy.onAssignment));
  for (const { overDays, steps } of policy.bands) {
    if (steps.length === 0) lines.set(bandVi(overDays), 'không nhắc trước hạn');
    for (const { at, to, channels, stopsOn } of steps)
      lines.set(`${bandVi(overDays)}, ${momentVi(at)}`, peopleVi(to) + waysVi(channels) + stopsVi(stopsOn));
  }
  for (const { afterDays, to, channels } of policy.overdue)
    lines.set(`Quá hạn ${afterDays} ngày làm việc`, peopleVi(to) + waysVi(channels));
  if (policy.weekly) {
    const { fromDays, to, channels, also } = policy.weekly;
    lines.set('Nhắc hằng tuần', `từ ngày quá hạn thứ ${fromDays}: ${peopleVi(to)}${waysVi(channels)}`);
    for (const more of also) lines.set(`Hằng tuần, thêm từ ngày quá hạn thứ ${more.fromDays}`, peopleVi(more.to));
  }
  if (policy.withoutDue) lines.set('Việc chưa có hạn, đầu mỗi tháng', peopleVi(policy.withoutDue.to));
  lines.set('Giờ yên lặng', `${clockVi(policy.quiet.from)} đến ${clockVi(policy.quiet.to)}`);
  if (policy.digest) {
    lines.set('Bản tin buổi sáng', `lúc ${clockVi(policy.digest.at)}`);
    lines.set('Số thư gửi ngay mỗi ngày', `nhiều nhất ${policy.digest.dailyLimit} thư một người`);
  }
  if (policy.fallbackMinutes)
    lines.set('Chuyển sang kênh sau', `khi kênh trước hỏng quá ${policy.fallbackMinutes} phút`);
  return lines;
}

/** One line that two versions do not share; `before` null: new, `after` null: gone. */
export interface PolicyDifference {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What changed from one version to another, in the order of the newer one, what is gone last. */
export function policyDifferences(before: Policy, after: Policy): PolicyDifference[] {
  const old = linesOf(before);
  const now = linesOf(after);
  const changed = [...now].flatMap(([label, text]) => {
    const was = old.get(label) ?? null;
    return was === text ? [] : [{ label, before: was, after: text }];
  });
  const gone = [...old].flatMap(([label, text]) => (now.has(label) ? [] : [{ label, before: text, after: null }]));
  return [...changed, ...gone];
}
