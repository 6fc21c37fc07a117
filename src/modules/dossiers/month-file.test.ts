import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import test from 'node:test';
import ExcelJS from 'exceljs';
import { evaluateSheet } from '#modules/documents/testing/evaluate.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { FORM_COLUMNS } from './domain/month.ts';
import type { MonthTable } from './month-schema.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const monitor = world.as('monitor');

/** The workbook as somebody opens it: what stands in the cells, and the formulas by their own text. */
async function openedSheet(bytes: Buffer) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.read(Readable.from([bytes]));
  const sheet = book.worksheets[0];
  assert.ok(sheet);
  let formulas = 0;
  const rows = Array.from({ length: sheet.rowCount }, (_, row) => ({
    cells: Array.from({ length: sheet.columnCount }, (_unused, column) => {
      const cell = sheet.getCell(row + 1, column + 1);
      if (!cell.formula) return typeof cell.value === 'number' || typeof cell.value === 'string' ? cell.value : null;
      formulas += 1;
      const { formula } = cell;
      return { text: () => formula, result: null };
    }),
  }));
  return { values: evaluateSheet({ name: sheet.name, columns: [], rows } as never), formulas };
}

test('the file opened again computes the figures of the page: thirteen columns, sums, and the checks', async () => {
  const clerk = world.as('clerk');
  const head = world.as('head');
  for (const channel of ['counter', 'online', 'counter', 'post']) {
    const sent = await clerk.act(await aDossier(world, { channel }), 'forward');
    let dossier = await head.act(sent, 'advance', { officerId: world.actors.officer.personId });
    if (channel !== 'counter') {
      while (!dossier.actions.includes('finish')) dossier = await head.act(dossier, 'advance');
      await head.act(dossier, 'finish');
    }
  }
  province.clock.set('2018-07-30T09:00');
  const page = await monitor.get<MonthTable>('/api/dossiers/month?month=2018-07');
  const { bytes } = await monitor.file('/api/dossiers/month/files/xlsx?month=2018-07');
  const { values, formulas } = await openedSheet(bytes);
  assert.ok(formulas > FORM_COLUMNS.length);
  const figures = FORM_COLUMNS.map((column) => page.total.counts[column]);
  assert.deepEqual(figures, [4, 1, 3, 0, 2, 2, 0, 0, 2, 0, 2]);
  const total = values.findLast((cells) => typeof cells[2] === 'number');
  assert.deepEqual(total?.slice(2, 13), figures);
  assert.equal(total?.[13], 'Khớp');
  for (const { agency, counts } of page.agencies) {
    const line = values.find((cells) => cells.includes(agency.name));
    assert.deepEqual(
      line?.slice(2, 13),
      FORM_COLUMNS.map((column) => counts[column]),
      agency.name,
    );
  }
});
