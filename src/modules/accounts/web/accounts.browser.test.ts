import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { buildServer } from '../../../main/server.ts';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { App } from '#platform/http/app.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll, openWatched, type Watch } from '#web/testing/audit.ts';
import { buildBundle, launchBrowser } from '#web/testing/browser.ts';
import { bootstrapAdministrator } from '../public.ts';

const province = await testProvince({ seed: orgSeed });
const PASSWORD = 'thuyền thúng ra khơi sớm';
const SIZES = [
  { width: 1280, height: 900 },
  { width: 360, height: 780 },
] as const;

let browser: Browser;
let app: App;
let base = '';
let token = '';
let admin: Watch;
let link = '';

before(async () => {
  token = (await province.as(systemActor('Khởi tạo')).run(bootstrapAdministrator)).token;
  app = buildServer({ province, jobs: [], webFolder: await buildBundle('production') });
  base = await app.listen({ host: '127.0.0.1', port: 0 });
  browser = await launchBrowser();
  admin = await openWatched(browser, { viewport: SIZES[0] });
});
after(async () => {
  await browser?.close();
  await app?.close();
});

async function look(page: Page, where: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await assertNoSidewaysScroll(page, `${where} at ${size.width}`);
    await assertAxeClean(page, `${where} at ${size.width}`);
  }
  await page.setViewportSize(SIZES[0]);
}

test('the first administrator opens the one-time link, is told what is wrong with a password, sets one and is in', async () => {
  const { page } = admin;
  await page.goto(`${base}/moi/${token}`);
  await page.getByRole('heading', { name: 'Chào Quản trị viên' }).waitFor();
  await look(page, 'invitation');
  const field = page.getByLabel('Mật khẩu mới', { exact: true });
  await field.fill('quantrivien2018');
  await page.getByRole('button', { name: 'Đặt mật khẩu và đăng nhập' }).click();
  await page.getByRole('alert').getByText('không được giống').waitFor();
  await look(page, 'invitation with a mistake');
  await field.fill(PASSWORD);
  await page.getByRole('button', { name: 'Đặt mật khẩu và đăng nhập' }).click();
  await page.waitForURL(`${base}/`);
  await page.getByText('Quản trị viên').first().waitFor();
});

test('a used link says so and shows the way to sign-in', async () => {
  const { page } = await openWatched(browser, { viewport: SIZES[0] });
  await page.goto(`${base}/moi/${token}`);
  await page.getByText('Liên kết này đã được dùng').waitFor();
  await look(page, 'used link');
  await page.getByRole('link', { name: 'Tới trang đăng nhập' }).click();
  await page.waitForURL(`${base}/dang-nhap`);
  await page.context().close();
});

test('the administrator adds a person with a post and makes their link, shown once', async () => {
  const { page } = admin;
  await page.goto(`${base}/quan-tri/nguoi-dung`);
  await page.getByRole('button', { name: 'Thêm người' }).click();
  await page.getByLabel('Họ và tên').fill('Phạm Thị Mới');
  await page.getByLabel('Năm sinh').fill('1990');
  await page.getByRole('textbox', { name: 'Cơ quan' }).fill('stttt');
  await page.getByRole('option', { name: 'Sở Thông tin và Truyền thông' }).click();
  await page.getByLabel('Tên chức danh mới').fill('Chuyên viên');
  await page.getByRole('dialog').getByRole('button', { name: 'Thêm người' }).click();
  await page.getByRole('heading', { name: 'Phạm Thị Mới' }).waitFor();
  const login = page.getByLabel('Tên đăng nhập');
  assert.equal(await login.inputValue(), 'moi.pt');
  await page.getByRole('button', { name: 'Tạo liên kết mời' }).click();
  link = await page.getByLabel('Liên kết', { exact: true }).inputValue();
  assert.match(link, /\/moi\/[\w-]{43}$/);
  await look(page, 'the link shown once');
  await page.keyboard.press('Escape');
  await page.getByRole('table').getByText('Chưa đặt mật khẩu').waitFor();
  await look(page, 'people and accounts');
});

test('the invited person changes the password; another session of theirs ends', async () => {
  const here = await openWatched(browser, { viewport: SIZES[0] });
  await here.page.goto(link);
  await here.page.getByLabel('Mật khẩu mới', { exact: true }).fill(PASSWORD);
  await here.page.getByRole('button', { name: 'Đặt mật khẩu và đăng nhập' }).click();
  await here.page.waitForURL(`${base}/`);
  const there = await openWatched(browser, { viewport: SIZES[1] });
  await there.page.goto(`${base}/dang-nhap?tiep=/tai-khoan`);
  await there.page.getByLabel('Tên đăng nhập').fill('moi.pt');
  await there.page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await there.page.getByRole('button', { name: 'Đăng nhập' }).click();
  await there.page.getByRole('heading', { name: 'Tài khoản của tôi' }).waitFor();

  await here.page.goto(`${base}/tai-khoan`);
  await here.page.getByText('phiên này').waitFor();
  await look(here.page, 'my account');
  await here.page.getByLabel('Mật khẩu hiện tại').fill(PASSWORD);
  await here.page.getByLabel('Mật khẩu mới', { exact: true }).fill('mưa phùn trên đèo Cả');
  await here.page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
  await here.page.getByText('kết thúc 1 phiên đăng nhập khác').waitFor();
  await there.page.reload();
  await there.page.waitForURL(/dang-nhap/);
  assert.deepEqual([...here.faults, ...there.faults], []);
  await there.page.context().close();
  await here.page.context().close();
});

test('ten minutes before a session ends the page says so, and one button keeps it open', async () => {
  const { page } = admin;
  const client = new pg.Client({ connectionString: province.ownerUrl });
  await client.connect();
  await client.query(`update p_test.account_session set last_used_at = now() - interval '3 hours 55 minutes'`);
  await page.goto(`${base}/khong-co-trang-nay`);
  await page.getByText('Phiên làm việc sẽ hết sau khoảng').waitFor();
  await look(page, 'a session about to end');
  await page.getByRole('button', { name: 'Làm tiếp' }).click();
  await page.getByText('Phiên làm việc sẽ hết sau khoảng').waitFor({ state: 'hidden' });
  const { rows } = await client.query<{ ok: boolean }>(
    `select max(last_used_at) > now() - interval '5 minutes' as ok from p_test.account_session`,
  );
  await client.end();
  assert.equal(rows[0]?.ok, true);
  await page.goBack();
});

test('the administrator disables the account after a question, and opens it again', async () => {
  const { page } = admin;
  await page.reload();
  await page.getByRole('button', { name: 'Khóa tài khoản' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Khóa tài khoản' }).click();
  await page.getByText('Đã khóa tài khoản của Phạm Thị Mới.').waitFor();
  const { page: out } = await openWatched(browser, { viewport: SIZES[0] });
  await out.goto(`${base}/dang-nhap`);
  await out.getByLabel('Tên đăng nhập').fill('moi.pt');
  await out.getByLabel('Mật khẩu', { exact: true }).fill('mưa phùn trên đèo Cả');
  await out.getByRole('button', { name: 'Đăng nhập' }).click();
  await out.getByText('không đúng, hoặc tài khoản đang bị khóa').waitFor();
  await out.context().close();
  await page.getByRole('button', { name: 'Mở khóa tài khoản' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mở khóa tài khoản' }).click();
  await page.getByText('Đã mở khóa tài khoản của Phạm Thị Mới.').waitFor();
  assert.deepEqual(admin.faults, []);
});
