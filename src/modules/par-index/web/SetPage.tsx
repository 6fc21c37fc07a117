import { Button } from '@mantine/core';
import { Figure } from '#web/components/BesideList.tsx';
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
import { formatIndex, formatPoints } from './figures.ts';
import classes from './index.module.css';
import { INDEX_PLACE } from './places.ts';
import { ruleLines } from './rule-words.ts';
import { useSet } from './use-par.ts';
import { words } from './words.ts';

const FIND = 'tim';

/** A criteria set as a table to read: fields, criteria, components; rule in words with the legal text beside it. */
export default function SetPage() {
  const m = useMessages(words);
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
              href={`/api/par/sets/${id}/export`}
              variant="default"
              leftSection={<Icon name="download" size={16} />}
            >
              {m.exportJson}
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
      {set.data && <SetView detail={set.data} />}
    </Page>
  );
}

function SetView({ detail }: { readonly detail: SetDetail }) {
  const m = useMessages(words);
  const language = useLanguage();
  const find = searchKey(useSearchParams()[FIND] ?? '');
  const { set } = detail;
  const criteria = set.fields.flatMap((field) => (field.kind === 'branch' ? field.children : [field]));
  const shown = find === '' ? set.fields : set.fields.flatMap((field) => matching(field, find));
  return (
    <>
      <DemoStrip label={set.label} />
      <div className={classes.stack}>
        <p className={classes.small}>
          {m.blockOf(set.block)} · {set.year} · {detail.decision ?? (detail.state === 'draft' ? m.draft : m.adopted)} ·{' '}
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
        {detail.faults.length > 0 && (
          <div className={classes.faults}>
            <p>{m.faults(detail.faults.length)}</p>
            <ul>
              {detail.faults.slice(0, 30).map((fault) => (
                <li key={`${fault.code} ${fault.text}`}>
                  {fault.place}: {fault.text}
                </li>
              ))}
            </ul>
          </div>
        )}
        <FilterBar filters={[{ kind: 'text', key: FIND, label: m.findCriterion, placeholder: m.findHint }]} />
        {shown.length === 0 && <EmptyState title={m.nothingFound} />}
        {shown.map((field) => (
          <FieldTable key={field.code} field={field} />
        ))}
      </div>
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

function FieldTable({ field }: { readonly field: CriteriaNode }) {
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
            <NodeRow key={node.code} node={node} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

function flat(node: CriteriaNode): CriteriaNode[] {
  return node.kind === 'leaf' ? [node] : [node, ...node.children.flatMap(flat)];
}

function NodeRow({ node }: { readonly node: CriteriaNode }) {
  const m = useMessages(words);
  const language = useLanguage();
  const max = node.max === null ? m.unknown : formatPoints(node.max, language);
  const name = (
    <th scope="row">
      <span className={classes.code}>{node.code}</span>
      {node.name}
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
