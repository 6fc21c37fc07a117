import type { Note } from '#modules/channels/domain/push.ts';
import type { ZaloValues } from '#modules/channels/domain/zalo-values.ts';
import type { Content } from './message.ts';
import { renderTemplate, type TemplateFields } from './template.ts';
import { variablesOf } from './template-variables.ts';

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

/** What the places of a Zalo template may be filled with; its words are Zalo's to approve and stand there. */
export function zaloValuesOf(content: Content, said: Said): ZaloValues {
  const { loai, han_ngan, co_quan, con_lai, lien_ket } = variablesOf(content, said.recipientId, placeOf(said));
  return { loai, han: han_ngan, co_quan, con_lai, lien_ket, so_viec: '1' };
}

function placeOf({ publicUrl, answerAt }: Said): string {
  return answerAt ?? `${publicUrl}/nhac-viec`;
}

function marked(text: string, { demonstration }: Said): string {
  return demonstration ? `[Trình diễn] ${text}` : text;
}
