/** `npm run screenshots`: the pictures of the READMEs, taken from the running product. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { signedIn } from '../e2e/support/client.ts';
import { DESKTOP, openBrowser, openWindow, signIn } from '../e2e/support/browser.ts';
import { newDataDir, removeDataDir, startProgram } from '../e2e/support/program.ts';

const PICTURES = resolve(import.meta.dirname, '../docs/pictures');
const dataDir = newDataDir();
const program = await startProgram({ dataDir });
const browser = await openBrowser();
try {
  mkdirSync(PICTURES, { recursive: true });
  await reading();
  await myWork();
  console.error(`Đã chụp vào ${PICTURES}.`);
} finally {
  await browser.close();
  await program.stop();
  removeDataDir(dataDir);
}

/** The notice as it waits in the intake, one proposal open beside the words it came from. */
async function reading(): Promise<void> {
  const { page, context } = await openWindow(browser, program.address, DESKTOP);
  await signIn(page, 'vpubnd.theodoi');
  await page.goto('/van-ban');
  await page.getByRole('link', { name: /Kết luận cuộc họp Ban chỉ đạo/ }).click();
  await page.getByRole('button', { name: /Nhiệm vụ 6/ }).click();
  await page.getByText('từ chữ “trước ngày 30/3/2018”').waitFor();
  await page.screenshot({ path: `${PICTURES}/reading.png` });
  await context.close();
}

/** The desk of Sở Thông tin và Truyền thông two working days before its date. */
async function myWork(): Promise<void> {
  const office = await signedIn(program.address, 'vpubnd.theodoi');
  const { documents } = await office.call<{ documents: { id: string }[] }>('GET', '/api/notices');
  const id = documents[0]?.id ?? '';
  interface Detail {
    readonly version: number;
    readonly proposals: { id: string; version: number; problems: { code: string }[] }[];
  }
  const path = `/api/notices/${id}`;
  const detail = await office.call<Detail>('GET', path);
  await office.call('PATCH', path, { version: detail.version, issuer: 'UBND tỉnh Khánh Hòa' });
  for (const proposal of detail.proposals) {
    if (proposal.problems.some(({ code }) => code === 'deadline-missing'))
      await office.call('PATCH', `${path}/proposals/${proposal.id}`, { version: proposal.version, noDeadline: true });
  }
  const decided = await office.call<Detail>('GET', path);
  await office.call('POST', `${path}/accept`, {
    versions: Object.fromEntries(decided.proposals.map((one) => [one.id, one.version])),
  });
  await office.call('POST', `${path}/issue`, {});
  await office.call('POST', '/api/demo/clock', { to: '2018-03-28T09:00' });

  const { page, context } = await openWindow(browser, program.address, DESKTOP);
  await signIn(page, 'stttt.vanthu');
  await page.getByText(/Còn 2 ngày làm việc/).waitFor();
  await page.screenshot({ path: `${PICTURES}/my-work.png` });
  await context.close();
}
