import { type TestClock, testClock, type TestProvince } from '#platform/testing/test-province.ts';
import { assign, createPerson, createPost, findAgencyByCode } from '#modules/org/public.ts';
import { orgMessages } from '#modules/org/messages.vi.ts';
import { type Role, systemActor } from '#platform/auth/actor.ts';
import { type App, createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { SAME_ORIGIN_HEADER } from '#platform/http/security.ts';
import { authenticate, recognise } from '../authenticate.ts';
import { accountsMessages } from '../messages.vi.ts';
import { hashPassword } from '../password-hash.ts';
import { accountsRoutes } from '../routes.ts';
import { addAccount } from '../service/invites.ts';
import { savePasswordHash } from '../store/accounts.ts';

export const PASSWORD = 'thuyền thúng ra khơi sớm';
export const OTHER_PASSWORD = 'mưa phùn trên đèo Cả';
/** One hash for everybody in a test file: hashing is what takes long. */
const hash = await hashPassword(PASSWORD);

/** The real time of a test: sessions, links and the brake run on it, not on the province's clock. */
export function realClock(): TestClock {
  return testClock('2026-11-22T09:00');
}

/** The web application with this module's routes and nothing else. */
export function accountsApp(province: TestProvince, realTime: TestClock, options: { https?: boolean } = {}): App {
  const app = createApp({
    province,
    messages: { ...httpMessages, ...orgMessages, ...accountsMessages },
    authenticate: (request) => authenticate(province, request, realTime),
    recognise: (request) => recognise(province, request, realTime),
    ...(options.https ? { https: true, trustProxy: '127.0.0.1' } : {}),
  });
  void app.register(async (scope) => accountsRoutes(scope as App, province, realTime));
  return app;
}

export interface Somebody {
  readonly personId: string;
  readonly login: string;
}

/** A person with a post of the role at the agency, without an account. */
export async function aPerson(
  province: TestProvince,
  { name = 'Nguyễn Văn Bình', role = 'officer' as Role, agency = 'KH.STTTT' } = {},
): Promise<string> {
  return province.as(systemActor('Thử nghiệm')).run(async (tx) => {
    const at = await findAgencyByCode(tx, agency);
    if (!at) throw new Error(`no agency ${agency}`);
    const person = await createPerson(tx, { fullName: name });
    const post = await createPost(tx, { agencyId: at.id, title: 'Vị trí thử nghiệm', role });
    await assign(tx, { personId: person.id, postId: post.id });
    return person.id;
  });
}

/** A person who can sign in with `PASSWORD`. */
export async function anAccount(
  province: TestProvince,
  realTime: TestClock,
  login: string,
  who: { name?: string; role?: Role; agency?: string } = {},
): Promise<Somebody> {
  const personId = await aPerson(province, who);
  await province.as(systemActor('Thử nghiệm')).run(async (tx) => {
    await addAccount(tx, personId, login, realTime.now());
    await savePasswordHash(tx.db, personId, hash, realTime.now());
  });
  return { personId, login };
}

type Method = 'GET' | 'POST' | 'DELETE';

interface Call {
  readonly body?: object | undefined;
  readonly headers?: Record<string, string>;
  readonly address?: string;
}

/** A browser: keeps its cookies, sends what our pages send, and comes from one address. */
export class Browser {
  readonly #app: App;
  readonly address: string;
  readonly cookies = new Map<string, string>();

  constructor(app: App, address = '203.0.113.7') {
    this.#app = app;
    this.address = address;
  }

  async send(method: Method, url: string, call: Call = {}) {
    const reply = await this.#app.inject({
      method,
      url,
      remoteAddress: call.address ?? this.address,
      cookies: Object.fromEntries(this.cookies),
      headers: {
        'user-agent':
          'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
        ...(method === 'GET' ? {} : { [SAME_ORIGIN_HEADER]: '1' }),
        ...call.headers,
      },
      ...(call.body ? { payload: call.body } : {}),
    });
    for (const cookie of reply.cookies) {
      if (cookie.value === '') this.cookies.delete(cookie.name);
      else this.cookies.set(cookie.name, cookie.value);
    }
    return reply;
  }

  async signIn(login: string, password = PASSWORD) {
    return this.send('POST', '/api/session', { body: { login, password } });
  }
}
