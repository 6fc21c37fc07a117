import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testProvince } from '#platform/testing/test-province.ts';
import { buildServer } from './server.ts';

interface Definition {
  readonly type?: string;
  readonly check?: string;
  readonly format?: string;
  readonly error?: (issue: object) => string | { message: string } | undefined;
  readonly checks?: readonly Made[];
  readonly [part: string]: unknown;
}
interface Made {
  readonly _zod: { readonly def: Definition };
}

const isMade = (value: unknown): value is Made => typeof value === 'object' && value !== null && '_zod' in value;

const asked: { route: string; schema: Made }[] = [];
const app = buildServer({ province: await testProvince(), jobs: [] });
app.addHook('onRoute', ({ method, url, schema }) => {
  for (const part of ['querystring', 'body'] as const) {
    const found = schema?.[part];
    if (isMade(found)) asked.push({ route: `${String(method)} ${url} ${part}`, schema: found });
  }
});
await app.ready();

/** A pattern or rule of our own of which only its schema can say in words what it asks for. */
const isOurOwn = ({ check, format, type }: Definition): boolean =>
  (check === 'string_format' && format === 'regex') || check === 'custom' || type === 'template_literal';

/** Every schema and check inside one, with the fields that lead there. */
function* within(made: Made, path: string, seen = new Set<Made>()): Generator<[string, Definition, boolean]> {
  if (seen.has(made)) return;
  seen.add(made);
  const { def } = made._zod;
  yield [path, def, false];
  for (const check of def.checks ?? []) yield [path, check._zod.def, def.error !== undefined];
  for (const [part, value] of Object.entries(def)) {
    if (part === 'checks') continue;
    if (part === 'shape')
      for (const [field, inner] of Object.entries(value as Record<string, Made>))
        yield* within(inner, `${path}.${field}`, seen);
    else if (part === 'getter') yield* within((value as () => Made)(), path, seen);
    else for (const inner of [value].flat()) if (isMade(inner)) yield* within(inner, path, seen);
  }
}

test('wherever a call asks for a form of our own, its refusal says in words which', () => {
  assert.ok(asked.length > 100, 'the calls were looked at');
  const mute = asked.flatMap(({ route, schema }) =>
    [...within(schema, route)].flatMap(([path, def, ownerSpeaks]) =>
      isOurOwn(def) && def.error === undefined && !ownerSpeaks ? [path] : [],
    ),
  );
  assert.deepEqual([...new Set(mute)], []);
});
