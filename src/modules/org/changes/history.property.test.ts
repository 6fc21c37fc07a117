import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addDays, type LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { sql } from 'kysely';
import { heirsOf } from '../domain/succession.ts';
import { listAgencies, subtreeIds } from '../public.ts';
import { allLived } from '../store/standing.ts';
import { allEdges } from '../store/succession.ts';
import { orgSeed } from '../testing/seeds.ts';
import { decided } from '../testing/world.ts';
import { addAgency } from './add.ts';
import { mergeAgencies } from './merge.ts';
import { moveAgency, renameAgency } from './rename.ts';
import { splitAgency } from './split.ts';

const province = await testProvince({ seed: orgSeed });
const work = province.as(systemActor());
const START: LocalDate = '2018-02-26';

/** A step names agencies by numbers that are taken modulo those in force on its day. */
const step = fc.record({
  kind: fc.constantFrom('add', 'rename', 'move', 'merge', 'mergeInto', 'split' as const),
  day: fc.integer({ min: -400, max: 400 }),
  a: fc.nat(300),
  b: fc.nat(300),
  c: fc.nat(300),
});
type Step = (typeof step extends fc.Arbitrary<infer T> ? T : never) & { n: number };

async function take(tx: Tx, { kind, day, a, b, c, n }: Step): Promise<void> {
  const on = addDays(START, day);
  const there = (await listAgencies(tx, { on })).filter((agency) => agency.level !== 'xa');
  const pick = (index: number) => {
    const agency = there[index % there.length];
    if (!agency) throw new Error('nobody in force');
    return agency;
  };
  const touch = (index: number) => ({ id: pick(index).id, revision: pick(index).revision });
  const fresh = (name: string, parent: number) => ({
    name,
    shortNames: [],
    docSymbol: null,
    kind: 'so',
    level: 'tinh' as const,
    parentId: pick(parent).id,
  });
  const base = decided(on);
  switch (kind) {
    case 'add':
      await addAgency(tx, { ...base, agency: fresh(`Cơ quan thử ${n}`, a) });
      return;
    case 'rename':
      await renameAgency(tx, { ...base, agency: touch(a), name: `Tên thử ${n}` });
      return;
    case 'move':
      await moveAgency(tx, { ...base, agency: touch(a), parentId: pick(b).id });
      return;
    case 'merge':
      await mergeAgencies(tx, {
        ...base,
        from: [touch(a), touch(b)],
        into: { fresh: fresh(`Hợp nhất ${n}`, c) },
        posts: 'move',
      });
      return;
    case 'mergeInto':
      await mergeAgencies(tx, { ...base, from: [touch(a)], into: { existing: touch(b) }, posts: 'move' });
      return;
    case 'split':
      await splitAgency(tx, {
        ...base,
        agency: touch(a),
        rule: 'function',
        heirs: [fresh(`Phần một ${n}`, b), fresh(`Phần hai ${n}`, b)],
        main: c % 2,
        posts: 'move',
      });
  }
}

class Undo extends Error {}
let taken = 0;
let refused = 0;

test('whatever is merged, split, moved and renamed: nobody is its own ancestor, one name a day, subtrees agree with parents', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const undone = work.run(async (tx) => {
        for (const [n, one] of steps.entries()) {
          // A refused step must leave the rest sound, so it is undone alone.
          await sql`savepoint step`.execute(tx.db);
          try {
            await take(tx, { ...one, n });
            taken += 1;
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            refused += 1;
            await sql`rollback to savepoint step`.execute(tx.db);
          }
        }
        await check(
          tx,
          steps.map((one) => addDays(START, one.day)),
        );
        throw new Undo();
      });
      await assert.rejects(undone, (error) => {
        if (!(error instanceof Undo)) throw error;
        return true;
      });
    }),
    { numRuns: 25 },
  );
  assert.ok(taken > 20, `${taken} taken, ${refused} refused`);
});

async function check(tx: Tx, days: readonly LocalDate[]): Promise<void> {
  const lived = await allLived(tx.db);
  for (const one of lived) {
    assert.ok(one.from <= one.to, `${one.id} ends before it begins`);
    const firsts = one.parents.map((version) => version.from);
    assert.equal(new Set(firsts).size, firsts.length);
    assert.ok((firsts[0] ?? 'z') <= one.from, `${one.id} has no name at its beginning`);
  }
  const edges = await allEdges(tx.db);
  for (const on of new Set(days.flatMap((day) => [addDays(day, -1), day, addDays(day, 1), '2019-12-31']))) {
    const agencies = await listAgencies(tx, { on });
    const byId = new Map(agencies.map((agency) => [agency.id, agency]));
    assert.equal(byId.size, agencies.length, `${on}: an agency stands twice in the list`);
    const below = new Map<string, Set<string>>();
    for (const agency of agencies) {
      const seen = new Set<string>();
      for (let id: string | null = agency.id; id !== null; id = byId.get(id)?.parentId ?? null) {
        assert.ok(!seen.has(id), `${on}: ${agency.name} is its own ancestor`);
        seen.add(id);
        const under = below.get(id) ?? new Set();
        below.set(id, under.add(agency.id));
        const parentId: string | null = byId.get(id)?.parentId ?? null;
        assert.ok(parentId === null || byId.has(parentId), `${on}: ${agency.name} stands under nobody in force`);
      }
    }
    for (const agency of agencies.filter((one) => one.level !== 'xa').slice(0, 12))
      assert.deepEqual(new Set(await subtreeIds(tx, agency.id, on)), below.get(agency.id), `${on}: ${agency.name}`);
  }
  // Everybody that a decision ended has somebody in force to hand its work to.
  const on = addDays(START, 401);
  const living = new Set((await listAgencies(tx, { on })).map((agency) => agency.id));
  const ended = lived.filter((one) => one.to < on && edges.some((edge) => edge.fromId === one.id));
  for (const { id } of ended)
    assert.ok(heirsOf(id, edges, on, (other) => living.has(other)).ids.length > 0, `${id} has no heir in force`);
}
