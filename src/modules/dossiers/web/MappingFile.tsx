import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { putJson } from '#web/api.ts';
import { FileField } from '#web/components/FileField.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { ImportMapping } from '../domain/exchange/mapping.ts';
import classes from './import.module.css';
import { importWords } from './import-words.ts';

/**
 * A mapping that somebody wrote as a file: it can say what the page has no field for (values, conditions). It is kept
 * under its own name, or the file's, and used at once.
 */
export function MappingFile({ onRead }: { readonly onRead: (mapping: ImportMapping) => void }) {
  const m = useMessages(importWords);
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const [mistake, setMistake] = useState<string>();
  const keep = useMutation({
    mutationFn: async (mapping: ImportMapping) => {
      await putJson('/api/dossiers/import-mappings', mapping);
      return mapping;
    },
    onSuccess: (mapping) => {
      showToast(m.keptDone);
      void client.invalidateQueries({ queryKey: ['dossiers', 'import-mappings'] });
      onRead(mapping);
    },
  });
  const read = async (chosen: File | undefined) => {
    setFile(chosen);
    keep.reset();
    const mapping = chosen && namedMapping(await chosen.text(), chosen.name);
    setMistake(chosen && !mapping ? m.mappingNotJson : undefined);
    if (mapping) keep.mutate(mapping);
  };
  return (
    <div className={classes.file}>
      <FileField
        name="mapping-file"
        label={m.mappingFile}
        description={m.mappingFileHint}
        kinds={['.json']}
        file={file}
        onFile={(chosen) => void read(chosen)}
      />
      {mistake && <p role="alert">{mistake}</p>}
      {keep.error && <ErrorBox error={keep.error} />}
    </div>
  );
}

/** The server checks its shape; undefined for what is no JSON object. */
function namedMapping(text: string, fileName: string): ImportMapping | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return { name: fileName.replace(/\.json$/i, ''), ...value } as ImportMapping;
  } catch {
    return undefined;
  }
}
