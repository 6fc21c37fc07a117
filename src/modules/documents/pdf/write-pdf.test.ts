import assert from 'node:assert/strict';
import test from 'node:test';
import { extractText, getDocumentProxy } from 'unpdf';
import { LABEL, SCORES, sampleReport } from '../testing/sample.ts';
import type { Report } from '../domain/report.ts';
import { renderPdf } from '../render.ts';

async function pagesOf(report: Report): Promise<string[]> {
  const { text } = await extractText(await renderPdf(report), { mergePages: false });
  return text.map((page) => page.replace(/\s+/g, ' ').trim());
}

const pdf = await renderPdf(sampleReport());
const pages = await pagesOf(sampleReport());

test('Vietnamese comes out of the file as it went in, also when it was typed decomposed', () => {
  const [first = ''] = pages;
  assert.ok(first.includes('Ủy ban nhân dân tỉnh báo cáo kết quả như sau:'), first);
  for (const text of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'SỞ NỘI VỤ', 'I. KẾT QUẢ', '- Một ý nhỏ.', '62,62/70'])
    assert.ok(first.includes(text), text);
  assert.ok(first.includes('BÁO CÁO Kết quả tự đánh giá, chấm điểm năm 2017'));
  assert.ok(first.includes('- Như trên; - Lưu: VT, NC.'));
});

test('it is tagged, in Vietnamese, titled, and carries its own typeface', async () => {
  const document = await getDocumentProxy(pdf.slice());
  assert.equal((await document.getMarkInfo())?.Marked, true);
  const info = (await document.getMetadata()).info as Record<string, unknown>;
  assert.equal(info.Language, 'vi-VN');
  assert.equal(info.Title, 'Báo cáo Kết quả tự đánh giá, chấm điểm năm 2017');
  assert.match(Buffer.from(pdf).toString('latin1'), /Tinos-Bold/);
});

test('pages are A4 and an annex lies across where it asks to', async () => {
  const document = await getDocumentProxy(pdf.slice());
  const sizes = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const [, , width = 0, height = 0] = (await document.getPage(number)).view;
    sizes.push(width < height ? 'portrait' : 'landscape');
    assert.deepEqual([Math.min(width, height), Math.max(width, height)].map(Math.round), [595, 842]);
  }
  assert.equal(sizes[0], 'portrait');
  assert.equal(sizes[1], 'landscape');
  assert.equal(sizes.at(-1), 'portrait');
});

test('the demonstration label is on every page, and on none of real data', async () => {
  assert.ok(pages.length >= 4);
  for (const [index, page] of pages.entries()) assert.ok(page.includes(LABEL), `page ${index + 1}`);
  assert.ok((await pagesOf(sampleReport({ demonstration: null }))).every((page) => !page.includes(LABEL)));
});

test('a head of a table is on each of its pages; numbers of pages start anew with each annex and skip the first', () => {
  const annex = pages.filter((page) => page.includes('Tự chấm'));
  assert.ok(annex.length >= 2);
  assert.ok(annex[0]?.startsWith('Phụ lục I '), annex[0]);
  assert.match(annex[1] ?? '', /^2 \D/);
  assert.match(pages[0] ?? '', /^\D/);
  assert.ok(pages.at(-1)?.startsWith('Phụ lục II '));
});

test('what looks like markup or code in a text is only text', async () => {
  const typed = '#read("/etc/passwd") *sao* _gạch_ $x$ @nguồn <nhãn> = 1 - 2 \\ "ngoặc" // hết';
  const [page = ''] = await pagesOf(sampleReport({ body: [{ kind: 'paragraph', text: typed }] }));
  assert.ok(page.includes(typed), page);
});

test('two documents ordered at once do not mix', async () => {
  const named = (subject: string) =>
    pagesOf(sampleReport({ title: { kind: 'named', name: 'Báo cáo', subject }, annexes: [] }));
  const made = await Promise.all(['Một', 'Hai', 'Ba'].map(named));
  assert.deepEqual(
    made.map(([page = '']) => /BÁO CÁO (\S+)/.exec(page)?.[1]),
    ['Một', 'Hai', 'Ba'],
  );
});

test('a layout that cannot be made is told as an error, and the next document is made all the same', async () => {
  const wide = { ...SCORES, head: [[{ text: 'Quá rộng', columns: 99 }]] };
  await assert.rejects(renderPdf(sampleReport({ body: [wide] })), /could not be written: .*span/);
  assert.match((await pagesOf(sampleReport()))[0] ?? '', /BÁO CÁO/);
});
