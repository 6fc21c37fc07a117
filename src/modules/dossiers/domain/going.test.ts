import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { casePaths } from '#modules/procedures/domain/graph.ts';
import { firstStep, stepByKey, type WorkflowBody } from '#modules/procedures/domain/workflow.ts';
import { anyFlow, aStep, flow } from '#modules/procedures/testing/flows.ts';
import { canFinish, END_OF_PART, type Gone, goOn, type Standing, waysOn } from './going.ts';
import { isReturnStep } from './route.ts';

const RETURN = { agency: { kind: 'receiving' } } as const;
const ALL = { split: 'all' } as const;
const JOIN = { join: 'all' } as const;

/** Parts of a flow as they go on, by hand. */
class Parts {
  readonly #flow: WorkflowBody;
  now: Standing;
  #opened = 0;
  readonly begun: string[] = [];

  constructor(body: WorkflowBody) {
    this.#flow = body;
    const first = firstStep(body)?.key ?? null;
    this.now = { places: [{ id: '0', stepKey: first, waitsAt: null }], begun: [] };
  }

  get atWork() {
    return this.now.places.filter(({ waitsAt }) => waitsAt === null);
  }

  /** Each part as "id at step", what waits as "id > step". */
  get words(): string[] {
    return this.now.places.map(({ id, stepKey, waitsAt }) => (waitsAt ? `${id} > ${waitsAt}` : `${id} at ${stepKey}`));
  }

  /** Goes on by the way that begins with a step; without one by the only way, or to the end of the part. */
  go(id: string, to?: string): this {
    const ways = waysOn(this.#flow, this.now, id);
    const one = to === undefined ? ways[0] : ways.find(({ way }) => (way?.step.key ?? END_OF_PART) === to);
    assert.ok(one, `${id} has no way to ${to}`);
    const targets = one.way ? [one.way.step, ...one.way.besides] : [];
    const gone: Gone = goOn(this.#flow, this.now, id, targets, () => `p${(this.#opened += 1)}`);
    for (const { entered, stepKey } of gone.places) if (entered) this.begun.push(stepKey ?? '');
    const waits = one.waits;
    assert.equal(waits, !gone.places.some(({ entered }) => entered), 'what the button says is what happens');
    this.now = gone;
    return this;
  }

  finishes(id: string): boolean {
    return canFinish(this.#flow, this.now, id);
  }
}

test('two agencies side by side, one with two steps: each goes on for itself, the next step waits for both', () => {
  const parts = new Parts(
    flow(
      aStep('a', 60, 'b, c', ALL),
      aStep('b', 60, 'd'),
      aStep('c', 60, 'c2'),
      aStep('c2', 60, 'd'),
      aStep('d', 60, 'r', JOIN),
      aStep('r', null, '', RETURN),
    ),
  );
  assert.deepEqual(parts.go('0').words, ['0 at b', 'p1 at c']);
  assert.deepEqual(parts.go('0').words, ['0 > d', 'p1 at c'], 'done, and nobody is asked to wait at his desk');
  assert.deepEqual(parts.go('p1').words, ['0 > d', 'p1 at c2']);
  assert.deepEqual(parts.go('p1').words, ['p1 at d'], 'the last to come goes on for both');
  assert.ok(parts.finishes('p1'));
});

test('a step that waits for none begins with the first; the second ends where it comes to it', () => {
  const parts = new Parts(
    flow(aStep('a', 60, 'b, c', ALL), aStep('b', 60, 'd'), aStep('c', 60, 'd'), aStep('d', 60, 'e'), aStep('e', 60)),
  );
  parts.go('0').go('p1');
  assert.deepEqual([parts.words, parts.now.begun], [['0 at b', 'p1 at d'], ['d']]);
  assert.deepEqual(parts.go('p1').words, ['0 at b', 'p1 at e']);
  assert.ok(parts.finishes('p1'), 'the result does not wait for it either');
  assert.deepEqual([parts.go('0').words, parts.now.begun], [['p1 at e'], []]);
});

test('an inner race before an outer join: the waiting other side is no reason to end', () => {
  const parts = new Parts(
    flow(
      aStep('s', 0, 'p, q', ALL),
      aStep('p', 0, 'a, b', ALL),
      aStep('q', 0, 'm'),
      aStep('a', 0, 'j'),
      aStep('b', 0, 'j'),
      aStep('j', 0, 'm'),
      aStep('m', 0, '', JOIN),
    ),
  );
  parts.go('0').go('p1').go('0');
  assert.deepEqual(parts.words, ['0 at a', 'p2 at b', 'p1 > m']);
  assert.deepEqual(parts.go('p2').words, ['0 at a', 'p2 at j', 'p1 > m']);
  assert.deepEqual(parts.go('p2').words, ['0 at a', 'p2 at m'], 'm waits for j, not for who lost the race');
});

test('who waited at a join nobody else can come to any more goes on', () => {
  const parts = new Parts(
    flow(
      aStep('s', 0, 'a, b', ALL),
      aStep('a', 0, 'j'),
      aStep('b', 0, 'j: đồng ý, k: không cần'),
      aStep('j', 0, 'e', JOIN),
      aStep('k', 0, 'e'),
      aStep('e', 0, '', JOIN),
    ),
  );
  assert.deepEqual(parts.go('0').go('0').words, ['0 > j', 'p1 at b']);
  assert.deepEqual(parts.go('p1', 'k').words, ['0 at j', 'p1 at k']);
  assert.deepEqual(parts.go('0').go('p1').words, ['p1 at e']);
});

test('parts that end in different places: the result is ready with the last', () => {
  const parts = new Parts(
    flow(aStep('s', 0, 'a, b', ALL), aStep('a', 0), aStep('b', 0, 'r'), aStep('r', 0, '', RETURN)),
  );
  parts.go('0');
  assert.deepEqual([parts.finishes('0'), parts.finishes('p1')], [false, false]);
  assert.deepEqual(parts.go('0').words, ['p1 at b']);
  assert.ok(parts.finishes('p1'));
});

/** The flow as it is walked when the chosen cases are those of one path and every step takes its time. */
function lived(body: WorkflowBody, cases: readonly string[]) {
  const parts = new Parts(body);
  const first = firstStep(body)?.key ?? '';
  const began = new Map<string, number>([[first, 0]]);
  const ends = new Map<string, number>([['0', stepByKey(body, first)?.minutes ?? 0]]);
  let clock = 0;
  let moves = 0;
  for (; moves < 100; moves += 1) {
    const next = parts.atWork.toSorted((a, b) => (ends.get(a.id) ?? 0) - (ends.get(b.id) ?? 0))[0];
    assert.ok(next, 'somebody always works');
    clock = ends.get(next.id) ?? 0;
    if (parts.finishes(next.id)) {
      const chosen = waysOn(body, parts.now, next.id).some(({ way }) => way?.when && cases.includes(way.when));
      if (!chosen) return { began, clock, moves };
    }
    const ways = waysOn(body, parts.now, next.id);
    assert.ok(ways.length > 0, `${next.id} is stuck at ${next.stepKey}`);
    const named = ways.find(({ way }) => way?.when !== null && cases.includes(way?.when ?? ''));
    // The chosen case is the handing over of the result: the part ends.
    const ending = cases.some((one) => one.startsWith(`${next.stepKey} →`))
      ? ways.find(({ way }) => way === null)
      : undefined;
    parts.go(next.id, (named ?? ending ?? ways[0])?.way?.step.key ?? END_OF_PART);
    for (const { id, stepKey } of parts.atWork) {
      if (stepKey === null || began.has(stepKey)) continue;
      began.set(stepKey, clock);
      ends.set(id, clock + (stepByKey(body, stepKey)?.minutes ?? 0));
    }
  }
  throw new Error('it never ended');
}

/** Cases named apart, so that a path says which was taken where. */
const named = (body: WorkflowBody, change: (at: number) => object = () => ({})): WorkflowBody => ({
  ...body,
  steps: body.steps.map((step, at) => ({
    ...step,
    ...change(at),
    next: step.next.map(({ to }) => ({
      to,
      ...(step.split === 'one' && step.next.length > 1 ? { when: `${step.key} → ${to}` } : {}),
    })),
  })),
});

test('any workflow whose joins wait: every step of a case begins once, at the moment the plan of the editor says, and it ends when the plan ends', () => {
  fc.assert(
    fc.property(anyFlow, (drawn) => {
      const body = named(drawn, () => ({ join: 'all' }));
      for (const path of (casePaths(body) ?? []).slice(0, 4)) {
        const { began, clock } = lived(body, path.cases);
        assert.deepEqual([...began.keys()].toSorted(), [...path.times.keys()].toSorted());
        // The plan knows each choice beforehand; a join waits until it is made.
        const chosen = path.cases.length > 0;
        for (const [key, at] of began) {
          const planned = path.times.get(key)?.from ?? Infinity;
          assert.ok(chosen ? at >= planned : at === planned, `${key}: ${at}, planned ${planned}`);
        }
        assert.ok(chosen ? clock >= path.minutes : clock === path.minutes);
      }
    }),
    { numRuns: 400, seed: 20_180_305 },
  );
});

test('any workflow at all: never stuck, no step begins twice, each as soon as it may', () => {
  fc.assert(
    fc.property(anyFlow, fc.boolean(), (drawn, returns) => {
      const last = drawn.steps.length - 1;
      const body = named(drawn, (at) => (returns && at === last && at > 0 ? { agency: { kind: 'receiving' } } : {}));
      for (const path of (casePaths(body) ?? []).slice(0, 4)) {
        const { began } = lived(body, path.cases);
        for (const [key, at] of began) {
          const step = stepByKey(body, key);
          assert.ok(step && path.times.has(key) && (!isReturnStep(step) || key === firstStep(body)?.key));
          if (path.cases.length === 0) assert.equal(at, path.times.get(key)?.from, key);
        }
      }
    }),
    { numRuns: 400, seed: 20_180_306 },
  );
});
