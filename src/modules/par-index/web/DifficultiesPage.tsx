import { Button } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { usePageParams } from '#web/navigation.tsx';
import { type CriteriaSet, leavesOf } from '../domain/criteria-set.ts';
import type { DifficultyView } from '../difficulties-schema.ts';
import { DemoStrip } from './DemoStrip.tsx';
import { DifficultyForm } from './DifficultyForm.tsx';
import { INDEX_PLACE, roundPlace, sheetPlace } from './places.ts';
import { useSet, useSheet } from './use-par.ts';
import { useDifficulties, useDifficultyAct } from './use-year.ts';
import { words } from './words.ts';
import classes from './year.module.css';
import { difficultyWords } from './year-words.ts';

/** Khó khăn, vướng mắc và kiến nghị of a unit: written per leaf or in general, exported as Excel and Word. */
export default function DifficultiesPage() {
  const m = useMessages(difficultyWords);
  const w = useMessages(words);
  const { id = '' } = usePageParams();
  const [open, setOpen] = useState<'new' | DifficultyView>();
  const sheet = useSheet(id);
  const round = sheet.data?.round;
  const set = useSet(round?.setId);
  const list = useDifficulties(id);
  const canWrite = list.data?.canWrite === true;
  return (
    <Page
      title={m.title}
      breadcrumb={[
        { label: w.index, to: INDEX_PLACE },
        ...(round ? [{ label: round.title, to: roundPlace(round.id) }] : []),
        ...(sheet.data ? [{ label: sheet.data.agency.name, to: sheetPlace(id) }] : []),
      ]}
      lead={m.lead}
      action={canWrite && open === undefined && <Button onClick={() => setOpen('new')}>{m.add}</Button>}
    >
      <DemoStrip label={round?.label} />
      <div className={classes.stack}>
        {list.isPending && <Loading lines={4} />}
        {list.isError && !list.data && <ErrorBox error={list.error} retry={() => void list.refetch()} />}
        {canWrite && set.data && open !== undefined && (
          <DifficultyForm
            key={open === 'new' ? 'new' : open.id}
            sheetId={id}
            set={set.data.set}
            before={open === 'new' ? undefined : open}
            onClose={() => setOpen(undefined)}
          />
        )}
        {list.data?.difficulties.length === 0 && open === undefined && (
          <EmptyState title={m.none}>{m.noneText}</EmptyState>
        )}
        {list.data && list.data.difficulties.length > 0 && (
          <>
            <p className={`${classes.buttons} dh-no-print`}>
              <a href={`/api/par/sheets/${id}/outputs/kho-khan-kien-nghi.xlsx`} download>
                {m.excel}
              </a>
              <a href={`/api/par/sheets/${id}/outputs/kho-khan-kien-nghi.docx`} download>
                {m.word}
              </a>
            </p>
            <ul className={classes.difficulties}>
              {list.data.difficulties.map((one) => (
                <Difficulty
                  key={one.id}
                  sheetId={id}
                  one={one}
                  set={set.data?.set}
                  onEdit={canWrite ? () => setOpen(one) : undefined}
                />
              ))}
            </ul>
          </>
        )}
      </div>
    </Page>
  );
}

function Difficulty({
  sheetId,
  one,
  set,
  onEdit,
}: {
  readonly sheetId: string;
  readonly one: DifficultyView;
  readonly set: CriteriaSet | undefined;
  readonly onEdit: (() => void) | undefined;
}) {
  const m = useMessages(difficultyWords);
  const act = useDifficultyAct(sheetId);
  const name = set && leavesOf(set.fields).find(({ code }) => code === one.leaf)?.name;
  const title = one.leaf === null ? m.general : `${one.leaf}. ${name ?? ''}`;
  const terms = [
    [m.difficulty, one.difficulty],
    [m.cause, one.cause],
    [m.request, one.request],
    [m.to, one.to],
  ] as const;
  return (
    <li>
      <h2>{title}</h2>
      <dl className={classes.terms}>
        {terms.map(
          ([term, text]) =>
            text !== null && (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{text}</dd>
              </div>
            ),
        )}
      </dl>
      <p className={classes.hint}>{m.by(one.writtenBy, formatMoment(one.writtenAt))}</p>
      {onEdit && (
        <p className={`${classes.buttons} dh-no-print`}>
          <Button variant="subtle" size="xs" aria-label={`${m.edit}: ${title}`} onClick={onEdit}>
            {m.edit}
          </Button>
          <Button
            variant="subtle"
            size="xs"
            aria-label={`${m.remove}: ${title}`}
            loading={act.isPending}
            onClick={() => act.mutate({ path: `/${one.id}/remove`, said: m.removed })}
          >
            {m.remove}
          </Button>
        </p>
      )}
      {act.isError && <ErrorBox error={act.error} />}
    </li>
  );
}
