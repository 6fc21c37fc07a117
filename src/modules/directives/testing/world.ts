import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { seedCalendar } from '#modules/calendar/public.ts';
import { noticesMessages } from '#modules/notices/messages.vi.ts';
import { noticesRoutes } from '#modules/notices/routes.ts';
import type { DocumentDetail, IntakeResult, ProposalList, ProposalView } from '#modules/notices/schema.ts';
import { assign, createPerson, createPost, grantsOf, listAgencies } from '#modules/org/public.ts';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { seedReminders } from '#modules/reminders/public.ts';
import { type Actor, anonymousActor, type Role, systemActor } from '#platform/auth/actor.ts';
import { type App, createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { SAME_ORIGIN_HEADER } from '#platform/http/security.ts';
import type { Seed, TestProvince } from '#platform/testing/test-province.ts';
import { directivesMessages } from '../messages.vi.ts';
import { directivesRoutes } from '../routes.ts';
import type { IssueResult, TaskDetail, TaskPage } from '../schema.ts';

/** Khánh Hòa of 2018 with its calendar and reminder rules, and no people; made once for all test files. */
export const workSeed: Seed = {
  key: `work_${createHash('sha256').update(orgSeed.key).digest('hex').slice(0, 10)}`,
  fill: async (province) => {
    await orgSeed.fill(province);
    await province.as(systemActor('Thử nghiệm')).run(async (tx) => {
      await seedCalendar(tx);
      await seedReminders(tx);
    });
  },
};

export const REAL_NOTICE = readFileSync(
  resolve(import.meta.dirname, '../../../../data/documents/thong-bao-ket-luan-26-02-2018.txt'),
  'utf8',
);

const PEOPLE = {
  office: ['KH.VPUBND', 'Đỗ Văn Phòng', 'Chuyên viên', 'office-clerk'],
  office2: ['KH.VPUBND', 'Hà Văn Phòng', 'Chuyên viên', 'office-clerk'],
  leader: ['KH.UBND', 'Phạm Lãnh Đạo', 'Chủ tịch', 'provincial-leader'],
  monitor: ['KH.SNV', 'Lý Theo Dõi', 'Chuyên viên', 'reform-monitor'],
  auditor: ['KH.TTR', 'Tô Kiểm Tra', 'Thanh tra viên', 'auditor'],
  administrator: ['KH.VPUBND', 'Mai Quản Trị', 'Quản trị', 'administrator'],
  itHead: ['KH.STTTT', 'Lê Giám Đốc', 'Giám đốc', 'agency-head'],
  itClerk: ['KH.STTTT', 'Ngô Văn Thư', 'Văn thư', 'agency-clerk'],
  itOfficer: ['KH.STTTT', 'Võ Chuyên Viên', 'Chuyên viên', 'officer'],
  itOfficer2: ['KH.STTTT', 'Vũ Chuyên Viên', 'Chuyên viên', 'officer'],
  financeClerk: ['KH.STC', 'Hồ Tài Chính', 'Văn thư', 'agency-clerk'],
  homeClerk: ['KH.SNV', 'Trần Nội Vụ', 'Văn thư', 'agency-clerk'],
} as const satisfies Record<string, readonly [string, string, string, Role]>;
export type Who = keyof typeof PEOPLE;

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** The people of the life of a task, and the web application as they use it. */
export async function makeWorld(province: TestProvince) {
  const { actors, agencies } = await province.as(systemActor('Thử nghiệm')).run(async (tx) => {
    const byCode = new Map((await listAgencies(tx, { on: tx.today })).map((agency) => [agency.code, agency.id]));
    const people: [Who, Actor][] = [];
    for (const [who, [code, name, title, role]] of Object.entries(PEOPLE)) {
      const person = await createPerson(tx, { fullName: name, email: `${who.toLowerCase()}@thu.invalid` });
      const post = await createPost(tx, { agencyId: byCode.get(code) ?? '', title, role });
      await assign(tx, { personId: person.id, postId: post.id, from: '2018-01-01' });
      const grants = await grantsOf(tx, person.id, tx.today);
      people.push([who as Who, { kind: 'person', personId: person.id, name, grants }]);
    }
    return { actors: Object.fromEntries(people) as Record<Who, Actor>, agencies: byCode };
  });
  const agency = (code: string): string => {
    const id = agencies.get(code);
    if (!id) throw new Error(`no agency ${code}`);
    return id;
  };
  const app = appOf(province, actors);
  return { province, actors, agency, app, as: (who: Who) => caller(app, who) };
}

function appOf(province: TestProvince, actors: Readonly<Record<Who, Actor>>): App {
  const app = createApp({
    province,
    messages: { ...httpMessages, ...noticesMessages, ...directivesMessages },
    authenticate: async (request) => actors[request.headers['x-test-person'] as Who] ?? anonymousActor,
  });
  void app.register(async (scope) => {
    noticesRoutes(scope as App);
    directivesRoutes(scope as App);
  });
  return app;
}

export interface Reply<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly raw: Buffer;
}

interface Refused {
  readonly code: string;
  readonly detail: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** A signed-in browser. `get` and `post` expect success; `refused` gives the problem of a call that is refused. */
function caller(app: App, who: Who) {
  const send = async <Body>(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: unknown, key?: string) => {
    const reply = await app.inject({
      method,
      url,
      headers: {
        'x-test-person': who,
        [SAME_ORIGIN_HEADER]: '1',
        ...(key ? { 'idempotency-key': key } : {}),
        ...(payload instanceof Form ? payload.headers : {}),
      },
      ...(payload === undefined ? {} : { payload: payload instanceof Form ? payload.body : (payload as object) }),
    });
    const json = String(reply.headers['content-type']).includes('json');
    const body = (json ? reply.json() : reply.body) as Body;
    return { status: reply.statusCode, body, headers: reply.headers, raw: reply.rawPayload };
  };
  const ok = async <Body>(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: unknown, key?: string) => {
    const reply = await send<Body>(method, url, payload, key);
    if (reply.status !== 200) throw new Error(`${method} ${url}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  return {
    send,
    get: <Body>(url: string) => ok<Body>('GET', url),
    post: <Body>(url: string, payload: unknown = {}, key?: string) => ok<Body>('POST', url, payload, key),
    patch: <Body>(url: string, payload: unknown) => ok<Body>('PATCH', url, payload),
    refused: async (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: unknown) => {
      const reply = await send<Refused>(method, url, payload);
      if (reply.status < 400) throw new Error(`${method} ${url} was not refused`);
      const { code, detail, fields } = reply.body;
      return { status: reply.status, code, detail, fields };
    },
  };
}

/** A multipart form as a browser sends it. */
export class Form {
  readonly #boundary = '----thu-nghiem';
  readonly #parts: Buffer[] = [];

  field(name: string, value: string): this {
    this.#parts.push(
      Buffer.from(`--${this.#boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    );
    return this;
  }

  file(name: string, fileName: string, bytes: Uint8Array): this {
    const head = `--${this.#boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${fileName}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
    this.#parts.push(Buffer.from(head), Buffer.from(bytes), Buffer.from('\r\n'));
    return this;
  }

  get headers() {
    return { 'content-type': `multipart/form-data; boundary=${this.#boundary}` };
  }

  get body(): Buffer {
    return Buffer.concat([...this.#parts, Buffer.from(`--${this.#boundary}--\r\n`)]);
  }
}

let serial = 0;

export interface Order {
  readonly lead: string;
  readonly cooperating?: string;
  readonly words?: string;
}

/** A short notice with the given orders, each a paragraph of its own; never the same paper twice. */
export function noticeText(orders: readonly string[], issuedOn = 'ngày 26 tháng 02 năm 2018'): string {
  serial += 1;
  return [
    'ỦY BAN NHÂN DÂN\nTỈNH KHÁNH HÒA',
    `Số: ${100 + serial}/TB-UBND`,
    `Khánh Hòa, ${issuedOn}`,
    'THÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh tại cuộc họp giao ban',
    'Chủ tịch UBND tỉnh kết luận:',
    ...orders.map((order, index) => `${index + 1}. ${order}`),
    'Nơi nhận:\n- Các sở, ban, ngành;\n- Lưu: VT.',
    'TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nNguyễn Văn A',
  ].join('\n\n');
}

/** Takes a text in as the Office. */
export async function takeInText(world: World, text: string): Promise<DocumentDetail> {
  return (await world.as('office').post<IntakeResult>('/api/notices', { text })).document;
}

/** Settles what is open of a proposal and accepts it. */
export async function settle(
  world: World,
  document: { id: string },
  proposal: ProposalView,
  change: Readonly<Record<string, unknown>> = {},
): Promise<ProposalView> {
  const url = `/api/notices/${document.id}/proposals/${proposal.id}`;
  const office = world.as('office');
  let { version } = proposal;
  if (Object.keys(change).length > 0) {
    const after = await office.patch<ProposalList>(url, { version, ...change });
    version = find(after, proposal.id).version;
  }
  return find(await office.post<ProposalList>(`${url}/accept`, { version }), proposal.id);
}

export function find(list: ProposalList, id: string): ProposalView {
  const found = list.proposals.find((proposal) => proposal.id === id);
  if (!found) throw new Error(`no proposal ${id}`);
  return found;
}

/** Gives one task out, from intake to issue, and returns it as the Office sees it. */
export async function issueOne(
  world: World,
  change: Readonly<Record<string, unknown>>,
  order = 'Giao Sở Thông tin và Truyền thông hoàn thiện phần mềm nhắc việc.',
): Promise<TaskDetail> {
  const document = await takeInText(world, noticeText([order]));
  const [first, ...rest] = document.proposals;
  if (!first || rest.length > 0) throw new Error(`read ${document.proposals.length} tasks`);
  await settle(world, document, first, change);
  const issued = await world.as('office').post<IssueResult>(`/api/notices/${document.id}/issue`, {});
  return world.as('office').get<TaskDetail>(`/api/tasks/${issued.tasks[0]?.id}`);
}

/** One of a task's parts; the only one when nothing is said. */
export function partOf(task: TaskDetail, agencyId?: string, period?: string) {
  const parts = task.assignments.filter(
    (part) => (!agencyId || part.agency.id === agencyId) && (!period || part.period?.label === period),
  );
  const [part] = parts;
  if (!part || (parts.length > 1 && !agencyId)) throw new Error(`${parts.length} parts`);
  return part;
}

/** Does something with the only (or the given agency's) part of a task, at the version it has. */
export async function doIt(
  world: World,
  who: Who,
  task: TaskDetail,
  action: string,
  body: Readonly<Record<string, unknown>> = {},
  agencyId?: string,
  period?: string,
): Promise<TaskDetail> {
  const part = partOf(task, agencyId, period);
  return world.as(who).post<TaskDetail>(`/api/tasks/${task.id}/assignments/${part.id}/${action}`, {
    version: part.version,
    ...body,
  });
}

export async function tasksOf(world: World, who: Who, query = ''): Promise<TaskPage> {
  return world.as(who).get<TaskPage>(`/api/tasks${query}`);
}
