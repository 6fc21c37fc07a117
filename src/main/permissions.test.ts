import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import test from 'node:test';
import type { Permission } from '#platform/auth/permission.ts';
import { permissions } from './modules.ts';

test('a session can tell its person of every permission a module declares', async () => {
  const declared: string[] = [];
  for (const file of globSync('modules/*/permissions.ts', { cwd: resolve(import.meta.dirname, '..') })) {
    const module = (await import(resolve(import.meta.dirname, '..', file))) as Record<
      string,
      Record<string, Permission>
    >;
    for (const group of Object.values(module)) for (const { name } of Object.values(group)) declared.push(name);
  }
  assert.ok(declared.length > 10);
  assert.deepEqual(permissions.map(({ name }) => name).sort(), declared.sort());
  assert.equal(new Set(declared).size, declared.length, 'names are unique');
});
