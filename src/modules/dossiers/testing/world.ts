import { randomUUID } from 'node:crypto';
import { assign, createPerson, createPost, grantsOf, listAgencies } from '#modules/org/public.ts';
import { calendarMessages } from '#modules/calendar/messages.vi.ts';
import { calendarRoutes } from '#modules/calendar/routes.ts';
import { searchProcedures } from '#modules/procedures/public.ts';
import { proceduresMessages } from '#modules/procedures/messages.vi.ts';
import { procedureSeed } from '#modules/procedures/testing/world.ts';
import { type Actor, anonymousActor, type Role, systemActor } from '#platform/auth/actor.ts';
import { type App, createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { SAME_ORIGIN_HEADER } from '#platform/http/security.ts';
import type { TestProvince } from '#platform/testing/test-province.ts';
import { dossiersMessages } from '../messages.vi.ts';
import { dossierMonthMessages } from '../month-messages.vi.ts';
import { dossierMonthRoutes } from '../routes-month.ts';
import { dossiersRoutes } from '../routes.ts';
import { letterRoutes } from '../routes-letters.ts';
import { trackingRoutes } from '../routes-tracking.ts';
import type { ActionInput } from '../action-schema.ts';
import type { DossierDetail } from '../detail-schema.ts';

export const dossierSeed = procedureSeed;

const PEOPLE = {
  clerk: ['KH.SKHCN', 'Ngô Văn Thư', 'Văn thư', 'agency-clerk'],
  clerk2: ['KH.SKHCN', 'Lâm Văn Thư', 'Văn thư', 'agency-clerk'],
  officer: ['KH.SKHCN', 'Võ Chuyên Viên', 'Chuyên viên', 'officer'],
  officer2: ['KH.SKHCN', 'Vũ Chuyên Viên', 'Chuyên viên', 'officer'],
  head: ['KH.SKHCN', 'Lê Giám Đốc', 'Giám đốc', 'agency-head'],
  otherClerk: ['KH.STC', 'Hồ Tài Chính', 'Văn thư', 'agency-clerk'],
  otherOfficer: ['KH.STC', 'Hà Tài Chính', 'Chuyên viên', 'officer'],
  strangerClerk: ['KH.SNV', 'Trần Nội Vụ', 'Văn thư', 'agency-clerk'],
  monitor: ['KH.VPUBND', 'Lý Theo Dõi', 'Chuyên viên', 'reform-monitor'],
  administrator: ['KH.VPUBND', 'Mai Quản Trị', 'Quản trị', 'administrator'],
} as const satisfies Record<string, readonly [string, string, string, Role]>;
export type Who = keyof typeof PEOPLE;
export type World = Awaited<ReturnType<typeof makeWorld>>;

/**
 * The people around a counter of Sở Khoa học và Công nghệ, and the web application as they use it.
 * @param structure whose departments they work at: `KH` until 2025, `KH25` since
 */
export async function makeWorld(province: TestProvince, structure: 'KH' | 'KH25' = 'KH') {
  const made = await province.as(systemActor('Thử nghiệm')).run(async (tx) => {
    const byCode = new Map((await listAgencies(tx, { on: tx.today })).map((agency) => [agency.code, agency.id]));
    const people: [Who, Actor][] = [];
    for (const [who, [code, name, title, role]] of Object.entries(PEOPLE)) {
      const person = await createPerson(tx, { fullName: name, email: `${who.toLowerCase()}@thu.invalid` });
      const post = await createPost(tx, {
        agencyId: byCode.get(code.replace('KH.', `${structure}.`)) ?? '',
        title,
        role,
      });
      await assign(tx, { personId: person.id, postId: post.id, from: '2018-01-01' });
      people.push([
        who as Who,
        { kind: 'person', personId: person.id, name, grants: await grantsOf(tx, person.id, tx.today) },
      ]);
    }
    const procedures = await searchProcedures(tx, { query: '', on: tx.today, limit: 100 });
    return { actors: Object.fromEntries(people) as Record<Who, Actor>, byCode, procedures };
  });
  const { actors, byCode, procedures } = made;
  const agency = (code: string): string => {
    const id = byCode.get(code);
    if (!id) throw new Error(`no agency ${code}`);
    return id;
  };
  // A procedure the department decides itself, counted in whole working days.
  const own = procedures.filter(({ competent }) => competent.kind === 'code' && competent.code === 'KH.SKHCN');
  const procedure = own.find(({ limit }) => limit.unit === 'working-day' && limit.amount === 10) ?? own[0];
  if (!procedure) throw new Error('no procedure of Sở Khoa học và Công nghệ among the samples');
  const app = appOf(province, actors);
  return { province, actors, agency, app, procedure, procedures, as: (who: Who) => caller(app, who) };
}

function appOf(province: TestProvince, actors: Readonly<Record<Who, Actor>>): App {
  const app = createApp({
    province,
    messages: {
      ...httpMessages,
      ...calendarMessages,
      ...proceduresMessages,
      ...dossiersMessages,
      ...dossierMonthMessages,
    },
    authenticate: async (request) => actors[request.headers['x-test-person'] as Who] ?? anonymousActor,
  });
  void app.register(async (scope) => {
    calendarRoutes(scope as App);
    dossiersRoutes(scope as App, province);
    trackingRoutes(scope as App, province);
    dossierMonthRoutes(scope as App);
    letterRoutes(scope as App);
  });
  return app;
}

/** A signed-in browser. `get` and `post` expect success; `refused` gives the problem of a call that is refused. */
function caller(app: App, who: Who) {
  const send = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: unknown, key?: string) => {
    const headers = { 'x-test-person': who, [SAME_ORIGIN_HEADER]: '1', ...(key ? { 'idempotency-key': key } : {}) };
    const reply = await app.inject({
      method,
      url,
      headers,
      ...(payload === undefined ? {} : { payload: payload as object }),
    });
    const body = reply.statusCode === 204 ? null : reply.json<unknown>();
    return { status: reply.statusCode, body, headers: reply.headers };
  };
  const ok = async <Body>(
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    payload?: unknown,
    key?: string,
  ): Promise<Body> => {
    const { status, body } = await send(method, url, payload, key);
    if (status !== 200) throw new Error(`${method} ${url}: ${status} ${JSON.stringify(body)}`);
    return body as Body;
  };
  return {
    send,
    /** A file as it is downloaded. */
    file: async (url: string) => {
      const reply = await app.inject({ method: 'GET', url, headers: { 'x-test-person': who } });
      if (reply.statusCode !== 200) throw new Error(`GET ${url}: ${reply.statusCode} ${reply.body}`);
      return { bytes: reply.rawPayload, headers: reply.headers };
    },
    get: <Body>(url: string) => ok<Body>('GET', url),
    put: <Body>(url: string, payload: unknown) => ok<Body>('PUT', url, payload),
    post: <Body>(url: string, payload: unknown = {}, key?: string) => ok<Body>('POST', url, payload, key),
    refused: async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: unknown) => {
      const { status, body } = await send(method, url, payload);
      if (status < 400) throw new Error(`${method} ${url} was not refused`);
      return { status, ...(body as { code: string; detail: string }) };
    },
    act: (dossier: DossierDetail, action: ActionInput['action'], more: object = {}, key?: string) =>
      ok<DossierDetail>(
        'POST',
        `/api/dossiers/${dossier.id}/actions`,
        { action, version: dossier.version, ...more },
        key,
      ),
    cannot: async (dossier: DossierDetail, action: ActionInput['action'], more: object = {}) => {
      const { status, body } = await send('POST', `/api/dossiers/${dossier.id}/actions`, {
        action,
        version: dossier.version,
        ...more,
      });
      return { status, code: (body as { code?: string }).code, detail: (body as { detail?: string }).detail };
    },
  };
}

/** What a counter sends for a common dossier. */
export function reception(world: World, more: object = {}): object {
  return {
    submissionId: randomUUID(),
    procedureVersionId: world.procedure.versionId,
    channel: 'counter',
    applicant: { name: 'Nguyễn Thị Hòa', identityNumber: '056190001234', phone: '0905 123 456', address: 'Nha Trang' },
    papers: world.procedure.papers.map(({ key, name, originals, copies }) => ({ key, name, originals, copies })),
    ...more,
  };
}

/** Received and accepted at the counter of Sở Khoa học và Công nghệ. */
export async function aDossier(world: World, more: object = {}): Promise<DossierDetail> {
  return world.as('clerk').post<DossierDetail>('/api/dossiers', reception(world, more));
}
