import type { Command, CommanderError, Option } from 'commander';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Cách dùng:',
  'Arguments:': 'Đối số:',
  'Options:': 'Tùy chọn:',
  'Commands:': 'Lệnh:',
};

const MISTAKES: Readonly<Record<string, (named: string) => string>> = {
  'commander.unknownCommand': (named) => `Không có lệnh "${named}".`,
  'commander.unknownOption': (named) => `Không có tùy chọn "${named}".`,
  'commander.excessArguments': () => 'Thừa đối số.',
  'commander.missingArgument': (named) => `Thiếu đối số "${named}".`,
  'commander.optionMissingArgument': (named) => `Tùy chọn "${named}" thiếu giá trị.`,
  'commander.missingMandatoryOptionValue': (named) => `Thiếu tùy chọn "${named}".`,
  'commander.invalidArgument': (named) => `Giá trị của "${named}" không dùng được.`,
  'commander.conflictingOption': (named) => `Tùy chọn "${named}" không đi cùng tùy chọn khác đã cho.`,
};

/** The command line's own words in Vietnamese; commands added afterwards inherit them. */
export function speakVietnamese(program: Command): Command {
  return program
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      styleUsage: (usage) => inVietnamese(usage),
      styleSubcommandTerm: (term) => inVietnamese(term),
      optionDescription: ({ description, defaultValue }: Option) =>
        typeof defaultValue === 'string' ? `${description} (mặc định: ${defaultValue})` : description,
    })
    .configureOutput({ outputError: () => {} }); // said by sentenceOfMistake, in one sentence
}

const inVietnamese = (usage: string) => usage.replace('[options]', '[tùy chọn]').replace('[command]', '[lệnh]');

/** What was wrong with how a command was written; undefined when nothing was (help was asked for). */
export function sentenceOfMistake({ code, message }: CommanderError): string | undefined {
  const named = /'(?:.*?(--[\w-]+)[^']*|([^']*))'/.exec(message);
  return MISTAKES[code]?.(named?.[1] ?? named?.[2] ?? '');
}

/** A reader that closes its end early (`| head`) has had enough: no fault, and nobody is left to tell. */
export function endQuietlyWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(0);
    });
}
