import { Button } from '@mantine/core';
import { useState } from 'react';
import { TextAreaField, TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { formatMoment } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useCan } from '#web/session.tsx';
import type { SheetDetail } from '../sheets-schema.ts';
import { formatPoints, readPoints } from './figures.ts';
import { Choices } from './InputFields.tsx';
import type { SheetLeaf } from './leaf-state.ts';
import classes from './sheet.module.css';
import { sheetWords } from './sheet-words.ts';
import { useSheetAct } from './use-par.ts';

type Reply = SheetDetail['replies'][number];

/** Quyền phản hồi: the unit answers the result of a leaf before it is published, and is answered. */
export function Replies({ sheet, item }: { readonly sheet: SheetDetail; readonly item: SheetLeaf }) {
  const m = useMessages(sheetWords);
  const can = useCan();
  const own = sheet.replies.filter(({ leaf }) => leaf === item.leaf.code);
  const mayReply = item.view.can.includes('reply') && own.every(({ decision }) => decision !== null);
  const mayAnswer = can('par-index.manage') && sheet.round.state === 'reply';
  if (own.length === 0 && !mayReply) return null;
  return (
    <section className={classes.block}>
      <h3>{m.replies}</h3>
      {own.map((reply) => (
        <div key={reply.id} className={classes.reply}>
          <p>{reply.text}</p>
          <p className={classes.hint}>{m.why(reply.sentBy, formatMoment(reply.sentAt))}</p>
          {reply.decision ? (
            <>
              <StatusBadge
                plain
                status={reply.decision === 'accepted' ? 'confirmed' : 'reported'}
                label={m[reply.decision]}
              />
              <p>{reply.answer}</p>
              <p className={classes.hint}>{reply.answeredBy}</p>
            </>
          ) : mayAnswer ? (
            <AnswerForm sheetId={sheet.id} reply={reply} item={item} />
          ) : (
            <StatusBadge plain status="in-progress" label={m.waitingAnswer} />
          )}
        </div>
      ))}
      {mayReply && <ReplyForm key={own.length} sheetId={sheet.id} code={item.leaf.code} />}
    </section>
  );
}

function ReplyForm({ sheetId, code }: { readonly sheetId: string; readonly code: string }) {
  const m = useMessages(sheetWords);
  const act = useSheetAct(sheetId);
  const [text, setText] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const submit = () => {
    const found = text.trim() === '' ? [{ field: 'text', sentence: m.needAll }] : [];
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    act.mutate({ path: 'replies', body: { leaf: code, text: text.trim() }, said: m.replySent });
  };
  return (
    <Form onSubmit={submit} errors={errors} error={act.error} labels={{ text: m.replyText }}>
      <TextAreaField
        name="text"
        label={m.replyText}
        value={text}
        onChange={setText}
        rows={3}
        maxLength={5000}
        required
      />
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {m.sendReply}
        </Button>
      </FormActions>
    </Form>
  );
}

function AnswerForm({ sheetId, reply, item }: { sheetId: string; reply: Reply; item: SheetLeaf }) {
  const m = useMessages(sheetWords);
  const language = useLanguage();
  const act = useSheetAct(sheetId);
  const [decision, setDecision] = useState('');
  const [answer, setAnswer] = useState('');
  const [points, setPoints] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const submit = () => {
    const read = readPoints(points);
    const found: FieldError[] = [];
    if (decision === '') found.push({ field: 'decision', sentence: m.needAll });
    if (answer.trim() === '') found.push({ field: 'answer', sentence: m.needAll });
    if (decision === 'accepted' && (read === undefined || read > (item.leaf.max ?? 0)))
      found.push({ field: 'points', sentence: m.outside });
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    act.mutate({
      path: `replies/${reply.id}/answer`,
      body: { decision, answer: answer.trim(), ...(decision === 'accepted' ? { points: read } : {}) },
      said: m.answerSent,
    });
  };
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      error={act.error}
      labels={{ decision: m.decide, answer: m.answer, points: m.correctedPoints }}
    >
      <Choices
        name="decision"
        label={m.decide}
        value={decision}
        choices={[
          ['accepted', m.accepted],
          ['kept', m.kept],
        ]}
        onChange={setDecision}
      />
      {decision === 'accepted' && (
        <TextField
          name="points"
          label={m.correctedPoints}
          description={m.pointsHint(formatPoints(item.leaf.max ?? 0, language))}
          value={points}
          onChange={setPoints}
          inputMode="decimal"
        />
      )}
      <TextAreaField
        name="answer"
        label={m.answer}
        value={answer}
        onChange={setAnswer}
        rows={3}
        maxLength={5000}
        required
      />
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {m.sendAnswer}
        </Button>
      </FormActions>
    </Form>
  );
}
