import { listDemoAccounts } from '#modules/accounts/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { DataFolderError } from '#platform/db/embedded/cluster.ts';
import { SetupError } from '#platform/db/setup-error.ts';
import { DEMONSTRATION_PASSWORD } from './demonstrations.ts';
import { HelpAsked, readStartOptions } from './options.ts';
import { type Program, startProgram } from './program.ts';

const began = Date.now();
try {
  const program = await startProgram(readStartOptions(process.argv.slice(2), process.env));
  endOnSignal(program);
  await greet(program);
} catch (error) {
  if (error instanceof HelpAsked) {
    console.log(error.message);
    process.exit(0);
  }
  if (!(error instanceof SetupError) && !(error instanceof DataFolderError)) throw error;
  console.error(error.message);
  process.exit(1);
}

async function greet({ address, province, runtime }: Program): Promise<void> {
  const lines = ['', `  Đúng Hẹn · ${province.info.name}`, `  ${address}`, ''];
  if (runtime.cluster?.movedOutOfRootsHome)
    lines.push(`  Dữ liệu nằm ở ${runtime.cluster.folder} vì chỉ root vào được thư mục này.`, '');
  if (province.info.isDemonstration) {
    const accounts = await province.as(systemActor()).run(listDemoAccounts);
    lines.push(`  Tài khoản trình diễn, mật khẩu chung: ${DEMONSTRATION_PASSWORD}`);
    const width = Math.max(...accounts.map((account) => account.login.length));
    for (const { login, role, agency } of accounts) lines.push(`    ${login.padEnd(width)}  ${role}, ${agency}`);
    lines.push('  Mọi tài khoản và dữ liệu trong tỉnh này là để trình diễn.', '');
  }
  lines.push(`  Sẵn sàng sau ${((Date.now() - began) / 1000).toFixed(1)} giây. Dừng: Ctrl-C.`, '');
  console.log(lines.join('\n'));
}

/** Ctrl-C reaches us from the terminal and again from npm: the first asks to end, the rest are the same wish. */
function endOnSignal(program: Program): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    console.log('Đang dừng…');
    program.stop().then(
      () => {
        console.log('Đã dừng. Dữ liệu được giữ nguyên.');
        process.exit(0);
      },
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}
