import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { systemActor } from '#platform/auth/actor.ts';
import type { TestProvince } from '#platform/testing/test-province.ts';
import type { TaskDetail } from '../schema.ts';
import { doIt, issueOne, partOf, type Who, type World } from './world.ts';

/** What the reminder engine holds under a key of this module. */
interface Promised {
  readonly state: string;
  readonly due_at: Date | null;
  readonly plan_version: number;
  readonly title: string;
  readonly person_id: string | null;
  readonly snoozed_until: Date | null;
}

export const at = (text: string) => new Date(`${text}:00+07:00`);

/** Asking for more time and answering, as the people of the world do it through the web application. */
export function extensionsIn(province: TestProvince, world: World) {
  const system = province.as(systemActor('Thử nghiệm'));
  const requestOf = (task: TaskDetail, agencyId?: string) =>
    partOf(task, agencyId).extensions.at(-1) ?? assert.fail('no request');
  return {
    system,
    requestOf,
    promise: async (key: string): Promise<Promised | undefined> => {
      const { rows } = await system.run((tx) =>
        sql<Promised>`select state, due_at, plan_version, title, person_id, snoozed_until from reminder_obligation
          where source = 'directives' and key = ${key}`.execute(tx.db),
      );
      return rows[0];
    },
    ask: (who: Who, task: TaskDetail, dueOn: string, more: object = {}, agencyId?: string) =>
      doIt(world, who, task, 'extensions', { dueOn, reason: 'Chờ số liệu của các huyện.', ...more }, agencyId),
    answer: (who: Who, task: TaskDetail, how: 'grant' | 'decline' | 'take-back', body: object, agencyId?: string) =>
      doIt(world, who, task, `extensions/${requestOf(task, agencyId).id}/${how}`, { ...body }, agencyId),
    refusedAsk: (who: Who, task: TaskDetail, body: object, agencyId?: string) => {
      const part = partOf(task, agencyId);
      return world.as(who).refused('POST', `/api/tasks/${task.id}/assignments/${part.id}/extensions`, {
        version: part.version,
        reason: 'Lý do',
        ...body,
      });
    },
    /** A task given out on 1 March 2018. */
    fresh: async (deadlineOn = '2018-03-30', order?: string) => {
      province.clock.set('2018-03-01T08:00');
      return issueOne(world, { deadlineOn }, order);
    },
    look: (task: TaskDetail, who: Who = 'office') => world.as(who).get<TaskDetail>(`/api/tasks/${task.id}`),
  };
}
