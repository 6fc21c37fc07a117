import {
  buttonHtml,
  escapeHtml,
  finished,
  HEADING,
  type Letter,
  shorten,
  SMALL,
  upperFirst,
  whyHtml,
  whyLines,
} from './letter-html.ts';
import type { Content } from './message.ts';
import type { Audience } from './policy.ts';
import { contentStatus, dueVi, KIND_VI, leftVi, othersVi, whyVi } from './words.ts';

/** One message of a letter. */
export interface LetterItem {
  readonly content: Content;
  readonly audience: Audience;
}

const DEFAULT_ACTION = 'Mở việc';

/**
 * The letter to one person: `[việc] · hạn [giờ, thứ, ngày] · còn [n] ngày làm việc · [ai chờ] · một nút`. Several items
 * become a list with one button to all of them.
 * @param publicUrl where links begin, without a slash at the end
 * @throws RangeError without an item
 */
export function letterOf(
  items: readonly LetterItem[],
  { recipientId, publicUrl, demonstration }: { recipientId: string; publicUrl: string; demonstration: boolean },
): Letter {
  const [first] = items;
  if (!first) throw new RangeError('a letter says something');
  const letter = items.length === 1 ? single(first, recipientId, publicUrl) : list(items, `${publicUrl}/nhac-viec`);
  return finished(letter, demonstration);
}

interface Draft {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly body: string;
}

function single({ content, audience }: LetterItem, recipientId: string, publicUrl: string): Draft {
  const left = leftVi(contentStatus(content), content.daysLeft);
  const due = content.dueAt === null ? 'Chưa có hạn' : `Hạn ${dueVi(content.dueAt)}`;
  const waits = content.waitingFor ? `${content.waitingFor} đang chờ kết quả` : '';
  const owner = `Cơ quan thực hiện: ${content.agencyName}`;
  const others = othersVi(content, recipientId);
  const told = others ? `Cũng được nhắc: ${others}` : 'Chỉ mình bạn được nhắc lần này.';
  const why = whyVi(content, audience, recipientId);
  const link = `${publicUrl}${content.link}`;
  const button = content.action ?? DEFAULT_ACTION;
  const facts = content.dueAt === null ? [due] : [due, upperFirst(left)];
  return {
    subject: [shorten(content.title, 90), content.dueAt === null ? 'chưa có hạn' : `hạn ${dueVi(content.dueAt)}`, left]
      .filter((part, index) => index < 2 || content.dueAt !== null)
      .join(' · '),
    lines: [
      `${KIND_VI[content.kind]}: ${content.title}`,
      '',
      ...facts,
      ...(waits ? [waits] : []),
      owner,
      '',
      `${button}: ${link}`,
      '',
      told,
      ...whyLines(why),
    ],
    body: [
      `<p style="${SMALL}">${escapeHtml(KIND_VI[content.kind])}</p>`,
      `<h1 style="${HEADING}">${escapeHtml(content.title)}</h1>`,
      `<p style="margin:0 0 4px"><strong>${facts.map(escapeHtml).join(' · ')}</strong></p>`,
      `<p style="margin:0 0 16px">${[waits, owner].filter(Boolean).map(escapeHtml).join('<br>')}</p>`,
      buttonHtml(link, button),
      `<p style="${SMALL}">${escapeHtml(told)}</p>`,
      whyHtml(why),
    ].join('\n'),
  };
}

function list(items: readonly LetterItem[], link: string): Draft {
  const overdue = items.filter(({ content }) => contentStatus(content) === 'overdue').length;
  const subject = overdue === items.length ? `${items.length} việc quá hạn` : `${items.length} việc cần xem`;
  const rows = items.map(({ content }) => ({
    title: content.title,
    facts: [
      content.dueAt === null ? 'chưa có hạn' : `hạn ${dueVi(content.dueAt)}`,
      ...(content.dueAt === null ? [] : [leftVi(contentStatus(content), content.daysLeft)]),
      content.agencyName,
    ].join(' · '),
  }));
  const first = items[0];
  const why = first ? whyVi(first.content, first.audience).slice(0, 2) : [];
  const button = `Xem ${items.length} việc`;
  return {
    subject: `${subject} · ${items[0] ? KIND_VI[items[0].content.kind].toLowerCase() : ''}`.replace(/ · $/, ''),
    lines: [
      subject,
      '',
      ...rows.flatMap(({ title, facts }, index) => [`${index + 1}. ${title}`, `   ${facts}`]),
      '',
      `${button}: ${link}`,
      ...whyLines(why),
    ],
    body: [
      `<h1 style="${HEADING}">${escapeHtml(subject)}</h1>`,
      '<ol style="padding-left:20px">',
      ...rows.map(
        ({ title, facts }) =>
          `<li style="margin-bottom:10px">${escapeHtml(title)}<br><span style="${SMALL}">${escapeHtml(facts)}</span></li>`,
      ),
      '</ol>',
      buttonHtml(link, button),
      whyHtml(why),
    ].join('\n'),
  };
}
