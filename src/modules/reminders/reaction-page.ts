import type { LinkEnd, LinkView } from './links.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { dueVi } from './domain/words.ts';

/** The page behind an address in a message: plain HTML without script, for a phone held in one hand. */
export interface ReactionPage {
  readonly province: string;
  readonly demonstration: boolean;
  readonly stylesheet: string;
  readonly token: string;
  /** What stands behind it, or why it can do nothing any more. */
  readonly found: LinkView | { readonly end: LinkEnd };
  /** Just done, or why it could not be. */
  readonly said?: string;
  readonly wrong?: string;
}

const ENDS: Readonly<Record<LinkEnd, readonly [title: string, text: string]>> = {
  unknown: [
    'Địa chỉ không đúng',
    'Liên kết này không do hệ thống gửi, hoặc đã bị cắt mất một phần khi chép lại. Hãy mở lại tin nhắn và bấm vào liên kết, hoặc đăng nhập để xem việc.',
  ],
  expired: ['Liên kết đã hết hạn', 'Lời nhắc này đã quá thời gian trả lời bằng liên kết. Đăng nhập để xem việc.'],
  'other-person': [
    'Liên kết này gửi cho người khác',
    'Bạn đang đăng nhập bằng tài khoản khác với người nhận lời nhắc. Không có gì được ghi nhận.',
  ],
  closed: ['Việc đã kết thúc', 'Việc này đã xong hoặc không còn phải làm, nên không cần trả lời nữa.'],
  'handed-on': [
    'Việc đã chuyển người khác',
    'Việc này đã được giao cho người khác sau lời nhắc này. Bạn không phải trả lời nữa.',
  ],
  'due-changed': ['Hạn đã đổi', 'Hạn của việc đã đổi sau lời nhắc này. Đăng nhập để xem hạn mới.'],
  fault: ['Chưa ghi nhận được', 'Hệ thống gặp lỗi và chưa ghi nhận gì. Hãy thử lại sau ít phút.'],
};

/** The whole page. Everything that comes from data is escaped. */
export function reactionHtml(page: ReactionPage): string {
  const { found, province, demonstration, stylesheet } = page;
  const ended = 'end' in found;
  const title = ended ? ENDS[found.end][0] : 'Trả lời lời nhắc';
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escape(title)} · Đúng Hẹn</title>
<link rel="stylesheet" href="${stylesheet}">
</head>
<body>
<header><p><strong>Đúng Hẹn</strong> ${escape(province)}</p>${demonstration ? '<p class="note">Tỉnh trình diễn: mọi dữ liệu là để trình diễn.</p>' : ''}</header>
<main>
${ended ? endHtml(found.end) : viewHtml(page, found)}
</main>
</body>
</html>
`;
}

function endHtml(end: LinkEnd): string {
  const [title, text] = ENDS[end];
  return `<h1>${escape(title)}</h1>\n<p>${escape(text)}</p>\n<p><a class="button" href="/">Mở Việc của tôi</a></p>`;
}

function viewHtml({ token, said, wrong }: ReactionPage, view: LinkView): string {
  const address = `/r/${escape(token)}`;
  const parts = [
    ...headHtml(view),
    `<p>Hạn <strong>${escape(view.dueText)}</strong><br>Cơ quan thực hiện: ${escape(view.agencyName)}</p>`,
    said ? `<p class="said" role="status">${escape(said)}</p>` : '',
    wrong ? `<p class="wrong" role="alert">${escape(wrong)}</p>` : '',
    view.acknowledgedAt
      ? `<p class="done">Đã ghi nhận “Đã biết” lúc ${escape(dueVi(view.acknowledgedAt))}.</p>`
      : `<form method="post" action="${address}"><button name="action" value="acknowledge">Đã biết</button></form>
<p class="note">${view.isDueSoon ? 'Các lời nhắc trước hạn còn lại sẽ được bỏ; ngày đến hạn vẫn nhắc.' : 'Ghi nhận là bạn đã biết việc này.'}</p>`,
    snoozeHtml(address, view),
    othersHtml(view),
  ];
  return parts.filter(Boolean).join('\n');
}

/** Behind an address that another house may have seen, nobody and no matter is named. */
function headHtml({ named, documentNumber, link }: LinkView): string[] {
  if (named)
    return [`<p class="note">Lời nhắc gửi ${escape(named.recipientName)}</p>`, `<h1>${escape(named.title)}</h1>`];
  return [
    `<h1>${documentNumber ? `Một việc theo văn bản số ${escape(documentNumber)}` : 'Một việc của bạn'}</h1>`,
    `<p class="note">Địa chỉ này đến qua tin nhắn nên không hiện tên việc. <a href="${escape(link)}">Đăng nhập để xem việc</a></p>`,
  ];
}

function snoozeHtml(address: string, { snoozedAt, choices }: LinkView): string {
  if (snoozedAt) return `<p class="done">Đã tạm hoãn nhắc lúc ${escape(dueVi(snoozedAt))}.</p>`;
  if (choices.length === 0) return '';
  const buttons = choices.map(
    ({ until, text }) =>
      `<form method="post" action="${address}"><input type="hidden" name="until" value="${escape(toVietnamIso(until))}"><button class="quiet" name="action" value="snooze">${escape(text)}</button></form>`,
  );
  return `<h2>Nhắc lại tôi sau</h2>\n${buttons.join('\n')}\n<p class="note">Chỉ hoãn lời nhắc cho bạn; hạn của việc không đổi.</p>`;
}

function othersHtml({ moreTime, handOver, link, action }: LinkView): string {
  const links = [moreTime, handOver, { label: action, link }]
    .filter((offer) => offer !== null)
    .map((offer) => `<li><a href="${escape(offer.link)}">${escape(offer.label)}</a></li>`);
  return `<h2>Việc khác, cần đăng nhập</h2>\n<ul>${links.join('')}</ul>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
