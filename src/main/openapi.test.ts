import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testProvince } from '#platform/testing/test-province.ts';
import { buildServer } from './server.ts';

type Json = Readonly<Record<string, unknown>>;

const app = buildServer({ province: await testProvince(), jobs: [] });
await app.ready();

test('the description of the interface is whole: every reference leads somewhere, every call has a summary', async () => {
  const document = (await app.inject('/api/openapi.json')).json<
    Json & { paths: Record<string, Record<string, Json>> }
  >();
  assert.equal(document['openapi'], '3.1.0');
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
  assert.ok(references.length > 0, 'a tree is described by reference');
  for (const reference of references) {
    assert.match(reference, /^#\//);
    const found = reference
      .slice(2)
      .split('/')
      .reduce<unknown>((at, key) => (at as Json | undefined)?.[key], document);
    assert.ok(found, `${reference} leads nowhere`);
  }
  for (const [path, calls] of Object.entries(document.paths))
    for (const [method, call] of Object.entries(calls)) assert.ok(call['summary'], `${method} ${path} has no summary`);
});

test('the description says which calls need no session', async () => {
  const { paths } = (await app.inject('/api/openapi.json')).json<{ paths: Record<string, Record<string, Json>> }>();
  assert.deepEqual(paths['/api/session']?.['get']?.['security'], []);
  assert.equal(paths['/api/my-work']?.['get']?.['security'], undefined, 'asked for by the whole description');
});
