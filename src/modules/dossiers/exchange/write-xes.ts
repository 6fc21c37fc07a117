import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { ExportedDossier, ExportedEvent } from './exported.ts';

/**
 * Histories as an event log in XES (IEEE 1849-2016), piece by piece: a case is a dossier, its moments stand at the case
 * under the keys the import reads, its steps carry the standard extensions.
 * @param title what the log is of, for the person who opens it
 */
export async function* writeXes(dossiers: AsyncIterable<ExportedDossier>, title: string): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <global scope="trace">
    <string key="concept:name" value=""/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <date key="time:timestamp" value="1970-01-01T00:00:00+00:00"/>
    <string key="lifecycle:transition" value="complete"/>
  </global>
  <classifier name="Activity" scope="event" keys="concept:name"/>
  <classifier name="ActivityAndTransition" scope="event" keys="concept:name lifecycle:transition"/>
${text('concept:name', title, '  ')}
`;
  for await (const dossier of dossiers) yield trace(dossier);
  yield '</log>\n';
}

function trace(dossier: ExportedDossier): string {
  return `  <trace>
${lines('    ', [
  text('concept:name', dossier.code),
  text('procedureCode', dossier.procedureCode),
  text('procedure', dossier.procedureName),
  text('channel', dossier.channel),
  text('agency', dossier.agencyName),
  text('status', dossier.state),
  text('source', dossier.source),
  date('startDate', dossier.receivedAt),
  date('firstPlanned', dossier.firstDueAt),
  // A later promise makes nothing on time: who reads the log judges by the day the law lets it be judged by.
  date('endDatePlanned', dossier.lawfulDueAt),
  date('promisedDate', dossier.dueAt),
  date('endDate', dossier.finishedAt),
  date('returnedDate', dossier.returnedAt),
  flag('late', dossier.late),
  flag('madeUp', dossier.madeUp || null),
])}${dossier.events.map(event).join('')}  </trace>
`;
}

function event(one: ExportedEvent): string {
  return `    <event>
${lines('      ', [
  text('concept:name', one.activity),
  date('time:timestamp', one.at),
  text('lifecycle:transition', one.bySource ? one.transition : 'complete'),
  text('org:resource', one.resource),
  text('org:group', one.agencyName),
  text('action', one.bySource ? null : one.transition),
  text('state', one.state),
  text('clock', one.clock),
  text('cause', one.cause),
])}    </event>
`;
}

function lines(indent: string, parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part) => `${indent}${part}\n`)
    .join('');
}

function text(key: string, value: string | null, indent = ''): string {
  return value === null ? '' : `${indent}<string key="${key}" value="${escape(value)}"/>`;
}

function flag(key: string, value: boolean | null): string {
  return value === null ? '' : `<boolean key="${key}" value="${value}"/>`;
}

function date(key: string, value: Date | null): string {
  return value === null ? '' : `<date key="${key}" value="${moment(value)}"/>`;
}

/** With milliseconds, so that a log read and written again keeps its moments. */
function moment(value: Date): string {
  return toVietnamIso(value).replace('+07:00', `.${String(value.getUTCMilliseconds()).padStart(3, '0')}+07:00`);
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What an attribute of XML 1.0 can hold: control characters other than white space have no place in it. */
function escape(value: string): string {
  return value
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
    .replace(/[&<>"]/g, (letter) => NAMED[letter] ?? letter)
    .replace(/[\t\n\r]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
