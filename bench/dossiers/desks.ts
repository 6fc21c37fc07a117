import { randomUUID } from 'node:crypto';
import { placesOf } from '#modules/dossiers/demo/desks.ts';
import type { Action } from '#modules/dossiers/domain/actions.ts';
import { publishedWorkflow } from '#modules/procedures/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { Connection } from './http.ts';
import type { Subject } from './program.ts';

const PASSWORD = 'dung-hen-2018';

/** A records clerk at the counter of an agency that does every step of a procedure itself. */
export interface Desk {
  readonly agencyId: string;
  readonly cookie: string;
  readonly procedureVersionId: string;
  readonly papers: readonly object[];
  /** What is done after reception until the result is handed over. */
  readonly way: readonly Action[];
}

/** The counters whose dossiers one clerk can take from reception to the end, signed in. */
export async function openDesks(subject: Subject, connection: Connection): Promise<Desk[]> {
  const { rows } = await subject.owner.query<{ login: string; agency: string }>(
    `select min(a.login) as login, p.agency_id as agency from account a
     join org_membership m on m.person_id = a.person_id join org_post p on p.id = m.post_id
     where p.role = 'agency-clerk' group by p.agency_id`,
  );
  const logins = new Map(rows.map(({ login, agency }) => [agency, login]));
  const chosen = await subject.province.as(systemActor('Đo tốc độ')).run(async (tx) => {
    const places = await placesOf(tx);
    const found = new Map<string, Omit<Desk, 'cookie'>>();
    for (const { counterAgencyId: agencyId, steps, procedureVersionId, beginsAtCounter } of places.desks) {
      const workflow = await publishedWorkflow(tx, procedureVersionId, tx.today);
      const straight = workflow?.steps.every(({ next }) => next.length <= 1) ?? false;
      const own = steps.every((step) => step.agencyId === agencyId);
      if (found.has(agencyId) || !logins.has(agencyId) || !straight || !own || !beginsAtCounter || steps.length < 3)
        continue;
      const papers = places.procedures.get(procedureVersionId)?.papers ?? [];
      found.set(agencyId, {
        agencyId,
        procedureVersionId,
        papers: papers.map(({ key, name, originals, copies }) => ({ key, name, originals, copies })),
        way: ['forward', ...steps.slice(2).map(() => 'advance' as const), 'finish', 'hand-over-result'],
      });
    }
    return [...found.values()];
  });
  if (chosen.length === 0) throw new Error('no counter of this province does a whole procedure itself');
  const desks: Desk[] = [];
  for (const desk of chosen)
    desks.push({ ...desk, cookie: await connection.signIn(logins.get(desk.agencyId) ?? '', PASSWORD) });
  return desks;
}

/** Signs in somebody who sees the whole province. */
export async function signInMonitor(connection: Connection): Promise<string> {
  return connection.signIn('snv.cchc', PASSWORD);
}

/** A dossier on its way. */
export interface Walker {
  readonly desk: Desk;
  readonly id: string;
  version: number;
  at: number;
}

let received = 0;

/** One reception of a common dossier, complete, with a receipt: what the page sends and waits for. */
export async function receive(connection: Connection, desk: Desk): Promise<Walker> {
  received += 1;
  const number = String(received).padStart(7, '0');
  const body = {
    submissionId: randomUUID(),
    procedureVersionId: desk.procedureVersionId,
    agencyId: desk.agencyId,
    channel: 'counter',
    applicant: { name: `Nguyễn Thị Đo ${number}`, phone: `0009${number}`.slice(0, 10), address: 'Nha Trang (mẫu)' },
    papers: desk.papers,
  };
  const options = { cookie: desk.cookie, key: randomUUID() };
  const reply = await connection.ask('POST', '/api/dossiers', body, options);
  if (reply.status !== 200) throw new Error(`reception: ${reply.status} ${reply.body.slice(0, 300)}`);
  const { id, version } = JSON.parse(reply.body) as { id: string; version: number };
  return { desk, id, version, at: 0 };
}

/** The next transition of a dossier, as the queue sends it. @returns false when that was its last */
export async function step(connection: Connection, walker: Walker): Promise<boolean> {
  const { desk, id, version } = walker;
  const action = desk.way[walker.at];
  const options = { cookie: desk.cookie, key: randomUUID() };
  const reply = await connection.ask('POST', `/api/dossiers/${id}/transitions`, { action, version }, options);
  if (reply.status !== 200) throw new Error(`${action}: ${reply.status} ${reply.body.slice(0, 300)}`);
  walker.version = Number(/"version":(\d+)/.exec(reply.body)?.[1]);
  walker.at += 1;
  return walker.at < desk.way.length;
}
