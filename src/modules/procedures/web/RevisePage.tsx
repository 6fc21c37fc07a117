import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson, postJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { DateField } from '#web/components/DateField.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { CheckField, SelectField, TextAreaField, TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useDraft } from '#web/drafts.ts';
import { formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useGo, usePageParams } from '#web/navigation.tsx';
import { ONLINE_LEVELS, PROCEDURE_LEVELS } from '../domain/procedure.ts';
import type { RevisionStart } from '../revision-schema.ts';
import type { ProcedureDetail } from '../schema.ts';
import { CompetentField } from './CompetentField.tsx';
import classes from './procedures.module.css';
import { PapersForm } from './PapersForm.tsx';
import { bodyOf, draftOf, mistakesOf, type RevisionDraft } from './revise-draft.ts';
import { reviseWords } from './revise-words.ts';
import { procedurePlace } from './use-procedures.ts';
import { words } from './words.ts';

/** Sửa thủ tục: one procedure by hand, as a version that holds from its day. */
export default function RevisePage() {
  const m = useMessages(reviseWords);
  const said = useMessages(words);
  const { id = '' } = usePageParams();
  const start = useQuery({
    queryKey: ['procedures', 'revision', id],
    queryFn: ({ signal }) => getJson<RevisionStart>(`/api/procedures/${id}/revision`, { signal }),
    // What is being typed stays on what it began with; a quicker colleague is told of when it is sent.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Page
      title={m.title}
      lead={m.lead}
      breadcrumb={[
        { label: said.procedures, to: '/thu-tuc' },
        { label: start.data?.content.name ?? said.procedure, to: procedurePlace(id) },
      ]}
    >
      {start.isPending && <Loading lines={8} />}
      {start.isError && <ErrorBox error={start.error} retry={() => void start.refetch()} />}
      {start.data && <ReviseForm id={id} start={start.data} />}
    </Page>
  );
}

function ReviseForm({ id, start }: { readonly id: string; readonly start: RevisionStart }) {
  const m = useMessages(reviseWords);
  const said = useMessages(words);
  const go = useGo();
  const client = useQueryClient();
  // Kept under what it began with: after a colleague's correction it is begun anew rather than laid over his.
  const [draft, setDraft, forget, restored] = useDraft<RevisionDraft>(
    `procedures.revise.${id}.${start.seen}`,
    draftOf(start),
  );
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const { content } = draft;
  const set = (change: Partial<RevisionDraft['content']>) => setDraft({ ...draft, content: { ...content, ...change } });
  const save = useMutation({
    mutationFn: () => postJson<ProcedureDetail>(`/api/procedures/${id}/versions`, bodyOf(draft, start.seen)),
    onSuccess: () => {
      forget();
      void client.invalidateQueries({ queryKey: ['procedures'] });
      showToast(m.saved);
      go(procedurePlace(id));
    },
  });
  const submit = () => {
    const found = mistakesOf(draft, start, m);
    setErrors(found);
    if (found.length === 0 && !save.isPending) save.mutate();
  };
  return (
    <Form onSubmit={submit} errors={errors} error={save.error} labels={labelsOf(draft, m)}>
      {start.ended ? <p className={classes.doubt}>{m.comesBack(formatDay(start.ended.from))}</p> : null}
      {restored && <p className={classes.doubt}>{m.restored}</p>}
      {!start.ended && <p>{m.pending(formatDay(start.earliestFrom))}</p>}
      <div className={classes.pair}>
        <Sheet title={m.content}>
          <div className={classes.stack}>
            <TextAreaField
              name="content.name"
              label={m.name}
              rows={2}
              value={content.name}
              onChange={(name) => set({ name })}
            />
            <TextField
              name="code"
              label={m.code}
              description={m.codeHint}
              value={content.code ?? ''}
              onChange={(code) => set({ code })}
            />
            <TextField
              name="content.sector"
              label={m.sector}
              value={content.sector}
              onChange={(sector) => set({ sector })}
            />
            <SelectField
              name="content.level"
              label={m.level}
              value={content.level}
              onChange={(value) => set({ level: PROCEDURE_LEVELS.find((one) => one === value) ?? content.level })}
              data={PROCEDURE_LEVELS.map((value) => ({ value, label: said.levels(value) }))}
            />
            <CompetentField
              competent={content.competent}
              knownName={start.competentName}
              onChange={(competent) => set({ competent })}
            />
            <TextField
              name="limit"
              label={m.limit}
              description={m.limitHint}
              value={content.limit}
              onChange={(limit) => set({ limit })}
            />
            <TextField name="content.fee" label={m.fee} value={content.fee} onChange={(fee) => set({ fee })} />
            <TextField
              name="content.feeAmountVnd"
              label={m.feeAmount}
              description={m.feeAmountHint}
              inputMode="numeric"
              value={draft.feeAmount}
              onChange={(feeAmount) => setDraft({ ...draft, feeAmount })}
              maxLength={20}
            />
            <SelectField
              name="content.onlineLevel"
              label={m.online}
              value={content.onlineLevel}
              onChange={(value) =>
                set({ onlineLevel: ONLINE_LEVELS.find((one) => one === value) ?? content.onlineLevel })
              }
              data={ONLINE_LEVELS.map((value) => ({ value, label: said.onlineLevels(value) }))}
            />
            <TextAreaField
              name="content.note"
              label={m.note}
              rows={2}
              value={content.note ?? ''}
              onChange={(note) => set({ note })}
            />
          </div>
        </Sheet>
        <Sheet title={m.papers}>
          <PapersForm papers={draft.papers} onChange={(papers) => setDraft({ ...draft, papers })} />
        </Sheet>
      </div>
      <Sheet title={m.basis}>
        <div className={classes.stack}>
          <TextField
            name="content.source"
            label={m.source}
            description={m.sourceHint}
            value={content.source}
            onChange={(source) => set({ source })}
            required
          />
          <DateField
            name="validFrom"
            label={m.validFrom}
            description={m.earliest(formatDay(start.earliestFrom))}
            value={draft.validFrom}
            onChange={(validFrom) => setDraft({ ...draft, validFrom })}
            required
          />
          {start.isSample && (
            <CheckField
              name="ownCatalogue"
              label={m.ownCatalogue}
              checked={draft.ownCatalogue}
              onChange={(ownCatalogue) => setDraft({ ...draft, ownCatalogue })}
            />
          )}
        </div>
      </Sheet>
      <FormActions>
        <Button type="submit" loading={save.isPending}>
          {m.save}
        </Button>
      </FormActions>
    </Form>
  );
}

function labelsOf({ papers }: RevisionDraft, m: (typeof reviseWords)['en']): Record<string, string> {
  const lines = papers.flatMap(({ line }, at) => [
    [`paper-${line}`, m.paper(at + 1)],
    [`originals-${line}`, m.originals(at + 1)],
    [`copies-${line}`, m.copies(at + 1)],
  ]);
  return {
    'content.name': m.name,
    code: m.code,
    'content.sector': m.sector,
    competent: m.competent,
    limit: m.limit,
    'content.feeAmountVnd': m.feeAmount,
    'content.source': m.source,
    validFrom: m.validFrom,
    ...Object.fromEntries(lines),
  };
}
