import { registerClock } from '#modules/demo/cli.ts';
import type { CliContext } from '#platform/cli/context.ts';
import type { Command } from 'commander';
import { openBackground } from './background.ts';
import { readStartOptions } from './options.ts';
import { connectModules } from './subscriptions.ts';

/** `dunghen clock`: what the clock passes happens here, messages included, whether a server runs or not. */
export function register(group: Command, context: CliContext): void {
  registerClock(group, context, async (province, use) => {
    connectModules();
    const options = { ...readStartOptions([], process.env), dataDir: context.dataDir() };
    const background = await openBackground(province, options, process.env);
    try {
      return await use(background.jobs);
    } finally {
      await background.close();
    }
  });
}
