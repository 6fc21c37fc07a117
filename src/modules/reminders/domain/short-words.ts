import type { ZaloValues } from '#modules/channels/domain/zalo-values.ts';
import type { Note } from '#modules/channels/domain/push.ts';
import type { Content } from './message.ts';
import { contentStatus, dueVi, KIND_VI, leftVi } from './words.ts';

/*
 * Reminders where there is little room. SMS and Zalo go through other houses: they say that something is due and where
 * to look, never its title, which may name people.
 */

/** What a device shows. */
export function noteOf(id: string, content: Content, { demonstration }: { demonstration: boolean }): Note {
  const due = content.dueAt === null ? 'Chưa có hạn' : `Hạn ${dueVi(content.dueAt)}`;
  const left = content.dueAt === null ? [] : [leftVi(contentStatus(content), content.daysLeft)];
  return {
    id,
    title: `${demonstration ? '[Trình diễn] ' : ''}${KIND_VI[content.kind]}: ${content.title}`,
    body: [due, ...left, content.agencyName].join(' · '),
    path: content.link,
  };
}

/** @param publicUrl where links begin, without a slash at the end */
export function smsOf(
  content: Content,
  { publicUrl, demonstration }: { publicUrl: string; demonstration: boolean },
): string {
  const left = leftVi(contentStatus(content), content.daysLeft);
  const what = content.kind === 'assigned' ? `1 việc mới, ${left}` : `1 việc ${left}`;
  const due = content.dueAt === null ? '' : ` (hạn ${shortDue(content.dueAt)})`;
  const site = publicUrl.replace(/^https?:\/\//, '');
  return `${demonstration ? '[Trình diễn] ' : ''}Đúng Hẹn: ${what}${due}. Xem: ${site}/nhac-viec`;
}

/** What the places of a Zalo template may be filled with. */
export function zaloValuesOf(content: Content, publicUrl: string): ZaloValues {
  return {
    loai: KIND_VI[content.kind],
    han: content.dueAt === null ? 'chưa có hạn' : shortDue(content.dueAt),
    co_quan: content.agencyName,
    con_lai: leftVi(contentStatus(content), content.daysLeft),
    lien_ket: `${publicUrl}/nhac-viec`,
    so_viec: '1',
  };
}

/** "17:00 30/03/2018", as short as it is still read right. */
function shortDue(dueAt: string): string {
  return dueVi(dueAt)
    .replace(/,? ?(thứ [^,]+|Chủ nhật), /, ' ')
    .trim();
}
