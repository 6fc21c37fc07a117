import { Button } from '@mantine/core';
import { CheckField, TextField } from '#web/components/fields.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import classes from './revise.module.css';
import type { PaperDraft } from './revise-draft.ts';
import { reviseWords } from './revise-words.ts';

interface PapersFormProps {
  readonly papers: readonly PaperDraft[];
  readonly onChange: (papers: readonly PaperDraft[]) => void;
}

/** Thành phần hồ sơ, line by line. */
export function PapersForm({ papers, onChange }: PapersFormProps) {
  const m = useMessages(reviseWords);
  const change = (line: number, part: Partial<PaperDraft>) =>
    onChange(papers.map((paper) => (paper.line === line ? { ...paper, ...part } : paper)));
  const add = () => {
    const line = Math.max(-1, ...papers.map((paper) => paper.line)) + 1;
    onChange([...papers, { line, name: '', originals: '1', copies: '0', required: true }]);
  };
  return (
    <div className={classes.papers}>
      {papers.map(({ line, name, originals, copies, required }, at) => (
        <div key={line} className={classes.paper}>
          <div className={classes.name}>
            <TextField
              name={`paper-${line}`}
              label={m.paper(at + 1)}
              value={name}
              onChange={(value) => change(line, { name: value })}
            />
          </div>
          <TextField
            name={`originals-${line}`}
            label={m.originals(at + 1)}
            inputMode="numeric"
            value={originals}
            onChange={(value) => change(line, { originals: value })}
          />
          <TextField
            name={`copies-${line}`}
            label={m.copies(at + 1)}
            inputMode="numeric"
            value={copies}
            onChange={(value) => change(line, { copies: value })}
          />
          <CheckField
            name={`required-${line}`}
            label={m.required(at + 1)}
            checked={required}
            onChange={(value) => change(line, { required: value })}
          />
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => onChange(papers.filter((paper) => paper.line !== line))}
          >
            {m.dropPaper(at + 1)}
          </Button>
        </div>
      ))}
      <Button variant="default" onClick={add} className={classes.add}>
        {m.addPaper}
      </Button>
    </div>
  );
}
