import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import { testProvince } from '#platform/testing/test-province.ts';
import type { DifficultyList } from './difficulties-schema.ts';
import type { RoundDetail } from './rounds-schema.ts';
import { adoptedSet, Form, makeWorld, roundBody, sheetOf, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const set = await adoptedSet(world);
const round = await world.as('monitor').post<RoundDetail>('/api/par/rounds', roundBody(world, set.id));
const sheetId = sheetOf(round, world.agency('KH.STTTT'));
const url = `/api/par/sheets/${sheetId}`;
const clerk = world.as('itClerk');

async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return files;
}
const give = (leaf: string, number: string, name: string, bytes: Buffer) => {
  const form = new Form();
  const fields = {
    number,
    issuedOn: '2017-05-05',
    issuer: 'Sở Thông tin và Truyền thông',
    subject: 'Kế hoạch <b>năm</b>',
    leaf,
    fact: 'Đúng hạn & đủ',
  };
  for (const [key, value] of Object.entries(fields)) form.field(key, value);
  return clerk.post(`${url}/evidence`, form.file('file', name, bytes));
};

test('without evidence the archive holds its index alone', async () => {
  const files = await unzip((await clerk.send('GET', `${url}/evidence.zip`)).raw);
  assert.deepEqual([...files.keys()], ['Danh muc tai lieu.xlsx', 'Danh muc tai lieu.html', 'SHA256SUMS.txt']);
});

test('the archive holds every file to the byte, an index of facts and checksums, and names that lead nowhere else', async () => {
  const big = Buffer.concat([Buffer.from('%PDF-1.4 '), Buffer.alloc(3_000_000, 'x')]);
  await give('1.1', '12/KH-STTTT', 'Kế hoạch.pdf', big);
  await give('1.1', '12/KH STTTT', 'kế hoạch.pdf', Buffer.from('%PDF-1.4 khác'));
  await give('1.2', '../../13/BC-STTTT', '..\\báo cáo.PDF', Buffer.from('%PDF-1.4 báo cáo'));
  await clerk.post(`${url}/evidence`, {
    number: '9/CV',
    issuedOn: '2017-05-06',
    issuer: 'Sở Y tế',
    subject: 'Chỉ dẫn',
    leaf: '1.2',
    fact: 'Dẫn chiếu',
  });
  const reply = await clerk.send('GET', `${url}/evidence.zip`);
  assert.equal(reply.status, 200);
  const files = await unzip(reply.raw);
  const names = [...files.keys()].filter((name) => name.includes('/'));
  assert.deepEqual(names.sort(), [
    '1.1/2017-05-05-12-kh-stttt-ke-hoach-2.pdf',
    '1.1/2017-05-05-12-kh-stttt-ke-hoach.pdf',
    '1.2/2017-05-05-13-bc-stttt-bao-cao.pdf',
  ]);
  assert.ok(names.some((name) => files.get(name)?.equals(big)));
  const sums = String(files.get('SHA256SUMS.txt')).trim().split('\n');
  assert.equal(sums.length, 5);
  for (const line of sums) {
    const [sum, name = ''] = line.split('  ');
    assert.equal(
      createHash('sha256')
        .update(files.get(name) ?? assert.fail(name))
        .digest('hex'),
      sum,
      name,
    );
  }
  const html = String(files.get('Danh muc tai lieu.html'));
  assert.match(html, /href="1\.2\/2017-05-05-13-bc-stttt-bao-cao\.pdf"/);
  assert.match(html, /Kế hoạch &#60;b&#62;năm/, 'what people typed is text');
  assert.match(html, /Đúng hạn &#38; đủ/);
  assert.match(html, /Chỉ dẫn chiếu, không kèm tệp/);
  const again = await clerk.send('GET', `${url}/evidence.zip`);
  assert.deepEqual([...(await unzip(again.raw)).keys()], [...files.keys()]);
});

test('strangers get no archive; who appraises gets the documents of his leaves', async () => {
  assert.equal(await world.as('healthClerk').refused('GET', `${url}/evidence.zip`), '404 par-index.not_found');
  const files = await unzip((await world.as('financeClerk').send('GET', `${url}/evidence.zip`)).raw);
  assert.equal([...files.keys()].filter((name) => name.includes('/')).length, 3);
});

test('difficulties: written by the unit on a leaf or in general, changed, taken back, and handed in as Excel and Word', async () => {
  const path = `${url}/difficulties`;
  const general = {
    leaf: null,
    difficulty: 'Thiếu người làm chuyên trách',
    cause: 'Biên chế giảm',
    request: 'Bổ sung một biên chế',
    to: 'Sở Nội vụ',
  };
  await clerk.post<DifficultyList>(path, { ...general, leaf: '1.2', request: 'Sửa quy tắc' });
  let list = await clerk.post<DifficultyList>(path, general);
  assert.deepEqual(
    list.difficulties.map(({ leaf }) => leaf),
    [null, '1.2'],
  );
  const [first] = list.difficulties;
  list = await clerk.post<DifficultyList>(path, { ...general, to: 'UBND tỉnh', replaces: first?.id });
  assert.deepEqual(
    list.difficulties.map(({ to }) => to),
    ['UBND tỉnh', 'Sở Nội vụ'],
  );
  assert.equal(await clerk.refused('POST', path, { ...general, replaces: first?.id }), '404 par-index.not_found');
  assert.equal(await clerk.refused('POST', path, { ...general, leaf: '7' }), '422 par-index.unknown_leaf');
  assert.equal(await world.as('healthClerk').refused('GET', path), '404 par-index.not_found');
  assert.equal(await world.as('financeClerk').refused('GET', path), '404 par-index.not_found');
  assert.equal(await world.as('financeClerk').refused('POST', path, general), '403 par-index.not_yours');
  assert.equal((await world.as('monitor').get<DifficultyList>(path)).canWrite, false);

  for (const [name, part] of [
    ['kho-khan-kien-nghi.xlsx', 'xl/worksheets/sheet1.xml'],
    ['kho-khan-kien-nghi.docx', 'word/document.xml'],
    ['bao-cao.docx', 'word/document.xml'],
  ] as const) {
    const { raw, status } = await clerk.send('GET', `${url}/outputs/${name}`);
    assert.equal(status, 200);
    const parts = await unzip(raw);
    const words = [part, 'xl/sharedStrings.xml'].map((one) => String(parts.get(one) ?? '')).join('');
    assert.match(words, /Bổ sung một biên chế/, name);
    assert.match(words, /Sửa quy tắc/, name);
  }
  const removed = await clerk.post<DifficultyList>(`${path}/${list.difficulties[0]?.id}/remove`);
  assert.equal(removed.difficulties.length, 1);
});
