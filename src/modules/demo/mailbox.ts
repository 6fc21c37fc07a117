import type { AddressInfo } from 'node:net';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { newId } from '#kernel/id.ts';
import { normalizeText } from '#kernel/vietnamese.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { GroupWriter } from '#platform/db/group-writer.ts';
import type { Province } from '#platform/db/province.ts';
import { keepMails } from './mailbox-store.ts';

/** A running SMTP server; `url` is for those who send. */
export interface Mailbox {
  readonly url: string;
  close(): Promise<void>;
}

const MAX_BYTES = 2_000_000;
const RECEIVER = systemActor('Hộp thư trình diễn');

/**
 * Starts the SMTP server of a demonstration province on a free port of this machine alone. A mail is acknowledged when
 * it is in the database, not before; when that fails the sender is told to try later.
 */
export async function startMailbox(province: Province): Promise<Mailbox> {
  const mails = new GroupWriter<Taken>((taken) => keepAll(province, taken));
  const server = new SMTPServer({
    banner: 'Dung Hen demonstration mailbox',
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MAX_BYTES,
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, done) => {
      const recipients = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
      parse(stream, recipients)
        .then((taken) => mails.add(taken))
        .then(
          () => done(),
          (error: unknown) => done(Object.assign(error as Error, { responseCode: stream.sizeExceeded ? 552 : 451 })),
        );
    },
  });
  // A sender that breaks off is its own affair; the server goes on.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

interface Taken {
  readonly mail: ParsedMail;
  readonly recipients: readonly string[];
}

async function parse(stream: SMTPServerDataStream, recipients: readonly string[]): Promise<Taken> {
  const mail = await simpleParser(stream, {
    skipImageLinks: true,
    maxHtmlLengthToParse: MAX_BYTES,
    // Only the text and the HTML it came with are kept.
    skipTextToHtml: true,
    skipTextLinks: true,
  });
  if (stream.sizeExceeded) throw new Error('mail too large');
  return { mail, recipients };
}

/**
 * Does not wait for the disk: whoever sent the mail notes that in the same database afterwards and waits for that, and a
 * commit that waits keeps all before it. What was not noted is sent again under the same id.
 */
function keepAll(province: Province, taken: readonly Taken[]): Promise<void> {
  return province
    .hasty()
    .as(RECEIVER)
    .run((tx) => {
      const rows = taken.flatMap(({ mail, recipients }) =>
        recipients.map((recipient) => rowOf(mail, recipient, tx.now)),
      );
      return keepMails(tx.db, rows);
    });
}

function rowOf(mail: ParsedMail, recipient: string, now: Date) {
  const id = newId();
  return {
    id,
    message_id: mail.messageId ?? `<${id}@khong-co-ma>`,
    recipient,
    sender: addressText(mail.from),
    subject: normalizeText(mail.subject ?? ''),
    body_text: normalizeText(mail.text ?? ''),
    body_html: typeof mail.html === 'string' ? mail.html.normalize('NFC') : null,
    sent_at: mail.date ?? now,
    received_at: now,
  };
}

function addressText(address: AddressObject | undefined): string {
  return address?.text ?? '';
}
