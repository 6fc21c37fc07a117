import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import test from 'node:test';
import { readGuide, readLine } from './guide-text.ts';

test('blocks keep their order; code keeps every character; a list item goes on over lines', () => {
  const blocks = readGuide(
    '# Tên\n\nMột **câu**\ndài.\n\n- một `a`\n  tiếp\n- hai\n\n```sh\n# không phải tiêu đề\n\n- x\n```\n## Sau',
  );
  assert.deepEqual(
    blocks.map(({ kind }) => kind),
    ['heading', 'paragraph', 'list', 'code', 'heading'],
  );
  assert.deepEqual(blocks[3], { kind: 'code', language: 'sh', text: '# không phải tiêu đề\n\n- x' });
  assert.deepEqual(blocks[2], {
    kind: 'list',
    items: [
      [
        { kind: 'text', text: 'một ' },
        { kind: 'code', text: 'a' },
        { kind: 'text', text: ' tiếp' },
      ],
      [{ kind: 'text', text: 'hai' }],
    ],
  });
});

test('a table has a head and rows, without its line of dashes', () => {
  const [table] = readGuide('| Quyền | Cho phép |\n| --- | --- |\n| `a` | đọc |');
  assert.ok(table?.kind === 'table');
  assert.deepEqual([table.head.length, table.rows.length], [2, 1]);
  assert.deepEqual(table.rows[0]?.[0], [{ kind: 'code', text: 'a' }]);
});

test('a link leads to https or into the program; anything else is text, and an open fence ends with the text', () => {
  assert.equal(readLine('[a](https://a.vn/)')[0]?.kind, 'link');
  assert.equal(readLine('[a](/api/docs)')[0]?.kind, 'link');
  for (const href of ['javascript:alert(1)', '//a.vn/', 'data:text/html,x', 'http://a.vn'])
    assert.ok(
      readLine(`[a](${href})`).every(({ kind }) => kind === 'text'),
      href,
    );
  assert.deepEqual(readGuide('```ts\na'), [{ kind: 'code', language: 'ts', text: 'a' }]);
});

test('no word of our guides is lost', () => {
  const docs = resolve(import.meta.dirname, '../../../docs');
  const textOf = (value: unknown): string =>
    typeof value === 'object' && value !== null ? Object.values(value).map(textOf).join(' ') : String(value);
  const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
  for (const file of globSync('*.md', { cwd: docs })) {
    const text = readFileSync(resolve(docs, file), 'utf8');
    const said = new Set(words(textOf(readGuide(text))));
    const lost = words(text).filter((word) => !said.has(word));
    assert.deepEqual(lost, [], file);
  }
});
