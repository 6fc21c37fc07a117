import { connect, type Socket } from 'node:net';

/** An answer as it came; `body` is JSON text. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

/**
 * One keep-alive connection that asks one thing at a time, as cheaply as Node can: the load generator shares the
 * machine's cores with what it measures, and `fetch` would take more of them than the program does.
 */
export class Connection {
  readonly #url: URL;
  #socket: Socket | undefined;
  #cookie = '';
  #waiting: { done(reply: Reply): void; fail(error: Error): void } | undefined;
  #received: Buffer[] = [];
  #length = 0;

  private constructor(url: URL) {
    this.#url = url;
  }

  static async open(address: string): Promise<Connection> {
    const connection = new Connection(new URL(address));
    await connection.#connect();
    return connection;
  }

  async #connect(): Promise<Socket> {
    const socket = connect({ host: this.#url.hostname, port: Number(this.#url.port) });
    await new Promise<void>((done, fail) => {
      socket.once('connect', () => done());
      socket.once('error', fail);
    });
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#waiting?.fail(error));
    // The program ends a connection nobody asked anything on for a while: it is opened anew when somebody does.
    socket.on('close', () => {
      this.#socket = undefined;
      this.#waiting?.fail(new Error('the connection was closed'));
    });
    this.#socket = socket;
    return socket;
  }

  /** Signs in; the cookie goes with what is asked from then on. @returns the cookie, for other connections */
  async signIn(login: string, password: string): Promise<string> {
    this.#cookie = ''; // another person's session would be ended by signing in over it
    const reply = await this.ask('POST', '/api/session', { login, password });
    if (reply.status !== 204) throw new Error(`${login}: ${reply.status} ${reply.body}`);
    return this.#cookie;
  }

  async ask(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    more: { cookie?: string; key?: string } = {},
  ): Promise<Reply> {
    if (this.#waiting) throw new Error('one thing at a time');
    const payload = body === undefined ? '' : JSON.stringify(body);
    const head = [
      `${method} ${path} HTTP/1.1`,
      `host: ${this.#url.host}`,
      'x-dunghen-request: 1',
      `cookie: ${more.cookie ?? this.#cookie}`,
      ...(more.key ? [`idempotency-key: ${more.key}`] : []),
      ...(payload ? ['content-type: application/json', `content-length: ${Buffer.byteLength(payload)}`] : []),
    ];
    const socket = this.#socket ?? (await this.#connect());
    const reply = new Promise<Reply>((done, fail) => (this.#waiting = { done, fail }));
    socket.write(`${head.join('\r\n')}\r\n\r\n${payload}`);
    return reply;
  }

  /** @throws Error when the answer is not 200 */
  async get<Body>(path: string, cookie?: string): Promise<Body> {
    const reply = await this.ask('GET', path, undefined, cookie === undefined ? {} : { cookie });
    if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${reply.body.slice(0, 300)}`);
    return JSON.parse(reply.body) as Body;
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket?.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#length += chunk.length;
    const all = this.#received.length === 1 ? chunk : Buffer.concat(this.#received, this.#length);
    this.#received = [all];
    const end = all.indexOf('\r\n\r\n');
    if (end === -1) return;
    const head = all.toString('latin1', 0, end);
    const empty = head.startsWith('HTTP/1.1 204');
    const length = empty ? 0 : Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) return this.#waiting?.fail(new Error(`an answer without its length:\n${head}`));
    if (all.length < end + 4 + length) return;
    this.#received = [];
    this.#length = 0;
    for (const [, pair = ''] of head.matchAll(/^set-cookie: ([^;\r]+)/gim)) this.#keep(pair);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.done({ status: Number(head.slice(9, 12)), body: all.toString('utf8', end + 4, end + 4 + length) });
  }

  #keep(pair: string): void {
    const [name] = pair.split('=');
    const others = this.#cookie.split('; ').filter((one) => one !== '' && !one.startsWith(`${name}=`));
    this.#cookie = [...others, pair].join('; ');
  }
}
