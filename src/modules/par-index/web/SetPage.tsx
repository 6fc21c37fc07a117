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
import { type CriteriaNode, type Leaf, leavesOf } from '../domain/criteria-set.ts';
import type { SetDetail } from '../sets-schema.ts';
import { DemoStrip } from './DemoStrip.tsx';
import { FaultTable } from './FaultTable.tsx';
import { formatIndex, formatPoints } from './figures.ts';
import classes from './index.module.css';
import { LeafEditor } from './LeafEditor.tsx';
import { INDEX_PLACE } from './places.ts';
import { ruleLines } from './rule-words.ts';
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
  const [editing, setEditing] = useState<Leaf>();
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
          <FieldTable key={field.code} field={field} onEdit={detail.canReplace ? setEditing : undefined} />
        ))}
      </div>
      <Dialog
        opened={editing !== undefined}
        onClose={() => setEditing(undefined)}
        title={editing ? w.editLeaf(editing.code) : ''}
        place="side"
      >
        {editing && <LeafEditor detail={detail} leaf={editing} onDone={() => setEditing(undefined)} />}
      </Dialog>
    </>
  );
}

/** A node reduced to what matches; a matching branch keeps all below it. */
function matching(node: CriteriaNode, find: string): CriteriaNode[] {
  if (searchKey(`${node.code} ${node.name}`).includes(find)) return [node];
  if (node.kind === 'leaf') return [];
  const children = node.children.flatMap((child) => matching(child, find));
  return children.length === 0 ? [] : [{ ...node, children }];
}

interface Editable {
  /** Opens the editor of a leaf; missing where the table is only read. */
  readonly onEdit: ((leaf: Leaf) => void) | undefined;
}

function FieldTable({ field, onEdit }: Editable & { readonly field: CriteriaNode }) {
  const m = useMessages(words);
  const language = useLanguage();
  const rows = field.kind === 'leaf' ? [field] : field.children.flatMap((node) => flat(node));
  return (
    <details className={classes.field} open>
      <summary className={classes.fieldHead}>
        <h2>
          {field.code}. {field.name}
        </h2>
        <span className={classes.nowrap}>
          {field.max === null ? m.unknown : m.fieldTotal(formatPoints(field.max, language))}
        </span>
      </summary>
      <table className={classes.criteria}>
        <caption className="dh-visually-hidden">{field.name}</caption>
        <thead>
          <tr>
            <th scope="col">{m.criterion}</th>
            <th scope="col" data-align="end">
              {m.maximum}
            </th>
            <th scope="col">{m.method}</th>
            <th scope="col">{m.rule}</th>
            <th scope="col">{m.legal}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((node) => (
            <NodeRow key={node.code} node={node} onEdit={onEdit} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

function flat(node: CriteriaNode): CriteriaNode[] {
  return node.kind === 'leaf' ? [node] : [node, ...node.children.flatMap(flat)];
}

function NodeRow({ node, onEdit }: Editable & { readonly node: CriteriaNode }) {
  const m = useMessages(words);
  const w = useMessages(setWords);
  const language = useLanguage();
  const max = node.max === null ? m.unknown : formatPoints(node.max, language);
  const name = (
    <th scope="row">
      <span className={classes.code}>{node.code}</span>
      {node.name}
      {node.kind === 'leaf' && onEdit && (
        <div className="dh-no-print">
          <Button variant="default" size="compact-xs" aria-label={w.editLeaf(node.code)} onClick={() => onEdit(node)}>
            {w.edit}
          </Button>
        </div>
      )}
    </th>
  );
  if (node.kind === 'branch')
    return (
      <tr className={classes.branch}>
        {name}
        <td data-align="end" data-label={m.maximum}>
          {max}
        </td>
        <td colSpan={3} className={classes.small}>
          {m.items(leavesOf([node]).length)}
        </td>
      </tr>
    );
  return (
    <tr>
      {name}
      <td data-align="end" data-label={m.maximum}>
        {max}
      </td>
      <td data-label={m.method}>
        {node.method ? m.methodOf(node.method) : m.unknown}
        {node.measureId && <div className={classes.small}>{m.fromMeasure}</div>}
        {node.controllable === false && <div className={classes.small}>{m.uncontrollable}</div>}
      </td>
      <td>
        <RuleText leaf={node} />
      </td>
      <td className={classes.basis}>
        {node.legal ? (
          <>
            {node.legal.text}
            <div className={classes.small}>{node.legal.source}</div>
          </>
        ) : (
          m.noLegal
        )}
      </td>
    </tr>
  );
}

/** The rule of a leaf in words, with the evidence it asks for. */
export function RuleText({ leaf }: { readonly leaf: Leaf }) {
  const m = useMessages(words);
  const language = useLanguage();
  const lines = ruleLines(leaf, language);
  return (
    <>
      {lines.length === 0 && m.unknown}
      <ul className={classes.lines}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div className={classes.small}>
        {m.evidence}: {leaf.evidence ?? m.noEvidence}
      </div>
    </>
  );
}
