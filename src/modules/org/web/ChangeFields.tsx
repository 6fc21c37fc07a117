import { Button } from '@mantine/core';
import { SelectField, TextField } from '#web/components/fields.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { ManyAgencies, OneAgency } from './AgencyPick.tsx';
import { type ChangeDraft, emptyFresh, freshLike, type Kind } from './change-draft.ts';
import { changeWords } from './change-words.ts';
import { FreshFields } from './FreshFields.tsx';
import classes from './org.module.css';

interface ChangeFieldsProps {
  readonly kind: Kind;
  readonly draft: ChangeDraft;
  readonly change: (part: Partial<ChangeDraft>) => void;
}

/** What each kind of change asks beside its decision. */
export function ChangeFields({ kind, draft, change }: ChangeFieldsProps) {
  const m = useMessages(changeWords);
  const agency = (
    <OneAgency
      name="agency"
      label={m.agency}
      value={draft.agency}
      onChange={(next) => change({ agency: next, heirs: draft.heirs.map((heir) => freshLike(next?.agency, heir)) })}
    />
  );
  switch (kind) {
    case 'merge':
      return <MergeFields draft={draft} change={change} />;
    case 'split':
      return (
        <>
          {agency}
          <SplitFields draft={draft} change={change} />
        </>
      );
    case 'rename':
      return (
        <>
          {agency}
          <TextField
            name="name"
            label={m.newName}
            value={draft.newName}
            onChange={(newName) => change({ newName })}
            autoComplete="off"
          />
          <TextField
            name="shortNames"
            label={m.shortNames}
            description={m.shortNamesHelp}
            value={draft.shortNames}
            onChange={(shortNames) => change({ shortNames })}
            autoComplete="off"
          />
          <TextField
            name="docSymbol"
            label={m.symbol}
            value={draft.docSymbol}
            onChange={(docSymbol) => change({ docSymbol })}
            autoComplete="off"
          />
        </>
      );
    case 'move':
      return (
        <>
          {agency}
          <OneAgency
            name="parentId"
            label={m.newParent}
            value={draft.parent}
            onChange={(parent) => change({ parent })}
          />
        </>
      );
    case 'add':
      return <FreshFields fresh={draft.fresh} onChange={(fresh) => change({ fresh })} />;
    case 'end':
      return agency;
  }
}

type Part = Pick<ChangeFieldsProps, 'draft' | 'change'>;

function MergeFields({ draft, change }: Part) {
  const m = useMessages(changeWords);
  return (
    <>
      <ManyAgencies
        name="from"
        label={m.mergeFrom}
        description={m.mergeFromHelp}
        value={draft.from}
        onChange={(from) => change({ from, fresh: freshLike(from[0]?.agency, draft.fresh) })}
      />
      <SelectField
        name="into"
        label={m.into}
        value={draft.into}
        onChange={(into) => change({ into: into === 'existing' ? 'existing' : 'fresh' })}
        data={[
          { value: 'fresh', label: m.intoFresh },
          { value: 'existing', label: m.intoExisting },
        ]}
      />
      {draft.into === 'existing' ? (
        <OneAgency name="target" label={m.target} value={draft.target} onChange={(target) => change({ target })} />
      ) : (
        <fieldset className={classes.group}>
          <legend>{m.intoFresh}</legend>
          <FreshFields fresh={draft.fresh} onChange={(fresh) => change({ fresh })} />
        </fieldset>
      )}
      <PostsField draft={draft} change={change} />
    </>
  );
}

function SplitFields({ draft, change }: Part) {
  const m = useMessages(changeWords);
  const { heirs } = draft;
  return (
    <>
      <SelectField
        name="rule"
        label={m.rule}
        value={draft.rule}
        onChange={(rule) => change({ rule: rule as ChangeDraft['rule'] })}
        data={[
          { value: 'function', label: m.ruleFunction },
          { value: 'territory', label: m.ruleTerritory },
          { value: 'competence', label: m.ruleCompetence },
        ]}
      />
      {heirs.map((heir, index) => (
        <fieldset key={heir.key} className={classes.group}>
          <legend>{m.heir(index + 1)}</legend>
          <FreshFields
            fresh={heir}
            prefix={`heirs.${index}.`}
            onChange={(next) => change({ heirs: heirs.map((one) => (one.key === heir.key ? next : one)) })}
          />
          {heirs.length > 2 && (
            <div>
              <Button
                variant="default"
                size="xs"
                onClick={() => change({ heirs: heirs.filter((one) => one.key !== heir.key), main: 0 })}
              >
                {m.removeHeir(index + 1)}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      <div>
        <Button
          variant="default"
          size="xs"
          onClick={() => change({ heirs: [...heirs, freshLike(draft.agency?.agency, emptyFresh())] })}
        >
          {m.addHeir}
        </Button>
      </div>
      <SelectField
        name="main"
        label={m.main}
        description={m.mainHelp}
        value={String(draft.main)}
        onChange={(main) => change({ main: Number(main) })}
        data={heirs.map((heir, index) => ({ value: String(index), label: heir.name.trim() || m.heir(index + 1) }))}
      />
      <PostsField draft={draft} change={change} />
    </>
  );
}

function PostsField({ draft, change }: Part) {
  const m = useMessages(changeWords);
  return (
    <SelectField
      name="posts"
      label={m.posts}
      value={draft.posts}
      onChange={(posts) => change({ posts: posts === 'end' ? 'end' : 'move' })}
      data={[
        { value: 'move', label: m.postsMove },
        { value: 'end', label: m.postsEnd },
      ]}
    />
  );
}
