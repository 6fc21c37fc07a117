import { z } from 'zod';
import { CHANNELS, type Channel } from './channel.ts';
import { STEP_KINDS, type StepKind } from './policy.ts';
import { isVariable, TEMPLATE_VARIABLES, type VariableName, type Variables } from './template-variables.ts';

/**
 * The words of one channel for one kind of step. `subject` is there where the channel has one: e-mail and push.
 * `templateId` is Zalo's alone: by what it knows this very text (ZNS); without it nothing of the kind goes there.
 */
export const TemplateFields = z.strictObject({
  subject: z.string().max(300).optional(),
  body: z.string().max(4000),
  templateId: z.string().max(40).optional(),
});
export type TemplateFields = z.infer<typeof TemplateFields>;
export type FieldName = keyof TemplateFields;

/** What is said where nothing can be said is left out part by part: `·` parts a line. */
const PART = ' · ';
const PLACE = /\{([^{}]*)\}/g;

/** Which fields a channel has, how long each may be, and what it must speak of. */
export const CHANNEL_FIELDS: Readonly<
  Record<
    Channel,
    readonly { readonly name: 'subject' | 'body'; readonly most: number; readonly needs: readonly VariableName[] }[]
  >
> = {
  'in-app': [{ name: 'body', most: 200, needs: [] }],
  email: [
    { name: 'subject', most: 200, needs: ['viec'] },
    { name: 'body', most: 2000, needs: ['viec', 'han'] },
  ],
  push: [
    { name: 'subject', most: 100, needs: ['viec'] },
    { name: 'body', most: 200, needs: ['han'] },
  ],
  sms: [{ name: 'body', most: 300, needs: ['loai', 'lien_ket'] }],
  zalo: [{ name: 'body', most: 400, needs: ['loai', 'lien_ket'] }],
};

/** Channels that go through other houses: nothing in them may tell of a person or a matter. */
const IMPERSONAL: ReadonlySet<Channel> = new Set(['sms', 'zalo']);

export type TemplateProblem = {
  readonly field: FieldName;
  readonly code:
    | 'empty'
    | 'too-long'
    | 'brace'
    | 'unknown'
    | 'personal'
    | 'missing'
    | 'no-such-field'
    | 'several-lines'
    | 'may-be-empty'
    | 'not-an-id';
  /** The variable it is about, or the longest length. */
  readonly what: string;
};

/** What there may be nothing to say of. Elsewhere the part is left out; Zalo fills every place of its text or sends nothing. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set<VariableName>(['noi_cho', 'van_ban', 'so_van_ban']);
const LEFT_MAY_BE_EMPTY: ReadonlySet<StepKind> = new Set(['assigned', 'review']);

/** Whether there may be nothing to say of a variable in a reminder of this kind. */
export function mayBeEmpty(kind: StepKind, place: VariableName): boolean {
  return MAY_BE_EMPTY.has(place) || (place === 'con_lai' && LEFT_MAY_BE_EMPTY.has(kind));
}

/** What keeps a template from being used, field by field; empty when it may be. */
export function templateProblems(channel: Channel, kind: StepKind, fields: TemplateFields): TemplateProblem[] {
  const has = CHANNEL_FIELDS[channel];
  const problems: TemplateProblem[] = [];
  for (const { name, most, needs } of has) {
    const text = fields[name] ?? '';
    const say = (code: TemplateProblem['code'], what = '') => problems.push({ field: name, code, what });
    if (text.trim() === '') say('empty');
    if (text.length > most) say('too-long', String(most));
    if (name === 'subject' && /[\r\n]/.test(text)) say('several-lines');
    if (/[{}]/.test(text.replace(PLACE, ''))) say('brace');
    const used = placesOf(text);
    for (const place of used) {
      if (!isVariable(place)) say('unknown', place);
      else if (IMPERSONAL.has(channel) && TEMPLATE_VARIABLES[place].personal) say('personal', place);
      else if (channel === 'zalo' && mayBeEmpty(kind, place)) say('may-be-empty', place);
    }
    for (const needed of needs) if (!used.includes(needed)) say('missing', needed);
  }
  if (fields.subject !== undefined && !has.some(({ name }) => name === 'subject'))
    problems.push({ field: 'subject', code: 'no-such-field', what: '' });
  if (fields.templateId !== undefined && channel !== 'zalo')
    problems.push({ field: 'templateId', code: 'no-such-field', what: '' });
  if (channel === 'zalo' && !/^\d{0,20}$/.test(fields.templateId ?? ''))
    problems.push({ field: 'templateId', code: 'not-an-id', what: '' });
  return problems;
}

/** The variables a text speaks of, each once, as they are written. */
export function placesOf(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map(([, name = '']) => name))];
}

/** One line of a text that was filled, and what it speaks of. */
export interface Line {
  readonly text: string;
  readonly of: readonly VariableName[];
}

/**
 * A text with its variables filled, line by line. A part of a line (parted by " · ") that speaks of something there is
 * nothing to say of is left out, and a line with no part left too; empty lines stay.
 * @throws RangeError for a variable that is not known: no text goes out with a hole in it
 */
export function renderLines(text: string, variables: Variables): Line[] {
  return text.split(/\r?\n/).flatMap((line): Line[] => {
    const of = placesOf(line).map(known);
    if (of.length === 0) return [{ text: line, of }];
    const parts = line.split(PART).filter((part) => placesOf(part).every((name) => variables[known(name)] !== ''));
    if (parts.length === 0) return [];
    const filled = parts.join(PART).replace(PLACE, (_all, name: string) => variables[known(name)]);
    return [{ text: filled, of }];
  });
}

/** A text with its variables filled. @throws RangeError for a variable that is not known */
export function renderTemplate(text: string, variables: Variables): string {
  return renderLines(text, variables)
    .map((line) => line.text)
    .join('\n')
    .trim();
}

function known(name: string): VariableName {
  if (!isVariable(name)) throw new RangeError(`unknown variable in a template: ${name}`);
  return name;
}

/** What to do about a matter, said in the program and at the end of a letter. */
const HINTS: Readonly<Record<StepKind, string>> = {
  assigned: 'Mở việc, xác nhận đã nhận và giao người làm.',
  'due-soon': 'Xem còn vướng gì; nếu không kịp thì xin gia hạn trước khi đến hạn.',
  'due-today': 'Báo cáo kết quả trong hôm nay.',
  overdue: 'Báo cáo kết quả hoặc nêu lý do và thời gian hoàn thành.',
  review: 'Xem có thể ấn định hạn cho việc này không.',
};

/** The words a province begins with. */
export function defaultTemplate(channel: Channel, kind: StepKind): TemplateFields {
  switch (channel) {
    case 'in-app':
      return { body: HINTS[kind] };
    case 'email':
      return {
        subject: '{viec} · {han} · {con_lai}',
        body: [
          '{loai}: {viec}',
          '',
          '{han} · {con_lai}',
          '{noi_cho} đang chờ kết quả',
          'Cơ quan thực hiện: {co_quan}',
          '',
          HINTS[kind],
        ].join('\n'),
      };
    case 'push':
      return { subject: '{loai}: {viec}', body: '{han} · {con_lai} · {co_quan}' };
    case 'sms':
      return { body: `Đúng Hẹn: {loai}, 1 việc · ${kind === 'review' ? '' : '{con_lai} · '}{lien_ket}` };
    case 'zalo':
      return {
        body: `{loai} · {han_ngan}${LEFT_MAY_BE_EMPTY.has(kind) ? '' : ' · {con_lai}'}\nCơ quan: {co_quan}\n{lien_ket}`,
      };
  }
}

/** Every channel with every kind of step. */
export const ALL_TEMPLATES: readonly { readonly channel: Channel; readonly kind: StepKind }[] = CHANNELS.flatMap(
  (channel) => STEP_KINDS.map((kind) => ({ channel, kind })),
);
