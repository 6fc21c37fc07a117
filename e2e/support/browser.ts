import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { assertAxeClean } from '../../src/web/testing/audit.ts';

export { assertNoSidewaysScroll } from '../../src/web/testing/audit.ts';

const PATHS = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 360, height: 740 };

export async function openBrowser(): Promise<Browser> {
  const executablePath = PATHS.find((path): path is string => Boolean(path && existsSync(path)));
  if (!executablePath) throw new Error('no Chromium: run npm test, which installs it, or set CHROMIUM_PATH');
  return chromium.launch({ executablePath, args: FLAGS });
}

/** A person's window; it fails the test on a script error, a foreign request or a refused inline script. */
export interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong in the page unasked; must be empty at the end. */
  readonly faults: string[];
}

export async function openWindow(
  browser: Browser,
  address: string,
  viewport: { width: number; height: number } = DESKTOP,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Window> {
  const context = await browser.newContext({
    baseURL: address,
    viewport,
    colorScheme,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  // Only for what never comes: on a machine busy with other work a page may take long, and that is not a fault of it.
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== address) faults.push(`foreign request: ${request.url()}`);
  });
  return { context, page, faults };
}

/** Signs in as a demonstration account through the sign-in page. */
export async function signIn(page: Page, login: string, password = 'dung-hen-2018'): Promise<void> {
  await page.goto('/');
  await page
    .getByLabel(/Tên đăng nhập|Tài khoản/)
    .first()
    .fill(login);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('navigation').first().waitFor();
}

/** Signs a window in without the sign-in page, for a journey that begins behind it. The page stays where it is. */
export async function enterAs(page: Page, address: string, login: string, password = 'dung-hen-2018'): Promise<void> {
  const reply = await page.request.post(`${address}/api/session`, {
    data: { login, password },
    headers: { 'x-dunghen-request': '1' },
  });
  if (!reply.ok()) throw new Error(`${login} could not sign in: ${reply.status()} ${await reply.text()}`);
}

/** WCAG 2.2 A and AA as far as a program can see them, over the whole page: nothing may be found. */
export async function assertAccessible(page: Page, where: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  // What still comes in would grow the page under the measured height.
  await page.waitForLoadState('networkidle');
  await assertAxeClean(page, where);
}
