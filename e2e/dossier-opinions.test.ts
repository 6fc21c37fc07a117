import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { ProcedureChoices } from '../src/modules/dossiers/desk-schema.ts';
import type { DossierDetail } from '../src/modules/dossiers/detail-schema.ts';
import {
  assertAccessible,
  assertNoSidewaysScroll,
  DESKTOP,
  openBrowser,
  openWindow,
  PHONE,
  signIn,
} from './support/browser.ts';
import { type Client, signedIn } from './support/client.ts';
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

const act = (who: Client, dossier: DossierDetail, action: string, more: object = {}) =>
  who.call<DossierDetail>('POST', `/api/dossiers/${dossier.id}/actions`, { action, version: dossier.version, ...more });

test('opinion: the asked agency finds its own day, answers the question before it, and the asker sees what came', async () => {
  const [clerk, head, officer, asked] = await Promise.all(
    ['stttt.vanthu', 'stttt.truong', 'stttt.cv1', 'stc.cv1'].map((login) => signedIn(program.address, login)),
  );
  assert.ok(clerk && head && officer && asked);
  const { procedures } = await clerk.call<ProcedureChoices>('GET', '/api/dossiers/procedures?q=CFS');
  const { person } = await officer.call<{ person: { id: string } }>('GET', '/api/session');
  const received = await clerk.call<DossierDetail>('POST', '/api/dossiers', {
    submissionId: randomUUID(),
    procedureVersionId: procedures[0]?.versionId,
    channel: 'counter',
    applicant: { name: 'Phan Hỏi Ý', phone: '0905000222' },
  });
  const dossier = await act(head, await act(clerk, received, 'forward'), 'advance', { officerId: person.id });

  // The officer asks in the page; who asks his own agency, or nothing, is told at the field.
  const asker = await openWindow(browser, program.address);
  await signIn(asker.page, 'stttt.cv1');
  await asker.page.goto(`/ho-so/${dossier.id}`);
  const { page } = asker;
  const ask = async (agency: string, text: string, day: string) => {
    await page.getByRole('button', { name: 'Lấy ý kiến' }).click();
    await page.getByRole('textbox', { name: 'Cơ quan' }).fill(agency);
    await page.locator('[role=option]:visible').first().click();
    await page.getByLabel('Nội dung cần có ý kiến').fill(text);
    await page.getByLabel('Cần trả lời trước hết ngày').fill(day);
    await page.keyboard.press('Tab');
  };
  const send = page.locator('form button[type=submit]');
  await ask('so thong tin', 'Câu hỏi về phí', '27/02/2018');
  await page.getByText('Hồ sơ hẹn trả').waitFor();
  await assertAccessible(page, 'the form that asks another agency');
  await send.click();
  await page.getByText('Không lấy ý kiến của chính cơ quan mình.').first().waitFor();
  await page.getByRole('button', { name: 'Thôi' }).click();
  await ask('so tai chinh', 'Câu hỏi về phí', '28/02/2018');
  await send.click();
  await page.getByText('Đang chờ ý kiến Sở Tài chính').waitFor();
  await ask('so tai chinh', 'Câu hỏi về thuế', '27/02/2018');
  await send.click();
  await page.getByText('Câu hỏi về thuế').first().waitFor();

  // The asked agency, on a phone: its own day in the queue, the question over the answer, one of two chosen.
  const other = await openWindow(browser, program.address, PHONE);
  await signIn(other.page, 'stc.cv1');
  await other.page.goto('/ho-so?hang=lay-y-kien');
  const row = other.page.getByRole('row').filter({ hasText: 'Phan Hỏi Ý' });
  await row.getByText('Trả lời: còn 1 ngày làm việc').waitFor();
  await row.getByText('2 câu hỏi').waitFor();
  await assertNoSidewaysScroll(other.page, 'the queue of questions on a phone');
  await assertAccessible(other.page, 'the queue of questions on a phone');
  await other.page.setViewportSize(DESKTOP);
  await assertAccessible(other.page, 'the queue of questions');
  await other.page.setViewportSize(PHONE);
  const seen = await asked.call<DossierDetail>('GET', `/api/dossiers/${dossier.id}`);
  const second = seen.opinions.find(({ content }) => content === 'Câu hỏi về phí')?.id ?? '';
  await other.page.goto(`/ho-so/${dossier.id}?y-kien=${second}`);
  const form = other.page.getByRole('region', { name: 'Trả lời ý kiến' });
  await form.getByRole('blockquote').getByText('Câu hỏi về phí').waitFor();
  await assertNoSidewaysScroll(other.page, 'a question to answer on a phone');
  await assertAccessible(other.page, 'a question to answer');
  await form.getByLabel('Ý kiến trả lời').fill('Thống nhất mức phí hiện hành');

  // A colleague answers the very question meanwhile: what was typed is kept, and put under no other question.
  await act(await signedIn(program.address, 'stc.vanthu'), seen, 'answer-opinion', {
    opinionId: second,
    text: 'Đã trả lời trước',
  });
  await form.locator('button[type=submit]').click();
  await other.page.getByText('Có người vừa xử lý hồ sơ này').waitFor();
  await other.page.getByText('Thống nhất mức phí hiện hành').waitFor();
  const { opinions } = await asked.call<DossierDetail>('GET', `/api/dossiers/${dossier.id}`);
  assert.deepEqual(
    opinions.map(({ content, answer }) => [content, answer]),
    [
      ['Câu hỏi về phí', 'Đã trả lời trước'],
      ['Câu hỏi về thuế', null],
    ],
  );

  // The other question is answered in the page, and its dossier leaves the queue of the asked.
  await other.page.getByRole('button', { name: 'Đã hiểu' }).click();
  await other.page.getByRole('button', { name: 'Trả lời ý kiến' }).click();
  await form.getByRole('blockquote').getByText('Câu hỏi về thuế').waitFor();
  await form.getByLabel('Ý kiến trả lời').fill('Không phát sinh thuế');
  await form.locator('button[type=submit]').click();
  await form.waitFor({ state: 'detached' });
  await assertNoSidewaysScroll(other.page, 'a dossier whose question is answered, on a phone');
  await assertAccessible(other.page, 'a dossier whose question is answered');
  await other.page.goto('/ho-so?hang=lay-y-kien');
  await other.page.getByRole('heading', { level: 1 }).waitFor();
  await other.page.waitForLoadState('networkidle');
  assert.equal(await row.count(), 0);

  await page.goto('/ho-so?hang=cua-toi&tim=phan+hoi+y');
  await page.getByText('vừa có ý kiến trả lời').waitFor();
  await assertAccessible(page, 'the queue of the officer who asked');
  await page.goto(`/ho-so/${dossier.id}`);
  await page.getByText('Sở Tài chính vừa trả lời ý kiến').waitFor();
  await page.getByText('Không phát sinh thuế').first().waitFor();
  await assertAccessible(page, 'a dossier whose answer has come');
  await page.setViewportSize(PHONE);
  await assertNoSidewaysScroll(page, 'a dossier whose answer has come, on a phone');
  await assertAccessible(page, 'a dossier whose answer has come, on a phone');
  assert.deepEqual([...asker.faults, ...other.faults], []);
  await asker.context.close();
  await other.context.close();
});
