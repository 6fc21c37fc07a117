import assert from 'node:assert/strict';
import test from 'node:test';
import type { Tx } from '#platform/db/province.ts';
import { listAgencies } from '../public.ts';
import { aProvince, merge, refuses } from '../testing/changes.ts';
import { aDepartment, agencyOf, decided, touched } from '../testing/world.ts';
import { addAgency } from './add.ts';
import { endAgency } from './end.ts';
import { mergeAgencies } from './merge.ts';
import { moveAgency, renameAgency } from './rename.ts';

const REFUSED: readonly (readonly [why: string, code: string, change: (tx: Tx) => Promise<unknown>])[] = [
  [
    'a merger from a day before one of them began',
    'org.before_it_began',
    (tx) => merge(tx, ['KH.SDL', 'KH.SVHTT'], 'Sở Văn hóa', '2015-12-31'),
  ],
  [
    'a merger of an agency that has ended',
    'org.has_ended',
    (tx) => merge(tx, ['KH.SDL', 'KH.SVHTT'], 'Sở Văn hóa', '2025-07-01'),
  ],
  [
    'a merger on top of a merger',
    'org.ending_decided',
    async (tx) => {
      await merge(tx, ['KH.SDL', 'KH.SVHTT'], 'Sở Văn hóa và Du lịch', '2018-06-01');
      await merge(tx, ['KH.SDL', 'KH.SNGV'], 'Sở Đối ngoại', '2018-04-01');
    },
  ],
  [
    'a merger before a renaming that was decided',
    'org.later_change',
    async (tx) => {
      await renameAgency(tx, { ...decided('2018-06-01'), agency: await touched(tx, 'KH.SDL'), name: 'Sở Biển đảo' });
      await merge(tx, ['KH.SDL', 'KH.SNGV'], 'Sở Đối ngoại', '2018-04-01');
    },
  ],
  ['a "merger" of one into a new one', 'org.merge_one', (tx) => merge(tx, ['KH.SDL'], 'Sở Biển', '2018-04-01')],
  ['one agency named twice', 'org.named_twice', (tx) => merge(tx, ['KH.SDL', 'KH.SDL'], 'Sở Biển', '2018-04-01')],
  [
    'a merger into a part of itself',
    'org.merge_into_own_part',
    async (tx) =>
      mergeAgencies(tx, {
        ...decided('2018-04-01'),
        from: [await touched(tx, 'KH.SNV')],
        into: { existing: await touched(tx, 'KH.SNV.CCHC') },
        posts: 'move',
      }),
  ],
  [
    'a new agency under one that ends by the same merger',
    'org.has_ended',
    async (tx) => {
      const parent = await agencyOf(tx, 'KH.SDL');
      const from = [await touched(tx, 'KH.SDL'), await touched(tx, 'KH.SNGV')];
      const fresh = { ...(await aDepartment(tx, 'Sở Mới')), parentId: parent.id };
      await mergeAgencies(tx, { ...decided('2018-04-01'), from, into: { fresh }, posts: 'move' });
    },
  ],
  [
    'an agency under itself',
    'org.circular_parent',
    async (tx) => {
      const agency = await touched(tx, 'KH.SNV');
      await moveAgency(tx, { ...decided('2018-04-01'), agency, parentId: agency.id });
    },
  ],
  [
    'an agency under what stands under it',
    'org.circular_parent',
    async (tx) => {
      const section = await agencyOf(tx, 'KH.SNV.CCHC');
      await moveAgency(tx, { ...decided('2018-04-01'), agency: await touched(tx, 'KH.SNV'), parentId: section.id });
    },
  ],
  [
    'a circle that comes about only on a later day',
    'org.circular_parent',
    async (tx) => {
      const [snv, office] = [await agencyOf(tx, 'KH.SNV'), await agencyOf(tx, 'KH.VPUBND')];
      await moveAgency(tx, { ...decided('2018-09-01'), agency: await touched(tx, 'KH.SNV'), parentId: office.id });
      await moveAgency(tx, { ...decided('2018-04-01'), agency: await touched(tx, 'KH.VPUBND'), parentId: snv.id });
    },
  ],
  [
    'two administrators at once',
    'org.changed_meanwhile',
    async (tx) => {
      const seen = await touched(tx, 'KH.SDL');
      await renameAgency(tx, { ...decided('2018-04-01'), agency: seen, name: 'Sở Biển đảo' });
      await renameAgency(tx, { ...decided('2018-05-01'), agency: seen, name: 'Sở Du lịch biển' });
    },
  ],
  [
    'a name another agency bears',
    'org.name_taken',
    async (tx) =>
      renameAgency(tx, { ...decided('2018-04-01'), agency: await touched(tx, 'KH.SDL'), name: 'Sở nội vụ' }),
  ],
  [
    'an end while others stand under it',
    'org.has_children',
    async (tx) => endAgency(tx, { ...decided('2018-04-01'), agency: await touched(tx, 'KH.SNV') }),
  ],
  [
    'a day nobody can mean',
    'org.date_out_of_range',
    async (tx) => addAgency(tx, { ...decided('2218-04-01'), agency: await aDepartment(tx, 'Sở Tương lai') }),
  ],
];

const refusals = await aProvince();
for (const [why, code, change] of REFUSED) {
  test(`refused: ${why}`, async () => {
    await assert.rejects(refusals.work.run(change), refuses(code));
    const left = await refusals.work.run((tx) => listAgencies(tx, { on: '2018-12-31' }));
    assert.equal(left.length, 46 + 1 + 9 + 140); // with the one-stop centre of 08/2018
  });
}
