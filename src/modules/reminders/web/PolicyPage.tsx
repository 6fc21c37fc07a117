import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { getJson, postJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { TextAreaField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useDraft } from '#web/drafts.ts';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { usePageParams } from '#web/navigation.tsx';
import type { Policy } from '../domain/policy.ts';
import { POLICY_PROBLEMS_VI, policyProblems } from '../domain/policy-check.ts';
import { type PolicyDifference, policyDifferences } from '../domain/policy-words.ts';
import type { PolicyOfKind, Published, PublishBody } from '../policy-schema.ts';
import classes from './policy.module.css';
import { OlderMatters } from './OlderMatters.tsx';
import { policyWords } from './policy-words.ts';
import { PolicyForm } from './PolicyForm.tsx';
import { PolicyPreview } from './PolicyPreview.tsx';
import { WrongFields } from './wrong-fields.ts';

/** One kind's ladder: edited step by step beside a picture of what it would do, and issued as the next version. */
export default function PolicyPage() {
  const m = useMessages(policyWords);
  const { kind = '' } = usePageParams();
  const found = useQuery({
    queryKey: ['reminders', 'policies', kind],
    queryFn: ({ signal }) => getJson<PolicyOfKind>(`/api/reminders/policies/${encodeURIComponent(kind)}`, { signal }),
  });
  return (
    <Page
      title={found.data?.label ?? m.title}
      breadcrumb={[{ label: m.title, to: '/quan-tri/chinh-sach-nhac' }]}
      lead={found.data && m.inForce(found.data.current.policy.name, found.data.current.version)}
    >
      {found.isPending && <Loading lines={6} />}
      {found.isError && <ErrorBox error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && (
        <Editor key={`${found.data.kind} ${found.data.own} ${found.data.current.version}`} found={found.data} />
      )}
    </Page>
  );
}

interface Draft {
  readonly policy: Policy;
  readonly reason: string;
  readonly applyToOpen: boolean;
}

function Editor({ found }: { found: PolicyOfKind }) {
  const m = useMessages(policyWords);
  const client = useQueryClient();
  const begun: Draft = { policy: found.current.policy, reason: '', applyToOpen: false };
  const [draft, setDraft, forget, restored] = useDraft<Draft>(`reminders.policy.${found.kind}`, begun);
  const [kept, setKept] = useState(restored);
  const [tried, setTried] = useState(false);
  const problems = useMemo(() => policyProblems(draft.policy), [draft.policy]);
  const differences = policyDifferences(found.current.policy, draft.policy);
  const version = found.own ? found.current.version : 0;
  // The matters that would still run under an older version once the next one is issued.
  const publish = useMutation({
    mutationFn: (body: PublishBody) =>
      postJson<Published>(`/api/reminders/policies/${encodeURIComponent(found.kind)}`, body),
    onSuccess: async (made) => {
      forget();
      showToast(m.published(made.version, made.applyingTo));
      await client.invalidateQueries({ queryKey: ['reminders', 'policies'] });
    },
    // Somebody issued a version meanwhile: what is compared with is the new one, the draft stays.
    onError: () => client.invalidateQueries({ queryKey: ['reminders', 'policies'] }),
  });
  const reasonMissing = draft.reason.trim() === '';
  const errors: FieldError[] = [
    ...problems.map(({ field, code }) => ({ field, sentence: POLICY_PROBLEMS_VI[code] })),
    ...(tried && reasonMissing ? [{ field: 'reason', sentence: m.needReason }] : []),
  ];
  const submit = () => {
    setTried(true);
    if (errors.length > 0 || reasonMissing || publish.isPending) return;
    publish.mutate({
      baseVersion: version,
      policy: draft.policy,
      reason: draft.reason.trim(),
      applyToOpen: draft.applyToOpen,
    });
  };
  return (
    <div className={classes.split}>
      <div className={classes.editor}>
        {!found.own && <p className={classes.note}>{m.onDefault}</p>}
        <OlderMatters found={found} />
        {kept && (
          <p aria-live="polite" className={classes.kept}>
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
        <WrongFields value={errors.map(({ field }) => field)}>
          <Form onSubmit={submit} errors={tried ? errors : []} error={publish.error}>
            <PolicyForm
              policy={draft.policy}
              isDefault={found.kind === 'mac-dinh'}
              onChange={(policy) => setDraft({ ...draft, policy })}
            />
            <Sheet title={m.differences}>
              {differences.length === 0 ? <p className={classes.note}>{m.same}</p> : <Differences of={differences} />}
              <TextAreaField
                name="reason"
                label={m.reason}
                description={m.reasonHint}
                value={draft.reason}
                onChange={(reason) => setDraft({ ...draft, reason })}
                rows={2}
                maxLength={1000}
              />
              <Checkbox
                className={classes.check ?? ''}
                label={m.applyToOpen(found.open)}
                description={m.applyHint}
                checked={draft.applyToOpen}
                disabled={found.open === 0}
                onChange={(event) => setDraft({ ...draft, applyToOpen: event.currentTarget.checked })}
              />
              <FormActions>
                <Button type="submit" loading={publish.isPending}>
                  {m.publish(version + 1)}
                </Button>
              </FormActions>
            </Sheet>
          </Form>
        </WrongFields>
        <History found={found} onTakeUp={(policy) => setDraft({ ...draft, policy })} />
      </div>
      <PolicyPreview policy={draft.policy} isWhole={problems.length === 0} />
    </div>
  );
}

function Differences({ of }: { of: readonly PolicyDifference[] }) {
  const m = useMessages(policyWords);
  return (
    <ul className={classes.differences}>
      {of.map(({ label, before, after }) => (
        <li key={label}>
          <strong>{label}</strong>
          {before === null && <span className={classes.tag}>{m.isNew}</span>}
          {after === null && <span className={classes.tag}>{m.gone}</span>}
          {after !== null && <span className={classes.note}>{after}</span>}
          {before !== null && <span className={classes.note}>{m.was(before)}</span>}
        </li>
      ))}
    </ul>
  );
}

function History({ found, onTakeUp }: { found: PolicyOfKind; onTakeUp: (policy: Policy) => void }) {
  const m = useMessages(policyWords);
  if (found.versions.length === 0) return null;
  return (
    <Sheet title={m.history}>
      <ol className={classes.history} reversed>
        {found.versions.map(({ version, madeAt, madeBy, reason, policy }, place) => {
          const before = found.versions[place + 1];
          const changed = before ? policyDifferences(before.policy, policy) : [];
          return (
            <li key={version}>
              <strong>{m.version(version)}</strong>, {formatMoment(madeAt)}, {madeBy ?? m.program}
              {reason && <span className={classes.note}>{reason}</span>}
              {before ? (
                <details>
                  <summary>{m.changes(changed.length)}</summary>
                  <Differences of={changed} />
                </details>
              ) : (
                <span className={classes.note}>{m.firstVersion}</span>
              )}
              <Button variant="default" size="xs" onClick={() => onTakeUp(policy)}>
                {m.takeUp}
                <span className="dh-visually-hidden">: {m.version(version)}</span>
              </Button>
            </li>
          );
        })}
      </ol>
    </Sheet>
  );
}
