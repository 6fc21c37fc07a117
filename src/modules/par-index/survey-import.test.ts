import assert from 'node:assert/strict';
import test from 'node:test';
import { readXlsx } from '#modules/documents/public.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { RoundDetail } from './rounds-schema.ts';
import type { SurveyCheck, SurveyResults } from './surveys-schema.ts';
import { adoptedSet, Form, makeWorld, roundBody, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const monitor = world.as('monitor');
const set = await adoptedSet(world);
const it = world.agency('KH.STTTT');
const round = await monitor.post<RoundDetail>(
  '/api/par/rounds',
  roundBody(world, set.id, { agencyIds: [it, world.agency('KH.SYT')] }),
);
const url = `/api/par/rounds/${round.id}/surveys`;
const form = (name: string, bytes: Uint8Array) => new Form().file('file', name, bytes);

test('the form lists every unit and criterion and comes back as a file that is read row by row', async () => {
  const { raw } = await monitor.send('GET', `${url}/form`);
  const [sheet] = await readXlsx(raw);
  const codes = (sheet?.rows ?? []).flatMap((row) =>
    typeof row[0] === 'string' && row[0].startsWith('KH.') ? [row.slice(0, 3)] : [],
  );
  assert.deepEqual(codes, [
    ['KH.STTTT', 'Sở Thông tin và Truyền thông', '2.2'],
    ['KH.STTTT', 'Sở Thông tin và Truyền thông', '2.3'],
    ['KH.SYT', 'Sở Y tế', '2.2'],
    ['KH.SYT', 'Sở Y tế', '2.3'],
  ]);
  const empty = await monitor.post<SurveyCheck>(`${url}/check`, form('bieu-mau.xlsx', raw));
  assert.match(empty.faults[0]?.text ?? '', /Không có dòng nào có số liệu/);
});

test('a CSV file is checked without keeping anything, then taken in and shown', async () => {
  const csv = (index: string) =>
    Buffer.from(`Mã đơn vị,Mã tiêu chí,Chỉ số (%),Số phiếu hợp lệ\nKH.STTTT,2.2,${index},400\nKH.SYT,2.2,83.5,400\n`);
  const wrong = await monitor.post<SurveyCheck>(`${url}/check`, form('ket-qua.csv', csv('0.8')));
  assert.deepEqual([wrong.rows.length, wrong.faults[0]?.row, wrong.faults[0]?.column], [1, 2, 'Chỉ số (%)']);
  const right = await monitor.post<SurveyCheck>(`${url}/check`, form('ket-qua.csv', csv('90.25')));
  assert.deepEqual(right.faults, []);
  assert.deepEqual((await monitor.get<SurveyResults>(url)).results, []);
  await monitor.post(url, {
    source: 'Báo cáo 12/BC-SNV',
    fieldworkFrom: '2018-01-05',
    fieldworkTo: '2018-01-25',
    results: right.rows.map(({ agency, leaf, input }) => ({ agencyId: agency.id, leaf, input })),
  });
  const { results, missing } = await monitor.get<SurveyResults>(url);
  assert.equal(missing, 2, 'the statistics of both units');
  assert.deepEqual(
    results
      .map(({ agency, leaf, points, marginHundredths, source }) => [agency.id, leaf, points, marginHundredths, source])
      .find(([id]) => id === it),
    // 1.96·√(0.9025·0.0975/400) = 2.91 %
    [it, '2.2', 271, 291, 'Báo cáo 12/BC-SNV'],
  );
});

test('a file that is neither is refused in words, and others may not bring in results', async () => {
  assert.equal(
    await monitor.refused('POST', `${url}/check`, form('hong.xlsx', Buffer.from('PK\x03\x04 không phải'))),
    '422 par-index.bad_table',
  );
  assert.equal(
    await monitor.refused('POST', `${url}/check`, form('anh.csv', Buffer.from([0xff, 0xfe, 0x00, 0xd8]))),
    '422 par-index.bad_table',
  );
  assert.equal(await world.as('itClerk').refused('GET', url), '404 par-index.not_found');
});
