import { Button } from '@mantine/core';
import { useState } from 'react';
import { SelectField, TextAreaField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { CommentRoundDetail } from '../comments-schema.ts';
import { commentWords } from './comment-words.ts';
import classes from './index.module.css';
import { Choices } from './InputFields.tsx';
import { setPlace } from './places.ts';
import { type Change, useChanges, useCommentAct } from './use-comments.ts';

interface ItemProps {
  readonly round: CommentRoundDetail;
  readonly comment: CommentRoundDetail['comments'][number];
}

const BADGES = { accepted: 'confirmed', partly: 'in-progress', explained: 'reported' } as const;

/** One comment, what was answered and what was changed for it. */
export function CommentItem({ round, comment }: ItemProps) {
  const m = useMessages(commentWords);
  const [answering, setAnswering] = useState(false);
  const answer = comment.answers.at(-1);
  const about = comment.leaf === '' ? m.wholeSet : `${comment.leaf} ${comment.leafName}`;
  return (
    <li>
      <p className={classes.small}>
        {about}. {comment.agency.name}, {m.by(comment.sentBy, formatMoment(comment.sentAt))}
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
          {answer.change && (
            <p>
              <PageLink to={setPlace(answer.change.setId)}>
                {m.changed(answer.change.version, answer.change.leaf)}
              </PageLink>
            </p>
          )}
          <p className={classes.small}>{m.by(answer.by, formatMoment(answer.at))}</p>
        </>
      )}
      {round.canAnswer && !answering && (
        <div>
          <Button variant="default" size="xs" aria-label={`${m.answer}: ${about}`} onClick={() => setAnswering(true)}>
            {m.answer}
          </Button>
        </div>
      )}
      {answering && <AnswerForm round={round} comment={comment} onClose={() => setAnswering(false)} />}
    </li>
  );
}

const idOf = ({ setId, leaf }: Change) => `${setId} ${leaf}`;

function AnswerForm({ round, comment, onClose }: ItemProps & { readonly onClose: () => void }) {
  const m = useMessages(commentWords);
  const act = useCommentAct(round.id);
  const changes = useChanges(round) ?? [];
  const [decision, setDecision] = useState('');
  const [reason, setReason] = useState('');
  const [picked, setPicked] = useState<string>();
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const needsChange = decision === 'accepted' || decision === 'partly';
  // The newest version that changes the very leaf the comment is about is the likely one.
  const likely = changes.findLast(({ leaf }) => leaf === comment.leaf) ?? changes.at(-1);
  const change = changes.find((one) => idOf(one) === picked) ?? likely;
  const submit = () => {
    const found = [
      ...(decision === '' ? [{ field: 'decision', sentence: m.needed }] : []),
      ...(needsChange && !change ? [{ field: 'change', sentence: m.changeHint }] : []),
      ...(reason.trim() === '' ? [{ field: 'reason', sentence: m.needed }] : []),
    ];
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    const body = {
      decision,
      reason: reason.trim(),
      change: needsChange && change ? { setId: change.setId, leaf: change.leaf } : null,
    };
    act.mutate({ path: `comments/${comment.id}/answers`, body, said: m.answered }, { onSuccess: onClose });
  };
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      error={act.error}
      labels={{ decision: m.decision, reason: m.reason, change: m.changedIn }}
    >
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
      {needsChange &&
        (changes.length > 0 ? (
          <SelectField
            name="change"
            label={m.changedIn}
            description={m.changeHint}
            value={change ? idOf(change) : ''}
            onChange={setPicked}
            data={changes.map((one) => ({ value: idOf(one), label: m.changeOption(one.version, one.leaf, one.name) }))}
          />
        ) : (
          <p>
            {round.later.length === 0 ? m.noLater : m.noChange}{' '}
            <PageLink to={setPlace(round.later.at(-1)?.id ?? round.setId)}>{m.openSet}</PageLink>
          </p>
        ))}
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
