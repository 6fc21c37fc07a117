import { Figure } from '#web/components/BesideList.tsx';
import { ConfirmButton } from '#web/components/ConfirmButton.tsx';
import { formatMoment } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { ScoreView, SheetDetail } from '../sheets-schema.ts';
import { formatIndex, formatPoints } from './figures.ts';
import classes from './sheet.module.css';
import { sheetWords } from './sheet-words.ts';
import { useSheetAct } from './use-par.ts';

/** The sums of the sheet as far as they may be seen, what is left to do, and locking. */
export function ScoreStrip({ sheet, todo }: { readonly sheet: SheetDetail; readonly todo: number }) {
  const m = useMessages(sheetWords);
  const act = useSheetAct(sheet.id);
  const mayDo = sheet.leaves.some(({ can }) => can.length > 0);
  return (
    <div className={classes.strip}>
      <Score score={sheet.scores.self} label={m.scoreSelf} />
      <Score score={sheet.scores.appraisal1} label={m.scoreAppraisal1} />
      <Score score={sheet.scores.final} label={m.scoreFinal} />
      {mayDo && <Figure value={todo} label={m.todoLabel} />}
      <div className={classes.lock}>
        {sheet.lockedAt && sheet.round.state === 'self-scoring' && (
          <p className={classes.hint}>{lockedWords(sheet, m)}</p>
        )}
        {sheet.explainedAt && sheet.round.state === 'explanation' && (
          <p className={classes.hint}>{m.explainedAt(formatMoment(sheet.explainedAt))}</p>
        )}
        {sheet.resultSeenAt && (
          <p className={classes.hint}>{m.seenBy(sheet.resultSeenBy ?? '', formatMoment(sheet.resultSeenAt))}</p>
        )}
        {sheet.canSeeResult && sheet.replies.length === 0 && (
          <ConfirmButton
            label={m.see}
            question={m.seeQuestion}
            variant="default"
            onConfirm={() => act.mutateAsync({ path: 'seen', said: m.seeDone })}
          >
            <p>{m.seeText}</p>
          </ConfirmButton>
        )}
        {sheet.canLock && (
          <ConfirmButton
            label={m.lock}
            question={m.lockQuestion}
            variant={todo === 0 ? 'filled' : 'default'}
            onConfirm={() => act.mutateAsync({ path: 'lock', said: m.lockDone })}
          >
            <p>{todo === 0 ? m.lockText : m.lockMissing(todo)}</p>
          </ConfirmButton>
        )}
        {sheet.canLockExplanation && (
          <ConfirmButton
            label={m.lockExplanation}
            question={m.lockExplanationQuestion}
            variant={todo === 0 ? 'filled' : 'default'}
            onConfirm={() => act.mutateAsync({ path: 'lock', said: m.lockExplanationDone })}
          >
            <p>{m.lockExplanationText}</p>
          </ConfirmButton>
        )}
      </div>
    </div>
  );
}

function lockedWords(
  sheet: SheetDetail,
  m: { lockedBy: (by: string, at: string) => string; lockedDeadline: (at: string) => string },
) {
  const at = formatMoment(sheet.lockedAt ?? '');
  return sheet.lockedBecause === 'deadline' ? m.lockedDeadline(at) : m.lockedBy(sheet.lockedBy ?? '', at);
}

function Score({ score, label }: { readonly score: ScoreView | null; readonly label: string }) {
  const m = useMessages(sheetWords);
  const language = useLanguage();
  if (!score) return null;
  const facts = [
    m.scoreIndex(formatIndex(score.indexHundredths, language)),
    ...(score.className && score.missing === 0 ? [m.className(score.className)] : []),
    ...(score.missing > 0 ? [m.missingIn(score.missing)] : []),
  ];
  return (
    <Figure
      value={formatPoints(score.total, language)}
      label={
        <>
          {label} / {formatPoints(score.max, language)}
          <br />
          {facts.join(', ')}
        </>
      }
    />
  );
}
