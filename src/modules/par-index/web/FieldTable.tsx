import { Button } from '@mantine/core';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { type CriteriaNode, type Leaf, leavesOf } from '../domain/criteria-set.ts';
import { formatPoints } from './figures.ts';
import classes from './index.module.css';
import { ruleLines } from './rule-words.ts';
import { setWords } from './set-words.ts';
import { words } from './words.ts';

/** What somebody wants to change in a draft. */
export type Change =
  | { readonly what: 'edit'; readonly leaf: Leaf }
  | { readonly what: 'remove'; readonly node: CriteriaNode }
  /** Without a branch: a field of its own. */
  | { readonly what: 'add'; readonly branch: CriteriaNode | undefined };

interface Editable {
  /** Opens what changes the draft; missing where the table is only read. */
  readonly onChange: ((change: Change) => void) | undefined;
}

/** One field of a set: its criteria with maxima, way of scoring, rule and law. */
export function FieldTable({ field, onChange }: Editable & { readonly field: CriteriaNode }) {
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
            <NodeRow key={node.code} node={node} onChange={onChange} />
          ))}
        </tbody>
      </table>
      {onChange && field.kind === 'branch' && (
        <div className={`${classes.fieldActs} dh-no-print`}>
          <NodeActs node={field} onChange={onChange} />
        </div>
      )}
    </details>
  );
}

function flat(node: CriteriaNode): CriteriaNode[] {
  return node.kind === 'leaf' ? [node] : [node, ...node.children.flatMap(flat)];
}

function NodeRow({ node, onChange }: Editable & { readonly node: CriteriaNode }) {
  const m = useMessages(words);
  const language = useLanguage();
  const max = node.max === null ? m.unknown : formatPoints(node.max, language);
  const name = (
    <th scope="row">
      <span className={classes.code}>{node.code}</span>
      {node.name}
      {onChange && (
        <div className={`${classes.acts} dh-no-print`}>
          <NodeActs node={node} onChange={onChange} />
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

/** A leaf is edited, a branch gets another criterion; either is removed. */
function NodeActs({ node, onChange }: { readonly node: CriteriaNode; readonly onChange: (change: Change) => void }) {
  const w = useMessages(setWords);
  return (
    <>
      {node.kind === 'leaf' ? (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={w.editLeaf(node.code)}
          onClick={() => onChange({ what: 'edit', leaf: node })}
        >
          {w.edit}
        </Button>
      ) : (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={w.addUnder(node.code)}
          onClick={() => onChange({ what: 'add', branch: node })}
        >
          {w.addCriterion}
        </Button>
      )}
      <Button
        variant="default"
        size="compact-xs"
        aria-label={w.removeNode(node.code)}
        onClick={() => onChange({ what: 'remove', node })}
      >
        {w.removeShort}
      </Button>
    </>
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
