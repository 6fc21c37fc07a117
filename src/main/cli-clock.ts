import { registerClock } from '#modules/demo/cli.ts';
import type { CliContext } from '#platform/cli/context.ts';
import type { Command } from 'commander';
import { provinceJobs } from './jobs.ts';
import { openMail } from './mail.ts';
import { readStartOptions } from './options.ts';
import { connectModules } from './subscriptions.ts';

/** `dunghen clock`: what the clock passes happens here, mails included, whether a server runs or not. */
export function register(group: Command, context: CliContext): void {
  registerClock(group, context, async (province, use) => {
    connectModules();
    const options = readStartOptions([], process.env);
    const mail = await openMail(province, {
      ...options,
      publicUrl: options.publicUrl ?? `http://127.0.0.1:${options.port}`,
    });
    try {
      return await use(provinceJobs(mail.transport));
    } finally {
      await mail.close();
    }
  });
}
