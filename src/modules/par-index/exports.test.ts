import assert from 'node:assert/strict';
import test from 'node:test';
import { testProvince } from '#platform/testing/test-province.ts';
import type { RoundDetail } from './rounds-schema.ts';
import { OUTPUT_NAMES } from './service-exports.ts';
import { adoptedSet, give, makeWorld, roundBody, sheetOf, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const set = await adoptedSet(world);
const round = await world
  .as('monitor')
  .post<RoundDetail>(
    '/api/par/rounds',
    roundBody(world, set.id, { agencyIds: ['KH.STTTT', 'KH.STC'].map(world.agency) }),
  );
const sheet = sheetOf(round, world.agency('KH.STTTT'));
await give(world, 'itClerk', sheet, { leaf: '1.1', stage: 'self', input: { type: 'timeliness', state: 'late' } });

/** The first bytes of what each form is: a zip (Office Open XML) or a PDF. */
const SIGNATURES: Readonly<Record<string, string>> = { xlsx: 'PK', docx: 'PK', pdf: '%PDF' };

for (const name of OUTPUT_NAMES) {
  test(`a unit takes its ${name} home as a file that is one`, async () => {
    const { status, raw } = await world.as('itClerk').send<unknown>('GET', `/api/par/sheets/${sheet}/outputs/${name}`);
    assert.equal(status, 200, raw.toString('utf8', 0, 300));
    const signature = SIGNATURES[name.split('.')[1] ?? ''] ?? '?';
    assert.equal(raw.subarray(0, signature.length).toString('latin1'), signature);
    assert.ok(raw.length > 3000);
  });
}
