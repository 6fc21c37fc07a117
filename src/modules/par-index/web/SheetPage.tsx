import { BesideList } from '#web/components/BesideList.tsx';
import { DueDate } from '#web/components/DueDate.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { FilterBar } from '#web/components/FilterBar.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, useGo, usePageParams } from '#web/navigation.tsx';
import { stringifySearch, useSearchParams } from '#web/search-params.ts';
import { useNow } from '#web/session.tsx';
import type { CriteriaSet } from '../domain/criteria-set.ts';
import type { SheetDetail } from '../sheets-schema.ts';
import { DemoStrip } from './DemoStrip.tsx';
import { LeafDesk } from './LeafDesk.tsx';
import { differs, isTodo, sheetLeaves, type SheetLeaf } from './leaf-state.ts';
import { INDEX_PLACE, LEAF, roundPlace } from './places.ts';
import { Outputs } from './Outputs.tsx';
import { dueOfStep } from './RoundSteps.tsx';
import { ScoreStrip } from './ScoreStrip.tsx';
import classes from './sheet.module.css';
import { SheetTree } from './SheetTree.tsx';
import { SheetLinks } from './SheetLinks.tsx';
import { sheetWords } from './sheet-words.ts';
import { StateBadge } from './StateBadge.tsx';
import { useSeesWhole, useSet, useSheet } from './use-par.ts';
import { words } from './words.ts';

/** Which leaves the list shows. */
const SHOW = 'hien';
const SHOWS: Readonly<Record<string, (item: SheetLeaf) => boolean>> = {
  'con-lai': isTodo,
  'giai-trinh': ({ view }) => view.flag !== null,
  lech: ({ view }) => differs(view),
};

/** The sheet of one unit: the tree with what is left, and beside it the leaf one works on. */
export default function SheetPage() {
  const m = useMessages(sheetWords);
  const w = useMessages(words);
  const now = useNow();
  const { id = '' } = usePageParams();
  const sheet = useSheet(id);
  const set = useSet(sheet.data?.round.setId);
  const round = sheet.data?.round;
  const due = round && dueOfStep(round);
  // Others see the leaves they appraise alone.
  const isWhole = useSeesWhole(sheet.data?.agency.id);
  return (
    <Page
      title={sheet.data?.agency.name ?? m.sheet}
      breadcrumb={[
        { label: w.index, to: INDEX_PLACE },
        ...(round ? [{ label: round.title, to: roundPlace(round.id) }] : []),
      ]}
      lead={
        round && (
          <span className={classes.lead}>
            <StateBadge round={round} now={now} />
            {due && (
              <span>
                {w.dueBy} <DueDate dueAt={due} now={now} layout="sentence" />
              </span>
            )}
          </span>
        )
      }
    >
      <DemoStrip label={round?.label} />
      {sheet.data?.answeredBy && <p className={classes.hint}>{m.answeredBy(sheet.data.answeredBy.name)}</p>}
      {(sheet.isPending || (sheet.data && set.isPending)) && <Loading lines={8} />}
      {sheet.isError && !sheet.data && <ErrorBox error={sheet.error} retry={() => void sheet.refetch()} />}
      {set.isError && !set.data && <ErrorBox error={set.error} retry={() => void set.refetch()} />}
      {sheet.data && <SheetLinks sheet={sheet.data} isWhole={isWhole} />}
      {sheet.data && set.data && <SheetView sheet={sheet.data} set={set.data.set} />}
    </Page>
  );
}

function SheetView({ sheet, set }: { readonly sheet: SheetDetail; readonly set: CriteriaSet }) {
  const m = useMessages(sheetWords);
  const search = useSearchParams();
  const go = useGo();
  const list = sheetLeaves(set, sheet);
  const items = new Map(list.map((item) => [item.leaf.code, item]));
  const openCode = search[LEAF];
  const open = openCode === undefined ? undefined : items.get(openCode);
  const left = list.filter(isTodo);
  const filter = SHOWS[search[SHOW] ?? ''];
  // The leaf on the desk stays in the list, also when it no longer is what the list was asked for.
  const chosen = filter ? list.filter((item) => filter(item) || item === open) : list;
  const linkOf = (code: string | undefined) =>
    `/chi-so/phieu/${sheet.id}${stringifySearch({ ...search, [LEAF]: code })}`;
  const at = open ? chosen.indexOf(open) : -1;
  const after = nextTodo(list, open);
  const around = (step: number) => {
    const code = at < 0 ? undefined : chosen[at + step]?.leaf.code;
    return code === undefined ? undefined : linkOf(code);
  };
  return (
    <>
      {/* Where the open leaf takes the place of the list it takes that of the sums too. */}
      <div className={classes.overview} data-open={open ? true : undefined}>
        <Outputs sheetId={sheet.id} />
        <ScoreStrip sheet={sheet} todo={left.length} />
      </div>
      <BesideList
        detailLabel={m.leaf}
        listLink={linkOf(undefined)}
        list={
          <div className={classes.list}>
            <FilterBar
              filters={[
                {
                  kind: 'select',
                  key: SHOW,
                  label: m.show,
                  none: m.showAll,
                  options: [
                    { value: 'con-lai', label: m.showTodo },
                    { value: 'giai-trinh', label: m.showFlagged },
                    { value: 'lech', label: m.showDiffering },
                  ],
                },
              ]}
            />
            {!open && left[0] && (
              <p>
                <PageLink to={linkOf(left[0].leaf.code)}>{m.todo(left.length)} →</PageLink>
              </p>
            )}
            <SheetTree
              set={set}
              items={items}
              shown={filter && new Set(chosen.map(({ leaf }) => leaf.code))}
              openCode={openCode}
              linkOf={linkOf}
              everything={`/chi-so/phieu/${sheet.id}`}
              score={sheet.scores.final ?? sheet.scores.appraisal1 ?? sheet.scores.self}
            />
          </div>
        }
        detail={
          openCode !== undefined &&
          (open ? (
            <LeafDesk
              key={open.leaf.code}
              sheet={sheet}
              item={open}
              previous={around(-1)}
              following={around(1)}
              hasNext={after !== undefined}
              onGiven={() => after && go(linkOf(after.leaf.code), { replace: true })}
            />
          ) : (
            <EmptyState title={m.chooseLeaf}>{m.chooseLeafText}</EmptyState>
          ))
        }
      />
    </>
  );
}

/** The next leaf that waits, after the open one and then from the top. */
function nextTodo(list: readonly SheetLeaf[], open: SheetLeaf | undefined): SheetLeaf | undefined {
  const at = open ? list.indexOf(open) : -1;
  return [...list.slice(at + 1), ...list.slice(0, Math.max(at, 0))].find(isTodo);
}
