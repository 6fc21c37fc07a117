import { asSms } from '#modules/channels/domain/sms-text.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { Channel } from '../domain/channel.ts';
import { letterOf } from '../domain/letter.ts';
import type { Content } from '../domain/message.ts';
import type { StepKind } from '../domain/policy.ts';
import { placesOf, renderTemplate, type TemplateFields } from '../domain/template.ts';
import { isVariable, type Variables, variablesOf } from '../domain/template-variables.ts';
import { zaloShown, zaloText } from '../domain/zalo-words.ts';
import classes from './templates.module.css';
import { templateWords } from './template-words.ts';

const STEP: Readonly<Record<StepKind, { key: string; daysLeft: number | null; firedAt: string }>> = {
  assigned: { key: 'assigned', daysLeft: 8, firedAt: '2018-03-20T14:00:00+07:00' },
  'due-soon': { key: 'before-3', daysLeft: 3, firedAt: '2018-03-27T07:00:00+07:00' },
  'due-today': { key: 'due-day', daysLeft: 0, firedAt: '2018-03-30T07:00:00+07:00' },
  overdue: { key: 'overdue-1', daysLeft: -1, firedAt: '2018-04-02T07:00:00+07:00' },
  review: { key: 'review-2018-04', daysLeft: null, firedAt: '2018-04-02T07:00:00+07:00' },
};

/** A made-up matter; people and places of nobody. */
function example(kind: StepKind): Content {
  const { key, daysLeft, firedAt } = STEP[kind];
  return {
    kind,
    stepKey: key,
    title: 'Báo cáo kết quả rà soát thủ tục hành chính quý I',
    agencyName: 'Sở Ví Dụ',
    waitingFor: 'Văn phòng Ủy ban nhân dân tỉnh',
    link: '/nhiem-vu/vi-du',
    action: 'Báo cáo kết quả',
    firedAt,
    dueAt: kind === 'review' ? null : '2018-03-30T17:00:00+07:00',
    daysLeft,
    explanation: ['Hạn ghi trong văn bản: “trước ngày 30/3/2018”.'],
    origin: { document: 'Thông báo kết luận', number: '12/TB-VD' },
    policyName: 'Thang nhắc việc mặc định',
    policyVersion: 1,
    told: [{ personId: 'vi-du', name: 'Nguyễn Văn Ví Dụ', title: 'Chuyên viên', audience: 'owner' }],
  };
}

interface TemplatePreviewProps {
  readonly channel: Channel;
  readonly kind: StepKind;
  readonly fields: TemplateFields;
  /** Nothing is left to be mended. */
  readonly isWhole: boolean;
}

/** What the words become for an example, by the code that sends them; for SMS also how it is counted. */
export function TemplatePreview({ channel, kind, fields, isWhole }: TemplatePreviewProps) {
  const m = useMessages(templateWords);
  const known = [...placesOf(fields.subject ?? ''), ...placesOf(fields.body)].every(isVariable);
  return (
    <Sheet title={m.preview}>
      <div aria-live="polite" className={classes.preview} data-whole={isWhole || undefined}>
        {known && <Shown channel={channel} kind={kind} fields={fields} />}
      </div>
    </Sheet>
  );
}

function Shown({ channel, kind, fields }: Omit<TemplatePreviewProps, 'isWhole'>) {
  const content = example(kind);
  if (channel === 'email') {
    const letter = letterOf([{ content, audience: 'owner' }], {
      recipientId: 'vi-du',
      publicUrl: 'https://dunghen.vidu.vn',
      demonstration: false,
      template: () => fields,
    });
    return (
      <>
        <p className={classes.subject}>{letter.subject}</p>
        <pre className={classes.text}>{letter.text}</pre>
      </>
    );
  }
  const variables = variablesOf(content, 'vi-du', 'https://dunghen.vidu.vn/nhac-viec');
  if (channel === 'zalo') return <ZaloShown body={fields.body} variables={variables} />;
  const text = renderTemplate(fields.body, variables);
  return (
    <>
      {fields.subject !== undefined && <p className={classes.subject}>{renderTemplate(fields.subject, variables)}</p>}
      {channel === 'sms' ? <SmsCounts text={text} /> : <pre className={classes.text}>{text}</pre>}
    </>
  );
}

/** The registered text beside what it becomes: the two that must agree. */
function ZaloShown({ body, variables }: { body: string; variables: Variables }) {
  const m = useMessages(templateWords);
  return (
    <>
      <h3>{m.shown}</h3>
      <pre className={classes.text}>{zaloShown(body, variables)}</pre>
      <h3>{m.register}</h3>
      <pre className={classes.text}>{zaloText(body)}</pre>
    </>
  );
}

function SmsCounts({ text }: { text: string }) {
  const m = useMessages(templateWords);
  return [false, true].map((marks) => {
    const sms = asSms(text, { marks });
    const alone = sms.encoding === 'gsm-7' ? 160 : 70;
    return (
      <section key={String(marks)}>
        <h3>{marks ? m.withMarks : m.withoutMarks}</h3>
        <pre className={classes.text}>{sms.text}</pre>
        <p className={classes.count} data-long={sms.parts > 1 || undefined}>
          {m.smsCount(sms.length, alone, sms.parts, sms.encoding === 'gsm-7' ? m.gsm : m.ucs)}
        </p>
      </section>
    );
  });
}
