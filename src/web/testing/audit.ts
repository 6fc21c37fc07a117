import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeViolation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** A hundred cards of a list on a phone stand well within; a taller page is judged as far as this. */
const TALLEST = 60_000;

/**
 * Runs axe (WCAG 2.2 A and AA, and its best practices) over the whole page at once: what a fixed bar half covers at one
 * scroll position would be judged by its visible half. @throws AssertionError with all findings
 */
export async function assertAxeClean(page: Page, where: string): Promise<void> {
  const window = page.viewportSize();
  if (window) {
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    await page.setViewportSize({ ...window, height: Math.max(window.height, Math.min(height, TALLEST)) });
  }
  // Through the debugger, which the page's policy does not govern.
  await page.evaluate(axeSource);
  const violations = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'] }).then((r) => r.violations)`,
  )) as readonly AxeViolation[];
  if (window) await page.setViewportSize(window);
  const text = violations
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes.map((node) => `    ${node.html}\n    ${node.failureSummary ?? ''}`).join('\n')}`,
    )
    .join('\n');
  assert.equal(text, '', `axe on ${where}`);
}

/** What a page did that it must not do. */
export interface Watch {
  readonly page: Page;
  /** Console errors (a refused style or script is one), uncaught errors and foreign requests so far. */
  readonly faults: string[];
}

/** Opens a page that is watched, without motion (what is half faded in has half its contrast); 401, 422 and 5xx answers a test asks for on purpose are no fault. */
export async function openWatched(browser: Browser, options: BrowserContextOptions = {}): Promise<Watch> {
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.hostname !== '127.0.0.1' && url.protocol !== 'data:' && url.protocol !== 'blob:')
      faults.push(`foreign: ${url}`);
  });
  return { page, faults };
}

/** Wider than ours by a tenth; on most machines one of them is there. What Chromium calls `sans-serif` is narrower. */
const WIDE = 'Verdana, "DejaVu Sans", system-ui';

/**
 * The page must not scroll sideways (WCAG 1.4.10 Reflow), in our typeface and in the wider one that a reader sees while
 * ours is still on its way or does not come. What sticks out is named.
 */
export async function assertNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const measured = (await page.evaluate(`(() => {
    const root = document.documentElement;
    const called = (it) => it.tagName.toLowerCase() + [...it.classList].map((c) => '.' + c).join('') + ' "' + (it.textContent ?? '').trim().slice(0, 30) + '"';
    const measure = () => {
      const room = root.clientWidth;
      if (root.scrollWidth <= room) return [root.scrollWidth, room, ''];
      const out = [...document.body.querySelectorAll('*')].filter((it) => it.getBoundingClientRect().right > room + 0.5);
      return [root.scrollWidth, room, out.filter((it) => !out.some((other) => other !== it && it.contains(other))).slice(0, 5).map(called).join(', ')];
    };
    const ours = measure();
    const faces = ['--dh-font', '--dh-font-figures'];
    for (const face of faces) root.style.setProperty(face, '${WIDE}');
    const another = measure();
    for (const face of faces) root.style.removeProperty(face);
    return [ours, another];
  })()`)) as [number, number, string][];
  for (const [at, [wide, room, out]] of measured.entries())
    assert.ok(wide <= room, `${where} is ${wide} px wide in ${room}${at === 0 ? '' : ', in another typeface'}: ${out}`);
}
