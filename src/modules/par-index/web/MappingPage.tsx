import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson, postJson } from '#web/api.ts';
import { ConfirmButton } from '#web/components/ConfirmButton.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { CheckField } from '#web/components/fields.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { Cell, ColumnHeader, Row, Table, TableBody, TableHead } from '#web/components/Table.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, usePageParams } from '#web/navigation.tsx';
import { useCan } from '#web/session.tsx';
import { type CriteriaSet, leavesOf } from '../domain/criteria-set.ts';
import { breaksSeries, type LeafChange, type MappingLink, type SetMapping } from '../domain/mapping.ts';
import { relink } from '../domain/relink.ts';
import type { MappingView, SetDetail } from '../sets-schema.ts';
import { DemoStrip } from './DemoStrip.tsx';
import { LinkForm } from './LinkForm.tsx';
import { mappingWords } from './mapping-words.ts';
import { backCastPlace, INDEX_PLACE, setPlace } from './places.ts';
import classes from './sets.module.css';
import { useRounds, useSet } from './use-par.ts';
import { words } from './words.ts';

const CHANGES: readonly LeafChange[] = ['same', 'renamed', 'split', 'merged', 'new', 'dropped'];

/** Bảng đối chiếu of two sets: every leaf of both in one row, changed by hand and confirmed. */
export default function MappingPage() {
  const m = useMessages(mappingWords);
  const w = useMessages(words);
  const { fromId = '', toId = '' } = usePageParams();
  const older = useSet(fromId);
  const newer = useSet(toId);
  const mapping = useQuery({
    queryKey: ['par-index', 'mapping', fromId, toId],
    queryFn: ({ signal }) => getJson<MappingView>(`/api/par/sets/${fromId}/mapping/${toId}`, { signal }),
  });
  const failed = [older, newer, mapping].find((one) => one.isError && !one.data);
  const whole = older.data && newer.data && mapping.data;
  return (
    <Page
      title={older.data && newer.data ? m.title(older.data.year, newer.data.year) : m.change}
      breadcrumb={[{ label: w.index, to: INDEX_PLACE }]}
      lead={m.lead}
    >
      {failed && <ErrorBox error={failed.error} retry={() => void failed.refetch()} />}
      {!failed && !whole && <Loading lines={8} />}
      {whole && <Mapping key={mapping.dataUpdatedAt} older={older.data} newer={newer.data} view={mapping.data} />}
    </Page>
  );
}

interface MappingProps {
  readonly older: SetDetail;
  readonly newer: SetDetail;
  readonly view: MappingView;
}

/** The links as they travel: a note that is not there is left out. */
export function linksOf(view: Pick<MappingView, 'links'>): MappingLink[] {
  return view.links.map(({ change, from, to, note }) => ({
    change,
    from,
    to,
    ...(note === undefined ? {} : { note }),
  }));
}

function Mapping({ older, newer, view }: MappingProps) {
  const m = useMessages(mappingWords);
  const mayEdit = useCan()('par-index.manage');
  const [mapping, setMapping] = useState<SetMapping>(() => ({ links: linksOf(view) }));
  const [isChanged, setChanged] = useState(false);
  const [onlyChanged, setOnlyChanged] = useState(true);
  const [editing, setEditing] = useState<MappingLink>();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () => postJson<MappingView>(`/api/par/sets/${older.id}/mapping/${newer.id}`, mapping),
    onSuccess: async () => {
      showToast(m.saved);
      await client.invalidateQueries({ queryKey: ['par-index'] });
    },
  });
  const count = (change: LeafChange) => mapping.links.filter((link) => link.change === change).length;
  const shown = mapping.links.filter((link) => !onlyChanged || link.change !== 'same');
  return (
    <div className={classes.stack}>
      <DemoStrip label={newer.set.label ?? older.set.label} />
      <div className={classes.part}>
        <p>
          {m.older}: <PageLink to={setPlace(older.id)}>{older.title}</PageLink>. {m.newer}:{' '}
          <PageLink to={setPlace(newer.id)}>{newer.title}</PageLink>.
        </p>
        <p>
          {CHANGES.filter((change) => count(change) > 0)
            .map((change) => m.counts(m.changeOf(change), count(change)))
            .join(', ')}
          . {breaksSeries(mapping) ? m.breaks : m.joins}
        </p>
        <p className={classes.note} data-tone={isChanged || !view.confirmed ? 'amber' : undefined}>
          {isChanged ? m.unsaved : view.confirmed ? m.confirmedBy(view.madeBy ?? '') : m.proposed}
        </p>
        {mayEdit && (
          <div className={`${classes.buttons} dh-no-print`}>
            {(isChanged || !view.confirmed) && (
              <ConfirmButton label={m.save} question={m.saveQuestion} onConfirm={() => save.mutateAsync()}>
                <p>{m.saveText}</p>
              </ConfirmButton>
            )}
            {isChanged && (
              <Button
                variant="default"
                onClick={() => {
                  setMapping({ links: linksOf(view) });
                  setChanged(false);
                }}
              >
                {m.undoAll}
              </Button>
            )}
          </div>
        )}
        <CastLinks older={older} newer={newer} />
      </div>
      <CheckField name="onlyChanged" label={m.onlyChanged} checked={onlyChanged} onChange={setOnlyChanged} />
      <LinkTable older={older.set} newer={newer.set} links={shown} onEdit={mayEdit ? setEditing : undefined} />
      <Dialog
        opened={editing !== undefined}
        onClose={() => setEditing(undefined)}
        title={editing ? m.editLink([...editing.to, ...editing.from][0] ?? '') : ''}
      >
        {editing && (
          <LinkForm
            older={older.set}
            newer={newer.set}
            link={editing}
            onTie={(from, to, note) => {
              setMapping(relink(mapping, older.set, newer.set, from, to, note));
              setChanged(true);
              setEditing(undefined);
            }}
            onClose={() => setEditing(undefined)}
          />
        )}
      </Dialog>
    </div>
  );
}

/** Closed rounds scored by the older set: what they would have come to under the newer one. */
function CastLinks({ older, newer }: Pick<MappingProps, 'older' | 'newer'>) {
  const m = useMessages(mappingWords);
  const rounds = useRounds();
  const scored = (rounds.data?.rounds ?? []).filter((round) => round.setId === older.id && round.state === 'published');
  if (scored.length === 0) return null;
  return (
    <p>
      {m.castLinks}:{' '}
      {scored.map((round) => (
        <PageLink key={round.id} to={backCastPlace(round.id, newer.id)}>
          {round.title}
        </PageLink>
      ))}
    </p>
  );
}

interface LinkTableProps {
  readonly older: CriteriaSet;
  readonly newer: CriteriaSet;
  readonly links: readonly MappingLink[];
  readonly onEdit: ((link: MappingLink) => void) | undefined;
}

function LinkTable({ older, newer, links, onEdit }: LinkTableProps) {
  const m = useMessages(mappingWords);
  const names = { from: namesOf(older), to: namesOf(newer) };
  const list = (codes: readonly string[], of: ReadonlyMap<string, string>) =>
    codes.length === 0 ? (
      '—'
    ) : (
      <ul className={classes.plain}>
        {codes.map((code) => (
          <li key={code}>
            <span className={classes.code}>{code}</span> {of.get(code)}
          </li>
        ))}
      </ul>
    );
  return (
    <Table className={classes.links}>
      <caption className="dh-visually-hidden">{m.change}</caption>
      <TableHead>
        <Row>
          <ColumnHeader>{m.older}</ColumnHeader>
          <ColumnHeader>{m.change}</ColumnHeader>
          <ColumnHeader>{m.newer}</ColumnHeader>
          {onEdit && (
            <ColumnHeader className="dh-no-print">
              <span className="dh-visually-hidden">{m.edit}</span>
            </ColumnHeader>
          )}
        </Row>
      </TableHead>
      <TableBody>
        {links.map((link) => {
          const codes = [...link.to, ...link.from];
          return (
            <Row key={`${link.from.join()}>${link.to.join()}`} data-change={link.change}>
              <Cell data-label={m.older}>{list(link.from, names.from)}</Cell>
              <Cell>
                <span className={classes.kind} data-kind={KINDS[link.change]}>
                  {m.changeOf(link.change)}
                </span>
                {link.note && <p className={classes.hint}>{link.note}</p>}
              </Cell>
              <Cell data-label={m.newer}>{list(link.to, names.to)}</Cell>
              {onEdit && (
                <Cell className="dh-no-print">
                  <Button
                    variant="default"
                    size="compact-xs"
                    aria-label={m.editLink(codes[0] ?? '')}
                    onClick={() => onEdit(link)}
                  >
                    {m.edit}
                  </Button>
                </Cell>
              )}
            </Row>
          );
        })}
      </TableBody>
    </Table>
  );
}

const KINDS = {
  same: undefined,
  renamed: 'changed',
  split: 'changed',
  merged: 'changed',
  new: 'added',
  dropped: 'removed',
} as const;

function namesOf(set: CriteriaSet): Map<string, string> {
  return new Map(leavesOf(set.fields).map(({ code, name }) => [code, name]));
}
