/** A program that talks to the interface as a signed-in person, as the pages do. */
export interface Client {
  /** @throws Error with the answer when the status is not 2xx; a refused connection throws as fetch does */
  call<T>(method: 'GET' | 'POST' | 'PATCH' | 'PUT', path: string, body?: unknown, key?: string): Promise<T>;
}

export class HttpError extends Error {
  readonly status: number;
  constructor(status: number, body: string) {
    super(`${status}: ${body.slice(0, 400)}`);
    this.status = status;
  }
}

/** Signs in over HTTP and keeps the session's cookie. */
export async function signedIn(address: string, login: string, password = 'dung-hen-2018'): Promise<Client> {
  const first = await send(address, '', 'POST', '/api/session', { login, password });
  const cookie = first.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return {
    call: async <T>(method: string, path: string, body?: unknown, key?: string) => {
      const reply = await send(address, cookie, method, path, body, key);
      const text = await reply.text();
      return (text === '' ? undefined : JSON.parse(text)) as T;
    },
  };
}

async function send(
  address: string,
  cookie: string,
  method: string,
  path: string,
  body?: unknown,
  key?: string,
): Promise<Response> {
  const reply = await fetch(address + path, {
    method,
    headers: {
      'x-dunghen-request': '1',
      cookie,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key ? { 'idempotency-key': key } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new HttpError(reply.status, await reply.text());
  return reply;
}
