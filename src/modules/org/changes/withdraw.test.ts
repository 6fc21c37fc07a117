import assert from 'node:assert/strict';
import test from 'node:test';
import { systemActor } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import { orgJobs } from '../jobs.ts';
import { endMembership, grantsOf } from '../public.ts';
import { listChanges } from '../service.ts';
import { postsHeld } from '../store/people-list.ts';
import { takeSnapshot } from '../store/snapshot.ts';
import { allLived } from '../store/standing.ts';
import { aProvince, merge, refuses } from '../testing/changes.ts';
import { aDepartment, agencyOf, decided, somebody, touched } from '../testing/world.ts';
import { addAgency } from './add.ts';
import { endAgency } from './end.ts';
import { mergeAgencies } from './merge.ts';
import { moveAgency, renameAgency } from './rename.ts';
import { splitAgency } from './split.ts';
import { withdrawChange } from './withdraw.ts';

/** Everything that a decision can change, without the count of revisions, which only rises. */
async function everything(tx: Tx): Promise<string[]> {
  const ids = (await allLived(tx.db)).map((one) => one.id);
  const rows: object[] = Object.values(await takeSnapshot(tx.db, ids)).flat();
  return rows.map((row) => JSON.stringify({ ...row, revision: 0 })).sort();
}

const WITHDRAWN: readonly (readonly [what: string, change: (tx: Tx) => Promise<{ changeId: string }>])[] = [
  ['a merger into a new one', (tx) => merge(tx, ['KH.SNV', 'KH.SKHCN'], 'Sở Nội vụ và Khoa học', '2018-05-01')],
  [
    'a merger into one that exists',
    async (tx) =>
      mergeAgencies(tx, {
        ...decided('2018-05-01'),
        from: [await touched(tx, 'KH.SNV')],
        into: { existing: await touched(tx, 'KH.VPUBND') },
        posts: 'move',
      }),
  ],
  [
    'a division',
    async (tx) =>
      splitAgency(tx, {
        ...decided('2018-05-01'),
        agency: await touched(tx, 'KH.SNV'),
        rule: 'function',
        heirs: [await aDepartment(tx, 'Sở Công vụ'), await aDepartment(tx, 'Sở Cải cách')],
        main: 0,
        posts: 'move',
      }),
  ],
  [
    'a renaming',
    async (tx) =>
      renameAgency(tx, {
        ...decided('2018-05-01'),
        agency: await touched(tx, 'KH.SDL'),
        name: 'Sở Biển',
        shortNames: ['SB'],
      }),
  ],
  [
    'a move',
    async (tx) =>
      moveAgency(tx, {
        ...decided('2018-05-01'),
        agency: await touched(tx, 'KH.SDL'),
        parentId: (await agencyOf(tx, 'KH.VPUBND')).id,
      }),
  ],
  [
    'a founding',
    async (tx) => addAgency(tx, { ...decided('2018-05-01'), agency: await aDepartment(tx, 'Sở Kinh tế biển') }),
  ],
  ['an end', async (tx) => endAgency(tx, { ...decided('2018-05-01'), agency: await touched(tx, 'KH.CTTDT') })],
];

const withdrawals = await aProvince();
for (const code of ['KH.SNV', 'KH.VPUBND', 'KH.CTTDT'])
  await somebody(withdrawals.province, systemActor(), { code, role: 'officer' });
for (const [what, change] of WITHDRAWN) {
  test(`${what} that has not taken effect can be taken back: everything stands as before, once`, async () => {
    const { work } = withdrawals;
    const before = await work.run(everything);
    const { changeId } = await work.run(change);
    assert.notDeepEqual(await work.run(everything), before);
    await work.run((tx) => withdrawChange(tx, changeId, 'Nhầm ngày'));
    assert.deepEqual(await work.run(everything), before);
    await assert.rejects(
      work.run((tx) => withdrawChange(tx, changeId, 'Nhầm ngày')),
      refuses('org.already_withdrawn'),
    );
    // And the same can be decided again.
    await work.run(change).then(({ changeId: again }) => work.run((tx) => withdrawChange(tx, again, 'Thử')));
  });
}

test('of a decision taken back the list still says whom it was about', async () => {
  const { work } = await aProvince();
  const { changeId } = await work.run((tx) => merge(tx, ['KH.SNV', 'KH.SKHCN'], 'Sở Mới', '2018-05-01'));
  await work.run((tx) => withdrawChange(tx, changeId, 'Nhầm'));
  const { changes } = await listChanges(work, { limit: 10 });
  assert.deepEqual(
    changes.map((one) => [one.agencies.map((agency) => agency.name), one.unmade, one.withdrawnAt !== null]),
    [[['Sở Nội vụ', 'Sở Khoa học và Công nghệ'], ['Sở Mới'], true]],
  );
});

test('who left a post after the decision is not put back into it by taking the decision back', async () => {
  const { province, work } = await aProvince();
  const left = await somebody(province, systemActor(), { code: 'KH.SKHCN', role: 'officer' });
  const { changeId } = await work.run((tx) => merge(tx, ['KH.SKHCN', 'KH.SDL'], 'Sở Mới', '2018-05-01'));
  const [held] = await work.run(async (tx) =>
    [...(await postsHeld(tx.db, [left.personId], '2018-03-01')).values()].flat(),
  );
  await work.run((tx) => endMembership(tx, held?.membershipId ?? '', '2018-03-15'));
  await work.run((tx) => withdrawChange(tx, changeId, 'Nhầm'));
  assert.deepEqual(await work.run((tx) => grantsOf(tx, left.personId, '2018-06-01')), []);
});

test('a decision that took effect, or on which another rests, is not taken back', async () => {
  const { province, work } = await aProvince();
  const { changeId, agencyIds } = await work.run((tx) => merge(tx, ['KH.SKHCN', 'KH.SDL'], 'Sở Mới', '2018-05-01'));
  await work.run(async (tx) =>
    addAgency(tx, {
      ...decided('2018-06-01'),
      agency: { ...(await aDepartment(tx, 'Chi cục Mới')), parentId: agencyIds[0] ?? null },
    }),
  );
  await assert.rejects(
    work.run((tx) => withdrawChange(tx, changeId, 'Nhầm')),
    refuses('org.built_upon'),
  );
  province.clock.set('2018-05-01T08:00');
  await orgJobs()[0]?.run(province);
  await assert.rejects(
    work.run((tx) => withdrawChange(tx, changeId, 'Nhầm')),
    refuses('org.already_applied'),
  );
});
