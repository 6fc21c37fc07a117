import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page, Worker } from 'playwright-core';

/** What a service worker had the browser show. */
export interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
}

const MOST_MS = 20_000;

/**
 * The worker keeps what the browser accepted to show. Chromium itself now and then forgets it: under load
 * `getNotifications` answered nothing right after `showNotification` had succeeded, once in a hundred and fifty times.
 */
const KEEP = `(() => {
  self.shown = [];
  const show = self.registration.showNotification.bind(self.registration);
  self.registration.showNotification = async (title, options) => {
    await show(title, options);
    self.shown.push({ title, ...options });
  };
})()`;

/** Everything shown so far, oldest first; once there are `count` of them. @throws AssertionError when they do not come */
export async function shownBy(worker: Worker, count: number): Promise<Shown[]> {
  for (const end = Date.now() + MOST_MS; ; await wait(50)) {
    const shown = await worker.evaluate<Shown[]>('self.shown');
    if (shown.length >= count) return shown;
    assert.ok(Date.now() < end, `${shown.length} of ${count} notifications were shown`);
  }
}

/**
 * The way to the worker of a page, as a push service has it.
 * @returns what sends a message to it; waits until the worker is active: what is pushed before is lost
 */
export async function pushesTo(page: Page, worker: Worker): Promise<(note: object) => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  const active = new Promise<string>((done) =>
    devtools.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      const ready = versions.find(({ status }) => status === 'activated');
      if (ready) done(ready.registrationId);
    }),
  );
  await devtools.send('ServiceWorker.enable');
  const registrationId = await active;
  await worker.evaluate(KEEP);
  const origin = new URL(page.url()).origin;
  return async (note) => {
    await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(note) });
  };
}
