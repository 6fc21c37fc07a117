import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Form, workSeed } from '#modules/directives/testing/world.ts';
import { assign, createPerson, createPost, grantsOf, listAgencies } from '#modules/org/public.ts';
import { type Actor, anonymousActor, type Role, systemActor } from '#platform/auth/actor.ts';
import { type App, createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { SAME_ORIGIN_HEADER } from '#platform/http/security.ts';
import type { Seed, TestProvince } from '#platform/testing/test-province.ts';
import { proceduresMessages } from '../messages.vi.ts';
import { seedProcedures } from '../public.ts';
import { proceduresRoutes } from '../routes.ts';

export { Form };

const source = (file: string) => readFileSync(resolve(import.meta.dirname, file), 'utf8');
const about = ['../seed.ts', '../domain/sample-workflow.ts', '../../../../data/procedures-sample.json'].map(source);

/** Khánh Hòa of 2018 with calendar and the sample procedures, and no people; made once for all test files. */
export const procedureSeed: Seed = {
  key: `proc_${createHash('sha256').update(workSeed.key).update(about.join()).digest('hex').slice(0, 10)}`,
  fill: async (province) => {
    await workSeed.fill(province);
    await province.as(systemActor('Thử nghiệm')).run((tx) => seedProcedures(tx));
  },
};

const PEOPLE = {
  monitor: ['KH.SNV', 'Lý Theo Dõi', 'Chuyên viên', 'reform-monitor'],
  monitor2: ['KH.SNV', 'Cao Theo Dõi', 'Chuyên viên', 'reform-monitor'],
  administrator: ['KH.VPUBND', 'Mai Quản Trị', 'Quản trị', 'administrator'],
  officer: ['KH.SYT', 'Đinh Y Tế', 'Chuyên viên', 'officer'],
  healthHead: ['KH.SYT', 'Lê Giám Đốc', 'Giám đốc', 'agency-head'],
} as const satisfies Record<string, readonly [string, string, string, Role]>;
export type Who = keyof typeof PEOPLE;

/** A few people and the catalogue as they use it over HTTP. */
export async function makeWorld(province: TestProvince) {
  const actors = await province.as(systemActor('Thử nghiệm')).run(async (tx) => {
    const byCode = new Map((await listAgencies(tx, { on: tx.today })).map((agency) => [agency.code, agency.id]));
    const people = new Map<string, Actor>();
    for (const [who, [code, name, title, role]] of Object.entries(PEOPLE)) {
      const person = await createPerson(tx, { fullName: name, email: `${who.toLowerCase()}@thu.invalid` });
      const post = await createPost(tx, { agencyId: byCode.get(code) ?? '', title, role });
      await assign(tx, { personId: person.id, postId: post.id, from: '2018-01-01' });
      const grants = await grantsOf(tx, person.id, tx.today);
      people.set(who, { kind: 'person', personId: person.id, name, grants });
    }
    return people;
  });
  const app = createApp({
    province,
    messages: { ...httpMessages, ...proceduresMessages },
    authenticate: async (request) => actors.get(String(request.headers['x-test-person'])) ?? anonymousActor,
  }) as App;
  void app.register(async (scope) => proceduresRoutes(scope as App));
  return { province, app, actors, as: (who: Who) => caller(app, who) };
}

interface Refused {
  readonly code: string;
  readonly detail: string;
}

function caller(app: App, who: Who) {
  const send = async <Body>(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
    const form = payload instanceof Form ? payload : undefined;
    const reply = await app.inject({
      method,
      url,
      headers: { 'x-test-person': who, [SAME_ORIGIN_HEADER]: '1', ...form?.headers },
      ...(payload === undefined ? {} : { payload: form ? form.body : payload }),
    });
    const isJson = String(reply.headers['content-type']).includes('json');
    return { status: reply.statusCode, body: (isJson ? reply.json() : {}) as Body, bytes: reply.rawPayload };
  };
  const ok = async <Body>(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object): Promise<Body> => {
    const reply = await send<Body>(method, url, payload);
    if (reply.status !== 200) throw new Error(`${method} ${url}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  return {
    send,
    get: <Body>(url: string) => ok<Body>('GET', url),
    post: <Body>(url: string, payload: object = {}) => ok<Body>('POST', url, payload),
    put: <Body>(url: string, payload: object) => ok<Body>('PUT', url, payload),
    refused: async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
      const reply = await send<Refused>(method, url, payload);
      if (reply.status < 400) throw new Error(`${method} ${url} was not refused`);
      return `${reply.status} ${reply.body.code}`;
    },
  };
}
