import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson, postJson, putJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { DataTable } from '#web/components/DataTable.tsx';
import { FileField } from '#web/components/FileField.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { SelectField, TextField } from '#web/components/fields.tsx';
import { Page } from '#web/components/Page.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { useCan } from '#web/session.tsx';
import type { ImportMapping } from '../domain/exchange/mapping.ts';
import type { MappingList, UploadView } from '../import-schema.ts';
import { ImportRun } from './ImportRun.tsx';
import {
  AT_FIRST,
  AT_LAST,
  faultsOf,
  IMPORT_FIELDS,
  isMoment,
  labelsOf,
  mappingOf,
  simpleFields,
  STEP_PARTS,
  type Steps,
  timeKeyOf,
} from './import-mapping.ts';
import classes from './import.module.css';
import { importFieldWords, importWords } from './import-words.ts';
import { MappingFile } from './MappingFile.tsx';

/** Nhập hồ sơ: choose a file, say which column is what, try it out, take it in. */
export default function ImportDossiersPage() {
  const m = useMessages(importWords);
  const can = useCan();
  const [file, setFile] = useState<File>();
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const look = useMutation({
    mutationFn: (chosen: File) => {
      const form = new FormData();
      form.append('file', chosen);
      return postJson<UploadView>('/api/dossiers/uploads', form);
    },
  });
  const submit = () => {
    setErrors(file ? [] : [{ field: 'file', sentence: m.needFile }]);
    if (file && !look.isPending) look.mutate(file);
  };
  const exports = can('dossiers.export') && (
    <>
      <Button component="a" href="/api/dossiers/export?format=xes" variant="default" download>
        {m.exportXes}
      </Button>
      <Button component="a" href="/api/dossiers/export?format=ocel" variant="default" download>
        {m.exportOcel}
      </Button>
    </>
  );
  return (
    <Page title={m.title} lead={m.lead} secondary={exports}>
      <div className={classes.stack}>
        <Sheet>
          <Form onSubmit={submit} errors={errors} error={look.error} labels={{ file: m.file }}>
            <FileField
              name="file"
              label={m.file}
              description={m.fileHint}
              kinds={['.csv', '.xlsx', '.xes', '.gz']}
              file={file}
              onFile={(chosen) => {
                setFile(chosen);
                look.reset();
              }}
            />
            <FormActions>
              <Button type="submit" variant={look.data ? 'default' : 'filled'} loading={look.isPending}>
                {m.look}
              </Button>
            </FormActions>
          </Form>
        </Sheet>
        {look.data && <MappingDesk key={look.data.id} upload={look.data} />}
      </div>
    </Page>
  );
}

/** The columns, the trial and the import of one file. */
function MappingDesk({ upload }: { readonly upload: UploadView }) {
  const m = useMessages(importWords);
  const client = useQueryClient();
  const kept = useQuery({
    queryKey: ['dossiers', 'import-mappings'],
    queryFn: ({ signal }) => getJson<MappingList>('/api/dossiers/import-mappings', { signal }),
  });
  const [base, setBase] = useState<ImportMapping>();
  const [fields, setFields] = useState<Readonly<Record<string, string>>>(upload.guess);
  const [source, setSource] = useState('');
  const [name, setName] = useState('');
  const [steps, setSteps] = useState<Steps>();
  const timeKey = timeKeyOf(upload.format, base, steps);
  const mapping = mappingOf(base, { fields, source, name, steps, timeKey });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const run = useMutation({
    mutationFn: (dryRun: boolean) =>
      postJson<{ runId: string }>(`/api/dossiers/uploads/${upload.id}/run`, { mapping, dryRun }),
  });
  const keep = useMutation({
    mutationFn: () => putJson('/api/dossiers/import-mappings', mapping),
    onSuccess: () => {
      showToast(m.keptDone);
      void client.invalidateQueries({ queryKey: ['dossiers', 'import-mappings'] });
    },
  });
  const use = (found: ImportMapping | undefined) => {
    setBase(found);
    setSource(found?.source ?? '');
    setName(found?.name ?? '');
    setFields(found ? simpleFields(found) : upload.guess);
    setSteps(found?.rows === 'events' ? { ...found.events } : undefined);
  };
  const choose = (wanted: string) => use(kept.data?.mappings.find((one) => one.name === wanted)?.mapping);
  const start = (dryRun: boolean) => {
    const found = faultsOf(mapping, { steps, timeKey }, m);
    setErrors(found);
    if (found.length === 0) run.mutate(dryRun);
  };
  const columns = [{ value: '', label: m.none }, ...upload.columns.map((column) => ({ value: column, label: column }))];
  const stepMoments = [
    { value: AT_FIRST, label: m.atFirst },
    { value: AT_LAST, label: m.atLast },
  ];
  return (
    <>
      <Sheet title={m.columns}>
        <p>{m.columnsLead}</p>
        <MappingFile onRead={use} />
        <Form onSubmit={() => start(true)} errors={errors} error={run.error ?? keep.error} labels={labelsOf(m)}>
          <div className={classes.fields}>
            <SelectField
              name="kept"
              label={m.kept}
              value={base?.name ?? ''}
              onChange={choose}
              data={[
                { value: '', label: m.keptNone },
                ...(kept.data?.mappings ?? []).map((one) => ({ value: one.name, label: one.name })),
              ]}
            />
            <TextField
              name="mapping.source"
              label={m.source}
              description={m.sourceHint}
              value={source}
              onChange={setSource}
              required
            />
            <TextField name="name" label={m.name} description={m.nameHint} value={name} onChange={setName} />
          </div>
          {upload.format !== 'xes' && (
            <div className={classes.fields}>
              <SelectField
                name="mapping.rows"
                label={m.rows}
                value={steps ? 'events' : 'dossiers'}
                onChange={(value) => setSteps(value === 'events' ? {} : undefined)}
                data={[
                  { value: 'dossiers', label: m.rowDossier },
                  { value: 'events', label: m.rowEvent },
                ]}
              />
              {steps &&
                STEP_PARTS.map((part) => (
                  <SelectField
                    key={part}
                    name={`mapping.events.${part}`}
                    label={m[part]}
                    value={steps[part] ?? ''}
                    onChange={(value) => setSteps({ ...steps, [part]: value })}
                    data={columns}
                  />
                ))}
            </div>
          )}
          <div className={classes.fields}>
            {IMPORT_FIELDS.map((field) => (
              <SelectField
                key={field}
                name={`mapping.fields.${field}`}
                label={importFieldWords[field]}
                value={fields[field] ?? ''}
                onChange={(value) => setFields({ ...fields, [field]: value })}
                data={timeKey && isMoment(field) ? [...columns, ...stepMoments] : columns}
              />
            ))}
          </div>
          <FormActions>
            <Button type="submit" variant={run.data ? 'default' : 'filled'} loading={run.isPending}>
              {m.tryIt}
            </Button>
            <Button variant={run.data ? 'filled' : 'default'} disabled={!run.data} onClick={() => start(false)}>
              {m.take}
            </Button>
            <Button variant="default" disabled={name === ''} loading={keep.isPending} onClick={() => keep.mutate()}>
              {m.keep}
            </Button>
          </FormActions>
        </Form>
      </Sheet>
      {run.data && <ImportRun id={run.data.runId} />}
      <Sheet>
        <DataTable
          caption={m.sample}
          showCaption
          columns={upload.columns.slice(0, 12).map((column, index) => ({
            key: String(index),
            header: column,
            cell: (row: readonly string[]) => row[index] ?? '',
          }))}
          rows={upload.sample}
          rowKey={(row) => row.join('\u0001')}
        />
      </Sheet>
    </>
  );
}
