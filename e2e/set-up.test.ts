import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { signedIn } from './support/client.ts';
import { dunghen, freePort, newDataDir, removeDataDir, type RunningProgram, startProgram } from './support/program.ts';

const folders: string[] = [];
const folder = (): string => {
  const made = newDataDir();
  folders.push(made);
  return made;
};
const running: RunningProgram[] = [];
const start = async (options: Parameters<typeof startProgram>[0]): Promise<RunningProgram> => {
  const program = await startProgram(options);
  running.push(program);
  return program;
};
after(async () => {
  for (const program of running)
    if (program.process.exitCode === null && program.process.signalCode === null) await program.stop();
  for (const made of folders) {
    const { stopCluster } = await import('../src/platform/db/embedded/cluster.ts');
    await stopCluster(made);
    removeDataDir(made);
  }
});

test('a fresh start makes the demonstration; Ctrl-C ends it cleanly; the second start keeps the data and is quick', async () => {
  const dataDir = folder();
  const first = await start({ dataDir });
  const making = workSeconds(first);
  assert.match(first.output(), /Khánh Hòa 2018/);
  assert.match(first.output(), /mật khẩu chung/);
  assert.equal((await fetch(`${first.address}/healthz`)).status, 200);
  assert.equal((await fetch(`${first.address}/readyz`)).status, 200);
  assert.match(await (await fetch(`${first.address}/metrics`)).text(), /http_request_duration_seconds/);
  await reconciled(first.address);
  assert.equal(await first.stop(), 0);
  assert.match(first.output(), /Đã dừng/);

  const second = await start({ dataDir });
  const seconds = workSeconds(second);
  assert.ok(making === 0 || seconds < making / 2, `the second start took ${seconds} s of work, the first ${making} s`);
  assert.equal(await second.stop(), 0);
});

/** Waits for the reconciler's first look, which must find every open matter of the demonstration on somebody's list. */
async function reconciled(address: string): Promise<void> {
  const administrator = await signedIn(address, 'vpubnd.quantri');
  for (;;) {
    const { check } = await administrator.call<{
      check: { open: number; differences: readonly unknown[] } | null;
    }>('GET', '/api/reminders/measures');
    if (check) {
      assert.ok(check.open > 10, String(check.open));
      assert.deepEqual(check.differences, []);
      return;
    }
    await wait(200);
  }
}

/**
 * Seconds of processor time the program has used until now: what a start costs, whatever else the machine is doing.
 * Where the system does not tell (no /proc), nothing is claimed.
 */
function workSeconds({ process: { pid } }: RunningProgram): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return 0;
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

test('after kill -9 the next start takes over what was left running and has lost nothing', async () => {
  const dataDir = folder();
  const first = await start({ dataDir });
  const before = await dunghen(dataDir, 'clock', 'advance', '--by', 'hour', '--json');
  assert.equal(before.code, 0, before.stderr);
  await first.kill();
  const second = await start({ dataDir });
  const now = await dunghen(dataDir, 'clock', 'show', '--json');
  assert.deepEqual(JSON.parse(now.stdout), { now: '2018-02-26T16:00:00+07:00' });
  assert.equal(await second.stop(), 0);
});

test('letters sent while the command line moves the clock are answered by their link, as those of the server are', async () => {
  const first = await start({});
  folders.push(first.dataDir);
  const { dataDir } = first;
  assert.equal(await first.stop(), 0);
  const moved = await dunghen(dataDir, 'clock', 'advance', '--to', '2018-03-05T09:00', '--json');
  assert.equal(moved.code, 0, moved.stderr);
  const told = moved.stderr.trim().split('\n');
  for (const line of told) assert.match(line, /^Ngày đã qua: \d\/6 \(\d+ %\)/);
  assert.equal(told.filter((line) => line.includes('(100 %)')).length, 1, moved.stderr);

  const second = await start({ dataDir });
  const office = await signedIn(second.address, 'vpubnd.theodoi');
  const { mails } = await office.call<{ mails: { id: string }[] }>('GET', '/api/demo/mail?limit=200');
  const texts = await Promise.all(
    mails.map(({ id }) => office.call<{ text: string }>('GET', `/api/demo/mail/${id}`).then(({ text }) => text)),
  );
  const links = texts.flatMap((text) => /http:\/\/127\.0\.0\.1:\d+(\/r\/\S+)/.exec(text)?.[1] ?? []);
  assert.ok(links.length > 0, `${texts.length} letters, none to be answered`);
  const page = await fetch(`${second.address}${links[0]}`);
  assert.equal(page.status, 200);
  assert.match(await page.text(), /Đã biết/);
  assert.equal(await second.stop(), 0);
});

test('a taken port is one sentence, and the running program is not disturbed', async () => {
  const port = await freePort();
  const first = await start({ dataDir: folder(), port });
  await assert.rejects(startProgram({ dataDir: folder(), port }), (error: Error) => {
    assert.match(error.message, new RegExp(`Cổng ${port} đang được chương trình khác dùng`));
    assert.doesNotMatch(error.message, /\n\s+at /, 'no stack trace');
    return true;
  });
  assert.equal((await fetch(`${first.address}/healthz`)).status, 200);
  await first.stop();
});

test('one data folder serves one program; the second is told so', async () => {
  const dataDir = folder();
  const first = await start({ dataDir });
  await assert.rejects(startProgram({ dataDir }), /đang được một Đúng Hẹn khác dùng/);
  assert.equal((await fetch(`${first.address}/readyz`)).status, 200, 'the first still has its database');
  await first.stop();
});

test('a data folder that is something else is one sentence', async () => {
  const file = join(folder(), 'a-file');
  writeFileSync(file, 'x');
  await assert.rejects(startProgram({ dataDir: file }), /Không tạo được thư mục dữ liệu/);

  const broken = folder();
  mkdirSync(join(broken, 'postgres'));
  writeFileSync(join(broken, 'postgres', 'PG_VERSION'), '18\n');
  writeFileSync(join(broken, 'postgres.secret'), 'x\n');
  await assert.rejects(startProgram({ dataDir: broken }), (error: Error) => {
    assert.match(error.message, /Không khởi động được cơ sở dữ liệu/);
    assert.doesNotMatch(error.message, /\n\s+at /, 'no stack trace');
    return true;
  });
});

test("today's structure is a province of its own, and an unknown one is refused with the names there are", async () => {
  const program = await start({ dataDir: folder(), province: 'khanh-hoa-2025' });
  assert.match(program.output(), /Khánh Hòa 2025/);
  await program.stop();
  await assert.rejects(startProgram({ dataDir: folder(), province: 'atlantis' }), /Chưa có tỉnh "atlantis"/);
});

test('a real province is made by init with a one-time link, and has no demonstration account or clock', async () => {
  const dataDir = folder();
  const made = await dunghen(
    dataDir,
    'init',
    '--code',
    'khanh-hoa',
    '--name',
    'Tỉnh Khánh Hòa',
    '--agencies',
    '2025',
    '--json',
  );
  assert.equal(made.code, 0, made.stderr);
  const { link } = JSON.parse(made.stdout) as { link: string };
  assert.match(link, /\/moi\/[\w-]{20,}$/);
  const again = await dunghen(dataDir, 'init', '--code', 'khanh-hoa', '--name', 'Tỉnh Khánh Hòa');
  assert.equal(again.code, 1);
  assert.match(again.stderr, /đã có/);
  const program = await start({ dataDir });
  assert.doesNotMatch(program.output(), /trình diễn/);
  assert.equal((await fetch(`${program.address}/api/demo/clock`)).status, 404);
  await program.stop();
  const clock = await dunghen(dataDir, 'clock', 'advance', '--by', 'hour');
  assert.equal(clock.code, 1);
  assert.match(clock.stderr, /giờ thật/);
});
