import { parseArgs } from 'node:util';
import { SetupError } from '#platform/db/setup-error.ts';

/** What `npm start` was told, from the command line first, then the environment, then the defaults. */
export interface StartOptions {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** The province to serve; undefined = the one the data holds, or the demonstration of 2018 on a fresh start. */
  readonly province: string | undefined;
  /** Where officials reach the product from outside; links in messages begin with it. */
  readonly publicUrl: string | undefined;
  /** SMTP server for mails; a demonstration province has its own. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly trustProxy: string | undefined;
}

const HELP = `Cách dùng: npm start -- [--port SỐ] [--data THƯ_MỤC] [--province MÃ]

  --port SỐ         cổng để mở (mặc định: 8080; biến môi trường PORT)
  --data THƯ_MỤC    thư mục dữ liệu (mặc định: .data; biến môi trường DUNGHEN_DATA)
  --province MÃ     tỉnh để chạy (biến môi trường DUNGHEN_PROVINCE); không ghi thì theo dữ liệu đang có
  -h, --help        xem cách dùng`;

/** Not a fault: the way to start was asked for, and the message tells it. */
export class HelpAsked extends Error {}

/**
 * @throws SetupError naming the option that cannot be used
 * @throws HelpAsked with the text to print
 */
export function readStartOptions(args: readonly string[], env: NodeJS.ProcessEnv): StartOptions {
  const { values } = parse(args);
  if (values.help) throw new HelpAsked(HELP);
  const portText = values.port ?? env['PORT'] ?? '8080';
  const port = Number(portText);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new SetupError(`Cổng "${portText}" không hợp lệ: hãy cho một số từ 1 đến 65535.`);
  const publicUrl = env['DUNGHEN_PUBLIC_URL'];
  if (publicUrl !== undefined && !URL.canParse(publicUrl))
    throw new SetupError(`DUNGHEN_PUBLIC_URL "${publicUrl}" không phải địa chỉ web.`);
  const databaseUrl = env['DATABASE_URL'];
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new SetupError('DATABASE_URL phải bắt đầu bằng postgres://.');
  return {
    port,
    host: env['DUNGHEN_HOST'] ?? '127.0.0.1',
    dataDir: values.data ?? env['DUNGHEN_DATA'] ?? '.data',
    databaseUrl,
    province: values.province ?? env['DUNGHEN_PROVINCE'],
    publicUrl,
    smtpUrl: env['DUNGHEN_SMTP_URL'],
    mailFrom: env['DUNGHEN_MAIL_FROM'] ?? 'Đúng Hẹn <dunghen@localhost>',
    trustProxy: env['DUNGHEN_TRUST_PROXY'],
  };
}

/** What links in messages begin with, where nobody named it: the machine itself. */
export function publicUrlOf({ publicUrl, host, port }: Pick<StartOptions, 'publicUrl' | 'host' | 'port'>): string {
  return publicUrl ?? `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        province: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      strict: true,
    });
  } catch (error) {
    throw new SetupError(
      `Không hiểu ${mistaken(error as Error)}. Dùng: npm start -- [--port SỐ] [--data THƯ_MỤC] [--province MÃ].`,
    );
  }
}

/** The word of the command line that parseArgs stumbled over; its English sentence is not for our reader. */
function mistaken({ message }: Error): string {
  const word = /'([^']+)'/.exec(message)?.[1];
  return word === undefined ? 'lệnh này' : `"${word.split(' ')[0]}"`;
}
