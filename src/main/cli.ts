import { Command, CommanderError } from 'commander';
import { Refusal } from '#kernel/refusal.ts';
import type { CliContext, RegisterCommands } from '#platform/cli/context.ts';
import { DataFolderError } from '#platform/db/embedded/cluster.ts';
import { openProvince, type Province } from '#platform/db/province.ts';
import { SetupError } from '#platform/db/setup-error.ts';
import { isDatabaseGone } from '#platform/db/unreachable.ts';
import { sentenceOf } from '#platform/http/problem.ts';
import { dataDirOf } from './cli-runtime.ts';
import { endQuietlyWhenNobodyReads, sentenceOfMistake, speakVietnamese } from './cli-words.ts';

interface Group {
  readonly name: string;
  readonly summary: string;
  load(): Promise<RegisterCommands>;
}

/** Groups are loaded when they are asked for: reading a document does not wait for the database driver. */
const GROUPS: readonly Group[] = [
  {
    name: 'notices',
    summary: 'Đọc văn bản, rút nhiệm vụ',
    load: async () => (await import('#modules/notices/cli.ts')).register,
  },
  {
    name: 'calendar',
    summary: 'Ngày làm việc và hạn',
    load: async () => (await import('#modules/calendar/cli.ts')).register,
  },
  {
    name: 'dossiers',
    summary: 'Hồ sơ: nhập, xuất, kiểm tra lịch sử',
    load: async () => (await import('#modules/dossiers/cli.ts')).register,
  },
  {
    name: 'forecast',
    summary: 'Dự báo trễ hạn',
    load: async () => (await import('#modules/dossiers/cli-forecast.ts')).register,
  },
  {
    name: 'reminders',
    summary: 'Nhắc việc: sau khi khôi phục bản sao lưu',
    load: async () => (await import('#modules/reminders/cli.ts')).register,
  },
  { name: 'audit', summary: 'Kiểm tra nhật ký', load: async () => (await import('#modules/audit/cli.ts')).register },
  {
    name: 'clock',
    summary: 'Đồng hồ của tỉnh trình diễn',
    load: async () => (await import('./cli-clock.ts')).register,
  },
  {
    name: 'accounts',
    summary: 'Tài khoản và liên kết mời',
    load: async () => {
      // A link made here stands in the log like one made on a page.
      (await import('./subscriptions.ts')).connectModules();
      return (await import('#modules/accounts/cli.ts')).register;
    },
  },
];

const closers: (() => Promise<void>)[] = [];
endQuietlyWhenNobodyReads();
const program = speakVietnamese(new Command('dunghen'))
  .description('Đúng Hẹn: dòng lệnh cho quản trị viên và kịch bản')
  .option('--data <folder>', 'thư mục dữ liệu', process.env['DUNGHEN_DATA'] ?? '.data')
  .option('--province <code>', 'mã tỉnh', process.env['DUNGHEN_PROVINCE'])
  .helpOption('-h, --help', 'xem cách dùng')
  .helpCommand(false)
  .exitOverride();

const context: CliContext = {
  dataDir: () => dataDirOf(program.opts()),
  province: async () => {
    const { openRuntime } = await import('./cli-runtime.ts');
    const { runtime, info } = await openRuntime(program.opts(), closers);
    const province: Province = openProvince(runtime.appUrl, info, { poolSize: 4 });
    closers.push(() => province.close());
    return province;
  },
  access: async () => {
    const { openRuntime } = await import('./cli-runtime.ts');
    const { runtime, info } = await openRuntime(program.opts(), closers);
    return { appUrl: runtime.appUrl, ownerUrl: runtime.ownerUrl, info };
  },
  print: (value, table) => console.log(process.argv.includes('--json') ? JSON.stringify(value) : table()),
  note: (text) => console.error(text),
};

try {
  const asked = process.argv
    .slice(2)
    .find((word, index, words) => !word.startsWith('-') && !['--data', '--province'].includes(words[index - 1] ?? ''));
  for (const group of GROUPS) {
    const command = program.command(group.name).description(group.summary).helpCommand(false);
    if (group.name === asked) (await group.load())(command, context);
  }
  if (asked === undefined || ['init', 'demo-reset'].includes(asked) || !GROUPS.some((group) => group.name === asked)) {
    (await import('./cli-setup.ts')).registerSetup(program, context, closers);
  }
  await program.parseAsync();
} catch (error) {
  process.exitCode = await explain(error);
} finally {
  for (const close of closers.reverse()) await close();
}

async function explain(error: unknown): Promise<number> {
  if (error instanceof CommanderError) {
    const mistake = sentenceOfMistake(error);
    if (mistake) console.error(`${mistake} Xem cách dùng bằng --help.`);
    return error.exitCode;
  }
  if (error instanceof Refusal) {
    const { messages } = await import('./modules.ts');
    console.error(sentenceOf(messages, error.code, error.details));
    return 1;
  }
  if (error instanceof SetupError || error instanceof DataFolderError) {
    console.error(error.message);
    return 1;
  }
  if (isDatabaseGone(error)) {
    console.error('Cơ sở dữ liệu đã dừng trong lúc lệnh này chạy. Việc đang làm dở không được ghi; hãy chạy lại lệnh.');
    return 1;
  }
  throw error;
}
