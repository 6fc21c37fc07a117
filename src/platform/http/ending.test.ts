import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import test from 'node:test';
import Fastify from 'fastify';
import { endsWithConnectionsOpen } from './ending.ts';

const PATIENCE_MS = 1500;

/** An application that answers `/slow` when it is told to, and a way to reach it. */
async function listening(patience = PATIENCE_MS) {
  const app = Fastify();
  endsWithConnectionsOpen(app, patience);
  let asked = () => {};
  let answer = () => {};
  const isAsked = new Promise<void>((done) => (asked = done));
  const mayAnswer = new Promise<void>((done) => (answer = done));
  app.get('/slow', async () => {
    asked();
    await mayAnswer;
    return { ok: true };
  });
  app.post('/form', async () => ({ ok: true }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const open = async (text = '') => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => socket.destroy()); // the other side is meant to cut it
    if (text) socket.write(text);
    return socket;
  };
  return { app, port, open, isAsked, answer };
}

test('a connection nobody asked anything on does not keep the program from ending', async () => {
  const { app, open } = await listening();
  const socket = await open();
  const accepted = once(app.server, 'connection');
  await Promise.all([accepted, open()]); // the first has been taken in too
  const began = performance.now();
  await Promise.all([app.close(), once(socket, 'close')]);
  assert.ok(performance.now() - began < PATIENCE_MS);
});

test('who is being answered when the program ends gets the whole answer', async () => {
  const { app, port, isAsked, answer } = await listening();
  const reply = fetch(`http://127.0.0.1:${port}/slow`);
  await isAsked;
  const closed = app.close();
  answer();
  assert.deepEqual(await (await reply).json(), { ok: true });
  await closed;
});

test('a body that never comes whole is waited for only so long', async () => {
  const { app, open } = await listening(300);
  const asked = once(app.server, 'request');
  const socket = await open(
    'POST /form HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{"a"',
  );
  await asked;
  const began = performance.now();
  await Promise.all([app.close(), once(socket, 'close')]);
  assert.ok(performance.now() - began >= 290);
});
