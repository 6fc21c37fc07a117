import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { systemActor } from '#platform/auth/actor.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import { openProvince } from '#platform/db/province.ts';
import type { Job, Passing } from '#platform/jobs/job.ts';
import { TEST_PROVINCE, testProvince } from '#platform/testing/test-province.ts';
import { seedCalendar } from '../calendar/public.ts';
import { clockAt } from '#kernel/clock.ts';
import { parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import { type ClockProgress, moveDemoClock, readDemoClock, startDemoClock } from './clock.ts';

const BEGIN = '2018-03-01T07:00';
const actor = systemActor('Người thử');

/** A demonstration province of its own whose clock stands at `BEGIN`. */
async function aDemonstration(): Promise<Province> {
  const { appUrl } = await testProvince();
  const info = { ...TEST_PROVINCE, isDemonstration: true };
  const making = openProvince(appUrl, info, { clock: clockAt(at(BEGIN)), poolSize: 1 });
  await making.as(actor).run(async (tx) => {
    await seedCalendar(tx);
    await startDemoClock(tx);
  });
  await making.close();
  const province = openProvince(appUrl, info, { poolSize: 4 });
  after(() => province.close());
  return province;
}

function at(text: string): Date {
  const instant = parseInstant(text);
  assert.ok(instant);
  return instant;
}

const said = (instant: Date): string => toVietnamIso(instant).slice(0, 16);

/** Work planned for some moments, which writes down when it was done; what was done once is not done again. */
function planned(moments: readonly string[], done: string[], passing: Passing = 'stop'): Job {
  const waiting = moments.map(at);
  return {
    name: `thu.${passing}`,
    passing,
    nextMoment: async () => waiting[0] ?? null,
    run: async (province) => {
      const { now } = await momentOf(province);
      let count = 0;
      for (; waiting[0] && waiting[0] <= now; count += 1) {
        waiting.shift();
        done.push(said(now));
      }
      return count;
    },
  };
}

/** Work that goes by what it finds, and writes down when it looked. */
function looking(passing: Passing, looked: string[]): Job {
  return {
    name: `thu.${passing}`,
    passing,
    nextMoment: async () => null,
    run: async (province) => {
      looked.push(said((await momentOf(province)).now));
      return 0;
    },
  };
}

const momentOf = (province: Province): Promise<Pick<Tx, 'now'>> => province.as(actor).run(async ({ now }) => ({ now }));
const clockOf = async (province: Province): Promise<string> => said(await readDemoClock(province.as(actor)));

const STOPS = ['2018-03-01T09:00', '2018-03-01T15:30', '2018-03-02T07:30', '2018-04-12T10:00'];

test('what was planned on the way happens each at its own moment, in order, and the clock ends where it was sent', async () => {
  const province = await aDemonstration();
  const done: string[] = [];
  const moved = await moveDemoClock(province, [planned(STOPS, done)], { to: at('2018-08-01T08:00') });
  assert.deepEqual(done, STOPS);
  assert.equal(moved.moments, STOPS.length);
  assert.equal(await clockOf(province), '2018-08-01T08:00');
});

test('at a stop takes part what was planned for it; by days what goes by days; once, at the end, what only looks at how things stand', async () => {
  const province = await aDemonstration();
  const looked: Record<string, string[]> = { planned: [], day: [], rest: [] };
  const jobs = [planned(STOPS, []), ...(['planned', 'day', 'rest'] as const).map((p) => looking(p, looked[p] ?? []))];
  await moveDemoClock(province, jobs, { to: at('2018-04-20T08:00') });
  const of = (passing: string) => [...new Set(looked[passing])];
  assert.deepEqual(of('day'), [BEGIN, '2018-03-02T07:30', '2018-04-12T10:00', '2018-04-20T08:00']);
  assert.deepEqual(of('planned'), of('day'), 'nothing was planned for it between');
  assert.deepEqual(of('rest'), [BEGIN, '2018-04-20T08:00']);
});

test('a move that is cut off and begun again does nothing twice and leaves nothing out', async () => {
  const province = await aDemonstration();
  const done: string[] = [];
  const work = planned(STOPS, done);
  let stops = 0;
  const dying: Job = {
    name: 'thu.chet',
    nextMoment: async () => null,
    run: async () => {
      if (done.length === 2 && stops++ === 0) throw new Error('cut off');
      return 0;
    },
  };
  await assert.rejects(moveDemoClock(province, [work, dying], { to: at('2018-08-01T08:00') }), /cut off/);
  assert.equal(await clockOf(province), STOPS[1], 'it stands where it was cut off, not at the end');
  await moveDemoClock(province, [work, dying], { to: at('2018-08-01T08:00') });
  assert.deepEqual(done, STOPS);
  assert.equal(await clockOf(province), '2018-08-01T08:00');
});

test('two moves at once take turns: the second begins where the first came to rest', async () => {
  const province = await aDemonstration();
  const done: string[] = [];
  const jobs = [planned(STOPS, done)];
  const [first, second] = await Promise.all([
    moveDemoClock(province, jobs, { by: 'week' }),
    moveDemoClock(province, jobs, { by: 'week' }),
  ]);
  assert.equal(said(first.now), '2018-03-08T07:00');
  assert.equal(said(second.now), '2018-03-15T07:00');
  assert.deepEqual(done, STOPS.slice(0, 3));
});

test('who moves the clock hears at every stop how far it is, and last that it has arrived', async () => {
  const province = await aDemonstration();
  const heard: ClockProgress[] = [];
  await moveDemoClock(province, [planned(STOPS, [])], { to: at('2018-08-01T08:00') }, (one) => heard.push(one));
  assert.deepEqual(
    heard.map(({ now }) => said(now)),
    [...STOPS, '2018-08-01T08:00'],
  );
  assert.ok(heard.every(({ from, to }) => said(from) === BEGIN && said(to) === '2018-08-01T08:00'));
});
