import { Form, workSeed } from '#modules/directives/testing/world.ts';
import { assign, createPerson, createPost, grantsOf, listAgencies } from '#modules/org/public.ts';
import { type Actor, anonymousActor, type Role, systemActor } from '#platform/auth/actor.ts';
import { type App, createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { SAME_ORIGIN_HEADER } from '#platform/http/security.ts';
import type { TestProvince } from '#platform/testing/test-province.ts';
import type { CriteriaSet, Leaf } from '../domain/criteria-set.ts';
import { writeCriteriaSet } from '../domain/set-json.ts';
import { parIndexMessages } from '../messages.vi.ts';
import { parIndexRoutes } from '../routes.ts';
import type { RoundDetail } from '../rounds-schema.ts';
import type { SheetDetail, ValueBody } from '../sheets-schema.ts';
import type { SetDetail } from '../sets-schema.ts';

export { Form, workSeed };

const PEOPLE = {
  monitor: ['KH.SNV', 'Lý Theo Dõi', 'Chuyên viên', 'reform-monitor'],
  monitor2: ['KH.SNV', 'Cao Theo Dõi', 'Chuyên viên', 'reform-monitor'],
  leader: ['KH.UBND', 'Phạm Lãnh Đạo', 'Chủ tịch', 'provincial-leader'],
  office: ['KH.VPUBND', 'Đỗ Văn Phòng', 'Chuyên viên', 'office-clerk'],
  officeClerk: ['KH.VPUBND', 'Hà Văn Thư', 'Văn thư', 'agency-clerk'],
  auditor: ['KH.TTR', 'Tô Kiểm Tra', 'Thanh tra viên', 'auditor'],
  administrator: ['KH.VPUBND', 'Mai Quản Trị', 'Quản trị', 'administrator'],
  itHead: ['KH.STTTT', 'Lê Giám Đốc', 'Giám đốc', 'agency-head'],
  itClerk: ['KH.STTTT', 'Ngô Văn Thư', 'Văn thư', 'agency-clerk'],
  itOfficer: ['KH.STTTT', 'Võ Chuyên Viên', 'Chuyên viên', 'officer'],
  financeClerk: ['KH.STC', 'Hồ Tài Chính', 'Văn thư', 'agency-clerk'],
  homeClerk: ['KH.SNV', 'Trần Nội Vụ', 'Văn thư', 'agency-clerk'],
  healthClerk: ['KH.SYT', 'Đinh Y Tế', 'Văn thư', 'agency-clerk'],
} as const satisfies Record<string, readonly [string, string, string, Role]>;
export type Who = keyof typeof PEOPLE | 'visitor';

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** The people of a round and the web application as they use it. */
export async function makeWorld(province: TestProvince) {
  const { actors, agencies } = await province.as(systemActor('Thử nghiệm')).run(async (tx) => {
    const byCode = new Map((await listAgencies(tx, { on: tx.today })).map((agency) => [agency.code, agency.id]));
    const people: [string, Actor][] = [];
    for (const [who, [code, name, title, role]] of Object.entries(PEOPLE)) {
      const person = await createPerson(tx, { fullName: name, email: `${who.toLowerCase()}@thu.invalid` });
      const post = await createPost(tx, { agencyId: byCode.get(code) ?? '', title, role });
      await assign(tx, { personId: person.id, postId: post.id, from: '2018-01-01' });
      people.push([
        who,
        { kind: 'person', personId: person.id, name, grants: await grantsOf(tx, person.id, tx.today) },
      ]);
    }
    return { actors: new Map(people), agencies: byCode };
  });
  const agency = (code: string): string => {
    const id = agencies.get(code);
    if (!id) throw new Error(`no agency ${code}`);
    return id;
  };
  const app = createApp({
    province,
    messages: { ...httpMessages, ...parIndexMessages },
    authenticate: async (request) => actors.get(String(request.headers['x-test-person'])) ?? anonymousActor,
  }) as App;
  void app.register(async (scope) => parIndexRoutes(scope as App, province));
  return { province, agency, app, actors, as: (who: Who) => caller(app, who) };
}

interface Refused {
  readonly code: string;
  readonly detail: string;
}

function caller(app: App, who: Who) {
  const send = async <Body>(method: 'GET' | 'POST', url: string, payload?: object) => {
    const form = payload instanceof Form ? payload : undefined;
    const reply = await app.inject({
      method,
      url,
      headers: { 'x-test-person': who, [SAME_ORIGIN_HEADER]: '1', ...form?.headers },
      ...(payload === undefined ? {} : { payload: form ? form.body : payload }),
    });
    const isJson = String(reply.headers['content-type']).includes('json');
    return { status: reply.statusCode, body: (isJson ? reply.json() : reply.body) as Body, raw: reply.rawPayload };
  };
  const ok = async <Body>(method: 'GET' | 'POST', url: string, payload?: object) => {
    const reply = await send<Body>(method, url, payload);
    if (reply.status !== 200) throw new Error(`${method} ${url}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  return {
    send,
    get: <Body>(url: string) => ok<Body>('GET', url),
    post: <Body>(url: string, payload: object = {}) => ok<Body>('POST', url, payload),
    refused: async (method: 'GET' | 'POST', url: string, payload?: object) => {
      const reply = await send<Refused>(method, url, payload);
      if (reply.status < 400) throw new Error(`${method} ${url} was not refused`);
      return `${reply.status} ${reply.body.code}`;
    },
  };
}

const leaf = (code: string, name: string, max: number, change: Partial<Leaf>): Leaf => ({
  kind: 'leaf',
  code,
  name,
  max,
  method: 'appraised',
  scorer: 'unit',
  rule: { type: 'points' },
  evidence: 'Văn bản',
  measureId: null,
  controllable: true,
  legal: null,
  ...change,
});

/** A small table with every kind of scorer: ten points. */
export function smallSet(change: Partial<CriteriaSet> = {}): CriteriaSet {
  return {
    id: 'thu-2017-so',
    title: 'Bộ tiêu chí thử',
    year: 2017,
    block: 'so-ban-nganh',
    decision: null,
    isDemonstration: false,
    label: null,
    total: 1000,
    fields: [
      {
        kind: 'branch',
        code: '1',
        name: 'Chỉ đạo',
        max: 500,
        children: [
          leaf('1.1', 'Kế hoạch', 200, { rule: { type: 'timeliness', late: 100 } }),
          leaf('1.2', 'Mức thực hiện', 300, {
            rule: { type: 'proportional', floorPerCent: null, fullFromPerCent: null, nothingDue: 'not-applicable' },
          }),
        ],
      },
      {
        kind: 'branch',
        code: '2',
        name: 'Kết quả',
        max: 500,
        children: [
          leaf('2.1', 'Nội dung báo cáo', 100, { scorer: 'appraiser' }),
          leaf('2.2', 'Hài lòng', 300, { scorer: 'survey', method: 'survey-citizens', rule: { type: 'survey' } }),
          leaf('2.3', 'Thống kê', 100, {
            scorer: 'system',
            method: 'statistics',
            rule: { type: 'step', unit: 'per-cent', bands: [{ ge: 50, points: 100 }], nothingDue: 'zero' },
          }),
        ],
      },
    ],
    bonusMax: 50,
    penaltyMax: 50,
    classes: [
      { name: 'Tốt', from: 8000 },
      { name: 'Yếu', from: 0 },
    ],
    ...change,
  };
}

/** A set taken in by the monitor and adopted by the leader. */
export async function adoptedSet(world: World, set: CriteriaSet = smallSet()): Promise<SetDetail> {
  const draft = await world.as('monitor').post<SetDetail>('/api/par/sets', { file: writeCriteriaSet(set) });
  return world.as('leader').post<SetDetail>(`/api/par/sets/${draft.id}/adopt`, { revision: draft.revision });
}

/** What opening a round takes: four departments, appraised by Finance, then Home Affairs, then the Office. */
export function roundBody(world: World, setId: string, change: object = {}): object {
  return {
    title: 'Chấm điểm năm 2017',
    setId,
    periodFrom: '2017-01-01',
    periodTo: '2017-12-31',
    cutOffOn: '2017-12-31',
    selfDueOn: '2018-03-10',
    appraisal1DueOn: '2018-03-20',
    explanationDueOn: '2018-03-25',
    appraisal2DueOn: '2018-03-31',
    publishOn: '2018-04-20',
    agencyIds: ['KH.STTTT', 'KH.STC', 'KH.SNV'].map(world.agency),
    monitors: [{ code: '', agencyIds: ['KH.STC', 'KH.SNV', 'KH.VPUBND'].map(world.agency) }],
    ...change,
  };
}

export function sheetOf(round: RoundDetail, agencyId: string): string {
  const sheet = round.sheets.find((one) => one.agency.id === agencyId);
  if (!sheet) throw new Error('no such sheet');
  return sheet.id;
}

/** Gives a value as somebody, after whatever stands there as he sees it. */
export async function give(
  world: World,
  who: Who,
  sheetId: string,
  value: Pick<ValueBody, 'leaf' | 'stage'> & Partial<ValueBody>,
): Promise<SheetDetail> {
  const sheet = await world.as(who).get<SheetDetail>(`/api/par/sheets/${sheetId}`);
  const last = sheet.leaves.find((one) => one.code === value.leaf)?.values.find((one) => one.stage === value.stage);
  return world.as(who).post<SheetDetail>(`/api/par/sheets/${sheetId}/values`, {
    input: null,
    after: last?.seq ?? 0,
    ...value,
  });
}
