import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import type { Page, Worker } from 'playwright-core';
import { addAccount } from '#modules/accounts/service/invites.ts';
import { passingEquipment } from '#modules/channels/equipment.ts';
import { addDevice } from '#modules/channels/mine.ts';
import { pushPeer } from '#modules/channels/testing/push-peer.ts';
import { anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { openWatched } from '../../web/testing/audit.ts';
import { pushesTo, shownBy } from '../../web/testing/pushed.ts';
import { deliver } from './deliver.ts';
import { openDoor } from './doors.ts';
import { fireDue, smtpTransport } from './public.ts';
import { reactionRoutes } from './routes-reactions.ts';
import { openSite } from './testing/site.ts';
import { findObligation } from './store/obligation-store.ts';
import { anObligation, at, makeWorld, remindersSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
const push = await pushPeer();
const equipment = {
  ...passingEquipment('https://dunghen.tinh.invalid'),
  net: { ca: push.ca, allowed: [{ host: '127.0.0.1', port: push.port }] },
};
const mail = smtpTransport({ url: undefined, from: 'x@tinh.invalid', publicUrl: equipment.publicUrl });
const site = await openSite(province, {
  agency: { id: world.ids.department, name: 'Sở Thông tin và Truyền thông' },
  routes: (app) => reactionRoutes(app, { province, secrets: equipment.secrets }),
});
await system.run((tx) => addAccount(tx, world.officer.personId, 'chuyenvien', at('2026-11-22T09:00')));
after(async () => {
  push.close();
  await mail.close();
});

/** Work given to the officer, and the message his device gets of it. */
async function told() {
  const work = province.as(world.officer.actor);
  await addDevice(work, push.subscribe(`/may-${push.taken.length}`), { userAgent: undefined, browser: null });
  const { id } = await anObligation(province, world, {
    personId: world.officer.personId,
    title: 'Rà soát thủ tục hành chính',
    dueAt: at('2018-03-30T17:00'),
    urgency: 'urgent',
  });
  await fireDue(province);
  const door = (await openDoor(province, 'push', mail, equipment)) ?? assert.fail('no way to devices');
  await deliver(province, door);
  const note = push.taken.at(-1)?.note ?? assert.fail('nothing was pushed');
  assert.ok(note.answer, 'it can be answered');
  return { id, note };
}

/** A browser whose worker has shown what was pushed to it. */
async function shown(note: object): Promise<{ page: Page; worker: Worker; faults: string[] }> {
  site.actAs(anonymousActor);
  const { page, faults } = await openWatched(site.browser, { permissions: ['notifications'] });
  const begun = page.context().waitForEvent('serviceworker', { timeout: 20_000 });
  await page.goto(site.address);
  await page.evaluate("navigator.serviceWorker.register('/thong-bao.js').then(() => navigator.serviceWorker.ready)");
  const worker = await begun;
  await (await pushesTo(page, worker))(note);
  await shownBy(worker, 1);
  return { page, worker, faults };
}

/**
 * Presses a button of what is shown. A script's own event is not one the browser made: it lets nothing be waited for
 * (`waitUntil`) and opens no window (that needs a person's touch), so both are put in place.
 * @returns the address that was opened, if one was
 */
function press(worker: Worker, action: string): Promise<string | null> {
  return worker.evaluate(`(async () => {
    const [first] = self.shown;
    let isClosed = false;
    const kept = [];
    let opened = null;
    self.clients.openWindow = async (address) => { opened = address; };
    self.dispatchEvent(
      Object.assign(new Event('notificationclick'), {
        notification: { ...first, close: () => { isClosed = true; } },
        action: ${JSON.stringify(action)},
        waitUntil: (work) => kept.push(work),
      }),
    );
    await Promise.all(kept);
    if (!isClosed) throw new Error('what was pressed still stands there');
    return opened;
  })()`);
}

const acknowledgedAt = (id: string) => system.run(async (tx) => (await findObligation(tx.db, id))?.acknowledgedAt);

test('“Đã biết” on the notification is taken without opening anything, and the device says so', async () => {
  const { id, note } = await told();
  const { page, worker, faults } = await shown(note);
  assert.equal(await acknowledgedAt(id), null);
  assert.equal(await press(worker, 'acknowledge'), null, 'no page is opened');
  assert.ok(await acknowledgedAt(id));
  const [asked, said, ...more] = await shownBy(worker, 2);
  assert.deepEqual([said?.title, more], ['Đã ghi nhận “Đã biết”', []]);
  assert.equal(said?.tag, asked?.tag, 'in the place of what was asked');
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('“Nhắc lại sau” opens the page of the answer; the notification itself opens the matter; used up, the page says why', async () => {
  const { id, note } = await told();
  const { page, worker } = await shown(note);
  const answer = `${site.address}${note.answer?.path}`;
  assert.equal(await press(worker, 'later'), answer);
  await page.goto(answer);
  await page.getByRole('heading', { name: 'Rà soát thủ tục hành chính' }).waitFor();
  await page.getByRole('button', { name: 'Đã biết' }).click();
  await page.getByText('Đã ghi nhận. Cảm ơn bạn.').waitFor();
  assert.ok(await acknowledgedAt(id));
  await page.context().close();

  const again = await shown(note);
  assert.equal(await press(again.worker, ''), `${site.address}${note.path}`);
  await again.page.context().close();
  const used = await shown(note);
  assert.equal(await press(used.worker, 'acknowledge'), answer, 'what was said already is shown, not swallowed');
  await used.page.context().close();
});
