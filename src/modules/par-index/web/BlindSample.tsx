import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { postJson } from '#web/api.ts';
import { TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { useCan } from '#web/session.tsx';
import type { RoundDetail } from '../rounds-schema.ts';
import { readCount } from './figures.ts';
import classes from './index.module.css';
import { sampleWords } from './sample-words.ts';

/** Mẫu chấm lại độc lập: drawn once, while units score or the first appraisal runs. */
export function BlindSample({ round }: { readonly round: RoundDetail }) {
  const m = useMessages(sampleWords);
  const can = useCan();
  const [open, setOpen] = useState(false);
  if (round.sample !== null) return <p className={classes.small}>{m.drawn(round.sample)}</p>;
  const mayDraw = can('par-index.manage') && (round.state === 'self-scoring' || round.state === 'appraisal-1');
  if (!mayDraw) return null;
  return (
    <section className={`${classes.part} dh-no-print`} aria-labelledby="par-sample">
      <h2 id="par-sample">{m.title}</h2>
      <p className={classes.small}>{m.what}</p>
      {open ? (
        <SampleForm roundId={round.id} onClose={() => setOpen(false)} />
      ) : (
        <div>
          <Button variant="default" size="xs" onClick={() => setOpen(true)}>
            {m.draw}
          </Button>
        </div>
      )}
    </section>
  );
}

function SampleForm({ roundId, onClose }: { readonly roundId: string; readonly onClose: () => void }) {
  const m = useMessages(sampleWords);
  const client = useQueryClient();
  const [percent, setPercent] = useState('10');
  const [seed, setSeed] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const act = useMutation({
    mutationFn: (body: { percent: number; seed: number }) =>
      postJson<{ chosen: number }>(`/api/par/rounds/${roundId}/blind-sample`, body),
    onSuccess: ({ chosen }) => {
      showToast(m.done(chosen));
      onClose();
      void client.invalidateQueries({ queryKey: ['par-index'] });
    },
  });
  const submit = () => {
    const share = readCount(percent);
    const number = readCount(seed);
    const found: FieldError[] = [];
    if (share === undefined || share < 1 || share > 50) found.push({ field: 'percent', sentence: m.badPercent });
    if (number === undefined) found.push({ field: 'seed', sentence: m.badSeed });
    setErrors(found);
    if (share !== undefined && number !== undefined && found.length === 0 && !act.isPending)
      act.mutate({ percent: share, seed: number });
  };
  return (
    <Form onSubmit={submit} errors={errors} error={act.error} labels={{ percent: m.percent, seed: m.seed }}>
      <TextField
        name="percent"
        label={m.percent}
        description={m.percentHint}
        value={percent}
        onChange={setPercent}
        inputMode="numeric"
        required
      />
      <TextField
        name="seed"
        label={m.seed}
        description={m.seedHint}
        value={seed}
        onChange={setSeed}
        inputMode="numeric"
        required
      />
      <FormActions>
        <Button type="submit" variant="default" loading={act.isPending}>
          {m.draw}
        </Button>
        <Button variant="subtle" onClick={onClose} disabled={act.isPending}>
          {m.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}
