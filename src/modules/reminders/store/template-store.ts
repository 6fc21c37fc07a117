import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { Channel } from '../domain/channel.ts';
import type { StepKind } from '../domain/policy.ts';
import { TemplateFields } from '../domain/template.ts';

/** A version of a template as it is kept. */
export interface StoredTemplate {
  /** In order of making, as the ids of messages are. */
  readonly id: string;
  readonly channel: Channel;
  readonly kind: StepKind;
  readonly version: number;
  readonly fields: TemplateFields;
  readonly madeAt: Date;
  /** null when it came with the program. */
  readonly madeBy: string | null;
  readonly reason: string | null;
}

/** All versions of all templates, of each the newest first. */
export async function listTemplates(db: Db): Promise<StoredTemplate[]> {
  const { rows } = await sql<{
    id: string;
    channel: Channel;
    kind: StepKind;
    version: number;
    fields: unknown;
    made_at: Date;
    made_by: string | null;
    reason: string | null;
  }>`
    select id, channel, kind, version, fields, made_at, made_by, reason from reminder_template
    order by channel, kind, version desc`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    kind: row.kind,
    version: row.version,
    fields: TemplateFields.parse(row.fields),
    madeAt: row.made_at,
    madeBy: row.made_by,
    reason: row.reason,
  }));
}

export async function insertTemplate(db: Db, template: StoredTemplate): Promise<void> {
  await sql`
    insert into reminder_template (id, channel, kind, version, fields, made_at, made_by, reason)
    values (${template.id}, ${template.channel}, ${template.kind}, ${template.version}, ${JSON.stringify(template.fields)}::jsonb,
      ${template.madeAt}, ${template.madeBy}, ${template.reason})`.execute(db);
}

/** One new version at a time, so that two people cannot both make the third. */
export async function lockTemplates(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || ':reminder_template', 0))`.execute(db);
}
