import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { Sheet } from '#web/components/BesideList.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { TextAreaField, TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { useDraft } from '#web/drafts.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { type Ask, leavesTable } from '../domain/proposal.ts';
import type { ProposalDetail } from '../proposals-schema.ts';
import { Choices } from './InputFields.tsx';
import { ProposalEffect } from './ProposalEffect.tsx';
import { ProposalRule } from './ProposalRule.tsx';
import classes from './proposal.module.css';
import { type AskFault, askOf, linesOf, precedentsOf, type TypedProposal, typedOf, WAYS } from './proposal-typed.ts';
import { proposalWords } from './proposal-words.ts';
import { sentenceOf } from './RuleFields.tsx';
import { setWords } from './set-words.ts';
import { useEffectOf, useProposalAct } from './use-proposals.ts';

interface ProposalFormProps {
  readonly proposal: ProposalDetail;
  /** Told whether something is typed that is not kept yet. */
  readonly onUnsaved: (isUnsaved: boolean) => void;
}

/** Wording a proposal; its effect is drawn beneath while one types. */
export function ProposalForm({ proposal, onUnsaved }: ProposalFormProps) {
  const m = useMessages(proposalWords);
  const act = useProposalAct(proposal.id);
  const [typed, setTyped, forget, restored] = useDraft<TypedProposal>(
    `par-proposal-wording:${proposal.id}:${proposal.last}`,
    typedOf(proposal),
  );
  const isUnsaved = JSON.stringify(typed) !== JSON.stringify(typedOf(proposal));
  useEffect(() => onUnsaved(isUnsaved), [isUnsaved, onUnsaved]);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const change = (part: Partial<TypedProposal>) => setTyped({ ...typed, ...part });
  const ask = askOf(typed);
  const field = useMessages(setWords);
  const sentence = (fault: AskFault): string => {
    switch (fault.field) {
      case 'kind':
        return m.chooseKind;
      case 'max':
      case 'reading':
      case 'onTime':
      case 'late':
        return m.needNumber;
      default:
        return sentenceOf(fault, field);
    }
  };
  const submit = () => {
    const precedents = precedentsOf(typed.precedents);
    const found: FieldError[] = [
      ...('faults' in ask ? ask.faults.map((fault) => ({ field: fault.field, sentence: sentence(fault) })) : []),
      ...(precedents ? [] : [{ field: 'precedents', sentence: m.needPrecedent }]),
    ];
    setErrors(found);
    if ('faults' in ask || !precedents || act.isPending) return;
    const content = {
      ask,
      name: typed.name.trim(),
      ruleWords: typed.ruleWords.trim(),
      reasons: linesOf(typed.reasons),
      precedents,
    };
    act.mutate({ path: 'versions', body: { after: proposal.last, content }, said: m.saved }, { onSuccess: forget });
  };
  const labels = {
    max: m.max,
    kind: m.kind,
    reading: m.reading,
    onTime: m.onTimeWhen,
    late: m.lateWhen,
    conditions: field.conditions,
    points: typed.rule.kind === 'timeliness' ? field.late : field.each,
    floor: field.floor,
    full: field.full,
    of: field.of,
    bands: field.bands,
    variables: field.variables,
    precedents: m.precedents,
  };
  return (
    <>
      <Sheet title={m.wording}>
        <Form onSubmit={submit} errors={errors} error={act.error} labels={labels}>
          {restored && <p className={classes.by}>{m.restored}</p>}
          <Choices
            name="way"
            label={m.way}
            value={typed.way}
            choices={WAYS.map((way) => [way, m.ways(way)] as const)}
            onChange={(way) => change({ way: way as TypedProposal['way'] })}
          />
          {typed.way !== 'drop' && (
            <>
              <ProposalRule proposal={proposal} typed={typed} onChange={change} />
              <TextField name="name" label={m.name} value={typed.name} onChange={(name) => change({ name })} />
              <TextAreaField
                name="ruleWords"
                label={m.ruleWords}
                description={m.ruleWordsHint}
                rows={2}
                value={typed.ruleWords}
                onChange={(ruleWords) => change({ ruleWords })}
              />
            </>
          )}
          <TextAreaField
            name="reasons"
            label={m.reasons}
            description={m.reasonsHint}
            value={typed.reasons}
            onChange={(reasons) => change({ reasons })}
          />
          <TextAreaField
            name="precedents"
            label={m.precedents}
            description={m.precedentsHint}
            value={typed.precedents}
            onChange={(precedents) => change({ precedents })}
          />
          <FormActions>
            <Button type="submit" loading={act.isPending}>
              {m.save}
            </Button>
          </FormActions>
        </Form>
      </Sheet>
      <Effect proposal={proposal} ask={'faults' in ask ? undefined : ask} />
    </>
  );
}

function Effect({ proposal, ask }: { readonly proposal: ProposalDetail; readonly ask: Ask | undefined }) {
  const m = useMessages(proposalWords);
  const [settled] = useDebouncedValue(ask && JSON.stringify(ask), 300);
  const asked = settled === undefined ? undefined : (JSON.parse(settled) as Ask);
  const isKept = settled === JSON.stringify(proposal.content.ask);
  const tried = useEffectOf(proposal.id, asked, !isKept);
  if (asked === undefined) return <p className={classes.by}>{m.effectWaits}</p>;
  if (!isKept && tried.isError) return <ErrorBox error={tried.error} />;
  const effect = isKept ? proposal.effect : tried.data;
  return effect ? <ProposalEffect effect={effect} isGone={leavesTable(asked.kind)} /> : <output>{m.computing}</output>;
}
