import {
  buttonHtml,
  escapeHtml,
  ANSWER_SHORT,
  finished,
  HEADING,
  type Letter,
  linkHtml,
  shorten,
  SMALL,
  upperFirst,
  whyHtml,
  whyLines,
} from './letter-html.ts';
import type { Content } from './message.ts';
import type { Audience } from './policy.ts';
import { defaultTemplate, type Line, renderLines, renderTemplate, type TemplateFields } from './template.ts';
import { variablesOf } from './template-variables.ts';
import { contentStatus, dueVi, KIND_VI, leftVi, othersVi, whyVi } from './words.ts';

/** One message of a letter. */
export interface LetterItem {
  readonly content: Content;
  readonly audience: Audience;
  /** Address inside the program by which its reader answers without signing in; null where there is nothing to answer. */
  readonly answerAt?: string | null;
}

export interface LetterContext {
  readonly recipientId: string;
  readonly publicUrl: string;
  /** The words in force when it was said; those that come with the program where there are none. */
  readonly template?: (content: Content) => TemplateFields;
}

const DEFAULT_ACTION = 'Mở việc';
const ANSWER = 'Đã biết, hoặc nhắc lại tôi sau (không cần đăng nhập)';

/**
 * The letter to one person: `[việc] · hạn [giờ, thứ, ngày] · còn [n] ngày làm việc · [ai chờ] · một nút`. Several items
 * become a list with one button to all of them.
 * @param publicUrl where links begin, without a slash at the end
 * @throws RangeError without an item
 */
export function letterOf(
  items: readonly LetterItem[],
  context: LetterContext & { readonly demonstration: boolean },
): Letter {
  const [first] = items;
  if (!first) throw new RangeError('a letter says something');
  const letter = items.length === 1 ? single(first, context) : list(items, context.publicUrl);
  return finished(letter, context.demonstration);
}

interface Draft {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly body: string;
}

/** One matter in the words of the template; the button, who else was told and why it came stand in every letter. */
function single(
  { content, audience, answerAt }: LetterItem,
  { recipientId, publicUrl, template }: LetterContext,
): Draft {
  const answer = answerAt ? `${publicUrl}${answerAt}` : null;
  const link = `${publicUrl}${content.link}`;
  const variables = variablesOf(content, recipientId, link);
  const fields = template?.(content) ?? defaultTemplate('email', content.kind);
  const lines = renderLines(fields.body, variables).map((line) => ({ ...line, text: upperFirst(line.text) }));
  const others = othersVi(content, recipientId);
  const told = others ? `Cũng được nhắc: ${others}` : 'Chỉ mình bạn được nhắc lần này.';
  const why = whyVi(content, audience, recipientId);
  const button = content.action ?? DEFAULT_ACTION;
  return {
    subject: renderTemplate(fields.subject ?? '{viec}', { ...variables, viec: shorten(content.title, 90) }),
    lines: [
      ...lines.map(({ text }) => text),
      '',
      `${button}: ${link}`,
      ...(answer ? [`${ANSWER}: ${answer}`] : []),
      '',
      told,
      ...whyLines(why),
    ],
    body: [
      ...lines.filter(({ text }) => text !== '').map(lineHtml),
      buttonHtml(link, button),
      ...(answer ? [`<p style="margin:0 0 16px">${linkHtml(answer, ANSWER)}</p>`] : []),
      `<p style="${SMALL}">${escapeHtml(told)}</p>`,
      whyHtml(why),
    ].join('\n'),
  };
}

/** The line that names the matter is the heading, that of the due date is strong. */
function lineHtml({ text, of }: Line, place: number): string {
  if (of.includes('viec') && place === 0) return `<h1 style="${HEADING}">${escapeHtml(text)}</h1>`;
  const words = escapeHtml(text);
  return `<p style="margin:0 0 8px">${of.includes('han') || of.includes('han_ngan') ? `<strong>${words}</strong>` : words}</p>`;
}

/** Several matters: a line of facts each, and one link to answer it by. */
function list(items: readonly LetterItem[], publicUrl: string): Draft {
  const link = `${publicUrl}/nhac-viec`;
  const overdue = items.filter(({ content }) => contentStatus(content) === 'overdue').length;
  const subject = overdue === items.length ? `${items.length} việc quá hạn` : `${items.length} việc cần xem`;
  const rows = items.map(({ content, answerAt }) => ({
    title: content.title,
    page: `${publicUrl}${content.link}`,
    answer: answerAt ? `${publicUrl}${answerAt}` : null,
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
      ...rows.flatMap(({ title, facts, answer }, index) => [
        `${index + 1}. ${title}`,
        `   ${facts}`,
        ...(answer ? [`   ${ANSWER_SHORT}: ${answer}`] : []),
      ]),
      '',
      `${button}: ${link}`,
      ...whyLines(why),
    ],
    body: [
      `<h1 style="${HEADING}">${escapeHtml(subject)}</h1>`,
      '<ol style="padding-left:20px">',
      ...rows.map(
        ({ title, facts, page, answer }) =>
          `<li style="margin-bottom:10px">${linkHtml(page, title)}<br><span style="${SMALL}">${escapeHtml(facts)}</span>${answer ? `<br>${linkHtml(answer, ANSWER_SHORT)}` : ''}</li>`,
      ),
      '</ol>',
      buttonHtml(link, button),
      whyHtml(why),
    ].join('\n'),
  };
}
