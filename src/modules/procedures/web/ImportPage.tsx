import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { postJson } from '#web/api.ts';
import { Figure, Sheet } from '#web/components/BesideList.tsx';
import { DateField } from '#web/components/DateField.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { FileField } from '#web/components/FileField.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { Page } from '#web/components/Page.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { dayOf } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useGo } from '#web/navigation.tsx';
import { useNow } from '#web/session.tsx';
import type { LocalDate } from '#kernel/local-date.ts';
import type { ImportReport } from '../schema.ts';
import { ImportRows } from './ImportRows.tsx';
import classes from './procedures.module.css';
import { words } from './words.ts';

/** Nhập danh mục: a trial that keeps nothing, what it found row by row, then taking in. */
export default function ImportPage() {
  const m = useMessages(words);
  const go = useGo();
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [accepted, setAccepted] = useState<ReadonlySet<number>>(new Set());
  const [validFrom, setValidFrom] = useState<LocalDate | ''>(dayOf(useNow()) ?? '');
  const check = useMutation({
    mutationFn: (chosen: File) => postJson<ImportReport>('/api/procedures/import/check', formOf(chosen)),
    onSuccess: () => setAccepted(new Set()),
  });
  const take = useMutation({
    mutationFn: ({ chosen, report }: { chosen: File; report: ImportReport }) =>
      postJson<ImportReport>(
        '/api/procedures/import',
        formOf(chosen, { sha256: report.sha256, accepted: [...accepted].join(','), validFrom }),
      ),
    onSuccess: (report) => {
      showToast(m.taken(report.taken.length));
      void client.invalidateQueries({ queryKey: ['procedures'] });
      go('/thu-tuc');
    },
  });
  const look = () => {
    setErrors(file ? [] : [{ field: 'file', sentence: m.needFile }]);
    if (file && !check.isPending) check.mutate(file);
  };
  return (
    <Page title={m.importTitle} breadcrumb={[{ label: m.procedures, to: '/thu-tuc' }]} lead={m.importLead}>
      <div className={classes.stack}>
        <Sheet>
          <Form onSubmit={look} errors={errors} error={check.error} labels={{ file: m.file }}>
            <FileField
              name="file"
              label={m.file}
              description={m.fileHint}
              kinds={['.xlsx']}
              file={file}
              onFile={(chosen) => {
                setFile(chosen);
                check.reset();
                take.reset();
              }}
            />
            <FormActions>
              <Button type="submit" variant={check.data ? 'default' : 'filled'} loading={check.isPending}>
                {m.check}
              </Button>
            </FormActions>
          </Form>
        </Sheet>
        {check.data && file && (
          <Found
            report={check.data}
            accepted={accepted}
            onAccept={(row, yes) => setAccepted((before) => withRow(before, row, yes))}
            validFrom={validFrom}
            onValidFrom={setValidFrom}
            busy={take.isPending}
            error={take.error}
            onTake={() => take.mutate({ chosen: file, report: check.data })}
          />
        )}
      </div>
    </Page>
  );
}

function formOf(file: File, fields: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  return form;
}

function withRow(rows: ReadonlySet<number>, row: number, yes: boolean): ReadonlySet<number> {
  const next = new Set(rows);
  if (yes) next.add(row);
  else next.delete(row);
  return next;
}

interface FoundProps {
  readonly report: ImportReport;
  readonly accepted: ReadonlySet<number>;
  readonly onAccept: (row: number, yes: boolean) => void;
  readonly validFrom: LocalDate | '';
  readonly onValidFrom: (day: LocalDate | '') => void;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onTake: () => void;
}

function Found({ report, accepted, onAccept, validFrom, onValidFrom, busy, error, onTake }: FoundProps) {
  const m = useMessages(words);
  const [onlyProblems, setOnlyProblems] = useState(false);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const { counts } = report;
  const taken = report.rows.filter(
    ({ row, outcome, problems }) =>
      (outcome === 'new' || outcome === 'changed') &&
      (accepted.has(row) || !problems.some(({ severity }) => severity === 'ask')),
  ).length;
  const rows = onlyProblems ? report.rows.filter(({ problems }) => problems.length > 0) : report.rows;
  const submit = () => {
    setErrors(validFrom === '' ? [{ field: 'validFrom', sentence: m.needDay }] : []);
    if (validFrom !== '' && taken > 0 && !busy) onTake();
  };
  return (
    <section aria-label={m.counts(counts.read)} className={classes.stack}>
      <h2 className={classes.heading}>{m.counts(counts.read)}</h2>
      <div className={classes.figures}>
        <Figure value={counts.created} label={m.created} />
        <Figure value={counts.changed} label={m.changed} />
        <Figure value={counts.unchanged} label={m.unchanged} />
        <Figure value={counts.rejected} label={m.rejected} />
        <Figure value={counts.asked} label={m.asked} />
      </div>
      {report.rows.length > 0 && (
        <>
          <Checkbox
            label={m.onlyProblems}
            checked={onlyProblems}
            onChange={(event) => setOnlyProblems(event.currentTarget.checked)}
          />
          <ImportRows rows={rows} accepted={accepted} onAccept={onAccept} />
        </>
      )}
      <Sheet>
        {taken === 0 ? (
          <p>{m.nothingToTake}</p>
        ) : (
          <Form onSubmit={submit} errors={errors} labels={{ validFrom: m.dayForRows }}>
            {error !== null && error !== undefined && <ErrorBox error={error} />}
            <DateField name="validFrom" label={m.dayForRows} value={validFrom} onChange={onValidFrom} />
            <FormActions>
              <Button type="submit" loading={busy}>
                {m.takeIn(taken)}
              </Button>
            </FormActions>
          </Form>
        )}
      </Sheet>
    </section>
  );
}
