import assert from 'node:assert/strict';
import { createServer as webServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { after, test } from 'node:test';
import { requireFreePort } from './port.ts';

const open = new Set<Server>();
after(() => Promise.all([...open].map(close)));
const close = (server: Server) =>
  new Promise<void>((done) => {
    open.delete(server);
    server.close(() => done());
  });

/** Something that holds a port and answers every call with this; undefined: it never answers. */
async function holder(status: number, body: string | undefined): Promise<[Server, number]> {
  const server =
    body === undefined
      ? createServer((socket) => void socket.unref())
      : webServer((_, reply) => void reply.writeHead(status, { connection: 'close' }).end(body));
  open.add(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return [server, (server.address() as AddressInfo).port];
}
const ending = JSON.stringify({ status: 'ending' });
const silent = () => undefined;

test('a port whose holder is ending is waited for, said once, and taken when it is free', async () => {
  const [server, port] = await holder(503, ending);
  const said: string[] = [];
  const waiting = Promise.withResolvers<void>();
  const free = requireFreePort('127.0.0.1', port, {
    say: (sentence) => {
      said.push(sentence);
      waiting.resolve();
    },
  });
  await waiting.promise;
  await close(server);
  await free;
  assert.deepEqual(said, [`Đúng Hẹn chạy lần trước còn giữ cổng ${port} và đang dừng; đợi nó nhả cổng rồi khởi động…`]);
});

test('the wait has an end, and says how long it was', async () => {
  const [, port] = await holder(503, ending);
  await assert.rejects(
    requireFreePort('127.0.0.1', port, { say: silent, patienceMs: 600 }),
    new RegExp(`Đã đợi 1 giây mà Đúng Hẹn chạy lần trước chưa nhả cổng ${port}\\..*--port`),
  );
});

test('a port that a working Đúng Hẹn or a stranger holds is told at once, whatever it answers or not', async () => {
  const strangers: readonly [number, string | undefined][] = [
    [200, JSON.stringify({ status: 'ok' })],
    [503, JSON.stringify({ status: 'database unavailable' })],
    [200, '<html>ending</html>'],
    [200, 'null'],
    [200, undefined],
  ];
  for (const [status, body] of strangers) {
    const [, port] = await holder(status, body);
    const said: string[] = [];
    await assert.rejects(
      requireFreePort('127.0.0.1', port, { say: (sentence) => said.push(sentence) }),
      new RegExp(`Cổng ${port} đang được chương trình khác dùng.*--port ${port + 1}`),
    );
    assert.deepEqual(said, []);
  }
});

test('any port that is free will do, and 0 is never asked for', async () => {
  const [server, port] = await holder(200, '');
  await close(server);
  await requireFreePort('127.0.0.1', port);
  await requireFreePort('127.0.0.1', 0);
});
