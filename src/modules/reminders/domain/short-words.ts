import type { Note } from '#modules/channels/domain/push.ts';
import type { Content } from './message.ts';
import { renderTemplate, type TemplateFields } from './template.ts';
import { variablesOf } from './template-variables.ts';
import { zaloValues } from './zalo-words.ts';

/*
 * Reminders where there is little room. SMS and Zalo go through other houses: they say that something is due and where
 * to look, never its title, which may name people.
 */

/** What a message is made of besides its facts. */
export interface Said {
  readonly recipientId: string;
  /** Where links begin, without a slash at the end. */
  readonly publicUrl: string;
  readonly demonstration: boolean;
  /** The address by which it is answered without signing in; null where there is nothing to answer. */
  readonly answerAt?: string | null;
}

/** What a device shows, in the words of the template. */
export function noteOf(id: string, content: Content, words: TemplateFields, said: Said): Note {
  const variables = variablesOf(content, said.recipientId, `${said.publicUrl}${content.link}`);
  return {
    id,
    title: marked(renderTemplate(words.subject ?? '', variables), said),
    body: renderTemplate(words.body, variables),
    path: content.link,
    ...(said.answerAt ? { answer: { path: said.answerAt, acknowledge: 'Đã biết', later: 'Nhắc lại sau' } } : {}),
  };
}

/**
 * The text of an SMS. Its link answers the one matter, where that may be, or leads to the list: the matter's own address
 * would say which it is.
 */
export function smsOf(content: Content, { body }: TemplateFields, said: Said): string {
  return marked(renderTemplate(body, variablesOf(content, said.recipientId, placeOf(said))), said);
}

/** What the places of the text registered with Zalo are filled with. */
export function zaloValuesOf(content: Content, { body }: TemplateFields, said: Said): Record<string, string> {
  return zaloValues(body, variablesOf(content, said.recipientId, placeOf(said)));
}

function placeOf({ publicUrl, answerAt }: Said): string {
  return answerAt ?? `${publicUrl}/nhac-viec`;
}

function marked(text: string, { demonstration }: Said): string {
  return demonstration ? `[Trình diễn] ${text}` : text;
}
