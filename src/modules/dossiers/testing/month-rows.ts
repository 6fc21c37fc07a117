import { sql } from 'kysely';
import { newId } from '#kernel/id.ts';
import { parseInstant } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { STATE_FACTS, type State } from '../domain/states.ts';

/** A dossier as its row and its history stand, written by hand: what happened, when, due when. */
export interface HandMade {
  readonly code: string;
  readonly agencyId: string;
  readonly sector?: string;
  readonly channel?: 'counter' | 'post' | 'online';
  readonly events: readonly (readonly [at: string, state: State, due: string | null, cause?: string])[];
}

const moment = (text: string): Date => {
  const instant = parseInstant(text);
  if (!instant) throw new Error(`not a moment: ${text}`);
  return instant;
};

/** Writes it without the machine of states, for tests of what is read from histories. */
export async function writeDossier(tx: Tx, made: HandMade): Promise<string> {
  const { code, agencyId, sector = 'Xây dựng', channel = 'counter', events } = made;
  const id = newId();
  const first = events[0];
  const last = events.at(-1);
  if (!first || !last) throw new Error('a dossier without events');
  const received = events.find(([, state]) => STATE_FACTS[state].clock !== 'none');
  const ended = events[events.findLastIndex(([, state]) => STATE_FACTS[state].clock !== 'ended') + 1];
  const person = JSON.stringify({ name: `Chủ hồ sơ ${code}`, address: null, phone: null });
  const due = last[2] === null ? null : moment(last[2]);
  await sql`insert into dossier (id, submission_id, submission_hash, code, origin, procedure_name, sector, law_id,
      channel, receiving_agency_id, competent_agency_id, parties, applicant, owner, return_way, tracking_token,
      state, clock, agency_id, submitted_at, received_at, first_due_at, lawful_due_at, due_at, ended_at, version,
      last_action, changed_by_name, changed_at)
    values (${id}, ${newId()}, 'x', ${code}, 'counter', 'Thủ tục thử', ${sector}, '2018', ${channel}, ${agencyId},
      ${agencyId}, array[${agencyId}]::uuid[], ${person}, ${person}, 'counter', ${id}, ${last[1]},
      ${STATE_FACTS[last[1]].clock}, ${agencyId}, ${moment(first[0])}, ${received ? moment(received[0]) : null}, ${due},
      ${due}, ${due}, ${ended ? moment(ended[0]) : null}, ${events.length}, 'advance', 'Người Thử',
      ${moment(last[0])})`.execute(tx.db);
  for (const [index, [at, state, dueAt, cause]] of events.entries())
    await sql`insert into dossier_event (dossier_id, seq, at, action, state, clock, agency_id, due_at, lawful_due_at,
        cause, reason, actor_name, data)
      values (${id}, ${index + 1}, ${moment(at)}, 'advance', ${state}, ${STATE_FACTS[state].clock}, ${agencyId},
        ${dueAt === null ? null : moment(dueAt)}, ${dueAt === null ? null : moment(dueAt)}, ${cause ?? null},
        ${cause ? 'Lý do đã ghi' : null}, 'Lê Tiếp Nhận', '{}')`.execute(tx.db);
  return id;
}
