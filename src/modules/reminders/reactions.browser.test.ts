import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test from 'node:test';
import { sql } from 'kysely';
import { anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { secretBox } from '#platform/secrets/secret-box.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll } from '../../web/testing/audit.ts';
import type { Content } from './domain/message.ts';
import { offerReactions } from './kinds.ts';
import { deliverMessages } from './deliver.ts';
import { findPeople } from './digest.ts';
import { addressFor, linkSigner } from './link-keys.ts';
import { writeMornings } from './mornings.ts';
import { fireDue, nextMoment, smtpTransport } from './public.ts';
import { reactionRoutes } from './routes-reactions.ts';
import { substituteRoutes } from './routes-substitutes.ts';
import { contentOf } from './store/content.ts';
import { newestMessages } from './store/link-store.ts';
import { smtpPeer } from './testing/smtp-peer.ts';
import { openSite } from './testing/site.ts';
import { anObligation, at, makeWorld, remindersSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
const secrets = secretBox(randomBytes(32));

offerReactions('reaction-test', {
  label: 'Việc thử',
  moreTime: ({ link }) => ({ label: 'Xin thêm thời gian', link }),
});
const site = await openSite(province, {
  agency: { id: world.ids.department, name: 'Sở Thông tin và Truyền thông' },
  routes: (app) => {
    reactionRoutes(app, { province, secrets });
    substituteRoutes(app);
  },
});
const { id: obligationId } = await anObligation(province, world, {
  kind: 'reaction-test',
  personId: world.officer.personId,
  title: 'Rà soát, lựa chọn thủ tục hành chính cung cấp trực tuyến mức độ 3, mức độ 4',
  dueAt: at('2018-03-30T17:00'),
});
for (;;) {
  while ((await fireDue(province)).claimed > 0);
  const next = await system.run(nextMoment);
  if (!next || next > at('2018-03-21T09:00')) break;
  province.clock.set(next);
}
province.clock.set('2018-03-21T09:00');

/** A phone's pages end well above this. */
const PHONE = { width: 360, tall: 2400 };

async function linkOf(personId: string): Promise<string> {
  const sign = await linkSigner(province, secrets);
  const [message] = await system.run(async (tx) => {
    const { rows } = await sql<{ id: string; audience: 'owner'; content: Content }>`
      select m.id, m.audience, ${contentOf('m')} as content from reminder_message m
      where m.obligation_id = ${obligationId} and m.recipient_id = ${personId} and m.channel = 'in-app'
      order by m.fired_at desc limit 1`.execute(tx.db);
    return rows;
  });
  assert.ok(message);
  const path = addressFor(sign, { messageId: message.id, ...message });
  assert.ok(path);
  return path;
}

test('on a phone, straight from the message: “Đã biết” and “nhắc lại sau” in one touch each, without signing in, once', async () => {
  const link = await linkOf(world.officer.personId);
  const { page, faults } = await site.open(link, anonymousActor, PHONE);
  await site.picture(page, 'lien-ket-360');
  await assertNoSidewaysScroll(page, 'link');
  await assertAxeClean(page, 'link');
  await page.getByRole('button', { name: /^Ngày làm việc tới/ }).click();
  await page.getByText('Đã tạm hoãn. Đến lúc đó bạn được nhắc lại.').waitFor();
  await page.getByRole('button', { name: 'Đã biết' }).click();
  await page.getByText('Đã ghi nhận. Cảm ơn bạn.').waitFor();
  assert.equal(await page.getByRole('button').count(), 0, 'each thing once');
  await site.picture(page, 'lien-ket-xong-360');
  await assertAxeClean(page, 'link used');
  await page.goto(`${site.address}${link.slice(0, -3)}abc`);
  await page.getByText('Địa chỉ không đúng').waitFor();
  await assertAxeClean(page, 'link unknown');
  assert.deepEqual(
    faults.filter((fault) => !/404/.test(fault)),
    [],
  );
  await page.context().close();
});

test('from the morning’s letter on a phone: one line is answered by its link, and “và N việc khác” opens exactly those', async () => {
  const peer = await smtpPeer();
  const transport = smtpTransport({ url: peer.url, from: 'nhac-viec@tinh.invalid', publicUrl: site.address });
  for (let number = 1; number <= 22; number += 1)
    await anObligation(province, world, {
      kind: 'reaction-test',
      personId: world.deputy.personId,
      title: `Báo cáo tiến độ số ${number} về cung cấp dịch vụ công trực tuyến mức độ 3, mức độ 4`,
      action: 'Báo cáo kết quả',
      dueAt: at('2018-03-23T17:00'),
    });
  while ((await fireDue(province)).claimed > 0);
  province.clock.set('2018-03-22T07:30');
  await writeMornings(province, await findPeople(province));
  await deliverMessages(province, transport, { secrets });
  const letter = peer.taken.find(
    ({ to, subject }) => JSON.stringify(to).includes('tranpho') && subject?.includes('sáng'),
  );
  assert.ok(letter, 'a letter');
  const context = await site.browser.newContext({ viewport: { width: 360, height: 2400 } });
  const page = await context.newPage();
  await page.setContent(String(letter.html));
  await site.picture(page, 'thu-sang-tra-loi-360');
  await assertNoSidewaysScroll(page, 'letter');
  const lines = page.getByRole('link', { name: 'Đã biết, nhắc lại sau' });
  assert.equal(await lines.count(), 16, 'a link for each line');
  const box = await lines.first().boundingBox();
  assert.ok(box && box.height >= 24, 'as high as a thumb needs');
  site.actAs(anonymousActor);
  await lines.first().click();
  await page.getByRole('button', { name: 'Đã biết' }).click();
  await page.getByText('Đã ghi nhận. Cảm ơn bạn.').waitFor();
  await site.picture(page, 'thu-sang-tra-loi-xong-360');
  await context.close();
  const rest = /href="([^"]+)"[^>]*>và 6 việc khác</.exec(String(letter.html))?.[1]?.replaceAll('&#38;', '&');
  assert.ok(rest, 'the letter says how many more');
  const opened = await site.open(rest.slice(site.address.length), world.deputy.actor, PHONE);
  await opened.page.getByText('Chỉ hiện việc mà thư sáng 22/03/2018 không liệt kê.').waitFor();
  assert.equal(await opened.page.locator('li[data-status]').count(), 6);
  await site.picture(opened.page, 'viec-khac-360');
  await assertAxeClean(opened.page, 'the others');
  await assertNoSidewaysScroll(opened.page, 'the others');
  assert.deepEqual(opened.faults, []);
  await opened.page.context().close();
  await transport.close();
  await peer.close();
  province.clock.set('2018-03-21T09:00');
});

test('the short address of an SMS on a phone names neither the matter nor the person', async () => {
  const signer = await linkSigner(province, secrets);
  const messageId = await system.run(async (tx) => {
    const [message] = await newestMessages(tx.db, [{ personId: world.clerk.personId, obligationId }]);
    return message?.id ?? '';
  });
  const link = await signer.signShort({ messageId, expiresAt: at('2018-03-30T17:00') });
  const { page, faults } = await site.open(link, anonymousActor, PHONE);
  await page.getByRole('heading', { name: 'Một việc theo văn bản số 123/TB-UBND' }).waitFor();
  assert.equal(await page.getByText('Rà soát').count(), 0);
  await site.picture(page, 'lien-ket-ngan-360');
  await assertAxeClean(page, 'short link');
  await assertNoSidewaysScroll(page, 'short link');
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('in the program: what was said stands there, the pause shows in the list with its end and can be taken back', async () => {
  const { page, faults } = await site.open('/', world.officer.actor);
  await page.getByText(/bạn hoãn nhắc đến 07:00/).waitFor();
  await site.picture(page, 'viec-hoan-nhac');
  await page.getByRole('link', { name: /Các mốc nhắc/ }).click();
  await page.getByRole('heading', { name: 'Trả lời lời nhắc' }).waitFor();
  await page.getByText(/Võ Chuyên Viên tạm hoãn nhắc cho mình đến 07:00/).waitFor();
  await page.getByText(/đã biết, từ liên kết trong lời nhắc/).waitFor();
  await site.picture(page, 'tra-loi');
  await assertAxeClean(page, 'answers');
  await page.getByRole('button', { name: 'Thôi hoãn' }).click();
  await page.getByText('Đã thôi hoãn.').waitFor();
  await page.getByRole('button', { name: /^2 ngày làm việc nữa/ }).click();
  await page.getByText(/Bạn đã hoãn nhắc đến 07:00/).waitFor();
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('leave is set on a phone: who stands in, from when to when; mistakes are named at their fields', async () => {
  const { page, faults } = await site.open('/nhac-viec/lam-thay', world.officer.actor, PHONE);
  await page.getByRole('button', { name: 'Cử người làm thay' }).waitFor();
  await page.getByRole('button', { name: 'Cử người làm thay' }).click();
  await page.getByRole('alert').getByText('Chọn người làm thay.').waitFor();
  await page.getByLabel('Người làm thay').selectOption({ label: 'Ngô Văn Thư, Văn thư, Sở Thông tin và Truyền thông' });
  await page.getByLabel('Từ ngày').fill('26/03/2018');
  await page.getByLabel('Từ ngày').press('Tab');
  await page.getByLabel('Đến hết ngày').fill('28/03/2018');
  await page.getByLabel('Đến hết ngày').press('Tab');
  await page.getByRole('button', { name: 'Cử người làm thay' }).click();
  await page.getByText('Ngô Văn Thư thay Võ Chuyên Viên').first().waitFor();
  await site.picture(page, 'lam-thay-360');
  await assertNoSidewaysScroll(page, 'substitutes');
  await assertAxeClean(page, 'substitutes');
  assert.deepEqual(
    faults.filter((fault) => !/422/.test(fault)),
    [],
  );
  await page.context().close();
});
