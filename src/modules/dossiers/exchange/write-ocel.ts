import type { ExportedDossier } from './exported.ts';

/**
 * A value as the published JSON schema of OCEL 2.0 takes it (specification 8.2): always text, whatever type its attribute is
 * declared with; a boolean is "true" or "false".
 */
const valueOf = (value: string | boolean | Date): string =>
  value instanceof Date ? value.toISOString() : String(value);

/** Attributes that do not change carry the beginning of time, as the OCEL 2.0 standard has it. */
const ALWAYS = '1970-01-01T00:00:00Z';

const OBJECT_TYPES = [
  {
    name: 'dossier',
    attributes: [
      { name: 'code', type: 'string' },
      { name: 'channel', type: 'string' },
      { name: 'state', type: 'string' },
      { name: 'source', type: 'string' },
      { name: 'receivedAt', type: 'time' },
      { name: 'firstDueAt', type: 'time' },
      { name: 'lawfulDueAt', type: 'time' },
      { name: 'dueAt', type: 'time' },
      { name: 'finishedAt', type: 'time' },
      { name: 'returnedAt', type: 'time' },
      { name: 'late', type: 'boolean' },
      { name: 'madeUp', type: 'boolean' },
    ],
  },
  { name: 'agency', attributes: [{ name: 'name', type: 'string' }] },
  {
    name: 'procedure',
    attributes: [
      { name: 'name', type: 'string' },
      { name: 'code', type: 'string' },
    ],
  },
] as const;

const EVENT_ATTRIBUTES = ['resource', 'transition', 'state', 'clock', 'cause'].map((name) => ({
  name,
  type: 'string',
}));

/**
 * Histories as an object-centric event log (OCEL 2.0, JSON), piece by piece: dossiers, agencies and procedures are
 * objects, an event belongs to its dossier and to the agency it happened at.
 * @param read makes the dossiers anew: they are walked twice, for their events and for themselves
 */
export async function* writeOcel(read: () => AsyncIterable<ExportedDossier>): AsyncGenerator<string> {
  const types = new Set<string>();
  const agencies = new Map<string, string>();
  const procedures = new Map<string, { name: string; code: string | null }>();
  let first = true;
  const item = (value: object) => {
    const comma = first ? '\n' : ',\n';
    first = false;
    return comma + JSON.stringify(value);
  };
  yield '{"events":[';
  for await (const dossier of read()) {
    agencies.set(dossier.agencyId, dossier.agencyName);
    procedures.set(procedureId(dossier), { name: dossier.procedureName, code: dossier.procedureCode });
    let piece = '';
    for (const event of dossier.events) {
      types.add(event.activity);
      if (event.agencyId !== null) agencies.set(event.agencyId, event.agencyName ?? '');
      const at = event.agencyId === null ? [] : [{ objectId: event.agencyId, qualifier: 'at' }];
      piece += item({
        id: event.id,
        type: event.activity,
        time: event.at.toISOString(),
        attributes: EVENT_ATTRIBUTES.flatMap(({ name }) => {
          const value = event[name as 'resource' | 'transition' | 'state' | 'clock' | 'cause'];
          return value === null ? [] : [{ name, value }];
        }),
        relationships: [{ objectId: dossier.id, qualifier: 'of' }, ...at],
      });
    }
    yield piece;
  }
  yield '\n],"objects":[';
  first = true;
  for await (const dossier of read()) yield item(objectOf(dossier));
  for (const [id, name] of agencies)
    yield item({ id, type: 'agency', attributes: [{ name: 'name', time: ALWAYS, value: name }] });
  for (const [id, { name, code }] of procedures)
    yield item({
      id,
      type: 'procedure',
      attributes: [
        { name: 'name', time: ALWAYS, value: name },
        ...(code === null ? [] : [{ name: 'code', time: ALWAYS, value: code }]),
      ],
    });
  const eventTypes = [...types].sort().map((name) => ({ name, attributes: EVENT_ATTRIBUTES }));
  yield `\n],"objectTypes":${JSON.stringify(OBJECT_TYPES)},"eventTypes":${JSON.stringify(eventTypes)}}\n`;
}

function procedureId(dossier: ExportedDossier): string {
  return `procedure:${dossier.procedureCode ?? dossier.procedureName}`;
}

function objectOf(dossier: ExportedDossier): object {
  const { code, channel, state, source, receivedAt, firstDueAt, lawfulDueAt, dueAt, finishedAt, returnedAt } = dossier;
  const { late } = dossier;
  const madeUp = dossier.madeUp || null;
  const moments = { receivedAt, firstDueAt, lawfulDueAt, dueAt, finishedAt, returnedAt };
  const values = { code, channel, state, source, ...moments, late, madeUp };
  return {
    id: dossier.id,
    type: 'dossier',
    attributes: Object.entries(values).flatMap(([name, value]) =>
      value === null ? [] : [{ name, time: ALWAYS, value: valueOf(value) }],
    ),
    relationships: [
      { objectId: dossier.agencyId, qualifier: 'held-by' },
      { objectId: procedureId(dossier), qualifier: 'under' },
    ],
  };
}
