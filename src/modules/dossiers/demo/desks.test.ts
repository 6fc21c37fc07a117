import assert from 'node:assert/strict';
import test from 'node:test';
import { seedCalendar } from '#modules/calendar/public.ts';
import { listAgencies, seedDemoPeople } from '#modules/org/public.ts';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { mergeInto } from '#modules/org/testing/world.ts';
import { seedProcedures } from '#modules/procedures/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { type DemoPlaces, placesOf } from './desks.ts';

/* The sample procedures name their agencies by codes; a province whose agencies were merged still fills. */
const province = await testProvince({ at: '2018-07-02T09:00', seed: orgSeed });
const work = province.as(systemActor('Dữ liệu trình diễn'));

const agenciesOf = ({ desks }: DemoPlaces): Set<string> =>
  new Set(
    desks.flatMap(({ counterAgencyId, competentAgencyId, steps, parted }) => [
      counterAgencyId,
      competentAgencyId,
      ...steps.map(({ agencyId }) => agencyId),
      ...(parted?.agencyOf.values() ?? []),
    ]),
  );

test('made-up dossiers are received and worked on by the heir of an agency merged since, and lose no procedure', async () => {
  const before = await work.run(async (tx) => {
    await seedCalendar(tx);
    await seedDemoPeople(tx);
    await seedProcedures(tx);
    return { places: await placesOf(tx), agencies: await listAgencies(tx, { on: tx.today }) };
  });
  const idOf = (code: string) => before.agencies.find((agency) => agency.code === code)?.id ?? '';
  const [gone, heir] = [idOf('KH.SKHCN'), idOf('KH.STC')];
  const named = before.places.desks.filter(({ counterAgencyId }) => counterAgencyId === gone);
  assert.ok(named.length > 0, 'a sample procedure names it');

  province.clock.set('2018-07-04T09:00');
  await work.run((tx) => mergeInto(tx, 'KH.SKHCN', 'KH.STC', '2018-07-04'));
  await work.run(async (tx) => {
    const after = await placesOf(tx);
    const living = new Set((await listAgencies(tx, { on: tx.today })).map(({ id }) => id));
    assert.deepEqual(
      [...agenciesOf(after)].filter((id) => !living.has(id)),
      [],
      'made-up dossiers at an agency that is no more',
    );
    assert.equal(after.desks.length, before.places.desks.length);
    for (const { procedureId } of named) {
      const desk = after.desks.find((one) => one.procedureId === procedureId);
      assert.deepEqual([desk?.counterAgencyId, desk?.competentAgencyId], [heir, heir]);
    }
    assert.ok(after.staffOf(heir).length > 0, 'somebody is there to receive them');
  });
});
