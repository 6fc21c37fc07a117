import assert from 'node:assert/strict';
import test from 'node:test';
import { type Actor, systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll } from '../../web/testing/audit.ts';
import { completeObligation, fireDue, nextMoment } from './public.ts';
import { openSite } from './testing/site.ts';
import { anObligation, at, makeWorld, remindersSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));

const site = await openSite(province, { agency: { id: world.ids.department, name: 'Sở Thông tin và Truyền thông' } });
await fill();

/** Tasks as they come out of the real notice, entered at its date, the clock walked into their due days. */
async function fill(): Promise<void> {
  const titles = [
    ['Tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm 2017, gửi Sở Nội vụ tổng hợp', '2018-03-30T23:59'],
    ['Rà soát, lựa chọn thủ tục hành chính cung cấp trực tuyến mức độ 3, mức độ 4', '2018-04-13T17:00'],
    ['Nâng cấp phần mềm nhắc việc, kết nối phần mềm một cửa điện tử của các cơ quan, địa phương', '2018-04-03T11:30'],
    ['Báo cáo kết quả khắc phục hồ sơ trễ hạn tháng 3/2018', '2018-04-05T17:00'],
    ['Xây dựng dự thảo bộ tiêu chí xếp hạng cải cách hành chính các cơ quan, địa phương', null],
  ] as const;
  for (const [title, due] of titles)
    await anObligation(province, world, { title, dueAt: due === null ? null : at(due), action: 'Báo cáo kết quả' });
  const done = await anObligation(province, world, { title: 'Cử cán bộ đầu mối', dueAt: at('2018-03-09T17:00') });
  for (let number = 1; number <= 400; number += 1)
    await anObligation(province, world, {
      title: `Việc số ${number} của cơ quan khác`,
      agencyId: world.ids.other,
      dueAt: at(`2018-05-${String((number % 28) + 1).padStart(2, '0')}T17:00`),
    });
  for (;;) {
    await fireDue(province, { limit: 500 });
    const next = await system.run(nextMoment);
    if (!next || next > at('2018-04-03T09:00')) break;
    if (next > at('2018-03-08T08:00') && province.clock.now() < at('2018-03-08T08:00'))
      await system.run((tx) => completeObligation(tx, 'test', done.key, tx.now));
    province.clock.set(next);
  }
  province.clock.set('2018-04-03T09:00');
}

const VIEWS: [string, string, { actor: Actor }][] = [
  ['viec-cua-toi', '/', world.officer],
  ['viec-cua-toi-400', '/', world.stranger],
  ['viec-cua-toi-trong', '/', world.administrator],
  ['viec-co-quan', '/?pham-vi=co-quan', world.head],
  ['nhac-viec', '/nhac-viec', world.officer],
  ['nhac-viec-trong', '/nhac-viec', world.administrator],
  ['thu-chua-gui', '/quan-tri/thu-chua-gui', world.administrator],
];

for (const [name, path, who] of VIEWS) {
  test(`${name}: axe finds nothing, nothing scrolls sideways, on a desk and on a phone, in both schemes`, async () => {
    for (const [width, scheme] of [
      [1280, 'light'],
      [360, 'light'],
      [320, 'dark'],
    ] as const) {
      const { page, faults } = await site.open(path, who.actor, { width, colorScheme: scheme });
      await site.picture(page, `${name}-${width}`);
      await assertNoSidewaysScroll(page, `${name} at ${width}`);
      await assertAxeClean(page, `${name} at ${width}`);
      assert.deepEqual(faults, []);
      await page.context().close();
    }
  });
}

test('each number stands over a list of that many rows, and the first row has the one primary button', async () => {
  const { page } = await site.open('/', world.officer.actor);
  for (const [group, count] of [
    ['Quá hạn', 1],
    ['Hôm nay', 1],
    ['Tuần này', 1],
    ['Sau đó', 2],
  ] as const) {
    const section = page.getByRole('region', { name: group });
    assert.equal(
      await section
        .getByRole('listitem')
        .filter({ has: page.getByRole('link', { name: /Báo cáo kết quả/ }) })
        .count(),
      count,
      group,
    );
    const figure = page.getByRole('navigation', { name: 'Các nhóm việc' }).getByRole('link', { name: group });
    assert.equal((await figure.textContent())?.replace(group, ''), String(count));
  }
  const overdue = page.getByRole('region', { name: 'Quá hạn' });
  assert.match((await overdue.textContent()) ?? '', /Quá hạn 2 ngày làm việc/);
  await page.context().close();
});

test('a list of 400 shows its first hundred and then the rest, the number the same', async () => {
  const { page } = await site.open('/', world.stranger.actor);
  const later = page.getByRole('region', { name: 'Sau đó' });
  const rows = () => later.locator('ul > li').count();
  assert.equal(await rows(), 100);
  await page.getByRole('button', { name: 'Xem thêm 300 việc' }).click();
  await page.getByRole('button', { name: /Xem thêm/ }).waitFor({ state: 'detached' });
  assert.equal(await rows(), 400);
  await page.context().close();
});

test('a reminder says why it came, and “Đã biết” is taken', async () => {
  const { page, faults } = await site.open('/nhac-viec', world.officer.actor);
  const row = page.locator('li').filter({ hasText: 'khắc phục hồ sơ trễ hạn' }).first();
  await row.getByText('Vì sao tôi nhận được?').click();
  assert.match((await row.textContent()) ?? '', /Bạn nhận với tư cách người được giao việc/);
  await row.getByRole('button', { name: /Đã biết/ }).click();
  await page.getByText('Đã ghi nhận.').waitFor();
  await row.getByRole('button', { name: /Đã biết/ }).waitFor({ state: 'detached' });
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('from the list to the steps of one task: what was said, to whom, and what will come', async () => {
  const { page, faults } = await site.open('/', world.officer.actor);
  await page
    .getByRole('region', { name: 'Quá hạn' })
    .getByRole('link', { name: /Các mốc nhắc/ })
    .click();
  await page.getByRole('heading', { level: 2, name: 'Đã nhắc' }).waitFor();
  const text = (await page.locator('main').textContent()) ?? '';
  for (const words of [
    'Nhắc trước hạn 7 ngày làm việc',
    'Lê Giám Đốc (thủ trưởng cơ quan được giao)',
    'Nhắc khi quá hạn 3 ngày làm việc',
  ])
    assert.ok(text.includes(words), words);
  await site.picture(page, 'moc-nhac-1280');
  await assertAxeClean(page, 'steps');
  assert.deepEqual(faults, []);
  await page.context().close();
});
