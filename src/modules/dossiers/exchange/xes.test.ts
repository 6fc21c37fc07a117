import assert from 'node:assert/strict';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { Refusal } from '#kernel/refusal.ts';
import { compileMapping, faultsOf } from '../domain/exchange/compile.ts';
import { ImportMapping } from '../domain/exchange/mapping.ts';
import { emptyHead, readXes } from './xes.ts';

/** A log in the shape of the municipal permit logs of the BPI Challenge 2015; the facts are made up. */
const LOG = `<?xml version="1.0" encoding="UTF-8"?>
<!-- made by a test -->
<log xes.version="1.0" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="trace"><string key="concept:name" value="UNKNOWN"/><date key="endDatePlanned" value="1970-01-01T00:00:00Z"/></global>
  <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
  <classifier name="Activity" keys="concept:name lifecycle:transition"/>
  <string key="source" value="made up"><string key="inner" value="x"/></string>
  <trace>
    <string key="concept:name" value="case &amp; 1"/>
    <date key="startDate" value="2014-01-02T00:00:00.000+01:00"/>
    <date key="endDatePlanned" value="2014-02-02T00:00:00+01:00"/>
    <string key="caseStatus" value="G"/>
    <list key="parts"><values><string key="part" value="Bouw"/><string key="part" value="Sloop"/></values></list>
    <event>
      <string key="concept:name" value="registration"><string key="by" value="desk"/></string>
      <date key="time:timestamp" value="2014-01-03T10:00:00.000+01:00"/>
      <string key="lifecycle:transition" value="complete"/>
      <string key="org:resource" value="560462"/>
    </event>
    <event><string key="concept:name" value="decision"/><date key="time:timestamp" value="2014-02-01T20:30:00.000+01:00"/></event>
    <event><string key="concept:name" value="without time"/></event>
  </trace>
  <trace><string key="concept:name" value="2"/><date key="startDate" value="2014-01-02T00:00:00Z"/><string key="caseStatus" value="O"/>
    <event><string key="concept:name" value="late told"/><date key="time:timestamp" value="2014-01-09T10:00:00Z"/></event>
    <event><string key="concept:name" value="early told"/><date key="time:timestamp" value="2014-01-08T10:00:00Z"/></event>
  </trace>
  <event><string key="concept:name" value="belongs nowhere"/></event>
</log>`;

const MAPPING = ImportMapping.parse({
  source: 'permits',
  fields: {
    code: 'concept:name',
    start: 'startDate',
    plannedEnd: 'endDatePlanned',
    end: ['endDate', { event: 'last', attribute: 'time:timestamp', if: { caseStatus: 'G' } }],
    status: { from: 'caseStatus', values: { G: 'finished', O: 'open' } },
  },
});

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function casesOf(log: string | Uint8Array, size = 1 << 16, head = emptyHead()) {
  const cases = [];
  for await (const one of readXes(inPieces(typeof log === 'string' ? Buffer.from(log) : log, size), head))
    cases.push(one);
  return cases;
}

async function mapped(log: string, mapping = MAPPING) {
  const map = compileMapping(mapping, null);
  return (await casesOf(log)).map((one) => (one.kind === 'case' ? map(one) : assert.fail()));
}

test('cases, nested attributes, globals and classifiers of a log, however the bytes are cut', async () => {
  for (const size of [1, 7, 1 << 16]) {
    const head = emptyHead();
    const cases = await casesOf(LOG, size, head);
    assert.equal(cases.length, 2);
    const [first] = cases;
    assert.ok(first?.kind === 'case');
    assert.deepEqual(
      [
        first.attributes.get('concept:name'),
        first.attributes.get('parts/part'),
        first.events[0]?.get('concept:name/by'),
      ],
      ['case & 1', 'Bouw', 'desk'],
    );
    assert.deepEqual(head, {
      version: '1.0',
      extensions: ['Concept'],
      classifiers: [{ name: 'Activity', keys: 'concept:name lifecycle:transition' }],
      globals: { trace: ['concept:name', 'endDatePlanned'], event: ['concept:name'] },
      strayEvents: 1,
    });
  }
});

test('the value of a global is no fact: a case without a planned end has none', async () => {
  const [, second] = await mapped(LOG);
  assert.ok(second?.ok);
  assert.equal(second.dossier.dueAt, null);
});

test('a missing end is the last event of a finished case, and never of an open one', async () => {
  const [first, second] = await mapped(LOG);
  assert.ok(first?.ok && second?.ok);
  assert.equal(first.dossier.finishedAt?.toISOString(), '2014-02-01T19:30:00.000Z');
  assert.equal(second.dossier.finishedAt, null);
  assert.deepEqual(first.remarks, ['event-without-time']);
});

test('events stand in the order of their times, with resource and transition', async () => {
  const [first, second] = await mapped(LOG);
  assert.ok(first?.ok && second?.ok);
  assert.deepEqual(
    second.dossier.events.map(({ activity }) => activity),
    ['early told', 'late told'],
  );
  assert.deepEqual(first.dossier.events[0], {
    activity: 'registration',
    at: new Date('2014-01-03T09:00:00Z'),
    resource: '560462',
    transition: 'complete',
  });
});

for (const [name, encode] of [
  ['UTF-16', (log: string) => iconv.encode(log.replace('UTF-8', 'UTF-16'), 'utf-16le', { addBOM: true })],
  ['ISO-8859-1', (log: string) => iconv.encode(log.replace('UTF-8', 'ISO-8859-1'), 'latin1')],
  ['UTF-8 with a byte order mark', (log: string) => Buffer.from(`\ufeff${log}`)],
  ['a namespace prefix', (log: string) => Buffer.from(log.replace(/<(\/?)(\w)/g, '<$1xes:$2'))],
] as const)
  test(`a log in ${name} reads the same`, async () => {
    const [first] = await casesOf(encode(LOG.replace('Bouw', 'Café')));
    assert.ok(first?.kind === 'case');
    assert.equal(first.attributes.get('parts/part'), 'Café');
  });

const refuses = (log: string, code: string) =>
  assert.rejects(casesOf(log), (error) => error instanceof Refusal && error.code === `dossiers.import.${code}`);

test('entities that multiply, or would fetch a file, are refused unread', async () => {
  const bomb = `<!DOCTYPE log [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
  await refuses(`<?xml version="1.0"?>${bomb}<log><trace><string key="k" value="&b;"/></trace></log>`, 'xml_doctype');
  await refuses('<!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>', 'xml_doctype');
  await refuses(`<!-- ${'x'.repeat(100_000)} --><!DOCTYPE log [<!ENTITY a "b">]><log/>`, 'xml_doctype');
  await refuses('<log><trace><string key="k" value="&unknown;"/></trace></log>', 'xml_broken');
});

test('nesting without end, a tag without end, and a log cut off are refused', async () => {
  await refuses(`<log><trace>${'<list key="a">'.repeat(5000)}`, 'xml_too_deep');
  await refuses(`<log><trace><string key="k" value="${'x'.repeat(3_000_000)}"/></trace></log>`, 'xml_token_too_long');
  await refuses(LOG.slice(0, 900), 'xml_broken');
  await refuses('<html><trace/></html>', 'xes_not_log');
});

test('a case with more events than any dossier has is told apart, and the next one is read', async () => {
  const many = '<event><string key="concept:name" value="x"/></event>'.repeat(50_001);
  const cases = await casesOf(`<log><trace>${many}</trace><trace><string key="concept:name" value="b"/></trace></log>`);
  assert.deepEqual(
    cases.map(({ kind, row }) => [kind, row]),
    [
      ['broken', 1],
      ['case', 2],
    ],
  );
});

test('a mapping that names a column for a log, or events for a book, or a value there is not, is at fault', () => {
  const make = (fields: object) => ImportMapping.parse({ source: 's', fields: { code: 'a', start: 'b', ...fields } });
  const codes = (mapping: ImportMapping, heading: ReadonlyMap<string, number> | null) =>
    faultsOf(mapping, heading).map(({ code }) => code);
  const heading = new Map([
    ['a', 0],
    ['b', 1],
  ]);
  assert.deepEqual(codes(make({ end: { letter: 'C' } }), null), ['letter_in_log']);
  assert.deepEqual(codes(make({ end: { event: 'last', attribute: 't' } }), heading), ['event_in_table']);
  assert.deepEqual(codes(make({ channel: { from: 'a', values: { x: 'fax' } } }), heading), ['value_unknown']);
  assert.deepEqual(codes({ ...make({}), dateFormats: ['dd/MM'] }, heading), ['date_format']);
  assert.deepEqual(codes({ ...make({}), timeZone: 'Mars' }, heading), ['time_zone']);
  assert.deepEqual(codes(make({ end: ['không có', 'cũng không'] }), heading), ['column_missing']);
  assert.deepEqual(codes(make({ end: ['không có', 'b'] }), heading), []);
});
