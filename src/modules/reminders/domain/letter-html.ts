/*
 * The few pieces every letter is made of. Mail programs know no style sheets, so styles stand at their elements; one
 * narrow column that a phone shows without zooming.
 */

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export const SMALL = 'color:#4a5157;font-size:14px';
export const HEADING = 'font-size:19px;line-height:1.4;margin:0 0 12px';

export function buttonHtml(link: string, words: string): string {
  return `<p><a href="${escapeHtml(link)}" style="display:inline-block;background:#0b5563;color:#ffffff;text-decoration:none;padding:12px 20px;border-radius:6px;font-weight:600">${escapeHtml(words)}</a></p>`;
}

/** On a line of a list: opens the page on which its reader answers that one matter without signing in. */
export const ANSWER_SHORT = 'Đã biết, nhắc lại sau';

/** A link of its own line: as high as a thumb needs. */
export function linkHtml(link: string, words: string): string {
  return `<a href="${escapeHtml(link)}" style="color:#0b5563;display:inline-block;padding:4px 0">${escapeHtml(words)}</a>`;
}

export function pageHtml(body: string): string {
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head><body style="font-family:'Be Vietnam Pro',Arial,sans-serif;font-size:16px;line-height:1.5;color:#1b1f22;max-width:600px;margin:0 auto;padding:16px">${body}</body></html>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A header is one line: what was typed with line breaks cannot add headers of its own. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Lines of a plain letter, never two empty ones after each other. */
export function plainText(lines: readonly string[]): string {
  return `${lines
    .filter((line, index, all) => line !== '' || all[index - 1] !== '')
    .join('\n')
    .trim()}\n`;
}

export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length - 20))}…`;
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const DEMONSTRATION = 'Thư của tỉnh trình diễn; mọi dữ liệu là để trình diễn.';

/** A letter whole: one-line subject, both bodies, and in a demonstration province the label that says so. */
export function finished(
  draft: { readonly subject: string; readonly lines: readonly string[]; readonly body: string },
  demonstration: boolean,
): Letter {
  return {
    subject: oneLine(demonstration ? `[Trình diễn] ${draft.subject}` : draft.subject),
    text: plainText(demonstration ? [...draft.lines, '', DEMONSTRATION] : draft.lines),
    html: pageHtml(draft.body + (demonstration ? `<p style="${SMALL}">${DEMONSTRATION}</p>` : '')),
  };
}

/** "Vì sao tôi nhận được?" as it stands at the end of every letter. */
export function whyHtml(why: readonly string[]): string {
  return [
    `<p style="${SMALL}"><strong>Vì sao tôi nhận được?</strong></p><ul style="${SMALL};padding-left:18px">`,
    ...why.map((line) => `<li>${escapeHtml(line)}</li>`),
    '</ul>',
  ].join('\n');
}

export function whyLines(why: readonly string[]): string[] {
  return ['', 'Vì sao tôi nhận được?', ...why.map((line) => `- ${line}`), ''];
}
