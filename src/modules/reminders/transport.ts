import { setTimeout as wait } from 'node:timers/promises';
import type { Delivery } from '#modules/channels/domain/delivery.ts';
import nodemailer, { type Transporter } from 'nodemailer';
import type { Letter } from './domain/letter-html.ts';

/** A letter on its way. `id` is stable: a second attempt carries the same Message-ID. */
export interface OutgoingMail extends Letter {
  readonly id: string;
  readonly to: string;
  /** When it was fired, by the clock of the province. */
  readonly date: Date;
}

/** The way letters leave. */
export interface MailTransport {
  /** false where no mail server was named: letters wait in the queue. */
  readonly isConfigured: boolean;
  readonly publicUrl: string;
  send(mail: OutgoingMail): Promise<Delivery>;
  /** Lets work that is under way without being waited for be finished before `close`. */
  track(work: Promise<unknown>): void;
  close(): Promise<void>;
}

export interface SmtpOptions {
  /** smtp://user:password@host:port or smtps://…; undefined where there is no mail server. */
  readonly url: string | undefined;
  readonly from: string;
  readonly publicUrl: string;
  /** How long a server may stay silent. */
  readonly timeoutMs?: number;
}

/** Ending the program does not wait longer for a server that stays silent; its letter is tried again after a minute. */
const CLOSING_MS = 2_000;

/** Letters through an SMTP server, over at most five kept connections. */
export function smtpTransport({ url, from, publicUrl, timeoutMs = 10_000 }: SmtpOptions): MailTransport {
  const pool: Transporter | undefined = url
    ? nodemailer.createTransport({
        url,
        pool: true,
        maxConnections: 5,
        maxMessages: 100,
        connectionTimeout: timeoutMs,
        greetingTimeout: timeoutMs,
        socketTimeout: timeoutMs,
        dnsTimeout: timeoutMs,
      } as object)
    : undefined;
  const under = new Set<Promise<unknown>>();
  const host = hostOf(from, publicUrl);
  return {
    isConfigured: pool !== undefined,
    publicUrl: publicUrl.replace(/\/+$/, ''),
    send: async (mail) => {
      if (!pool) return { outcome: 'down', error: 'no mail server named' };
      try {
        await pool.sendMail({
          from,
          to: mail.to,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          date: mail.date,
          messageId: `<${mail.id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'vi' },
          // Nothing of a letter's text may name a file or an address to be fetched.
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return { outcome: 'sent' };
      } catch (error) {
        return failure(error as SmtpError);
      }
    },
    track: (work) => {
      under.add(work);
      // Its failure is its owner's to tell: a second promise of it that nobody hears would end the process.
      const gone = () => under.delete(work);
      work.then(gone, gone);
    },
    close: async () => {
      await Promise.race([Promise.allSettled(under), wait(CLOSING_MS, undefined, { ref: false })]);
      pool?.close();
    },
  };
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
}

/** Codes only, never the server's sentence: it may repeat an address. */
function failure(error: SmtpError): Delivery {
  const { responseCode, code = 'EUNKNOWN' } = error;
  if (code === 'EAUTH') return { outcome: 'down', error: `EAUTH ${responseCode ?? ''}`.trim() };
  if (responseCode === undefined)
    return code === 'EENVELOPE' ? { outcome: 'never', error: code } : { outcome: 'down', error: code };
  if (responseCode >= 500) return { outcome: 'never', error: `${code} ${responseCode}` };
  // 421: the service is closing; the next letter would hear the same.
  return { outcome: responseCode === 421 ? 'down' : 'later', error: `${code} ${responseCode}` };
}

function hostOf(from: string, publicUrl: string): string {
  const domain = /@([a-z0-9.-]+)/i.exec(from)?.[1];
  return domain ?? new URL(publicUrl).hostname;
}
