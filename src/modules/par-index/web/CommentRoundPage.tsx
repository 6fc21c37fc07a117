import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson, postJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { DueDate } from '#web/components/DueDate.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { SelectField, TextAreaField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useDraft } from '#web/drafts.ts';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, usePageParams } from '#web/navigation.tsx';
import { useNow, useSession } from '#web/session.tsx';
import type { CommentRoundDetail } from '../comments-schema.ts';
import { type CriteriaNode, leavesOf } from '../domain/criteria-set.ts';
import { commentWords } from './comment-words.ts';
import { DemoStrip } from './DemoStrip.tsx';
import classes from './index.module.css';
import { Choices } from './InputFields.tsx';
import { INDEX_PLACE, setPlace } from './places.ts';
import { useSet } from './use-par.ts';
import { words } from './words.ts';

const keyOf = (id: string) => ['par-index', 'comments', id] as const;

/** A comment round on a draft set: what agencies said of it, and what became of each comment. */
export default function CommentRoundPage() {
  const m = useMessages(commentWords);
  const w = useMessages(words);
  const now = useNow();
  const { id = '' } = usePageParams();
  const round = useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => getJson<CommentRoundDetail>(`/api/par/comment-rounds/${id}`, { signal }),
  });
  const { data } = round;
  return (
    <Page
      title={data?.title ?? m.round}
      breadcrumb={[{ label: w.index, to: INDEX_PLACE }]}
      lead={
        data && (
          <span className={classes.buttons}>
            <StatusBadge
              plain
              status={data.closedAt ? 'confirmed' : 'in-progress'}
              label={data.closedAt ? m.closed : m.open}
            />
            <span>
              {m.due}: <DueDate dueAt={data.dueOn} now={now} layout="sentence" />
            </span>
          </span>
        )
      }
    >
      <DemoStrip label={data?.label} />
      {round.isPending && <Loading lines={6} />}
      {round.isError && !data && <ErrorBox error={round.error} retry={() => void round.refetch()} />}
      {data && (
        <div className={classes.stack}>
          <p>
            <PageLink to={setPlace(data.setId)}>{m.set}</PageLink>.{' '}
            {m.counts(data.counts.accepted, data.counts.partly, data.counts.explained, data.counts.unanswered)}.
          </p>
          {data.canComment && <CommentForm key={data.comments.length} round={data} />}
          <section className={classes.part} aria-labelledby="par-comments">
            <h2 id="par-comments">{m.comments}</h2>
            {data.comments.length === 0 && <EmptyState title={m.none}>{m.noneText}</EmptyState>}
            <ul className={classes.comments}>
              {data.comments.map((comment) => (
                <CommentItem key={comment.id} round={data} comment={comment} />
              ))}
            </ul>
          </section>
        </div>
      )}
    </Page>
  );
}

/** Sends something about a comment round; the answer is the round as it then stands. */
function useCommentAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object; said: string }) =>
      postJson<CommentRoundDetail>(`/api/par/comment-rounds/${id}/${path}`, body),
    onSuccess: (_, { said }) => {
      showToast(said);
      void client.invalidateQueries({ queryKey: keyOf(id) });
    },
  });
}

function namesOf(nodes: readonly CriteriaNode[]): { value: string; label: string }[] {
  return leavesOf(nodes).map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));
}

function CommentForm({ round }: { readonly round: CommentRoundDetail }) {
  const m = useMessages(commentWords);
  const { agency } = useSession();
  const set = useSet(round.setId);
  const act = useCommentAct(round.id);
  const [typed, setTyped, forget] = useDraft(`par-comment:${round.id}`, { leaf: '', text: '', proposal: '' });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  if (!agency) return null;
  const submit = () => {
    const found = typed.text.trim() === '' ? [{ field: 'text', sentence: m.needed }] : [];
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    const proposal = typed.proposal.trim() === '' ? null : typed.proposal.trim();
    act.mutate(
      {
        path: 'comments',
        body: { agencyId: agency.id, leaf: typed.leaf, text: typed.text.trim(), proposal },
        said: m.sent,
      },
      { onSuccess: forget },
    );
  };
  return (
    <Sheet title={m.write}>
      <Form onSubmit={submit} errors={errors} error={act.error} labels={{ text: m.text }}>
        <SelectField
          name="leaf"
          label={m.about}
          value={typed.leaf}
          onChange={(leaf) => setTyped({ ...typed, leaf })}
          data={[{ value: '', label: m.wholeSet }, ...namesOf(set.data?.set.fields ?? [])]}
        />
        <TextAreaField
          name="text"
          label={m.text}
          value={typed.text}
          onChange={(text) => setTyped({ ...typed, text })}
          maxLength={5000}
          required
        />
        <TextAreaField
          name="proposal"
          label={m.proposal}
          description={m.proposalHint}
          value={typed.proposal}
          onChange={(proposal) => setTyped({ ...typed, proposal })}
          rows={2}
          maxLength={5000}
        />
        <FormActions>
          <Button type="submit" loading={act.isPending}>
            {m.send}
          </Button>
        </FormActions>
      </Form>
    </Sheet>
  );
}

interface ItemProps {
  readonly round: CommentRoundDetail;
  readonly comment: CommentRoundDetail['comments'][number];
}

const BADGES = { accepted: 'confirmed', partly: 'in-progress', explained: 'reported' } as const;

function CommentItem({ round, comment }: ItemProps) {
  const m = useMessages(commentWords);
  const [answering, setAnswering] = useState(false);
  const answer = comment.answers.at(-1);
  return (
    <li>
      <p className={classes.small}>
        {comment.leaf === '' ? m.wholeSet : `${comment.leaf} ${comment.leafName}`}. {comment.agency.name},{' '}
        {m.by(comment.sentBy, formatMoment(comment.sentAt))}
      </p>
      <p>{comment.text}</p>
      {comment.proposal && (
        <p>
          {m.proposed}: {comment.proposal}
        </p>
      )}
      <StatusBadge
        plain
        status={answer ? BADGES[answer.decision] : 'new'}
        label={answer ? m[answer.decision] : m.waiting}
      />
      {answer && (
        <>
          <p>{answer.reason}</p>
          <p className={classes.small}>{m.by(answer.by, formatMoment(answer.at))}</p>
          {answer.change && <PageLink to={setPlace(answer.change.setId)}>{answer.change.leaf}</PageLink>}
        </>
      )}
      {round.canAnswer && !answering && (
        <div>
          <Button variant="default" size="xs" onClick={() => setAnswering(true)}>
            {m.answer}
          </Button>
        </div>
      )}
      {answering && <AnswerForm round={round} comment={comment} onClose={() => setAnswering(false)} />}
    </li>
  );
}

function AnswerForm({ round, comment, onClose }: ItemProps & { readonly onClose: () => void }) {
  const m = useMessages(commentWords);
  const act = useCommentAct(round.id);
  const [decision, setDecision] = useState('');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const submit = () => {
    const found = [
      ...(decision === '' ? [{ field: 'decision', sentence: m.needed }] : []),
      ...(reason.trim() === '' ? [{ field: 'reason', sentence: m.needed }] : []),
    ];
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    act.mutate(
      { path: `comments/${comment.id}/answers`, body: { decision, reason: reason.trim() }, said: m.answered },
      { onSuccess: onClose },
    );
  };
  return (
    <Form onSubmit={submit} errors={errors} error={act.error} labels={{ decision: m.decision, reason: m.reason }}>
      <Choices
        name="decision"
        label={m.decision}
        value={decision}
        choices={[
          ['accepted', m.accepted],
          ['partly', m.partly],
          ['explained', m.explained],
        ]}
        onChange={setDecision}
      />
      <TextAreaField name="reason" label={m.reason} value={reason} onChange={setReason} maxLength={5000} required />
      <FormActions>
        <Button type="submit" variant="default" loading={act.isPending}>
          {m.sendAnswer}
        </Button>
        <Button variant="subtle" onClick={onClose} disabled={act.isPending}>
          {m.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}
