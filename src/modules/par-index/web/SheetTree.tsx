import { EmptyState } from '#web/components/EmptyState.tsx';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { CriteriaNode, CriteriaSet } from '../domain/criteria-set.ts';
import { extraLeaves } from '../domain/give-points.ts';
import type { ScoreView } from '../sheets-schema.ts';
import { formatPoints } from './figures.ts';
import { entryOf, isTodo, newestOf, type SheetLeaf, valueAt } from './leaf-state.ts';
import classes from './sheet.module.css';
import { sheetWords } from './sheet-words.ts';

interface SheetTreeProps {
  readonly set: CriteriaSet;
  readonly items: ReadonlyMap<string, SheetLeaf>;
  /** Codes to show; undefined shows all. */
  readonly shown: ReadonlySet<string> | undefined;
  readonly openCode: string | undefined;
  readonly linkOf: (code: string) => string;
  readonly everything: string;
  readonly score: ScoreView | null;
}

/** The table of the sheet as a tree: fields that open, criteria, the leaves with their points and what waits. */
export function SheetTree(props: SheetTreeProps) {
  const { set, shown, everything } = props;
  const m = useMessages(sheetWords);
  const extra = extraLeaves(set);
  const visible = (node: CriteriaNode): boolean =>
    node.kind === 'leaf' ? !shown || shown.has(node.code) : node.children.some(visible);
  const fields = set.fields.filter(visible);
  const extras = extra.filter(visible);
  if (fields.length === 0 && extras.length === 0)
    return <EmptyState title={m.nothingShown} action={<PageLink to={everything}>{m.showEverything}</PageLink>} />;
  return (
    <nav aria-label={m.table} className={classes.tree}>
      {fields.map((field, index) => (
        <Field key={field.code} field={field} isFirst={index === 0} visible={visible} {...props} />
      ))}
      {extras.length > 0 && (
        <ul className={classes.leaves}>
          {extras.map((leaf) => (
            <LeafRow key={leaf.code} code={leaf.code} {...props} />
          ))}
        </ul>
      )}
    </nav>
  );
}

type FieldProps = SheetTreeProps & {
  readonly field: CriteriaNode;
  readonly isFirst: boolean;
  readonly visible: (node: CriteriaNode) => boolean;
};

function Field({ field, isFirst, visible, ...props }: FieldProps) {
  const m = useMessages(sheetWords);
  const language = useLanguage();
  const { openCode, items, shown, score } = props;
  const codes = codesOf(field);
  const asked = codes.filter((code) => {
    const item = items.get(code);
    return item && entryOf(item.view) !== undefined;
  });
  const left = asked.filter((code) => {
    const item = items.get(code);
    return item && isTodo(item);
  });
  const points = score?.nodes[field.code];
  const isOpen = shown !== undefined || (openCode === undefined ? isFirst : codes.includes(openCode));
  return (
    <details className={classes.field} open={isOpen ? true : undefined}>
      <summary className={classes.fieldHead}>
        <span>
          {field.code}. {field.name}
        </span>
        <span className={classes.fieldFacts}>
          {asked.length > 0 && <span>{m.done(asked.length - left.length, asked.length)}</span>}
          {points && (
            <span>
              {formatPoints(points[0], language)} / {formatPoints(points[1], language)}
            </span>
          )}
        </span>
      </summary>
      <ul className={classes.leaves}>
        {(field.kind === 'leaf' ? [field] : field.children).filter(visible).map((node) =>
          node.kind === 'leaf' ? (
            <LeafRow key={node.code} code={node.code} {...props} />
          ) : (
            <li key={node.code}>
              <p className={classes.criterion}>
                {node.code} {node.name}
              </p>
              <ul className={classes.leaves}>
                {node.children.filter(visible).map((leaf) => (
                  <LeafRow key={leaf.code} code={leaf.code} {...props} />
                ))}
              </ul>
            </li>
          ),
        )}
      </ul>
    </details>
  );
}

function codesOf(node: CriteriaNode): string[] {
  return node.kind === 'leaf' ? [node.code] : node.children.flatMap(codesOf);
}

function LeafRow({ code, items, openCode, linkOf }: SheetTreeProps & { readonly code: string }) {
  const m = useMessages(sheetWords);
  const language = useLanguage();
  const item = items.get(code);
  if (!item) return null;
  const { leaf, view } = item;
  const value = newestOf(view);
  const points =
    value === undefined ? m.notYet : value.points === null ? m.notApplicable : formatPoints(value.points, language);
  const explained = valueAt(view, 'explanation') !== undefined;
  return (
    <li>
      <PageLink
        to={linkOf(code)}
        className={classes.leaf}
        data-todo={isTodo(item) || undefined}
        {...(openCode === code ? { 'aria-current': 'true' as const } : {})}
      >
        <span className={classes.leafName}>
          {/^\d/.test(code) && <span className={classes.code}>{code}</span>}
          {leaf.name}
          {view.flag && (
            <span className={classes.flagMark} data-done={explained || undefined}>
              {explained ? m.explained : m.flagged}
            </span>
          )}
        </span>
        <span className={classes.leafPoints} data-none={value === undefined || undefined}>
          {points}
          {value?.points !== null && value !== undefined && leaf.max !== null && (
            <span className={classes.leafMax}> / {formatPoints(leaf.max, language)}</span>
          )}
        </span>
      </PageLink>
    </li>
  );
}
