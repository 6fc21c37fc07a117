import { mergeAgencies } from '../changes/merge.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import type { Actor, Role } from '#platform/auth/actor.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import { assign, createPerson, createPost, findAgencyByCode, grantsOf } from '../public.ts';

/** The document every change of the tests rests on. */
export const decided = (effectiveOn: LocalDate) => ({
  effectiveOn,
  reason: 'Sắp xếp bộ máy',
  document: '12/NQ-HĐND ngày 09/12/2024',
});

export async function agencyOf(tx: Tx, code: string) {
  const agency = await findAgencyByCode(tx, code);
  if (!agency) throw new Error(`no agency ${code}`);
  return agency;
}

/** What an administrator sends of an agency he has just read. */
export async function touched(tx: Tx, code: string): Promise<{ id: string; revision: number }> {
  const { id, revision } = await agencyOf(tx, code);
  return { id, revision };
}

/** A new agency under the provincial committee. */
export async function aDepartment(tx: Tx, name: string) {
  const { id } = await agencyOf(tx, 'KH.UBND');
  return { name, shortNames: [], docSymbol: null, kind: 'so', level: 'tinh' as const, parentId: id };
}

let made = 0;

/** Somebody with a post, who can act. */
export async function somebody(
  province: Province,
  as: Actor,
  wanted: { code: string; role: Role; title?: string; name?: string },
): Promise<{ actor: Actor; personId: string; postId: string; agencyId: string }> {
  return province.as(as).run(async (tx) => {
    made += 1;
    const agency = await agencyOf(tx, wanted.code);
    const fullName = wanted.name ?? 'Trần Mẫu Ân';
    const person = await createPerson(tx, { fullName, email: `nguoi${made}@thu.invalid`, phone: '02583 000 000' });
    const post = await createPost(tx, { agencyId: agency.id, title: wanted.title ?? 'Chuyên viên', role: wanted.role });
    await assign(tx, { personId: person.id, postId: post.id, from: '2018-01-01' });
    const grants = await grantsOf(tx, person.id, tx.today);
    const actor: Actor = { kind: 'person', personId: person.id, name: fullName, grants };
    return { actor, personId: person.id, postId: post.id, agencyId: agency.id };
  });
}

/** One agency goes into another from a day on, with its posts. */
export async function mergeInto(tx: Tx, from: string, into: string, effectiveOn: LocalDate): Promise<void> {
  const existing = await touched(tx, into);
  await mergeAgencies(tx, {
    ...decided(effectiveOn),
    from: [await touched(tx, from)],
    into: { existing },
    posts: 'move',
  });
}
