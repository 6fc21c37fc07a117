import assert from 'node:assert/strict';
import test from 'node:test';
import { nationalCalendar } from '#modules/calendar/public.ts';
import { lawOn } from '#modules/procedures/domain/law.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import { fold } from '../domain/facts.ts';
import { faultsOf, ledgerOf } from '../domain/ledger.ts';
import { aStep, flow } from '#modules/procedures/testing/flows.ts';
import type { DemoDesk, DemoDossier, DemoWorld } from './world.ts';
import { generateDossiers } from './year.ts';

const calendar = nationalCalendar();
const day = 480;
const desk = (at: number, more: Partial<DemoDesk> = {}): DemoDesk => ({
  counterAgencyId: `counter-${at % 2}`,
  competentAgencyId: `agency-${at}`,
  procedureId: `procedure-${at}`,
  procedureVersionId: `version-${at}`,
  workflowVersionId: null,
  limit: { text: '05 ngày làm việc', amount: 5, unit: 'working-day' },
  steps: [
    { key: 's1', name: 'Tiếp nhận', minutes: day / 4, agencyId: `counter-${at % 2}` },
    { key: 's2', name: 'Thẩm định', minutes: 3.5 * day, agencyId: `agency-${at}` },
    { key: 's3', name: 'Ký duyệt', minutes: 1.25 * day, agencyId: `agency-${at}` },
  ],
  weight: 1 + at,
  onlineShare: 0.2,
  beginsAtCounter: true,
  oftenPaid: at === 2,
  ...more,
});
/** Three agencies at once, one of them with two steps; whoever is merged may be any of them. */
const parted = desk(4, {
  limit: { text: '10 ngày làm việc', amount: 10, unit: 'working-day' },
  weight: 3,
  parted: {
    workflow: flow(
      aStep('s1', day / 4, 'pc', { agency: { kind: 'receiving' } }),
      aStep('pc', day / 4, 'td, a1, b', { split: 'all' }),
      aStep('td', 7 * day, 'th'),
      aStep('a1', 2 * day, 'a2'),
      aStep('a2', 3 * day, 'th'),
      aStep('b', 6 * day, 'th'),
      aStep('th', 2 * day, 'tra', { join: 'all' }),
      aStep('tra', null, '', { agency: { kind: 'receiving' } }),
    ),
    agencyOf: new Map([
      ['s1', 'counter-0'],
      ...['pc', 'td', 'th'].map((key) => [key, 'agency-4'] as const),
      ...['a1', 'a2'].map((key) => [key, 'agency-0'] as const),
      ['b', 'agency-1'],
      ['tra', 'counter-0'],
    ]),
  },
});
const world: DemoWorld = {
  seed: 2018,
  from: '2017-02-27',
  to: '2018-02-26',
  until: instantAt('2018-02-26', 15 * 60),
  count: 1500,
  calendar,
  lawOn,
  desks: [...[0, 1, 2, 3].map((at) => desk(at)), parted],
  codeOf: (agencyId) => agencyId,
  staffOf: (agencyId) => [{ id: null, name: `Cán bộ mẫu của ${agencyId}` }],
  merger: { from: 'agency-1', to: 'agency-3', at: instantAt('2017-10-02', 0) },
};
const all = [...generateDossiers(world)];
const now = world.until;

test('the same world gives the same dossiers, in the order in which they came in', () => {
  const again = [...generateDossiers(world)].slice(0, 50);
  assert.deepEqual(again, all.slice(0, 50));
  const moments = all.map(({ events }) => events[0]?.at.getTime() ?? 0);
  assert.deepEqual(
    moments,
    [...moments].sort((a, b) => a - b),
  );
  assert.ok(all.length > world.count * 0.99 && all.length <= world.count);
});

test('every made-up history keeps the promises of the clock and is the fold of its events', () => {
  for (const { events, facts, index } of all) {
    assert.deepEqual(faultsOf(events, calendar, now), [], `dossier ${index}`);
    assert.deepEqual(fold(events), facts);
    for (const { at } of events) assert.ok(at <= now, `dossier ${index} acts after the end`);
  }
});

test('a year has early, late, re-appointed, supplemented, withdrawn, refused and open dossiers in believable shares', () => {
  const share = (holds: (one: DemoDossier) => boolean): number => all.filter(holds).length / all.length;
  const status = all.map(({ events }) => ledgerOf(events, calendar, now).status);
  const of = (name: string): number => status.filter((one) => one === name).length / all.length;
  const late = of('late') + of('late-reappointed');
  assert.ok(late > 0.02 && late < 0.3, `late ${late}`);
  assert.ok(of('late-reappointed') > 0.005, `re-appointed ${of('late-reappointed')}`);
  assert.ok(of('early') + of('on-time') > 0.5, `in time ${of('early') + of('on-time')}`);
  assert.ok(of('running') + of('running-overdue') > 0.003, `open ${of('running')}`);
  assert.ok(share(({ facts }) => facts.supplementRounds > 0) > 0.01);
  assert.ok(share(({ facts }) => facts.outcome === 'refused') > 0.004);
  assert.ok(share(({ facts }) => facts.state === 'withdrawn') > 0.002);
  for (const channel of ['counter', 'post', 'online'])
    assert.ok(share((one) => one.channel === channel) > 0.01, channel);
});

test('agencies have habits of their own', () => {
  const rate = (agency: string): number => {
    const own = all.filter(
      ({ desk: { competentAgencyId }, facts }) => competentAgencyId === agency && facts.finishedAt,
    );
    return own.filter(({ events }) => ledgerOf(events, calendar, now).lateByDate).length / own.length;
  };
  const rates = [0, 2, 3].map((at) => rate(`agency-${at}`));
  assert.ok(Math.max(...rates) - Math.min(...rates) > 0.03, rates.join(' '));
});

test('what a merged agency had open goes on at its successor, and nothing new begins at it', () => {
  const at = world.merger?.at ?? now;
  const moved = all.filter(({ events }) => events.some(({ action }) => action === 'succeed'));
  assert.ok(moved.length > 0);
  for (const { events } of all)
    for (const event of events)
      if (event.at > at && event.clock === 'running') assert.notEqual(event.agencyId, 'agency-1');
});

test('side by side three agencies work at once, each in its own time, and one goes on when all are done', () => {
  const own = all.filter(({ desk: { competentAgencyId } }) => competentAgencyId === 'agency-4');
  const together = own.filter(({ events }) => events.some(({ data }) => data.tracks));
  assert.ok(together.length > 100, String(together.length));
  const legs = together.map(({ events }) => ledgerOf(events, calendar, now).legs.filter((leg) => leg.sideBySide));
  const atOnce = new Set(legs.flatMap((of) => of.map(({ agencyId, stepKey }) => `${agencyId} ${stepKey}`)));
  for (const who of ['agency-4 td', 'agency-0 a1', 'agency-0 a2', 'agency-1 b', 'agency-3 b'])
    assert.ok(atOnce.has(who), who);
  const finished = together.filter(({ facts }) => facts.outcome === 'granted');
  assert.ok(finished.length > 80, String(finished.length));
  for (const { events, index } of finished) {
    const steps = new Set(events.map(({ stepKey }) => stepKey));
    assert.ok(steps.has('th'), `dossier ${index} was joined`);
  }
  const first = finished.map(
    ({ events }) =>
      events.find(({ action, data }) => action === 'advance' && data.part?.id !== '0')?.data.part?.agencyId,
  );
  assert.ok(new Set(first).size > 1, 'not always the same is ready first');
  assert.ok(
    together.some(({ events }) => events.some(({ data }) => data.restart && data.tracks)),
    'a supplement stops all parts',
  );
  assert.ok(
    together.some(({ facts }) => facts.tracks && facts.clock === 'running'),
    'some are open in parts',
  );
  const passedOn = together.filter(({ events }) =>
    events.some(({ action, agencyId }) => action === 'succeed' && agencyId === 'agency-4'),
  );
  assert.ok(passedOn.length > 0, 'the place of a merged agency beside the leading part is its heir’s');
});

test('no made-up person could be anybody: the numbers belong to no province and no network', () => {
  for (const { applicant } of all) {
    assert.match(applicant.identityNumber, /^000\d{9}$/);
    assert.match(applicant.phone, /^000\d{7}$/);
  }
});

test('what stops a clock and what promises anew tell why, as the papers they were drafted on', () => {
  const signed = all.flatMap(({ events }) => events.filter(({ action }) => action === 'approve-apology'));
  assert.ok(signed.length > 5);
  for (const { reason, cause, data } of signed) assert.ok(reason && cause && data.apologyId);
  const stops = all.flatMap(({ events }) =>
    ledgerOf(events, calendar, now).intervals.filter(({ kind }) => kind === 'stopped'),
  );
  assert.ok(stops.length > 20);
  for (const { reason } of stops) assert.ok(reason);
});
