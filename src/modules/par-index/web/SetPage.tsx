import { Button } from '@mantine/core';
import { useState } from 'react';
import { Figure } from '#web/components/BesideList.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { FilterBar } from '#web/components/FilterBar.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { usePageParams } from '#web/navigation.tsx';
import { useSearchParams } from '#web/search-params.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import { type CriteriaNode, leavesOf } from '../domain/criteria-set.ts';
import type { SetDetail } from '../sets-schema.ts';
import { AddNode, RemoveNode } from './NodeForms.tsx';
import { type Change, FieldTable } from './FieldTable.tsx';
import { DemoStrip } from './DemoStrip.tsx';
import { FaultTable } from './FaultTable.tsx';
import { formatIndex, formatPoints } from './figures.ts';
import classes from './index.module.css';
import { LeafEditor } from './LeafEditor.tsx';
import { INDEX_PLACE } from './places.ts';
import { SetActions } from './SetActions.tsx';
import { SetHistory } from './SetHistory.tsx';
import { setWords } from './set-words.ts';
import { useSet } from './use-par.ts';
import { words } from './words.ts';

const FIND = 'tim';

/** A criteria set as a table to read: fields, criteria, components; rule in words with the legal text beside it. */
export default function SetPage() {
  const m = useMessages(words);
  const s = useMessages(setWords);
  const { id = '' } = usePageParams();
  const set = useSet(id);
  return (
    <Page
      title={set.data?.title ?? m.set}
      breadcrumb={[{ label: m.index, to: INDEX_PLACE }]}
      secondary={
        set.data && (
          <>
            <Button
              component="a"
              href={`/api/par/sets/${id}/files/xlsx`}
              variant="default"
              leftSection={<Icon name="download" size={16} />}
            >
              {s.excel}
            </Button>
            <Button
              component="a"
              href={`/api/par/sets/${id}/files/json`}
              variant="default"
              leftSection={<Icon name="download" size={16} />}
            >
              {s.json}
            </Button>
            <Button variant="default" leftSection={<Icon name="print" size={16} />} onClick={() => window.print()}>
              {m.print}
            </Button>
          </>
        )
      }
    >
      {set.isPending && <Loading lines={8} />}
      {set.isError && !set.data && <ErrorBox error={set.error} retry={() => void set.refetch()} />}
      {set.data && <SetView key={set.data.id} detail={set.data} />}
    </Page>
  );
}

function SetView({ detail }: { readonly detail: SetDetail }) {
  const m = useMessages(words);
  const language = useLanguage();
  const find = searchKey(useSearchParams()[FIND] ?? '');
  const { set } = detail;
  const criteria = set.fields.flatMap((field) => (field.kind === 'branch' ? field.children : [field]));
  const [change, setChange] = useState<Change>();
  const close = () => setChange(undefined);
  const w = useMessages(setWords);
  const shown = find === '' ? set.fields : set.fields.flatMap((field) => matching(field, find));
  return (
    <>
      <DemoStrip label={set.label} />
      <div className={classes.stack}>
        <p className={classes.small}>
          {m.blockOf(set.block)} · {set.year} · {w.version(detail.version)} ·{' '}
          {detail.decision ?? (detail.state === 'draft' ? m.draft : m.adopted)} ·{' '}
          {m.setLead(set.fields.length, criteria.length, leavesOf(set.fields).length)}
        </p>
        <div className={classes.figures}>
          <Figure value={set.total === null ? '—' : formatPoints(set.total, language)} label={m.total} />
          {set.bonusMax !== null && <Figure value={formatPoints(set.bonusMax, language)} label={m.bonus} />}
          {set.penaltyMax !== null && <Figure value={formatPoints(set.penaltyMax, language)} label={m.penalty} />}
        </div>
        {set.classes.length > 0 && (
          <p>
            {m.classes}:{' '}
            {set.classes.map(({ name, from }) => m.classFrom(name, formatIndex(from, language))).join('; ')}
          </p>
        )}
        <SetActions detail={detail} />
        {detail.faults.length > 0 && (
          <section className={classes.part} aria-labelledby="par-set-faults">
            <h2 id="par-set-faults">{m.faults(detail.faults.length)}</h2>
            <FaultTable faults={detail.faults} />
          </section>
        )}
        <SetHistory detail={detail} />
        <FilterBar filters={[{ kind: 'text', key: FIND, label: m.findCriterion, placeholder: m.findHint }]} />
        {shown.length === 0 && <EmptyState title={m.nothingFound} />}
        {shown.map((field) => (
          <FieldTable key={field.code} field={field} onChange={detail.canReplace ? setChange : undefined} />
        ))}
        {detail.canReplace && (
          <div className="dh-no-print">
            <Button variant="default" onClick={() => setChange({ what: 'add', branch: undefined })}>
              {w.addField}
            </Button>
          </div>
        )}
      </div>
      <Dialog
        opened={change?.what === 'edit' || change?.what === 'add'}
        onClose={close}
        title={change?.what === 'edit' ? w.editLeaf(change.leaf.code) : titleOf(change, w)}
        place="side"
      >
        {change?.what === 'edit' && (
          <LeafEditor key={change.leaf.code} detail={detail} leaf={change.leaf} onDone={close} />
        )}
        {change?.what === 'add' && (
          <AddNode
            detail={detail}
            branch={change.branch}
            onDone={close}
            onAdded={(leaf) => setChange({ what: 'edit', leaf })}
          />
        )}
      </Dialog>
      <Dialog opened={change?.what === 'remove'} onClose={close} title={w.removeQuestion}>
        {change?.what === 'remove' && <RemoveNode detail={detail} node={change.node} onDone={close} />}
      </Dialog>
    </>
  );
}

function titleOf(change: Change | undefined, w: ReturnType<typeof useMessages<(typeof setWords)['vi']>>): string {
  return change?.what === 'add' && change.branch ? w.addUnder(change.branch.code) : w.addField;
}

/** A node reduced to what matches; a matching branch keeps all below it. */
function matching(node: CriteriaNode, find: string): CriteriaNode[] {
  if (searchKey(`${node.code} ${node.name}`).includes(find)) return [node];
  if (node.kind === 'leaf') return [];
  const children = node.children.flatMap((child) => matching(child, find));
  return children.length === 0 ? [] : [{ ...node, children }];
}
