import { z } from 'zod';
import { isLocalDate } from '#kernel/local-date.ts';

const Day = z.string().refine(isLocalDate, 'Ngày viết dạng NĂM-THÁNG-NGÀY, ví dụ 2018-02-26.');

export const SubstitutePerson = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  agencyName: z.string(),
});
export type SubstitutePerson = z.infer<typeof SubstitutePerson>;

/** Somebody stands in for somebody, from-to, both days included. */
export const SubstitutionView = z.object({
  id: z.string(),
  personId: z.string(),
  personName: z.string(),
  substituteId: z.string(),
  substituteName: z.string(),
  agencyName: z.string(),
  fromOn: z.string(),
  toOn: z.string(),
  note: z.string(),
  setBy: z.string(),
  /** sắp tới, đang thay, đã hết, đã thôi trước hạn. */
  state: z.enum(['coming', 'running', 'over', 'ended']),
  /** The reader may end it. */
  mayEnd: z.boolean(),
});
export type SubstitutionView = z.infer<typeof SubstitutionView>;

export const Substitutes = z.object({
  todayOn: z.string(),
  /** The people the reader may set leave for: himself, and with the right his agency's. */
  people: z.array(SubstitutePerson),
  /** Who can stand in: the same agencies' people. */
  candidates: z.array(SubstitutePerson),
  substitutions: z.array(SubstitutionView),
});
export type Substitutes = z.infer<typeof Substitutes>;

export const SetSubstituteBody = z.object({
  personId: z.uuid(),
  substituteId: z.uuid(),
  fromOn: Day,
  toOn: Day,
  note: z.string().trim().max(300).default(''),
});
export type SetSubstituteBody = z.infer<typeof SetSubstituteBody>;
