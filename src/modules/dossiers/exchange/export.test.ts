import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { dossierSeed } from '../testing/world.ts';
import { ImportMapping } from '../domain/exchange/mapping.ts';
import { exportText } from '../service-export.ts';
import { importFile } from './import-file.ts';

const province = await testProvince({ at: '2018-04-02T08:00', seed: dossierSeed });
const work = province.as(systemActor('Dòng lệnh'));
const folder = mkdtempSync(join(tmpdir(), 'dunghen-export-'));
after(() => rmSync(folder, { recursive: true }));

const CASE = (code: string, more: string, events = '') =>
  `<trace><string key="concept:name" value="${code}"/><date key="startDate" value="2018-01-02T08:00:00.123+07:00"/>${more}${events}</trace>`;
const EVENT = (name: string, at: string) =>
  `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="${at}"/><string key="org:resource" value="Trần &quot;A&quot; &lt;B&gt;"/></event>`;
const LOG = `<log>
${CASE('X-1', '<date key="endDatePlanned" value="2018-01-10T17:00:00+07:00"/><date key="endDate" value="2018-01-10T18:00:00+07:00"/>', EVENT('Thẩm định &amp; ký', '2018-01-05T08:00:00+07:00') + EVENT('Tiếp nhận', '2018-01-02T08:00:00+07:00'))}
${CASE('X-2', '<date key="endDatePlanned" value="2018-05-10T17:00:00+07:00"/><string key="procedure" value="Thủ tục&#10;hai dòng"/>')}
${CASE('X-3', '')}
</log>`;

const mapping = (source: string) =>
  ImportMapping.parse({
    source,
    fields: {
      code: 'concept:name',
      start: 'startDate',
      plannedEnd: 'endDatePlanned',
      end: 'endDate',
      procedure: 'procedure',
      agency: 'agency',
      channel: 'channel',
      status: 'status',
    },
  });

const path = join(folder, 'log.xes');
writeFileSync(path, LOG);
const first = await importFile(work, { path, fileName: 'log.xes', mapping: mapping('một'), dryRun: false });

async function whole(format: 'xes' | 'ocel', choice = {}): Promise<string> {
  let all = '';
  for await (const piece of await exportText(work, format, choice)) all += piece;
  return all;
}

test('a log that was imported and exported reads as the same dossiers, moments to the millisecond', async () => {
  const out = join(folder, 'out.xes');
  const xes = await whole('xes');
  writeFileSync(out, xes);
  const again = await importFile(work, { path: out, fileName: 'out.xes', mapping: mapping('hai'), dryRun: true });
  assert.deepEqual(
    [again.read, again.created, again.rejected, again.byInstant, again.byDate, again.open, again.noDue],
    [3, 3, 0, first.byInstant, first.byDate, first.open, first.noDue],
  );
  assert.match(xes, /<date key="startDate" value="2018-01-02T08:00:00\.123\+07:00"\/>/);
  assert.match(xes, /value="Trần &quot;A&quot; &lt;B&gt;"/);
});

test('the log has the order of parts the standard asks for, and every event its name, time and transition', async () => {
  const xes = await whole('xes');
  const order = ['<extension ', '<global ', '<classifier ', '<string ', '<trace>'].map((tag) =>
    xes.indexOf(`\n  ${tag}`),
  );
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
  assert.ok(order.every((at) => at > 0));
  const events = xes.split('<event>').slice(1);
  assert.equal(events.length, 5);
  for (const key of ['concept:name', 'time:timestamp', 'lifecycle:transition'])
    assert.ok(
      events.every((event) => event.includes(`key="${key}"`)),
      key,
    );
});

test('names, version and classifiers are what the schema of IEEE 1849 takes: decimals, names without spaces, global keys', async () => {
  const xes = await whole('xes');
  assert.match(xes, /<log xes\.version="\d+(\.\d+)?" xes\.features="[^"]*" xmlns="/);
  const all = (pattern: RegExp): string[] => [...xes.matchAll(pattern)].map(([, word = '']) => word);
  const ncName = /^[\p{L}_][\p{L}\d._-]*$/u;
  for (const name of all(/<(?:classifier|extension) name="([^"]*)"/g)) assert.match(name, ncName);
  for (const key of all(/ key="([^"]*)"/g)) assert.match(key, /^[\p{L}_:][\p{L}\d:._-]*$/u);
  const ofEvents = /<global scope="event">(.*?)<\/global>/s.exec(xes)?.[1] ?? '';
  for (const keys of all(/<classifier [^>]*keys="([^"]*)"/g))
    for (const key of keys.split(' ')) assert.ok(ofEvents.includes(`key="${key}"`), `${key} is not at every event`);
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$/;
  for (const value of all(/<date [^>]*value="([^"]*)"/g)) assert.match(value, moment);
});

/** What the published JSON schema of OCEL 2.0 (specification 8.2) requires of each part, as far as a log of ours has it. */
interface Told {
  readonly name: string;
  readonly value: unknown;
  readonly time?: string;
}
interface Ocel {
  readonly events: readonly (Part & { readonly time: string })[];
  readonly objects: readonly Part[];
  readonly objectTypes: readonly Type[];
  readonly eventTypes: readonly Type[];
}
interface Part {
  readonly id: string;
  readonly type: string;
  readonly attributes: readonly Told[];
  readonly relationships?: readonly { readonly objectId: string; readonly qualifier: string }[];
}
interface Type {
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly type: string }[];
}

test('every value is text, every time a moment, and every attribute one that its type declares', async () => {
  const { events, objects, eventTypes, objectTypes } = JSON.parse(await whole('ocel')) as Ocel;
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
  const form: Readonly<Record<string, RegExp>> = { string: /^/, time: moment, boolean: /^(true|false)$/ };
  for (const [parts, types] of [
    [events, eventTypes],
    [objects, objectTypes],
  ] as const)
    for (const { type, attributes, relationships = [] } of parts) {
      const declared = types.find(({ name }) => name === type) ?? assert.fail(type);
      for (const { name, value } of attributes) {
        const kind = declared.attributes.find((one) => one.name === name)?.type ?? assert.fail(`${type}.${name}`);
        assert.ok(typeof value === 'string', `${type}.${name}`);
        assert.match(value, form[kind] ?? assert.fail(kind));
      }
      for (const { qualifier } of relationships) assert.ok(qualifier);
    }
  for (const { time } of events) assert.match(time, moment);
  for (const { time } of objects.flatMap(({ attributes }) => attributes)) assert.match(time ?? '', moment);
  const late = objects.flatMap(({ attributes }) => attributes.filter(({ name }) => name === 'late'));
  assert.ok(late.length > 0);
});

test('the object-centric log is whole: every relation and type it names is in it', async () => {
  const log = JSON.parse(await whole('ocel')) as Ocel;
  const objects = new Set(log.objects.map(({ id }) => id));
  assert.equal(objects.size, log.objects.length);
  assert.equal(new Set(log.events.map(({ id }) => id)).size, log.events.length);
  for (const { relationships = [] } of [...log.events, ...log.objects])
    for (const { objectId } of relationships) assert.ok(objects.has(objectId), objectId);
  const names = (list: readonly { name: string }[]) => new Set(list.map(({ name }) => name));
  assert.ok(log.events.every(({ type }) => names(log.eventTypes).has(type)));
  assert.ok(log.objects.every(({ type }) => names(log.objectTypes).has(type)));
  assert.equal(log.objects.filter(({ type }) => type === 'dossier').length, 3);
  assert.equal(log.events.length, 5);
});

test('days and source choose what is exported; an empty choice is still a whole log', async () => {
  const none = await whole('xes', { from: new Date('2019-01-01T00:00:00Z') });
  assert.equal(none.includes('<trace>'), false);
  assert.match(none, /<\/log>\n$/);
  assert.deepEqual((JSON.parse(await whole('ocel', { source: 'không có' })) as { events: unknown[] }).events, []);
});
