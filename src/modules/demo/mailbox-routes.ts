import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Work } from '#platform/db/province.ts';
import type { App } from '#platform/http/app.ts';
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts';
import { MailById, MailList, MailQuery, MailView } from './mailbox-schema.ts';
import { countByRecipient, findMail, listMails, type Mail } from './mailbox-store.ts';

const tags = ['Trình diễn'];

/** The mails a demonstration province's own server received; mounted in demonstration provinces only. */
export function mailboxRoutes(app: App): void {
  app.get(
    '/api/demo/mail',
    {
      schema: { summary: 'Hộp thư trình diễn', tags, querystring: MailQuery, response: { 200: MailList } },
      config: { permission: 'signed-in' },
    },
    ({ query, work }) => mails(work, query),
  );
  app.get(
    '/api/demo/mail/:id',
    {
      schema: { summary: 'Một thư trong hộp thư trình diễn', tags, params: MailById, response: { 200: MailView } },
      config: { permission: 'signed-in' },
    },
    ({ params, work }) => oneMail(work, params.id),
  );
}

async function mails(work: Work, { to, cursor, limit }: MailQuery): Promise<MailList> {
  return work.run(async (tx) => {
    const found = await listMails(tx.db, { recipient: to?.toLowerCase(), after: placeOf(cursor), limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      mails: page.map(headOf),
      recipients: await countByRecipient(tx.db),
      next: last && found.length > limit ? encodeCursor([last.sent_at.toISOString(), last.id]) : null,
    };
  });
}

async function oneMail(work: Work, id: string): Promise<MailView> {
  return work.run(async (tx) => {
    const mail = await findMail(tx.db, id);
    if (!mail) throw new Refusal('demo.no_mail', 404);
    return {
      ...headOf(mail),
      from: mail.sender,
      messageId: mail.message_id,
      text: mail.body_text,
      html: mail.body_html,
      copies: mail.copies,
    };
  });
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function placeOf(cursor: string | undefined): { sentAt: Date; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [sent, id] = decodeCursor(cursor, 2);
  const sentAt = new Date(typeof sent === 'string' ? sent : Number.NaN);
  if (typeof id !== 'string' || !UUID.test(id) || Number.isNaN(sentAt.getTime()))
    throw new Refusal('http.bad_cursor', 400);
  return { sentAt, id };
}

const PREVIEW = 140;

function headOf(mail: Mail) {
  return {
    id: mail.id,
    to: mail.recipient,
    subject: mail.subject,
    preview: mail.body_text.replace(/\s+/g, ' ').trim().slice(0, PREVIEW),
    sentAt: toVietnamIso(mail.sent_at),
  };
}
