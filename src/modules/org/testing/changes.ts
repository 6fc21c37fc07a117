import assert from 'node:assert/strict';
import { Refusal } from '#kernel/refusal.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { mergeAgencies } from '../changes/merge.ts';
import { orgSeed } from './seeds.ts';
import { aDepartment, decided, touched } from './world.ts';

/** Each test gets a province of its own: changes are about time, and time goes on in one. */
export async function aProvince(at = '2018-02-26T15:00') {
  const province = await testProvince({ seed: orgSeed, at });
  return { province, work: province.as(systemActor()) };
}

/** The refusal with this code and nothing else. */
export const refuses = (code: string) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error));
  assert.equal(error.code, code);
  return true;
};

/** Merges agencies into a new department. */
export const merge = async (tx: Tx, codes: string[], name: string, day: string) =>
  mergeAgencies(tx, {
    ...decided(day),
    from: await Promise.all(codes.map((code) => touched(tx, code))),
    into: { fresh: await aDepartment(tx, name) },
    posts: 'move',
  });
