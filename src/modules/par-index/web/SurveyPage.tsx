import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { LocalDate } from '#kernel/local-date.ts';
import { getJson, postJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { DateField } from '#web/components/DateField.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { TextAreaField, TextField } from '#web/components/fields.tsx';
import { FileField } from '#web/components/FileField.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { dayOf, formatDay } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { usePageParams } from '#web/navigation.tsx';
import { useCan, useNow } from '#web/session.tsx';
import { leavesOf } from '../domain/criteria-set.ts';
import type { RoundDetail } from '../rounds-schema.ts';
import type { SurveyCheck, SurveyResults } from '../surveys-schema.ts';
import { DemoStrip } from './DemoStrip.tsx';
import { formatIndex, formatPoints } from './figures.ts';
import index from './index.module.css';
import classes from './opening.module.css';
import { INDEX_PLACE, roundPlace, sheetPlace } from './places.ts';
import { inputWords } from './rule-words.ts';
import { surveyWords } from './survey-words.ts';
import { useRound, useSet } from './use-par.ts';
import { words } from './words.ts';

const OPEN: readonly RoundDetail['state'][] = ['self-scoring', 'appraisal-1', 'explanation', 'appraisal-2', 'council'];

/** Nhập kết quả khảo sát: a table is checked row by row, then kept, then shown. */
export default function SurveyPage() {
  const m = useMessages(surveyWords);
  const w = useMessages(words);
  const can = useCan();
  const { id = '' } = usePageParams();
  const round = useRound(id);
  return (
    <Page
      title={m.title}
      lead={m.lead}
      breadcrumb={[
        { label: w.index, to: INDEX_PLACE },
        { label: round.data?.title ?? w.round, to: roundPlace(id) },
      ]}
    >
      <DemoStrip label={round.data?.label} />
      {round.isPending && <Loading lines={6} />}
      {round.isError && !round.data && <ErrorBox error={round.error} retry={() => void round.refetch()} />}
      {round.data && (
        <div className={index.stack}>
          {OPEN.includes(round.data.state) ? (
            can('par-index.manage') && <Import round={round.data} />
          ) : (
            <p>{m.closed}</p>
          )}
          <Known round={round.data} />
        </div>
      )}
    </Page>
  );
}

function Import({ round }: { readonly round: RoundDetail }) {
  const m = useMessages(surveyWords);
  const today = dayOf(useNow()) ?? '';
  const set = useSet(round.setId);
  const client = useQueryClient();
  const [source, setSource] = useState('');
  const [from, setFrom] = useState<LocalDate | ''>('');
  const [to, setTo] = useState<LocalDate | ''>('');
  const [file, setFile] = useState<File>();
  const [text, setText] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const check = useMutation({
    mutationFn: (form: FormData) => postJson<SurveyCheck>(`/api/par/rounds/${round.id}/surveys/check`, form),
  });
  const rows = check.data?.rows ?? [];
  const save = useMutation({
    mutationFn: () =>
      postJson<{ imported: number }>(`/api/par/rounds/${round.id}/surveys`, {
        source: source.trim(),
        fieldworkFrom: from || null,
        fieldworkTo: to || null,
        results: rows.map(({ agency, leaf, input }) => ({ agencyId: agency.id, leaf, input })),
      }),
    onSuccess: ({ imported }) => {
      showToast(m.saved(imported));
      check.reset();
      setFile(undefined);
      setText('');
      void client.invalidateQueries({ queryKey: ['par-index'] });
      void client.invalidateQueries({ queryKey: ['reminders'] });
    },
  });
  const submit = () => {
    const found: FieldError[] = !file && text.trim() === '' ? [{ field: 'file', sentence: m.needTable }] : [];
    setErrors(found);
    if (found.length > 0 || check.isPending) return;
    const form = new FormData();
    if (file) form.append('file', file);
    else form.append('text', text);
    check.mutate(form);
  };
  const keep = () => {
    const isSurvey = rows.some(({ input }) => input.type === 'survey');
    const found: FieldError[] = [];
    if (source.trim() === '') found.push({ field: 'source', sentence: m.needSource });
    if (isSurvey && from === '') found.push({ field: 'fieldworkFrom', sentence: m.needDays });
    if (isSurvey && to === '') found.push({ field: 'fieldworkTo', sentence: m.needDays });
    if (from !== '' && to !== '' && to < from) found.push({ field: 'fieldworkTo', sentence: m.daysOrder });
    setErrors(found);
    if (found.length === 0 && !save.isPending) save.mutate();
  };
  const names = new Map(set.data ? leavesOf(set.data.set.fields).map((leaf) => [leaf.code, leaf]) : []);
  return (
    <>
      <p>
        <a href={`/api/par/rounds/${round.id}/surveys/form`}>{m.form}</a>
      </p>
      <Form
        onSubmit={submit}
        errors={errors}
        error={check.error ?? save.error}
        labels={{ file: m.file, source: m.source, fieldworkFrom: m.fieldworkFrom, fieldworkTo: m.fieldworkTo }}
      >
        <TextField
          name="source"
          label={m.source}
          description={m.sourceHint}
          value={source}
          onChange={setSource}
          maxLength={500}
          required
        />
        <div className={classes.dates}>
          <DateField
            name="fieldworkFrom"
            label={m.fieldworkFrom}
            description={m.fieldworkHint}
            value={from}
            onChange={setFrom}
            max={today}
          />
          <DateField name="fieldworkTo" label={m.fieldworkTo} value={to} onChange={setTo} max={today} />
        </div>
        <FileField
          name="file"
          label={m.file}
          kinds={['.xlsx', '.csv']}
          file={file}
          onFile={(chosen) => {
            setFile(chosen);
            check.reset();
          }}
        />
        <TextAreaField
          name="text"
          label={m.paste}
          description={m.pasteHint}
          value={text}
          onChange={(value) => {
            setText(value);
            check.reset();
          }}
          rows={5}
        />
        <FormActions>
          <Button type="submit" variant={rows.length > 0 ? 'default' : 'filled'} loading={check.isPending}>
            {m.check}
          </Button>
        </FormActions>
      </Form>
      {check.data && check.data.faults.length > 0 && (
        <section className={index.faults} aria-labelledby="par-survey-faults" role="alert">
          <h2 id="par-survey-faults">{m.faults(check.data.faults.length)}</h2>
          <p>{m.fix}</p>
          <ul>
            {check.data.faults.map((fault) => (
              <li key={`${fault.row} ${fault.column} ${fault.text}`}>
                {m.faultAt(fault.row, fault.column)}: {fault.text}
              </li>
            ))}
          </ul>
        </section>
      )}
      {rows.length > 0 && (
        <section className={index.part} aria-labelledby="par-survey-rows">
          <h2 id="par-survey-rows">{m.read(rows.length)}</h2>
          <Preview rows={rows} names={names} />
          {check.data?.faults.length === 0 && (
            <div>
              <Button onClick={keep} loading={save.isPending}>
                {m.save(rows.length)}
              </Button>
            </div>
          )}
        </section>
      )}
    </>
  );
}

type Row = SurveyCheck['rows'][number];
type Names = ReadonlyMap<string, Parameters<typeof inputWords>[1]>;

function Preview({ rows, names }: { readonly rows: readonly Row[]; readonly names: Names }) {
  const m = useMessages(surveyWords);
  const language = useLanguage();
  const columns: Column<Row>[] = [
    { key: 'unit', header: m.unit, cell: (row) => row.agency.name, width: 'wide', copy: (row) => row.agency.name },
    { key: 'row', header: m.row, cell: (row) => row.row, align: 'end', copy: (row) => row.row },
    {
      key: 'leaf',
      header: m.leaf,
      cell: (row) => `${row.leaf} ${row.leafName}`,
      copy: (row) => `${row.leaf} ${row.leafName}`,
    },
    { key: 'figures', header: m.figures, cell: (row) => figures(row.leaf, row.input, names, language) },
    {
      key: 'points',
      header: m.points,
      align: 'end',
      cell: (row) => (row.points === null ? '—' : formatPoints(row.points, language)),
    },
  ];
  return <DataTable caption={m.read(rows.length)} columns={columns} rows={rows} rowKey={(row) => String(row.row)} />;
}

function figures(code: string, input: Row['input'] | null, names: Names, language: 'vi' | 'en'): string {
  const leaf = names.get(code);
  return leaf && input ? inputWords(input, leaf, language) : '';
}

type Result = SurveyResults['results'][number];

function Known({ round }: { readonly round: RoundDetail }) {
  const m = useMessages(surveyWords);
  const language = useLanguage();
  const set = useSet(round.setId);
  const found = useQuery({
    queryKey: ['par-index', 'surveys', round.id],
    queryFn: ({ signal }) => getJson<SurveyResults>(`/api/par/rounds/${round.id}/surveys`, { signal }),
  });
  const names = new Map(set.data ? leavesOf(set.data.set.fields).map((leaf) => [leaf.code, leaf]) : []);
  const columns: Column<Result>[] = [
    {
      key: 'unit',
      header: m.unit,
      cell: (row) => row.agency.name,
      sortValue: (row) => row.agency.name,
      width: 'wide',
      copy: (row) => row.agency.name,
    },
    {
      key: 'leaf',
      header: m.leaf,
      cell: (row) => `${row.leaf} ${row.leafName}`,
      sortValue: (row) => row.leaf,
      copy: (row) => `${row.leaf} ${row.leafName}`,
    },
    { key: 'figures', header: m.figures, cell: (row) => figures(row.leaf, row.input, names, language) },
    {
      key: 'margin',
      header: m.margin,
      align: 'end',
      cell: (row) => (row.marginHundredths === null ? '—' : `± ${formatIndex(row.marginHundredths, language)}`),
    },
    {
      key: 'points',
      header: m.points,
      align: 'end',
      cell: (row) =>
        row.points === null
          ? '—'
          : `${formatPoints(row.points, language)} / ${row.max === null ? '—' : formatPoints(row.max, language)}`,
      sortValue: (row) => row.points,
      copy: (row) => (row.points === null ? '' : row.points / 100),
    },
    {
      key: 'source',
      header: m.source,
      cell: (row) =>
        row.fieldworkFrom && row.fieldworkTo
          ? `${row.source} (${formatDay(row.fieldworkFrom)} - ${formatDay(row.fieldworkTo)})`
          : row.source,
      copy: (row) => row.source,
    },
  ];
  return (
    <section className={index.part} aria-labelledby="par-survey-known">
      <h2 id="par-survey-known">{m.known}</h2>
      {found.isPending && <Loading />}
      {found.isError && <ErrorBox error={found.error} retry={() => void found.refetch()} />}
      {found.data && (
        <>
          <p className={index.small}>{m.missing(found.data.missing)}</p>
          <DataTable
            caption={m.known}
            columns={columns}
            rows={found.data.results}
            rowKey={(row) => `${row.sheetId} ${row.leaf}`}
            rowLink={(row) => sheetPlace(row.sheetId, row.leaf)}
            empty={<EmptyState title={m.none}>{m.noneText}</EmptyState>}
          />
        </>
      )}
    </section>
  );
}
