import { startMailbox } from '#modules/demo/mailbox.ts';
import { type MailTransport, smtpTransport } from '#modules/reminders/public.ts';
import type { Province } from '#platform/db/province.ts';

interface MailOptions {
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Links in messages begin with it. */
  readonly publicUrl: string;
}

/**
 * How mails leave: the SMTP server that was named; a demonstration province without one has a real SMTP server
 * of its own inside the program, whose mails are shown and go nowhere.
 */
export async function openMail(
  province: Province,
  options: MailOptions,
): Promise<{ transport: MailTransport; close(): Promise<void> }> {
  const mailbox = province.info.isDemonstration && !options.smtpUrl ? await startMailbox(province) : undefined;
  const transport = smtpTransport({
    url: mailbox?.url ?? options.smtpUrl,
    from: options.mailFrom,
    publicUrl: options.publicUrl,
  });
  return {
    transport,
    close: async () => {
      await transport.close();
      await mailbox?.close();
    },
  };
}
