import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ConfirmButton } from '#web/components/ConfirmButton.tsx';
import { DueDate } from '#web/components/DueDate.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { SelectField, TextAreaField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { useDraft } from '#web/drafts.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, usePageParams } from '#web/navigation.tsx';
import { useNow, useSession } from '#web/session.tsx';
import type { CommentRoundDetail } from '../comments-schema.ts';
import type { CriteriaNode } from '../domain/criteria-set.ts';
import { CommentEffect } from './CommentEffect.tsx';
import { CommentItem } from './CommentItem.tsx';
import { commentWords } from './comment-words.ts';
import { DemoStrip } from './DemoStrip.tsx';
import classes from './index.module.css';
import { INDEX_PLACE, setPlace } from './places.ts';
import { commentKey, useCommentAct } from './use-comments.ts';
import { useSet } from './use-par.ts';
import { words } from './words.ts';

/** A comment round on a draft set: what agencies said of it, and what became of each comment. */
export default function CommentRoundPage() {
  const m = useMessages(commentWords);
  const w = useMessages(words);
  const now = useNow();
  const { id = '' } = usePageParams();
  const round = useQuery({
    queryKey: commentKey(id),
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
          <RoundOutputs round={data} />
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
          <CommentEffect round={data} />
          <CloseRound round={data} />
        </div>
      )}
    </Page>
  );
}

/** Fields, criteria and components, each level set in under the one above. */
function namesOf(nodes: readonly CriteriaNode[], depth = 0): { value: string; label: string }[] {
  return nodes.flatMap((node) => [
    { value: node.code, label: `${'\u2003'.repeat(depth)}${node.code} ${node.name}` },
    ...(node.kind === 'branch' ? namesOf(node.children, depth + 1) : []),
  ]);
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

/** The sheet of comments and answers, for those who see all of them. */
function RoundOutputs({ round }: { readonly round: CommentRoundDetail }) {
  const m = useMessages(commentWords);
  if (!round.canExport) return null;
  const outputs = [
    ['bang-tong-hop.xlsx', m.sheetXlsx],
    ['bao-cao.docx', m.sheetDocx],
    ['bao-cao.pdf', m.sheetPdf],
  ] as const;
  return (
    <div className={`${classes.buttons} dh-no-print`}>
      {outputs.map(([name, label]) => (
        <Button
          key={name}
          component="a"
          href={`/api/par/comment-rounds/${round.id}/outputs/${name}`}
          variant="default"
          leftSection={<Icon name="download" size={16} />}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

function CloseRound({ round }: { readonly round: CommentRoundDetail }) {
  const m = useMessages(commentWords);
  const act = useCommentAct(round.id);
  if (!round.canAnswer) return null;
  if (round.counts.unanswered > 0) return <p className={classes.small}>{m.closeWaits(round.counts.unanswered)}</p>;
  return (
    <div className="dh-no-print">
      <ConfirmButton
        label={m.close}
        question={m.closeQuestion}
        onConfirm={() => act.mutateAsync({ path: 'close', body: {}, said: m.closeDone })}
      >
        <p>{m.closeText}</p>
      </ConfirmButton>
    </div>
  );
}
