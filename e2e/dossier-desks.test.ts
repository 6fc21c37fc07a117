import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ProcedureChoices } from '../src/modules/dossiers/desk-schema.ts';
import type { DossierDetail } from '../src/modules/dossiers/detail-schema.ts';
import { assertAccessible, assertNoSidewaysScroll, openBrowser, openWindow, PHONE, signIn } from './support/browser.ts';
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

const CARD = '056190001234|225123456|Nguyễn Thị Quầy|01011990|Nữ|12 Trần Phú, Nha Trang|01012016';
/** A procedure the department decides itself, in working days. */
const PROCEDURE = 'CFS';

/** How many fields something was typed into or changed in, and how many keys were struck, as the page saw it. */
async function countTyped(page: Page): Promise<() => Promise<{ fields: number; keys: number }>> {
  await page.evaluate(`(() => {
    window.typedInto = new Set();
    window.keysStruck = 0;
    document.addEventListener('input', ({ target }) => window.typedInto.add(target.id || target.name), true);
    document.addEventListener('keydown', () => (window.keysStruck += 1), true);
  })()`);
  return () =>
    page.evaluate<{ fields: number; keys: number }>('({ fields: window.typedInto.size, keys: window.keysStruck })');
}

/**
 * What a clerk needs by the keystroke-level model (Card, Moran, Newell 1980): 0.28 s a key for an average typist and
 * 1.35 s of thought before each field and each decision.
 */
const clerkSeconds = ({ fields, keys }: { fields: number; keys: number }): number => keys * 0.28 + (fields + 4) * 1.35;

test('counter: a dossier is taken in by keyboard alone, from the card to the code, and the next one can begin', async () => {
  const { page, context, faults } = await openWindow(browser, program.address);
  await signIn(page, 'stttt.vanthu');
  await page.goto('/mot-cua/tiep-nhan');
  await page.getByRole('textbox', { name: /Tìm người nộp/ }).waitFor();
  await assertAccessible(page, 'the empty reception page');
  await page.reload();
  await page.locator('#field-applicant-search:focus').waitFor();

  const typed = await countTyped(page);
  const began = Date.now();
  // A scanner types the card's text and ends with Enter at once.
  await page.keyboard.insertText(CARD);
  await page.keyboard.press('Enter');
  await page.locator('#field-applicant-phone:focus').waitFor();
  assert.equal(await page.getByLabel('Họ và tên').inputValue(), 'Nguyễn Thị Quầy');
  assert.equal(await page.getByLabel('Số định danh', { exact: true }).inputValue(), '056190001234');
  await page.keyboard.type('0905123456');
  await page.keyboard.press('Enter');
  await page.locator('#field-procedureVersionId:focus').waitFor();
  await page.keyboard.type(PROCEDURE);
  await page.getByRole('option', { name: /\(CFS\)/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Hẹn trả').waitFor();
  await page.getByText('Vì sao là ngày này?').waitFor();
  await page.locator('#field-papers:focus').waitFor();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.locator('button:focus', { hasText: 'Tiếp nhận' }).waitFor();
  await page.keyboard.press('Enter');
  const done = page.getByRole('region', { name: 'Đã tiếp nhận' });
  await done.waitFor();
  const seconds = (Date.now() - began) / 1000;
  const work = await typed();
  assert.ok(work.fields <= 12, `${work.fields} fields typed`);
  assert.ok(work.keys <= 40, `${work.keys} keys struck`);
  assert.ok(seconds + clerkSeconds(work) < 90, `${seconds} s of the page, ${clerkSeconds(work)} s of the clerk`);
  const code = (await done.locator('output').innerText()).split('\n').at(-1) ?? '';
  assert.match(code, /-180226-\d{4}$/);
  await assertAccessible(page, 'the accepted dossier');

  const receipt = await done.getByRole('link', { name: 'In giấy tiếp nhận' }).getAttribute('href');
  const bytes = await page.evaluate<string>(
    `fetch(${JSON.stringify(receipt)}).then((reply) => reply.text()).then((text) => text.slice(0, 5))`,
  );
  assert.equal(bytes, '%PDF-');
  await page.locator('button:focus', { hasText: 'Tiếp nhận hồ sơ tiếp theo' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#field-applicant-search:focus').waitFor();
  assert.equal(await page.getByLabel('Họ và tên').inputValue(), '');

  // Sent too early: what is missing is told, and what is then filled in for him is told no more.
  await page.keyboard.press('Control+Enter');
  await page.getByRole('link', { name: 'Hãy ghi tên người nộp.' }).waitFor();
  await page.locator('#field-applicant-search').focus();
  // She is known now: her name without marks is enough.
  await page.keyboard.type('nguyen thi quay');
  await page.getByRole('option', { name: /Nguyễn Thị Quầy · 1990/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#field-procedureVersionId:focus').waitFor();
  await page.getByRole('link', { name: 'Hãy ghi tên người nộp.' }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Thủ tục: Hãy chọn thủ tục.' }).waitFor();
  assert.equal(await page.getByLabel('Điện thoại').inputValue(), '0905123456');

  // A reload keeps what is typed; a mistake is told at its field and loses nothing.
  await page.reload();
  await page.getByText('Phiếu đang nhập dở được giữ lại').waitFor();
  await page.getByRole('button', { name: 'Tiếp nhận', exact: true }).click();
  await page.getByRole('alert').getByText('Hãy chọn thủ tục.').waitFor();
  assert.equal(await page.getByLabel('Họ và tên').inputValue(), 'Nguyễn Thị Quầy');
  await assertAccessible(page, 'a reception form with a mistake');
  await page.setViewportSize(PHONE);
  await assertNoSidewaysScroll(page, 'the reception page on a phone');
  assert.deepEqual(faults, []);
  await context.close();
});

test('counter: pressed twice, sent again after a lost answer, it is one dossier', async () => {
  const { page, context } = await openWindow(browser, program.address);
  await signIn(page, 'stttt.vanthu');
  await page.goto('/mot-cua/tiep-nhan');
  await page.getByLabel('Họ và tên').fill('Trần Hai Lần');
  await page.getByRole('textbox', { name: 'Thủ tục' }).fill(PROCEDURE);
  await page.getByRole('option', { name: /\(CFS\)/ }).click();
  await page.getByRole('checkbox', { name: /Đủ cả/ }).check();
  let lost = 0;
  await page.route('**/api/dossiers', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort();
  });
  await page.getByRole('button', { name: 'Tiếp nhận', exact: true }).click();
  await page.getByText('Mất kết nối').first().waitFor();
  await page.getByRole('button', { name: 'Tiếp nhận', exact: true }).dblclick();
  await page.getByRole('region', { name: 'Đã tiếp nhận' }).waitFor();
  const found = await page.evaluate<{ dossiers: unknown[] }>(
    "fetch('/api/dossiers?q=tran+hai+lan').then((reply) => reply.json())",
  );
  assert.equal(found.dossiers.length, 1);
  await context.close();
});

interface Desk {
  readonly clerk: Client;
  readonly head: Client;
  readonly officer: Client;
  readonly officerId: string;
}

async function desk(): Promise<Desk> {
  const [clerk, head, officer] = await Promise.all([
    signedIn(program.address, 'stttt.vanthu'),
    signedIn(program.address, 'stttt.truong'),
    signedIn(program.address, 'stttt.cv1'),
  ]);
  const session = await officer.call<{ person: { id: string } }>('GET', '/api/session');
  return { clerk, head, officer, officerId: session.person.id };
}

const act = (who: Client, dossier: DossierDetail, action: string, more: object = {}) =>
  who.call<DossierDetail>('POST', `/api/dossiers/${dossier.id}/actions`, { action, version: dossier.version, ...more });

/** Taken in, forwarded and given to the officer. */
async function withOfficer({ clerk, head, officerId }: Desk, name: string): Promise<DossierDetail> {
  const { procedures } = await clerk.call<ProcedureChoices>('GET', `/api/dossiers/procedures?q=${PROCEDURE}`);
  const received = await clerk.call<DossierDetail>('POST', '/api/dossiers', {
    submissionId: randomUUID(),
    procedureVersionId: procedures[0]?.versionId,
    channel: 'counter',
    applicant: { name, phone: '0905000111' },
  });
  return act(head, await act(clerk, received, 'forward'), 'advance', { officerId });
}

test('officer: next step by one key, undone within ten seconds, the next dossier at hand, finished', async () => {
  const people = await desk();
  await withOfficer(people, 'Lê Hàng Một');
  await withOfficer(people, 'Lê Hàng Hai');
  let last = await withOfficer(people, 'Lê Hàng Ba');
  while (last.nextSteps.length > 0) last = await act(people.head, last, 'advance', { officerId: people.officerId });

  const { page, context, faults } = await openWindow(browser, program.address);
  await signIn(page, 'stttt.cv1');
  await page.goto('/ho-so?hang=cua-toi&tim=le+hang');
  const rows = page.getByRole('row').filter({ hasText: 'Lê Hàng' });
  await rows.nth(2).waitFor();
  await assertAccessible(page, 'the queue');
  const counts = await page.evaluate<{ queues: { mine: number } }>(
    "fetch('/api/dossiers/counts').then((reply) => reply.json())",
  );
  const badge = page.getByRole('navigation', { name: 'Hàng việc' }).getByRole('link', { name: /Của tôi/ });
  assert.match(await badge.innerText(), new RegExp(`^${counts.queues.mine}\\b`));

  const open = page.getByRole('region', { name: 'Hồ sơ đang mở' });
  const isOpen = (name: string) => open.getByText(name).first().waitFor();
  await rows.filter({ hasText: 'Lê Hàng Một' }).getByRole('link').click();
  await isOpen('Lê Hàng Một');
  await assertAccessible(page, 'a dossier beside its queue');
  const order = await rows.allInnerTexts();
  const follower = order[order.findIndex((text) => text.includes('Lê Hàng Một')) + 1] ?? order.at(-2) ?? '';
  await page.keyboard.down('n');
  const undo = page.getByRole('button', { name: /Hoàn tác/ });
  await undo.waitFor();
  const next = /Lê Hàng (Hai|Ba)/.exec(follower)?.[0] ?? '';
  await isOpen(next);
  await open.locator('h2:focus').waitFor();
  // A key that is held down moves one dossier, not the queue.
  await page.keyboard.down('n');
  await page.keyboard.up('n');
  await rows.filter({ hasText: next }).waitFor();
  await isOpen(next);
  assert.equal(await page.getByRole('button', { name: /Hoàn tác/ }).count(), 1);
  await undo.click();
  await isOpen('Lê Hàng Một');
  await page.getByText('Đã hoàn tác.').waitFor();
  await rows.filter({ hasText: 'Lê Hàng Một' }).waitFor();

  // Somebody else is quicker: told who did what, and the way on is the same key.
  await rows.filter({ hasText: 'Lê Hàng Ba' }).getByRole('link').click();
  await isOpen('Lê Hàng Ba');
  await act(people.head, last, 'record-verification', { text: 'Đã đối chiếu bản gốc' });
  await page.keyboard.press('n');
  await page
    .getByRole('alert')
    .filter({ hasText: /đã ghi kết quả thẩm tra, xác minh lúc/ })
    .waitFor();
  await open.getByText('Đã đối chiếu bản gốc').waitFor();
  await page.keyboard.press('n');
  await page
    .getByText(/xác nhận đã có kết quả/)
    .first()
    .waitFor();
  const after = await people.officer.call<DossierDetail>('GET', `/api/dossiers/${last.id}`);
  assert.equal(after.state, 'result-ready');

  await page.goto(`/ho-so/${last.id}/dong-ho`);
  await page.getByRole('heading', { name: 'Các khoảng thời gian' }).waitFor();
  await assertAccessible(page, 'the clock ledger');
  await page.setViewportSize(PHONE);
  await assertNoSidewaysScroll(page, 'the clock ledger on a phone');
  assert.deepEqual(faults, []);
  await context.close();
});

test('leader: a letter of apology is signed on a phone with one tap, the new day stands', async () => {
  const people = await desk();
  const dossier = await withOfficer(people, 'Phạm Chờ Thư');
  const dueOn = '2018-03-30';
  await act(people.officer, dossier, 'draft-apology', {
    reason: 'Cần thêm thời gian xác minh với cơ quan hải quan',
    cause: 'agency',
    dueOn,
  });
  const { page, context, faults } = await openWindow(browser, program.address, PHONE);
  await signIn(page, 'stttt.truong');
  await page.goto('/ho-so');
  await page
    .getByRole('navigation', { name: 'Hàng việc' })
    .getByRole('link', { name: /Thư xin lỗi/ })
    .click();
  const letter = page.getByRole('listitem').filter({ hasText: 'Phạm Chờ Thư' });
  await letter.getByText('xác minh với cơ quan hải quan').waitFor();
  await assertNoSidewaysScroll(page, 'the letters to sign');
  await assertAccessible(page, 'the letters to sign');
  await letter.getByRole('button', { name: /Ký thư xin lỗi/ }).click();
  await page.getByText('Đã ký thư xin lỗi').waitFor();
  await letter.waitFor({ state: 'detached' });
  const after = await people.head.call<DossierDetail>('GET', `/api/dossiers/${dossier.id}`);
  assert.equal(after.dueAt?.slice(0, 10), dueOn);
  assert.equal(after.firstDueAt, dossier.firstDueAt, 'the first promise is never overwritten');
  assert.equal(after.apologies[0]?.status, 'approved');
  await page.goto(`/ho-so/${dossier.id}`);
  await page.getByText('Hẹn lại:').waitFor();
  await assertNoSidewaysScroll(page, 'a dossier on a phone');
  await assertAccessible(page, 'a dossier on a phone');
  assert.deepEqual(faults, []);
  await context.close();
});
