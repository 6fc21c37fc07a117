import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAxeClean, assertNoSidewaysScroll, openWatched } from './testing/audit.ts';
import { type Answer, buildBundle, launchBrowser, serveBundle } from './testing/browser.ts';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly key: string | undefined;
  readonly proof: string | undefined;
}

const VISITOR = {
  person: null,
  roles: [],
  permissions: [],
  agency: null,
  province: { code: 'khanh-hoa-2018', name: 'Tỉnh Khánh Hòa', isDemonstration: true },
  clock: '2018-02-26T15:00:00+07:00',
};
const CLERK = {
  ...VISITOR,
  person: { id: 'p1', fullName: 'Nguyễn Thị Hòa', post: 'Chuyên viên' },
  roles: ['office-clerk'],
  agency: { id: 'a1', name: 'Văn phòng UBND tỉnh' },
};

let browser: Browser;
let server: { url: string; close: () => void };
let calls: Call[] = [];
let signedIn = false;
let clock = VISITOR.clock;
let signInAnswers: Answer[] = [];
/** The answer of a move of the clock that takes its time. */
let arriving: Promise<Answer> | undefined;

before(async () => {
  server = await serveBundle(await buildBundle('production'), 'index.html', (method, path, body, request) => {
    const header = (name: string) => request.headers[name] as string | undefined;
    calls.push({ method, path, body, key: header('idempotency-key'), proof: header('x-dunghen-request') });
    if (path === '/api/session' && method === 'GET')
      return { status: 200, body: { ...(signedIn ? CLERK : VISITOR), clock } };
    if (path === '/api/session' && method === 'POST') {
      const answer = signInAnswers.shift() ?? { status: 204 };
      if (answer.status === 204) signedIn = true;
      return answer;
    }
    if (path === '/api/session' && method === 'DELETE') {
      signedIn = false;
      return { status: 204 };
    }
    if (path === '/api/demo/clock' && method === 'GET') {
      return { status: 200, body: { now: '2018-02-26T21:45:00+07:00' } };
    }
    if (path === '/api/demo/clock' && method === 'POST') {
      if (arriving) return arriving;
      clock = '2018-02-27T07:30:00+07:00';
      return { status: 200, body: { now: clock } };
    }
    if (!signedIn) return { status: 401, body: { code: 'auth.required', detail: 'Cần đăng nhập.' } };
    return undefined;
  });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  server?.close();
});
beforeEach(() => {
  calls = [];
  arriving = undefined;
  signedIn = false;
  clock = VISITOR.clock;
  signInAnswers = [];
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [1280, 800],
    [360, 740],
    [320, 256],
  ] as const) {
    test(`sign-in and the shell, ${colorScheme}, ${width} × ${height}: axe finds nothing, nothing scrolls sideways, the policy holds`, async () => {
      const { page, faults } = await openWatched(browser, { viewport: { width, height }, colorScheme });
      await page.goto(`${server.url}/dang-nhap`);
      await page.getByRole('button', { name: 'Đăng nhập' }).waitFor();
      await assertAxeClean(page, 'sign-in');
      await assertNoSidewaysScroll(page, 'sign-in');

      signedIn = true;
      await page.goto(`${server.url}/khong-co-trang-nay`);
      await page.getByRole('heading', { name: 'Không có trang này' }).waitFor();
      await assertAxeClean(page, 'the shell');
      await assertNoSidewaysScroll(page, 'the shell');
      if (width < 1024) {
        await page.getByRole('button', { name: 'Thêm' }).click();
        await page.getByRole('dialog', { name: 'Thêm' }).waitFor();
        await assertAxeClean(page, 'the menu of a phone');
        await page.getByRole('dialog').getByText('Nguyễn Thị Hòa').waitFor();
      }
      assert.deepEqual(faults, []);
      await page.context().close();
    });
  }
}

test('signing in: what is missing is named and linked, then the person is brought to where they were going', async () => {
  const { page } = await openWatched(browser);
  await page.goto(`${server.url}/nhiem-vu?tinh-trang=qua-han`);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('link', { name: 'Hãy gõ tên đăng nhập.' }).click();
  assert.equal(await page.evaluate('document.activeElement.name'), 'login');
  await page.keyboard.type('vpub');
  await page.getByLabel('Mật khẩu', { exact: true }).fill('mật khẩu dài và lạ');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.href === `${server.url}/nhiem-vu?tinh-trang=qua-han`);
  const post = calls.find(({ method }) => method === 'POST');
  assert.equal(post?.proof, '1', 'the same-origin proof is missing');
  assert.deepEqual(JSON.parse(post?.body ?? ''), { login: 'vpub', password: 'mật khẩu dài và lạ' });
  await page.context().close();
});

test('an address that a link has smuggled in is not gone to after signing in', async () => {
  for (const next of [
    '//evil.example/x',
    'https://evil.example/',
    '/\\evil.example',
    'javascript:alert(1)',
    '/dang-nhap',
  ]) {
    signedIn = true;
    const { page, faults } = await openWatched(browser);
    await page.goto(`${server.url}/dang-nhap?tiep=${encodeURIComponent(next)}`);
    await page.waitForURL(`${server.url}/`);
    assert.deepEqual(faults, [], next);
    await page.context().close();
  }
});

test('the same form sent again after a failure carries the same key; changed, or after a refusal, a new one', async () => {
  const failure = {
    status: 500,
    body: { code: 'http.fault', detail: 'Có lỗi trong hệ thống.', reference: 'ab12cd34' },
  };
  signInAnswers = [
    failure,
    failure,
    { status: 401, body: { code: 'accounts.wrong', detail: 'Tên đăng nhập hoặc mật khẩu không đúng.' } },
  ];
  const { page } = await openWatched(browser);
  await page.goto(`${server.url}/dang-nhap`);
  await page.getByLabel('Tên đăng nhập').fill('vpub');
  await page.getByLabel('Mật khẩu', { exact: true }).fill('một');
  const submit = async (sentence: string) => {
    const before = calls.filter(({ method }) => method === 'POST').length;
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByText(sentence).waitFor();
    await assertEventually(() => calls.filter(({ method }) => method === 'POST').length > before);
  };
  await submit('Có lỗi trong hệ thống.');
  await page.getByText('Mã tra cứu: ab12cd34').waitFor();
  await submit('Có lỗi trong hệ thống.');
  await submit('Tên đăng nhập hoặc mật khẩu không đúng.');
  assert.equal(await page.getByLabel('Tên đăng nhập').inputValue(), 'vpub', 'what was typed is gone');
  await page.getByLabel('Mật khẩu', { exact: true }).fill('hai');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL(`${server.url}/`);
  const keys = calls.filter(({ method }) => method === 'POST').map(({ key }) => key);
  assert.equal(keys.length, 4);
  assert.equal(new Set(keys.slice(0, 3)).size, 1, 'retries of one form had different keys');
  assert.notEqual(keys[3], keys[0]);
  for (const key of keys) assert.match(key ?? '', /^[0-9a-f]{32}$/);
  await page.context().close();
});

test('a lost connection is said, and what was typed is still there', async () => {
  const { page } = await openWatched(browser);
  await page.goto(`${server.url}/dang-nhap`);
  await page.getByLabel('Tên đăng nhập').fill('vpub');
  await page.getByLabel('Mật khẩu', { exact: true }).fill('một');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByText('Mất kết nối. Những gì đã nhập vẫn còn trên máy này.', { exact: false }).first().waitFor();
  assert.equal(await page.getByLabel('Tên đăng nhập').inputValue(), 'vpub');
  await page.context().close();
});

test('the demonstration clock moves on and everything is asked for again', async () => {
  signedIn = true;
  const { page } = await openWatched(browser);
  await page.goto(`${server.url}/khong-co-trang-nay`);
  await page.getByRole('button', { name: 'Sáng làm việc kế tiếp' }).click();
  await page.getByText('Đồng hồ trình diễn: 07:30 thứ Ba 27/02/2018.').waitFor();
  await page.getByRole('region', { name: 'Đồng hồ trình diễn' }).getByText('07:30').waitFor();
  assert.equal(calls.find(({ method }) => method === 'POST')?.body, '{"by":"next-morning"}');
  await page.context().close();
});

test('while the clock moves over months the banner says so and where it is by now', async () => {
  signedIn = true;
  const { page } = await openWatched(browser);
  await page.goto(`${server.url}/khong-co-trang-nay`);
  let arrive: (answer: Answer) => void = () => undefined;
  arriving = new Promise((resolve) => (arrive = resolve));
  const banner = page.getByRole('region', { name: 'Đồng hồ trình diễn' });
  await page.getByRole('button', { name: 'Sáng làm việc kế tiếp' }).click();
  await banner.getByRole('status').getByText('Đang cho đồng hồ đi tới…').waitFor();
  await banner.getByText('21:45').waitFor();
  assert.ok(await page.getByRole('button', { name: '+ 1 giờ' }).isDisabled());
  clock = '2018-02-27T07:30:00+07:00';
  arrive({ status: 200, body: { now: clock } });
  await banner.getByText('07:30').waitFor();
  assert.equal(await banner.getByRole('status').count(), 0);
  await page.context().close();
});

test('a session ended elsewhere brings the person to sign in, with a word why', async () => {
  signedIn = true;
  const { page } = await openWatched(browser);
  await page.goto(`${server.url}/khong-co-trang-nay`);
  await page.getByText('Nguyễn Thị Hòa').first().waitFor();
  signedIn = false;
  await page.getByRole('button', { name: '+ 1 giờ' }).click();
  await page.getByText('Phiên làm việc đã hết.', { exact: false }).waitFor();
  assert.match(page.url(), /tiep=%2Fkhong-co-trang-nay/);
  await page.context().close();
});

test('English and dark are switched on this machine and stay after a reload, without a flash of the other', async () => {
  const { page } = await openWatched(browser, { viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  await page.goto(`${server.url}/dang-nhap`);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Dark' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.reload({ waitUntil: 'commit' });
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.equal(await page.evaluate('document.documentElement.lang'), 'en');
  assert.equal(await page.evaluate(`document.documentElement.getAttribute('data-mantine-color-scheme')`), 'dark');
  await page.context().close();
});

test('with the keyboard alone: the first Tab offers to skip to the content', async () => {
  signedIn = true;
  const { page } = await openWatched(browser, { viewport: { width: 1280, height: 800 } });
  await page.goto(`${server.url}/khong-co-trang-nay`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Bỏ qua, tới nội dung chính');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate('document.activeElement.id'), 'main');
  await page.context().close();
});

/** Waits for something that happens in this process, without a fixed pause. */
async function assertEventually(isSo: () => boolean): Promise<void> {
  const until = Date.now() + 5000;
  while (!isSo()) {
    assert.ok(Date.now() < until, 'it did not happen within 5 s');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
