import { seedCalendar } from '#modules/calendar/public.ts';
import { assign, createPerson, createPost, grantsOf, listAgencies, seedOrg } from '#modules/org/public.ts';
import { parseInstant } from '#kernel/vietnam-time.ts';
import { type Actor, type Role, systemActor } from '#platform/auth/actor.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import type { Seed } from '#platform/testing/test-province.ts';
import { type ObligationInput, registerObligation } from '../public.ts';

/** Khánh Hòa of 2018 with calendar and no people; made once for all test files. */
export const remindersSeed: Seed = {
  key: 'reminders2018',
  fill: (province) =>
    province.as(systemActor('Thử nghiệm')).run(async (tx) => {
      await seedOrg(tx, '2018');
      await seedCalendar(tx);
    }),
};

/** Somebody who can act and be reminded. */
export interface Somebody {
  readonly personId: string;
  readonly agencyId: string;
  readonly actor: Actor;
}

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** A department with head, deputy, clerk and officer, the Office that follows, the chair and a vice-chair, and another department. */
export async function makeWorld(province: Province) {
  return province.as(systemActor('Thử nghiệm')).run(async (tx) => {
    const all = await listAgencies(tx, { on: tx.today });
    const idOf = (code: string): string => {
      const agency = all.find((one) => one.code === code);
      if (!agency) throw new Error(`no agency ${code}`);
      return agency.id;
    };
    const ids = {
      committee: idOf('KH.UBND'),
      office: idOf('KH.VPUBND'),
      department: idOf('KH.STTTT'),
      other: idOf('KH.STC'),
    };
    const make = (agencyId: string, name: string, title: string, role: Role, email: string | null = mailOf(name)) =>
      somebody(tx, { agencyId, name, title, role, email });
    return {
      ids,
      head: await make(ids.department, 'Lê Giám Đốc', 'Giám đốc', 'agency-head'),
      deputy: await make(ids.department, 'Trần Phó', 'Phó Giám đốc', 'agency-head'),
      clerk: await make(ids.department, 'Ngô Văn Thư', 'Văn thư', 'agency-clerk'),
      officer: await make(ids.department, 'Võ Chuyên Viên', 'Chuyên viên', 'officer'),
      follower: await make(ids.office, 'Đỗ Theo Dõi', 'Chuyên viên', 'office-clerk'),
      chair: await make(ids.committee, 'Phạm Chủ Tịch', 'Chủ tịch', 'provincial-leader'),
      viceChair: await make(ids.committee, 'Bùi Phó Chủ Tịch', 'Phó Chủ tịch', 'provincial-leader'),
      stranger: await make(ids.other, 'Hồ Người Khác', 'Văn thư', 'agency-clerk'),
      administrator: await make(ids.office, 'Mai Quản Trị', 'Quản trị', 'administrator'),
    };
  });
}

function mailOf(name: string): string {
  return `${name
    .normalize('NFD')
    .replace(/\p{M}|\s/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()}@thu.invalid`;
}

export async function somebody(
  tx: Tx,
  who: { agencyId: string; name: string; title: string; role: Role; email: string | null },
): Promise<Somebody> {
  const person = await createPerson(tx, { fullName: who.name, email: who.email });
  const post = await createPost(tx, { agencyId: who.agencyId, title: who.title, role: who.role });
  await assign(tx, { personId: person.id, postId: post.id, from: '2018-01-01' });
  return {
    personId: person.id,
    agencyId: who.agencyId,
    actor: { kind: 'person', personId: person.id, name: who.name, grants: await grantsOf(tx, person.id, tx.today) },
  };
}

/** A moment of Việt Nam: '2018-03-30T17:00'. */
export function at(text: string): Date {
  const instant = parseInstant(text);
  if (!instant) throw new Error(`not a moment: ${text}`);
  return instant;
}

let made = 0;

/** Registers an obligation of the department; what is not said is ordinary. */
export async function anObligation(
  province: Province,
  world: Pick<World, 'ids'>,
  wanted: Partial<ObligationInput> & { dueAt: Date | null },
): Promise<{ id: string; key: string }> {
  made += 1;
  const key = wanted.key ?? `test-${made}`;
  const id = await province.as(systemActor('Thử nghiệm')).run((tx) =>
    registerObligation(tx, {
      source: 'test',
      kind: 'test-task',
      title: 'Báo cáo kết quả rà soát thủ tục hành chính',
      agencyId: world.ids.department,
      followerAgencyId: world.ids.office,
      startAt: tx.now,
      urgency: 'normal',
      link: '/nhiem-vu/1',
      explanation: ['Hạn ghi trong văn bản: "trước ngày 30/3/2018".'],
      origin: { document: 'Thông báo kết luận', number: '123/TB-UBND' },
      ...wanted,
      key,
    }),
  );
  return { id, key };
}
