import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LocalDate } from '#kernel/local-date.ts';
import { getJson, postJson } from '#web/api.ts';
import { DateField } from '#web/components/DateField.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { TextField } from '#web/components/fields.tsx';
import { type FieldError, Form } from '#web/components/Form.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { dayOf } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, useGo } from '#web/navigation.tsx';
import { useNow } from '#web/session.tsx';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CommentRoundDetail, CommentRoundList } from '../comments-schema.ts';
import type { SetDetail } from '../sets-schema.ts';
import { CopyForm } from './CopyForm.tsx';
import { Ending } from './Ending.tsx';
import { commentPlace, setPlace, takeInPlace } from './places.ts';
import classes from './sets.module.css';
import { setWords } from './set-words.ts';
import { useSetAct } from './use-sets.ts';

type Asked = 'adopt' | 'copy' | 'comments';

/** What may be done with a set as a whole: ask for comments, take the next version or another year, adopt. */
export function SetActions({ detail }: { readonly detail: SetDetail }) {
  const m = useMessages(setWords);
  const go = useGo();
  const act = useSetAct(detail.id);
  const [asked, setAsked] = useState<Asked>();
  const isDraft = detail.state === 'draft';
  const close = () => setAsked(undefined);
  if (!detail.canManage && !detail.canAdopt) return <CommentLinks setId={detail.id} />;
  return (
    <section className={`${classes.part} dh-no-print`} aria-label={m.next}>
      <div className={classes.buttons}>
        {detail.canAdopt && <Button onClick={() => setAsked('adopt')}>{m.adopt}</Button>}
        {detail.canManage && (
          <>
            {isDraft && !detail.underComment && (
              <>
                <Button variant="default" onClick={() => setAsked('comments')}>
                  {m.askComments}
                </Button>
                <Button variant="default" onClick={() => go(takeInPlace(detail.id))}>
                  {m.replaceShort}
                </Button>
              </>
            )}
            <Button
              variant="default"
              loading={act.isPending}
              onClick={() =>
                act.mutate({ path: 'next', said: m.nextDone }, { onSuccess: ({ id }) => go(setPlace(id)) })
              }
            >
              {m.next}
            </Button>
            <Button variant="default" onClick={() => setAsked('copy')}>
              {m.copy}
            </Button>
          </>
        )}
      </div>
      {detail.underComment && isDraft && <p className={classes.hint}>{m.underComment}</p>}
      {isDraft && detail.faults.length === 0 && !detail.canAdopt && detail.canManage && (
        <p className={classes.hint}>{m.secondPerson}</p>
      )}
      <CommentLinks setId={detail.id} />
      <Dialog
        opened={asked !== undefined}
        onClose={close}
        title={asked === 'adopt' ? m.adoptQuestion : asked === 'copy' ? m.copy : m.askTitle}
      >
        {asked === 'adopt' && <AdoptForm detail={detail} onDone={close} />}
        {asked === 'copy' && <CopyForm detail={detail} onDone={close} />}
        {asked === 'comments' && <AskForm detail={detail} onDone={close} />}
      </Dialog>
    </section>
  );
}

/** The rounds in which agencies were asked about this version. */
function CommentLinks({ setId }: { readonly setId: string }) {
  const m = useMessages(setWords);
  const list = useQuery({
    queryKey: ['par-index', 'comment-rounds'],
    queryFn: ({ signal }) => getJson<CommentRoundList>('/api/par/comment-rounds', { signal }),
  });
  const rounds = (list.data?.rounds ?? []).filter((round) => round.setId === setId);
  if (rounds.length === 0) return null;
  return (
    <p>
      {m.openComments}:{' '}
      {rounds.map((round, index) => (
        <span key={round.id}>
          {index > 0 && ', '}
          <PageLink to={commentPlace(round.id)}>{round.title}</PageLink>
        </span>
      ))}
    </p>
  );
}

interface ActionFormProps {
  readonly detail: SetDetail;
  readonly onDone: () => void;
}

function AdoptForm({ detail, onDone }: ActionFormProps) {
  const m = useMessages(setWords);
  const act = useSetAct(detail.id);
  const [decision, setDecision] = useState('');
  const submit = () => {
    if (act.isPending) return;
    const body = { revision: detail.revision, decision: decision.trim() === '' ? null : decision.trim() };
    act.mutate({ path: 'adopt', body, said: m.adopted }, { onSuccess: onDone });
  };
  return (
    <Form onSubmit={submit} error={act.error} labels={{ decision: m.adoptDecision }}>
      <p>{m.adoptText}</p>
      <TextField
        name="decision"
        label={m.adoptDecision}
        description={m.adoptDecisionHint}
        value={decision}
        onChange={setDecision}
        maxLength={200}
      />
      <Ending label={m.adopt} busy={act.isPending} onDone={onDone} />
    </Form>
  );
}

function AskForm({ detail, onDone }: ActionFormProps) {
  const m = useMessages(setWords);
  const go = useGo();
  const client = useQueryClient();
  const today = dayOf(useNow()) ?? '';
  const [title, setTitle] = useState(`${m.askComments}: ${detail.title}`);
  const [dueOn, setDueOn] = useState<LocalDate | ''>('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const act = useMutation({
    mutationFn: (body: object) => postJson<CommentRoundDetail>('/api/par/comment-rounds', body),
    onSuccess: ({ id }) => {
      showToast(m.askDone);
      void client.invalidateQueries({ queryKey: ['par-index'] });
      go(commentPlace(id));
    },
  });
  const submit = () => {
    const found = [
      ...(title.trim() === '' ? [{ field: 'title', sentence: m.needed }] : []),
      ...(dueOn === '' ? [{ field: 'dueOn', sentence: m.needed }] : []),
    ];
    setErrors(found);
    if (found.length === 0 && !act.isPending) act.mutate({ setId: detail.id, title: title.trim(), dueOn });
  };
  return (
    <Form onSubmit={submit} errors={errors} error={act.error} labels={{ title: m.askName, dueOn: m.askDue }}>
      <p>{m.askText}</p>
      <TextField name="title" label={m.askName} value={title} onChange={setTitle} maxLength={300} required />
      <DateField name="dueOn" label={m.askDue} value={dueOn} onChange={setDueOn} min={today} required />
      <Ending label={m.askComments} busy={act.isPending} onDone={onDone} />
    </Form>
  );
}
