import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import test from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { noticesPermissions } from '#modules/notices/permissions.ts';
import type { Content } from '#modules/reminders/domain/message.ts';
import { addressFor, linkSigner } from '#modules/reminders/link-keys.ts';
import { remindersMessages } from '#modules/reminders/messages.vi.ts';
import { remindersPermissions } from '#modules/reminders/permissions.ts';
import { fireDue, nextMoment } from '#modules/reminders/public.ts';
import { reactionRoutes } from '#modules/reminders/routes-reactions.ts';
import { remindersRoutes } from '#modules/reminders/routes.ts';
import { contentOf } from '#modules/reminders/store/content.ts';
import { subscribeReminders } from '#modules/reminders/subscriptions.ts';
import { type Actor, anonymousActor, systemActor } from '#platform/auth/actor.ts';
import type { Permission } from '#platform/auth/permission.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { secretBox } from '#platform/secrets/secret-box.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll, openWatched } from '../../web/testing/audit.ts';
import { openPages } from '../../web/testing/pages.ts';
import { directivesMessages } from './messages.vi.ts';
import { directivesPermissions } from './permissions.ts';
import { directivesRoutes } from './routes.ts';
import { subscribeDirectives } from './subscriptions.ts';
import { doIt, issueOne, makeWorld, partOf, workSeed } from './testing/world.ts';

/** Pictures are kept where DUNGHEN_PICTURES names a folder. */
const PICTURES = process.env['DUNGHEN_PICTURES'];

subscribeReminders();
subscribeDirectives();
const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const secrets = secretBox(randomBytes(32));
const system = province.as(systemActor('Thử nghiệm'));
let caller: Actor = anonymousActor;

const app = createApp({
  province,
  messages: { ...httpMessages, ...remindersMessages, ...directivesMessages },
  authenticate: async () => caller,
});

remindersRoutes(app);
directivesRoutes(app);
reactionRoutes(app, { province, secrets });
const { address, browser } = await openPages(app, {
  province,
  caller: () => caller,
  permissions: [remindersPermissions, directivesPermissions, noticesPermissions].flatMap((each) =>
    Object.values<Permission>(each),
  ),
  agency: { id: world.agency('KH.STTTT'), name: 'Sở Thông tin và Truyền thông' },
});
const late = await issueOne(world, { deadlineOn: '2018-03-20' });
const task = await issueOne(world, { deadlineOn: '2018-03-30' });
let shared = await issueOne(
  world,
  { deadlineOn: '2018-03-30' },
  'Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Tài chính rà soát kinh phí vận hành phần mềm.',
);
await walkTo('2018-03-27T09:00');

/** Lets every reminder on the way be fired at its own moment. */
async function walkTo(moment: string): Promise<void> {
  const end = new Date(`${moment}:00+07:00`);
  for (;;) {
    while ((await fireDue(province)).claimed > 0);
    const next = await system.run(nextMoment);
    if (!next || next > end) break;
    province.clock.set(next);
  }
  province.clock.set(end);
}

async function open(path: string, who: Actor, width = 1280) {
  caller = who;
  const { page, faults } = await openWatched(browser, { viewport: { width, height: 900 } });
  await page.goto(`${address}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, faults };
}

async function look(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await assertNoSidewaysScroll(page, name);
  await assertAxeClean(page, name);
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
}

/** The address in the latest letter a person got about a part. */
async function linkTo(personId: string, partId: string): Promise<string> {
  const signer = await linkSigner(province, secrets);
  const [message] = await system.run(async (tx) => {
    const { rows } = await sql<{ id: string; audience: 'owner'; content: Content }>`
      select m.id, m.audience, ${contentOf('m')} as content from reminder_message m
      join reminder_obligation o on o.id = m.obligation_id
      where o.key = ${partId} and m.recipient_id = ${personId} and m.channel = 'in-app'
      order by m.fired_at desc limit 1`.execute(tx.db);
    return rows;
  });
  assert.ok(message);
  const path = addressFor(signer, { messageId: message.id, ...message });
  assert.ok(path);
  return path;
}

const day = async (page: Page, label: string, text: string) => {
  await page.getByLabel(label, { exact: false }).first().fill(text);
  await page.getByLabel(label, { exact: false }).first().press('Tab');
};

test('from the signed address in a letter, on a phone, to the request; on a desk, to the answer; and back to who asked', async () => {
  const { itClerk, office, leader } = world.actors;
  const part = partOf(task);
  const { page, faults } = await open(await linkTo(itClerk.personId ?? '', part.id), anonymousActor, 360);
  caller = itClerk; // signs in
  await page.getByRole('link', { name: 'Đề nghị gia hạn' }).click();
  await page.getByRole('button', { name: 'Gửi đề nghị gia hạn' }).click();
  await page.getByRole('alert').getByText('Hãy chọn hạn mới.').waitFor();
  await page.getByRole('alert').getByText('Hãy ghi lý do.').waitFor();
  await look(page, 'gia-han-360-thieu');
  await day(page, 'Hạn mới đề nghị', '14/04/2018');
  await page.getByText(/Hạn sẽ là 17:00.*16\/04\/2018, thêm 11 ngày làm việc\./).waitFor();
  await page.getByLabel('Lý do').fill('Chờ số liệu của 8 huyện; đã xong phần mềm, còn nhập dữ liệu.');
  await look(page, 'gia-han-360-nhap');
  await page.getByRole('button', { name: 'Gửi đề nghị gia hạn' }).click();
  await page.getByText(/Đã gửi đề nghị gia hạn/).waitFor();
  await page.getByRole('region', { name: 'Đề nghị gia hạn đang chờ trả lời' }).waitFor();
  await look(page, 'gia-han-360-cho');
  assert.deepEqual(faults, []);
  await page.context().close();

  const desk = await open('/', office);
  await desk.page
    .getByRole('link', { name: /Trả lời đề nghị gia hạn đến 16\/04\/2018/ })
    .first()
    .click();
  await desk.page.getByRole('region', { name: 'Đề nghị gia hạn đang chờ trả lời' }).waitFor();
  await look(desk.page, 'gia-han-1280-tra-loi');
  await desk.page.getByRole('button', { name: 'Đồng ý gia hạn' }).click();
  await day(desk.page, 'Hạn mới', '12/04/2018');
  await desk.page.getByText(/Hạn sẽ là 17:00.*12\/04\/2018, thêm 9 ngày làm việc\./).waitFor();
  await desk.page.getByLabel('Số văn bản cho phép').fill('90/UBND-KT');
  await look(desk.page, 'gia-han-1280-dong-y');
  await desk.page.getByRole('button', { name: 'Đồng ý gia hạn' }).click();
  await desk.page.getByText(/Đã gia hạn cho Sở Thông tin và Truyền thông/).waitFor();
  await desk.page.getByText(/Hạn ban đầu: 17:00.*30\/03\/2018/).waitFor();
  await look(desk.page, 'gia-han-1280-da-gia-han');
  await desk.page.goto(`${address}/nhiem-vu?gia-han=da-gia-han`);
  await desk.page.getByText('hạn ban đầu 30/03/2018').waitFor();
  await look(desk.page, 'gia-han-1280-bang');
  assert.deepEqual(desk.faults, []);
  await desk.page.context().close();

  await walkTo('2018-03-27T10:00');
  const phone = await open('/', itClerk, 360);
  await phone.page
    .getByRole('link', { name: /Đã được gia hạn/ })
    .first()
    .click();
  await phone.page.getByText(/Hạn ban đầu: 17:00.*30\/03\/2018/).waitFor();
  await phone.page.getByRole('region', { name: 'Trả lời về gia hạn' }).waitFor();
  await look(phone.page, 'gia-han-360-duoc-gia-han');
  await phone.page.getByRole('button', { name: 'Đã biết' }).click();
  await phone.page.getByRole('region', { name: 'Trả lời về gia hạn' }).waitFor({ state: 'detached' });
  await phone.page.goto(address);
  await phone.page.getByRole('heading', { name: 'Việc của tôi' }).waitFor();
  await phone.page
    .getByRole('link', { name: /phần mềm nhắc việc/ })
    .first()
    .waitFor();
  assert.equal(await phone.page.getByRole('link', { name: /Đã được gia hạn/ }).count(), 0, 'read, it is off the list');
  assert.deepEqual(phone.faults, []);
  await phone.page.context().close();

  caller = leader;
  for (const width of [1280, 360]) {
    const overview = await open('/tong-quan', leader, width);
    await overview.page.getByText(/1 phần việc đã được gia hạn/).waitFor();
    await look(overview.page, `gia-han-tong-quan-${width}`);
    await overview.page.context().close();
  }
});

test('too late to ask: an old address says so and what can be done; a refusal is never without its reason, and the page stays at the part', async () => {
  const { itClerk, office } = world.actors;
  const { page } = await open(`/nhiem-vu/${late.id}?phan=${partOf(late).id}&mo=gia-han`, itClerk, 360);
  await page.getByText(/Phần việc đã quá hạn nên không đề nghị gia hạn được nữa/).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Đề nghị gia hạn' }).count(), 0);
  await look(page, 'gia-han-360-qua-han');
  await page.context().close();

  shared = await doIt(
    world,
    'itClerk',
    shared,
    'extensions',
    { dueOn: '2018-04-06', reason: 'Chờ Sở Tài chính.' },
    world.agency('KH.STTTT'),
  );
  const { page: answer, faults } = await open(`/nhiem-vu/${shared.id}?mo=tra-loi-gia-han`, office, 360);
  await answer.getByRole('button', { name: 'Không gia hạn' }).click();
  await answer.getByRole('button', { name: 'Gửi trả lời không gia hạn' }).click();
  await answer.getByRole('alert').getByText('Hãy ghi lý do.').waitFor();
  await look(answer, 'gia-han-360-khong');
  await answer.getByLabel('Lý do không gia hạn').fill('Chủ tịch đã yêu cầu xong trong tháng 3.');
  await answer.getByRole('button', { name: 'Gửi trả lời không gia hạn' }).click();
  await answer.getByText(/Đã trả lời không gia hạn/).waitFor();
  assert.match(answer.url(), new RegExp(`phan=${partOf(shared, world.agency('KH.STTTT')).id}$`));
  await look(answer, 'gia-han-360-da-tra-loi');
  assert.deepEqual(faults, []);
  await answer.context().close();
});
