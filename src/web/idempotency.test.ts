import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fingerprint, keyFor, settle } from './idempotency.ts';

test('the same submission keeps its key until its outcome is known, then gets a new one', () => {
  const print = fingerprint('POST', '/api/tasks', { title: 'A' });
  const key = keyFor(print);
  assert.equal(keyFor(fingerprint('POST', '/api/tasks', { title: 'A' })), key);
  settle(print);
  assert.notEqual(keyFor(print), key);
});

test('another body or another address is another submission', () => {
  const keys = [
    keyFor(fingerprint('POST', '/api/tasks', { title: 'B' })),
    keyFor(fingerprint('POST', '/api/tasks', { title: 'C' })),
    keyFor(fingerprint('POST', '/api/notes', { title: 'B' })),
    keyFor(fingerprint('POST', '/api/notes', undefined)),
  ];
  assert.equal(new Set(keys).size, keys.length);
});

test('an upload is known by its fields and its files, not by being "a form"', () => {
  const form = (name: string, size: number) => {
    const data = new FormData();
    data.set('note', 'báo cáo');
    data.set('file', new File(['x'.repeat(size)], name, { lastModified: 1 }));
    return fingerprint('POST', '/api/files', data);
  };
  assert.equal(form('a.pdf', 3), form('a.pdf', 3));
  assert.notEqual(form('a.pdf', 3), form('b.pdf', 3));
  assert.notEqual(form('a.pdf', 3), form('a.pdf', 4));
});
