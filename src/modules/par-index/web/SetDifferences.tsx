import type { ReactNode } from 'react';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { CriteriaNode, CriteriaSet } from '../domain/criteria-set.ts';
import { type Aspect, differencesOf, type NodeDifference } from '../domain/set-diff.ts';
import { writeInput } from '../domain/workbook/inputs.ts';
import { SCORER_WORDS } from '../domain/workbook/layout.ts';
import { formatPoints } from './figures.ts';
import { ruleLines } from './rule-words.ts';
import classes from './sets.module.css';
import { setWords } from './set-words.ts';
import { words } from './words.ts';

interface SetDifferencesProps {
  readonly former: CriteriaSet;
  readonly later: CriteriaSet;
}

/** What is different in a later version, node by node: before and after of each changed part. */
export function SetDifferences({ former, later }: SetDifferencesProps) {
  const m = useMessages(setWords);
  const { parts, nodes } = differencesOf(former, later);
  if (parts.length === 0 && nodes.length === 0) return <p>{m.noDifferences}</p>;
  return (
    <>
      {parts.length > 0 && <p>{m.partsChanged(parts.map((part) => m.part(part)).join(', '))}</p>}
      <ul className={classes.differences}>
        {nodes.map((node) => (
          <Difference key={node.code} node={node} />
        ))}
      </ul>
    </>
  );
}

function Difference({ node }: { readonly node: NodeDifference }) {
  const m = useMessages(setWords);
  const { before, after } = node;
  const kind = before ? (after ? m.changed : m.removed) : m.added;
  return (
    <li>
      <p>
        <span className={classes.kind} data-kind={before ? (after ? 'changed' : 'removed') : 'added'}>
          {kind}
        </span>{' '}
        <strong>
          {node.code} {(after ?? before)?.name}
        </strong>
      </p>
      {before && after && node.aspects.length > 0 && (
        <dl className={classes.aspects}>
          {node.aspects.map((aspect) => (
            <div key={aspect}>
              <dt>{m.aspect(aspect)}</dt>
              <dd>
                <span className="dh-visually-hidden">{m.before}: </span>
                <del>
                  <AspectText node={before} aspect={aspect} />
                </del>
              </dd>
              <dd>
                <span className="dh-visually-hidden">{m.after}: </span>
                <ins>
                  <AspectText node={after} aspect={aspect} />
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

function AspectText({ node, aspect }: { readonly node: CriteriaNode; readonly aspect: Aspect }): ReactNode {
  const w = useMessages(words);
  const language = useLanguage();
  if (aspect === 'name') return node.name;
  if (aspect === 'max') return node.max === null ? w.unknown : formatPoints(node.max, language);
  if (node.kind === 'branch') return node.kind;
  switch (aspect) {
    case 'method':
      return node.method ? w.methodOf(node.method) : w.unknown;
    case 'scorer':
      return node.scorer ? SCORER_WORDS[node.scorer] : w.unknown;
    case 'rule':
      return ruleLines(node, language).join(' ') || w.unknown;
    case 'examples':
      return (
        (node.rule?.tests ?? [])
          .map(
            ({ given, expect }) =>
              `${writeInput(given)}: ${expect === 'not-applicable' ? '—' : formatPoints(expect, language)}`,
          )
          .join('; ') || '—'
      );
    case 'evidence':
      return node.evidence ?? w.noEvidence;
    default:
      return [node.measureId, node.legal?.text, node.legal?.source].filter(Boolean).join('; ') || '—';
  }
}
