import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHtml, toTabbed } from './copy-table.ts';

test('text that a spreadsheet would run as a formula is made harmless', () => {
  for (const text of ['=HYPERLINK("http://x")', '+84', '-1', '@SUM(A1)']) {
    assert.equal(toTabbed(['Tên'], [[text]]), `Tên\n'${text}`);
    assert.match(toHtml(['Tên'], [[text]]), /mso-number-format/);
  }
});

test('numbers and days keep their type, document numbers stay text', () => {
  const html = toHtml(['Số', 'Ngày', 'Việc'], [['12/03', '2018-03-30', 7]]);
  assert.match(html, /<td>2018-03-30<\/td><td>7<\/td>/);
  assert.match(html, /<td style="[^"]+">12\/03<\/td>/);
});

test('a cell cannot break out of its line, its cell or its markup', () => {
  assert.equal(toTabbed(['A', 'B'], [['một\thai\nba', null]]), 'A\tB\nmột hai ba\t');
  assert.match(toHtml(['A'], [['<script>&"']]), /&lt;script&gt;&amp;&quot;/);
});
