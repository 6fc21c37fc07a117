import { isDeepStrictEqual } from 'node:util';
import { record } from '#modules/audit/public.ts';
import { peopleById } from '#modules/org/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import type { Channel } from './domain/channel.ts';
import type { StepKind } from './domain/policy.ts';
import { ALL_TEMPLATES, defaultTemplate, type TemplateFields, templateProblems } from './domain/template.ts';
import { insertTemplate, listTemplates, lockTemplates, type StoredTemplate } from './store/template-store.ts';
import type { TemplateList, TemplatePublishBody, TemplatePublished, TemplateView } from './template-schema.ts';

/** The words that were in force when a message was made, by channel and kind of step. */
export type Templates = (channel: Channel, kind: StepKind, messageId: string) => TemplateFields;

/**
 * The templates of the province. What was said is put in the words that were in force when it fired, so a letter that is
 * tried again and a list that is read again say the same. Which were is read off the ids, which follow real time: a
 * demonstration clock may stand still.
 */
export async function loadTemplates(tx: Tx): Promise<Templates> {
  const stored = await listTemplates(tx.db);
  return (channel, kind, messageId) => {
    const versions = stored.filter((each) => each.channel === channel && each.kind === kind);
    const chosen = versions.find(({ id }) => id < messageId) ?? versions.at(-1);
    return chosen?.fields ?? defaultTemplate(channel, kind);
  };
}

/**
 * Brings the words that come with the program up to date as new versions; what a province made its own is left as it is.
 * @returns how many were added
 */
export async function seedTemplates(tx: Tx): Promise<number> {
  return asProgram(tx, async () => {
    const stored = await listTemplates(tx.db);
    let added = 0;
    for (const { channel, kind } of ALL_TEMPLATES) {
      const current = newestOf(stored, channel, kind);
      const fields = defaultTemplate(channel, kind);
      if (current && (current.madeBy !== null || isDeepStrictEqual(current.fields, fields))) continue;
      const version = (current?.version ?? 0) + 1;
      await insertTemplate(tx.db, {
        id: newId(),
        channel,
        kind,
        version,
        fields,
        madeAt: tx.now,
        madeBy: null,
        reason: null,
      });
      added += 1;
    }
    return added;
  });
}

function newestOf(stored: readonly StoredTemplate[], channel: Channel, kind: StepKind): StoredTemplate | undefined {
  return stored.find((each) => each.channel === channel && each.kind === kind);
}

/** All templates with their versions, as the page of the administrator shows them. */
export async function listAllTemplates(work: Work): Promise<TemplateList> {
  return work.run(async (tx) => {
    const stored = await listTemplates(tx.db);
    const ids = [...new Set(stored.flatMap(({ madeBy }) => madeBy ?? []))];
    const names = new Map((await peopleById(tx, ids)).map(({ id, fullName }) => [id, fullName]));
    return {
      templates: ALL_TEMPLATES.map(({ channel, kind }): TemplateView => {
        const versions = stored.filter((each) => each.channel === channel && each.kind === kind);
        const fields = versions[0]?.fields ?? defaultTemplate(channel, kind);
        return {
          channel,
          kind,
          version: versions[0]?.version ?? 0,
          fields,
          isDefault: hasSameWords(fields, defaultTemplate(channel, kind)),
          versions: versions.map(({ version, fields: words, madeAt, madeBy, reason }) => ({
            version,
            fields: words,
            madeAt: toVietnamIso(madeAt),
            madeBy: madeBy && (names.get(madeBy) ?? ''),
            reason,
          })),
        };
      }),
    };
  });
}

/**
 * Issues the next version of one template; going back to the default is such a version too.
 * @throws Refusal `reminders.bad_template` (422) with a sentence's code for each field, `reminders.template_changed` (409)
 *   when somebody issued a version meanwhile, `reminders.template_same` (422) when nothing changed
 */
export async function publishTemplate(
  work: Work,
  { channel, kind }: { channel: Channel; kind: StepKind },
  body: TemplatePublishBody,
): Promise<TemplatePublished> {
  const fields = tidy(body.fields);
  const problems = templateProblems(channel, kind, fields);
  if (problems.length > 0)
    throw new Refusal('reminders.bad_template', 422, {
      fields: Object.fromEntries(problems.map(({ field, code }) => [field, `reminders.template_${code}`])),
    });
  return work.run((tx) =>
    asProgram(tx, async () => {
      await lockTemplates(tx.db);
      const current = newestOf(await listTemplates(tx.db), channel, kind);
      if ((current?.version ?? 0) !== body.baseVersion) throw new Refusal('reminders.template_changed', 409);
      if (current && isDeepStrictEqual(current.fields, fields)) throw new Refusal('reminders.template_same', 422);
      const version = body.baseVersion + 1;
      const id = newId();
      const { reason } = body;
      await insertTemplate(tx.db, {
        id,
        channel,
        kind,
        version,
        fields,
        madeAt: tx.now,
        madeBy: tx.actor.personId,
        reason,
      });
      await record(tx, {
        action: 'reminders.template_issued',
        subject: { kind: 'reminder-template', id },
        data: { channel, kind, version, reason },
      });
      return { version };
    }),
  );
}

/** The id Zalo gave a text is no part of its words. */
function hasSameWords({ templateId: _id, ...words }: TemplateFields, other: TemplateFields): boolean {
  return isDeepStrictEqual(words, other);
}

function tidy({ subject, body, templateId }: TemplateFields): TemplateFields {
  const clean = (text: string) => text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
  const id = templateId?.trim();
  return {
    ...(subject === undefined ? {} : { subject: clean(subject) }),
    body: clean(body),
    ...(id ? { templateId: id } : {}),
  };
}
