import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { ProcedureChoices } from '../src/modules/dossiers/desk-schema.ts';
import type { DossierDetail } from '../src/modules/dossiers/detail-schema.ts';
import { assertAccessible, assertNoSidewaysScroll, openBrowser, openWindow, PHONE, signIn } from './support/browser.ts';
import { type Client, signedIn } from './support/client.ts';
import { scanned } from './support/scan.ts';
import { removeDataDir, type RunningProgram, startProgram } from './support/program.ts';

let program: RunningProgram;
let browser: Browser;
before(async () => {
  program = await startProgram();
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await program.stop();
  removeDataDir(program.dataDir);
});

const NAME = 'Đỗ Thị Người Dân';
const act = (who: Client, { id, version }: DossierDetail, action: string, more: object = {}) =>
  who.call<DossierDetail>('POST', `/api/dossiers/${id}/actions`, { action, version, ...more });

test('citizen: the address a phone reads on the printed receipt tells on a phone, without sign-in, how it goes until the result; guessing is slowed down', async () => {
  const [clerk, head, officer] = await Promise.all([
    signedIn(program.address, 'stttt.vanthu'),
    signedIn(program.address, 'stttt.truong'),
    signedIn(program.address, 'stttt.cv1'),
  ]);
  const { procedures } = await clerk.call<ProcedureChoices>('GET', '/api/dossiers/procedures?q=CFS');
  let dossier = await clerk.call<DossierDetail>('POST', '/api/dossiers', {
    submissionId: randomUUID(),
    procedureVersionId: procedures[0]?.versionId,
    channel: 'counter',
    applicant: { name: NAME, phone: '0905123456', address: '12 Trần Phú, Nha Trang' },
  });
  const { page, context, faults } = await openWindow(browser, program.address, PHONE);
  const look = async (what: string) => {
    await assertAccessible(page, what);
    await assertNoSidewaysScroll(page, what);
    const text = await page.locator('body').innerText();
    for (const secret of [NAME, '0905123456', 'Trần Phú']) assert.ok(!text.includes(secret), `${what}: ${secret}`);
  };
  // The receipt as the counter prints it, and the code on it as a phone reads it: that address and no other is opened.
  const counter = await openWindow(browser, program.address);
  await signIn(counter.page, 'stttt.vanthu');
  const receipt = await counter.context.request.get(`/api/dossiers/${dossier.id}/forms/giay-tiep-nhan.pdf`);
  assert.equal(receipt.status(), 200);
  const marks = await scanned(browser, await receipt.body());
  await counter.context.close();
  assert.ok(marks.includes(`Code128 ${dossier.code}`), marks.join());
  const address =
    marks.find((mark) => mark.startsWith('QRCode '))?.slice('QRCode '.length) ?? assert.fail(marks.join());
  assert.ok(address.startsWith(`${program.address}/`), address);
  await page.goto(address);
  const day = dossier.dueAt?.slice(0, 10).split('-').reverse().join('/') ?? assert.fail();
  await page.getByText(`hẹn trả kết quả ngày ${day}`).waitFor();
  await look('the page behind the QR code');

  const { person } = await officer.call<{ person: { id: string } }>('GET', '/api/session');
  dossier = await act(head, await act(clerk, dossier, 'forward'), 'advance', { officerId: person.id });
  while (dossier.nextSteps.length > 0) dossier = await act(head, dossier, 'advance', { officerId: person.id });
  dossier = await act(head, dossier, 'finish');
  assert.equal(dossier.state, 'result-ready');
  await page.reload();
  await page.getByText('Đã có kết quả.').waitFor();
  await page.getByText('Hãy đến nhận tại nơi ghi trên giấy hẹn').waitFor();
  await look('the result is ready');

  await page.goto('/tra-cuu');
  const ask = async (digits: string) => {
    await page.getByLabel('Mã hồ sơ').fill(dossier.code ?? '');
    await page.getByLabel('4 số cuối').fill(digits);
    await page.getByRole('button', { name: 'Tra cứu' }).click();
    await page
      .getByText(/Không tìm thấy hồ sơ|Đã thử sai nhiều lần|Đã có kết quả\./)
      .first()
      .waitFor();
  };
  for (const wrong of ['0000', '1111', '2222', '3333', '4444']) {
    await ask(wrong);
    await page.getByRole('alert').getByText('Không tìm thấy hồ sơ').waitFor();
  }
  await ask('3456');
  await page.getByRole('alert').getByText('Đã thử sai nhiều lần').waitFor();
  await look('slowed down');
  await page.goto(address);
  await page.getByText('Đã có kết quả.').waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});
