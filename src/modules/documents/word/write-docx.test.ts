import assert from 'node:assert/strict';
import test from 'node:test';
import { partsOf, shownText } from '../testing/parts.ts';
import { LABEL, sampleReport } from '../testing/sample.ts';
import { renderDocx } from '../render.ts';

const parts = await partsOf(await renderDocx(sampleReport()));
const xml = parts.get('word/document.xml') ?? '';
const shown = shownText(xml);

test('the page is A4 with the margins of NĐ 30/2020, an annex lies across where it asks to', () => {
  const pages = [...xml.matchAll(/<w:pgSz w:w="(\d+)" w:h="(\d+)" w:orient="(\w+)"\/>/g)].map((one) => one.slice(1));
  assert.deepEqual(pages, [
    ['11906', '16838', 'portrait'],
    ['16838', '11906', 'landscape'],
    ['11906', '16838', 'portrait'],
  ]);
  const margin = (side: string) => (Number(new RegExp(`<w:pgMar[^>]*w:${side}="(\\d+)"`).exec(xml)?.[1]) / 1440) * 25.4;
  const inside = (value: number, low: number, high: number) => value >= low - 0.1 && value <= high + 0.1;
  assert.ok(inside(margin('top'), 20, 25) && inside(margin('bottom'), 20, 25));
  assert.ok(inside(margin('left'), 30, 35) && inside(margin('right'), 15, 20));
});

test('letters are Times New Roman of 13 to 14 points', () => {
  const styles = parts.get('word/styles.xml') ?? '';
  assert.match(styles, /<w:docDefaults>.*w:ascii="Times New Roman".*<w:sz w:val="(26|27|28)"\/>.*<\/w:docDefaults>/s);
});

test('pages are numbered on top from the second on, each annex anew', () => {
  assert.equal(xml.match(/<w:titlePg\/>/g)?.length, 3);
  assert.equal(xml.match(/<w:pgNumType w:start="1"/g)?.length, 3);
  const headers = [...parts].filter(([name]) => /header\d+\.xml$/.test(name)).map(([, part]) => part);
  assert.equal(headers.filter((part) => part.includes('PAGE')).length, 3);
  assert.ok(headers.some((part) => !part.includes('PAGE')));
});

test('Vietnamese typed decomposed is written composed', () => {
  assert.ok(shown.includes('Ủy ban nhân dân tỉnh báo cáo kết quả như sau:'));
  assert.equal(xml, xml.normalize('NFC'));
});

test('nation, motto, number, signature and recipients stand as written', () => {
  for (const text of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Số: 08/BC-SNV',
    'Khánh Hòa, ngày 05 tháng 02 năm 2018',
    'TM. ỦY BAN NHÂN DÂN',
    'PHÓ CHỦ TỊCH',
    '- Như trên;',
    '- Lưu: VT, NC.',
  ])
    assert.ok(shown.includes(`${text}\n`), text);
});

test('the demonstration label is at the foot of the first and the other pages of every part; real data has none', async () => {
  const labelled = [...parts].filter(([name, part]) => /footer\d+\.xml$/.test(name) && shownText(part).includes(LABEL));
  assert.equal(labelled.length, 6);
  const real = await partsOf(await renderDocx(sampleReport({ demonstration: null })));
  assert.ok(![...real.values()].some((part) => part.includes(LABEL)));
});

test('a table repeats its merged head on every page and writes figures as its columns say', () => {
  assert.equal(xml.match(/<w:tblHeader\/>/g)?.length, 3);
  assert.ok(xml.includes('<w:gridSpan w:val="2"/>') && xml.includes('<w:vMerge w:val="restart"/>'));
  assert.ok(shown.includes('1.234,56\n') && shown.includes('89,45%\n'));
});

test('an official letter has V/v and addressees and no name of a kind', async () => {
  const title = {
    kind: 'letter',
    subject: 'kiến nghị điều chỉnh tiêu chí',
    to: ['Bộ Nội vụ', 'Bộ Tài chính'],
  } as const;
  const letter = shownText((await partsOf(await renderDocx(sampleReport({ title })))).get('word/document.xml') ?? '');
  assert.ok(letter.includes('V/v kiến nghị điều chỉnh tiêu chí\n'));
  assert.ok(letter.includes('Kính gửi:\n- Bộ Nội vụ;\n- Bộ Tài chính.\n'));
  assert.ok(!letter.includes('BÁO CÁO\n'));
  assert.ok(letter.includes('(Kèm theo Công văn số 08/BC-SNV'));
});

test('marks and control characters in what a user typed stay text and do not break the file', async () => {
  const body = [{ kind: 'paragraph', text: 'a < b & "c" \u0000\u000b <w:p/> ]]>' } as const];
  const made = (await partsOf(await renderDocx(sampleReport({ body })))).get('word/document.xml') ?? '';
  assert.ok(shownText(made).includes('a < b & "c"  <w:p/> ]]>'.normalize('NFC')));
});
