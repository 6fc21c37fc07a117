import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

/** What a citizen's first visit may weigh, compressed: page, style, everything. */
const MOST_BYTES = 100_000;

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const system = province.as(systemActor());
beforeEach(() => system.run((tx) => sql`delete from dossier_tracking_try`.execute(tx.db)));

const get = (url: string) => world.app.inject({ method: 'GET', url, remoteAddress: '203.0.113.5' });
const ask = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  world.app.inject({
    method: 'POST',
    url: '/tra-cuu',
    remoteAddress: '203.0.113.5',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  });
/** Every file a page makes a browser fetch. */
const filesOf = (html: string) =>
  [...html.matchAll(/<(?:link|script|img|iframe|source)\b[^>]*?(?:href|src)="([^"]+)"/g)].map(
    (match) => match[1] ?? '',
  );

test('a first visit is under 100 kB compressed in total, with nothing fetched from elsewhere and no script', async () => {
  const dossier = await aDossier(world);
  for (const url of ['/tra-cuu', dossier.trackingPath]) {
    const page = await get(url);
    assert.equal(page.statusCode, 200);
    let bytes = gzipSync(page.body).length;
    const files = filesOf(page.body);
    assert.equal(files.length, 1, 'the style sheet alone');
    for (const file of files) {
      assert.match(file, /^\/[^/]/, 'of our own house');
      const style = await get(file);
      assert.equal(style.statusCode, 200);
      assert.doesNotMatch(style.body, /url\(|@import/, 'which fetches nothing more');
      bytes += gzipSync(style.rawPayload).length;
    }
    assert.doesNotMatch(page.body, /<script|<style| style=| on[a-z]+=/);
    assert.ok(bytes < MOST_BYTES, `${bytes} bytes`);
    assert.ok(bytes < 10_000, `and in truth a tenth of that: ${bytes} bytes`);
  }
});

test('before a code is given the page says so in its heading and title', async () => {
  const waits = await aDossier(world, { channel: 'online', decision: 'submit' });
  assert.equal(waits.code, null);
  const page = await get(waits.trackingPath);
  assert.match(page.body, /<h1 class="code">Hồ sơ chưa được cấp mã<\/h1>/);
  assert.match(page.body, /<title>Hồ sơ chưa được cấp mã · /);
  assert.match((await get(`${waits.trackingPath}?lang=en`)).body, /<h1 class="code">No code given yet<\/h1>/);
});

test('the code on the receipt and four digits open the same page as its QR code, in both languages', async () => {
  const dossier = await aDossier(world);
  const byForm = await ask({ code: dossier.code ?? '', fact: '3456' });
  const byToken = await get(dossier.trackingPath);
  for (const page of [byForm, byToken]) {
    assert.equal(page.statusCode, 200);
    assert.match(page.body, /hẹn trả kết quả ngày 16\/07\/2018/);
    assert.match(page.body, /còn 10 ngày làm việc/);
    assert.match(page.body, /<html lang="vi">/);
  }
  const english = await get(`${dossier.trackingPath}?lang=en`);
  assert.match(english.body, /<html lang="en">/);
  assert.match(english.body, /the result is promised for 16\/07\/2018/);
  assert.match((await ask({ code: dossier.code ?? '', fact: '3456', lang: 'en' })).body, /10 working days left/);
});

test('nothing on the page tells whose dossier it is, and no search engine or proxy keeps it', async () => {
  const dossier = await aDossier(world);
  const page = await get(dossier.trackingPath);
  for (const secret of ['Hòa', '0905', '3456', '056190', 'Nha Trang', dossier.id, dossier.procedure.id])
    assert.ok(!page.body.includes(secret), secret);
  assert.match(String(page.headers['x-robots-tag']), /noindex/);
  assert.equal(page.headers['cache-control'], 'no-store');
});

test('a wrong fact and an unknown code give the same page, which keeps what was typed', async () => {
  const code = (await aDossier(world)).code ?? '';
  const unknown = code.replace(/\d{4}$/, '9999');
  const [wrong, none] = [await ask({ code, fact: '0000' }), await ask({ code: unknown, fact: '0000' })];
  assert.deepEqual([wrong.statusCode, none.statusCode], [404, 404]);
  assert.match(wrong.body, /Không tìm thấy hồ sơ/);
  assert.ok(wrong.body.includes(`value="${code}"`) && wrong.body.includes('value="0000"'));
  assert.equal(wrong.body.replaceAll(code, 'X'), none.body.replaceAll(unknown, 'X'));
});

test('what is typed is text and stays text', async () => {
  const page = await ask({ code: '"><script>alert(1)</script>', fact: "'><img src=x>" });
  assert.doesNotMatch(page.body, /<script|<img/);
  assert.equal((await ask({ code: 'x'.repeat(500), fact: 'y'.repeat(500) })).statusCode, 404);
  assert.equal((await ask({})).statusCode, 404);
});

test('who guesses too often is told in minutes when to try again, and in a header', async () => {
  const code = '000.00.96.H32-180702-0001';
  for (let guess = 0; guess < 5; guess += 1) await ask({ code, fact: `${1000 + guess}` });
  const slow = await ask({ code, fact: '2000' });
  assert.equal(slow.statusCode, 429);
  assert.match(slow.body, /Hãy thử lại sau 15 phút/);
  assert.ok(Number(slow.headers['retry-after']) > 800);
  assert.ok(slow.body.includes(`value="${code}"`));
});

test('a form of another site is not answered', async () => {
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }])
    assert.equal((await ask({ code: 'x', fact: '1234' }, headers)).statusCode, 403);
});

test('a made-up dossier says so, and a counter is called by the number the administrator entered', async () => {
  const dossier = await aDossier(world);
  assert.doesNotMatch((await get(dossier.trackingPath)).body, /Hồ sơ mẫu|tel:/);
  await system.run(async (tx) => {
    await sql`update dossier set origin = 'demo' where id = ${dossier.id}`.execute(tx.db);
    await sql`insert into dossier_contact values (${world.agency('KH.SKHCN')}, '0258 3 822 000', '1 Trần Phú', null, now(), 'Q')`.execute(
      tx.db,
    );
  });
  const page = await get(dossier.trackingPath);
  assert.match(page.body, /Hồ sơ mẫu/);
  assert.match(page.body, /href="tel:02583822000"/);
});

test('a broken promise is said in words, and a result that is ready too', async () => {
  const dossier = await aDossier(world);
  province.clock.set('2018-07-18T09:00');
  try {
    assert.match((await get(dossier.trackingPath)).body, /quá hạn 2 ngày làm việc/);
  } finally {
    province.clock.set('2018-07-02T09:00');
  }
});
