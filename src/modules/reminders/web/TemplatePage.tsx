import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson, postJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { TextAreaField, TextField } from '#web/components/fields.tsx';
import { type FieldError, fieldId, Form, FormActions } from '#web/components/Form.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useDraft } from '#web/drafts.ts';
import { formatMoment } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { usePageParams } from '#web/navigation.tsx';
import { NotFoundPage } from '#web/pages/NotFoundPage.tsx';
import {
  CHANNEL_FIELDS,
  defaultTemplate,
  mayBeEmpty,
  type TemplateFields,
  templateProblems,
} from '../domain/template.ts';
import { isVariable, TEMPLATE_VARIABLES } from '../domain/template-variables.ts';
import type { TemplateList, TemplatePublishBody, TemplatePublished, TemplateView } from '../template-schema.ts';
import { TemplatePreview } from './TemplatePreview.tsx';
import classes from './templates.module.css';
import { channelWords, problemVi, templateWords } from './template-words.ts';
import { kindWords } from './words.ts';

/** One template: its words beside what they become, issued as the next version. */
export default function TemplatePage() {
  const m = useMessages(templateWords);
  const language = useLanguage();
  const { channel, kind } = usePageParams();
  const list = useQuery({
    queryKey: ['reminders', 'templates'],
    queryFn: ({ signal }) => getJson<TemplateList>('/api/reminders/templates', { signal }),
  });
  const found = list.data?.templates.find((each) => each.channel === channel && each.kind === kind);
  if (list.isSuccess && !found) return <NotFoundPage />;
  return (
    <Page
      title={found ? `${channelWords[found.channel][language]}: ${kindWords[found.kind][language]}` : m.title}
      breadcrumb={[{ label: m.title, to: '/quan-tri/mau-tin' }]}
      lead={found && `${m.version(found.version)}, ${found.isDefault ? m.isDefault : m.changed}`}
    >
      {list.isPending && <Loading lines={6} />}
      {list.isError && <ErrorBox error={list.error} retry={() => void list.refetch()} />}
      {found && <Editor key={`${found.channel} ${found.kind} ${found.version}`} found={found} />}
    </Page>
  );
}

interface Draft {
  readonly fields: TemplateFields;
  readonly reason: string;
}

function Editor({ found }: { found: TemplateView }) {
  const m = useMessages(templateWords);
  const client = useQueryClient();
  const { channel, kind } = found;
  const begun: Draft = { fields: found.fields, reason: '' };
  const [draft, setDraft, forget, restored] = useDraft<Draft>(`reminders.template.${channel}.${kind}`, begun);
  const [kept, setKept] = useState(restored);
  const [tried, setTried] = useState(false);
  const problems = templateProblems(channel, kind, draft.fields);
  const standard = defaultTemplate(channel, kind);
  const same = JSON.stringify(draft.fields) === JSON.stringify(found.fields);
  const publish = useMutation({
    mutationFn: (body: TemplatePublishBody) =>
      postJson<TemplatePublished>(`/api/reminders/templates/${channel}/${kind}`, body),
    onSuccess: async ({ version }) => {
      forget();
      showToast(m.published(version));
      await client.invalidateQueries({ queryKey: ['reminders', 'templates'] });
    },
    onError: () => client.invalidateQueries({ queryKey: ['reminders', 'templates'] }),
  });
  const noReason = draft.reason.trim() === '';
  const errors: FieldError[] = [
    ...problems.map((problem) => ({ field: problem.field, sentence: problemVi(problem) })),
    ...(tried && noReason ? [{ field: 'reason', sentence: m.needReason }] : []),
  ];
  const submit = () => {
    setTried(true);
    if (problems.length > 0 || noReason || same || publish.isPending) return;
    publish.mutate({ baseVersion: found.version, fields: draft.fields, reason: draft.reason.trim() });
  };
  const write = (fields: TemplateFields) => setDraft({ ...draft, fields });
  const hasSubject = CHANNEL_FIELDS[channel].some(({ name }) => name === 'subject');
  return (
    <div className={classes.split}>
      <div className={classes.editor}>
        {kept && (
          <p aria-live="polite">
            {m.restored}{' '}
            <Button
              variant="default"
              size="xs"
              onClick={() => {
                setDraft(begun);
                forget();
                setKept(false);
              }}
            >
              {m.discard}
            </Button>
          </p>
        )}
        <Form onSubmit={submit} errors={tried || !same ? errors : []} error={publish.error}>
          {hasSubject && (
            <TextField
              name="subject"
              label={m.subject}
              value={draft.fields.subject ?? ''}
              onChange={(subject) => write({ ...draft.fields, subject })}
            />
          )}
          <TextAreaField
            name="body"
            label={m.body}
            rows={channel === 'email' ? 9 : 4}
            value={draft.fields.body}
            onChange={(body) => write(withId({ ...draft.fields, body }, ''))}
          />
          {channel === 'zalo' && (
            <TextField
              name="templateId"
              label={m.templateId}
              description={m.templateIdHint}
              inputMode="numeric"
              value={draft.fields.templateId ?? ''}
              onChange={(templateId) => write(withId(draft.fields, templateId))}
            />
          )}
          <VariableList
            found={found}
            onInsert={(name) => write(withId({ ...draft.fields, body: inserted(draft.fields.body, `{${name}}`) }, ''))}
          />
          <TextAreaField
            name="reason"
            label={m.reason}
            description={m.reasonHint}
            rows={2}
            maxLength={1000}
            value={draft.reason}
            onChange={(reason) => setDraft({ ...draft, reason })}
          />
          {same && <p className={classes.note}>{m.same}</p>}
          <FormActions>
            <Button type="submit" loading={publish.isPending} disabled={same}>
              {m.publish(found.version + 1)}
            </Button>
            <Button
              variant="default"
              disabled={draft.fields.body === standard.body && draft.fields.subject === standard.subject}
              onClick={() => {
                write(standard);
                showToast(m.resetDone);
              }}
            >
              {m.reset}
            </Button>
          </FormActions>
        </Form>
        <History found={found} onTakeUp={write} />
      </div>
      <TemplatePreview channel={channel} kind={kind} fields={draft.fields} isWhole={problems.length === 0} />
    </div>
  );
}

/** Words with the id Zalo knows them by; other words are not known to it, so a change of the text takes the id away. */
function withId({ templateId: _before, ...words }: TemplateFields, templateId: string): TemplateFields {
  return templateId === '' ? words : { ...words, templateId };
}

/** Where the cursor stands in the text, else at its end. */
function inserted(text: string, place: string): string {
  const field = document.getElementById(fieldId('body'));
  const at = field instanceof HTMLTextAreaElement ? field.selectionStart : text.length;
  return `${text.slice(0, at)}${place}${text.slice(at)}`;
}

function VariableList({ found, onInsert }: { found: TemplateView; onInsert: (name: string) => void }) {
  const m = useMessages(templateWords);
  const impersonal = found.channel === 'sms' || found.channel === 'zalo';
  const isZalo = found.channel === 'zalo';
  const allowed = Object.entries(TEMPLATE_VARIABLES).filter(
    ([name, { personal }]) =>
      (!impersonal || !personal) && !(isZalo && isVariable(name) && mayBeEmpty(found.kind, name)),
  );
  return (
    <fieldset className={classes.variables}>
      <legend>{m.variables}</legend>
      <p className={classes.note}>
        {isZalo ? m.insertHint : m.variablesHint} {impersonal && m.impersonal} {isZalo && m.zaloNote}
      </p>
      <div className={classes.chips}>
        {allowed.map(([name, { label }]) => (
          <Button key={name} variant="default" size="xs" onClick={() => onInsert(name)}>
            <span className="dh-visually-hidden">{m.insert('')}</span>
            {`{${name}}`} {label}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

function History({ found, onTakeUp }: { found: TemplateView; onTakeUp: (fields: TemplateFields) => void }) {
  const m = useMessages(templateWords);
  return (
    <Sheet title={m.history}>
      <ol className={classes.history} reversed>
        {found.versions.map(({ version, madeAt, madeBy, reason, fields }, place) => (
          <li key={version}>
            <strong>{m.version(version)}</strong>, {formatMoment(madeAt)}, {madeBy ?? m.program}
            {reason && <span className={classes.note}>{reason}</span>}
            <span className={classes.excerpt}>{fields.subject ?? fields.body}</span>
            {place > 0 && (
              <Button variant="default" size="xs" onClick={() => onTakeUp(fields)}>
                {m.takeUp}
                <span className="dh-visually-hidden">: {m.version(version)}</span>
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
