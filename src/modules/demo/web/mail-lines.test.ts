import assert from 'node:assert/strict';
import test from 'node:test';
import { mailLines } from './mail-lines.ts';

test('the button line of a mail leads to the page in the reader’s own program, the rest stays words', () => {
  assert.deepEqual(mailLines('Sắp đến hạn: Báo cáo\n\nMở việc: https://khac.invalid:8080/nhiem-vu/1?a=b\n'), [
    { kind: 'words', text: 'Sắp đến hạn: Báo cáo' },
    { kind: 'gap' },
    { kind: 'link', words: 'Mở việc', to: '/nhiem-vu/1?a=b' },
  ]);
});

test('an address that cannot be read, or one inside a sentence, is not a link', () => {
  assert.deepEqual(mailLines('Mở: https://[x\nxem tại https://a.invalid/b: nhé'), [
    { kind: 'words', text: 'Mở: https://[x' },
    { kind: 'words', text: 'xem tại https://a.invalid/b: nhé' },
  ]);
});
