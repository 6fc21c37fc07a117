import { agenciesById } from '#modules/org/public.ts';
import type { MailTransport } from '#modules/reminders/public.ts';
import { newId } from '#kernel/id.ts';
import { dateInVietnam, minuteOfDay } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { type Province, sendAsProgram, type Tx } from '#platform/db/province.ts';
import { amountOf, parcelOf } from './event-words.ts';
import type { DossierEvent } from './domain/events.ts';
import { LETTER_MOMENTS, type LetterKey, mayTell, momentOf } from './domain/letter-moments.ts';
import { fill, letterHtml, type LetterValues, plainSms } from './domain/letter-text.ts';
import { dayVi } from './domain/tracking.ts';
import { findDossiers } from './store/dossiers.ts';
import {
  claimMail,
  currentTemplates,
  giveMailBack,
  insertLetters,
  type LetterRow,
  linesAbout,
  type NewLetter,
  noteDue,
  papersAsked,
  settleMail,
  takeDue,
  type TemplateRow,
} from './store/letters.ts';
import type { DossierRow } from './store/rows.ts';

const LETTER_ACTOR = systemActor('Báo tin cho người nộp');

/** Longer than the ten seconds in which an act can be taken back: nothing leaves the house that is undone. */
const UNDO_PASSED_SECONDS = 12;

/** Notes a step its applicant is to hear of, in the transaction of the step. */
export async function noteLetter(tx: Tx, moved: { dossierId: string; seq: number; action: string }): Promise<void> {
  if (mayTell(moved.action)) sendAsProgram(tx, () => noteDue(tx.db, moved.dossierId, moved.seq));
}

/**
 * Makes the messages of steps that stand: one an address the applicant gave, or a line saying that he gave none. An
 * SMS is kept until there is a gateway.
 * @returns how many steps were looked at
 */
export async function makeLetters(
  province: Province,
  publicUrl: string,
  { olderThanSeconds = UNDO_PASSED_SECONDS, limit = 100 } = {},
): Promise<number> {
  return province.as(LETTER_ACTOR).run(async (tx) => {
    const due = await takeDue(tx.db, olderThanSeconds, limit);
    if (due.length === 0) return 0;
    const [templates, rows, lines] = await Promise.all([
      currentTemplates(tx.db),
      findDossiers(tx.db, [...new Set(due.map(({ dossier_id: id }) => id))]),
      linesAbout(tx.db, due),
    ]);
    const agencies = await agenciesById(tx, [
      ...new Set(rows.flatMap((row) => [row.receiving_agency_id, row.competent_agency_id])),
    ]);
    const rowOf = new Map(rows.map((row) => [row.id, row]));
    const around = { templates, publicUrl, names: new Map(agencies.map(({ id, name }) => [id, name])) };
    const letters: NewLetter[] = [];
    for (const { dossier_id: id, seq } of due) {
      const row = rowOf.get(id);
      if (row) letters.push(...(await lettersFor(tx, row, seq, lines.get(id) ?? [], around)));
    }
    await insertLetters(tx.db, letters);
    return due.length;
  });
}

/** What all letters of a round share. */
interface Around {
  readonly templates: ReadonlyMap<string, TemplateRow>;
  /** Names of agencies by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly publicUrl: string;
}

/** @param lines of the dossier, at least the step itself, the one before it and what takes it back */
async function lettersFor(
  tx: Tx,
  row: DossierRow,
  seq: number,
  lines: readonly DossierEvent[],
  around: Around,
): Promise<NewLetter[]> {
  const event = lines.find((one) => one.seq === seq);
  if (!event || lines.some(({ undoes }) => undoes === seq)) return [];
  const before = lines.find((one) => one.seq === seq - 1);
  const key = momentOf(event, before, row.channel);
  // What came in online and was accepted meanwhile is told as accepted.
  if (!key || (key === 'submitted' && row.received_at)) return [];
  const template = around.templates.get(key) ?? { version: 0, ...LETTER_MOMENTS[key] };
  if (!template.enabled) return [];
  const values = await valuesOf(tx, row, event, before, around);
  return addressed(tx, row, seq, key, template, values);
}

function addressed(
  tx: Tx,
  row: DossierRow,
  seq: number,
  key: LetterKey,
  template: Pick<TemplateRow, 'version' | 'subject' | 'body' | 'sms'>,
  values: LetterValues,
): NewLetter[] {
  const base = {
    dossier_id: row.id,
    seq,
    template_key: key,
    template_version: template.version,
    subject: null,
    link: null,
    made_at: tx.now,
    attempts: 0,
    last_error: null,
    sent_at: null,
  };
  const { email, phone } = row.applicant;
  const sms = plainSms(fill(template.sms, values));
  const letters: NewLetter[] = [];
  if (email)
    letters.push({
      ...base,
      id: newId(),
      channel: 'email',
      address: email,
      state: 'queued',
      subject: fill(template.subject, values),
      body: fill(template.body, values),
      link: values.tra_cuu,
    });
  if (phone) letters.push({ ...base, id: newId(), channel: 'sms', address: phone, state: 'no-gateway', body: sms });
  if (letters.length === 0)
    letters.push({ ...base, id: newId(), channel: 'none', address: null, state: 'no-address', body: sms });
  return letters;
}

async function valuesOf(
  tx: Tx,
  row: DossierRow,
  event: DossierEvent,
  before: DossierEvent | undefined,
  { names, publicUrl }: Around,
): Promise<LetterValues> {
  const nameOf = (id: string) => names.get(id) ?? 'nơi ghi trên giấy hẹn';
  const asks = event.action === 'issue-supplement' || event.action === 'request-completion';
  const papers = asks ? await papersAsked(tx.db, event.data.supplementId ?? null, row.id) : [];
  const url = publicUrl.replace(/\/+$/, '');
  return {
    ma_ho_so: row.code ?? '(chưa có mã)',
    ngay_hen: event.dueAt ? dayVi(dateInVietnam(event.dueAt)) : 'chưa xác định',
    ngay_hen_cu: before?.dueAt ? dayVi(dateInVietnam(before.dueAt)) : 'chưa xác định',
    gio_hen: event.dueAt ? hourVi(event.dueAt) : 'trong giờ làm việc',
    trang_tra_cuu: `${url.replace(/^https?:\/\//, '')}/tra-cuu`,
    tra_cuu: `${url}/t/${row.tracking_token}`,
    nguoi_nop: row.applicant.name,
    thu_tuc: row.procedure_name,
    noi_tiep_nhan: nameOf(row.receiving_agency_id),
    co_quan: nameOf(row.competent_agency_id),
    ly_do: event.reason ?? 'xem trên giấy tờ kèm theo',
    so_tien: amountOf(event) ?? 'theo thông báo của nơi tiếp nhận',
    so_buu_gui: parcelOf(event) ?? 'hỏi nơi tiếp nhận',
    giay_to: papers.length > 0 ? papers.map((name) => `- ${name}`).join('\n') : '- như đã ghi trên phiếu yêu cầu',
  };
}

function hourVi(at: Date): string {
  const minute = minuteOfDay(at);
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Seconds of real time to wait after the n-th attempt; after the last a person has to look at it. */
const BACK_OFF = [30, 120, 600, 1800, 3600, 7200, 14_400];
const WHEN_DOWN = 30;

/**
 * Hands waiting letters to the mail server. A letter is recorded as taken before it is sent and as sent after, so it is
 * sent at least once, a repeat under the same Message-ID.
 * @returns how many were sent
 */
export async function sendLetters(province: Province, transport: MailTransport, limit = 30): Promise<number> {
  if (!transport.isConfigured) return 0;
  const work = province.as(LETTER_ACTOR);
  const letters = await work.run((tx) => claimMail(tx.db, 'email', limit));
  let sent = 0;
  for (const [index, letter] of letters.entries()) {
    const delivery = await transport.send(mailOf(letter, province));
    if (delivery.outcome === 'down') {
      const waiting = letters.slice(index).map(({ id }) => id);
      await work.run((tx) => giveMailBack(tx.db, waiting, delivery.error, WHEN_DOWN));
      return sent;
    }
    const seconds = BACK_OFF[letter.attempts - 1];
    await work.run((tx) => {
      if (delivery.outcome === 'sent') return settleMail(tx.db, letter.id, { state: 'sent', at: tx.now });
      const { error } = delivery;
      if (delivery.outcome === 'later' && seconds !== undefined)
        return settleMail(tx.db, letter.id, { state: 'failed', error, seconds });
      return settleMail(tx.db, letter.id, { state: 'dead', error });
    });
    if (delivery.outcome === 'sent') sent += 1;
  }
  return sent;
}

function mailOf(letter: LetterRow, { info }: Province) {
  const note = info.isDemonstration ? '\n\nThư của tỉnh trình diễn; mọi dữ liệu là để trình diễn.' : '';
  const text = `${letter.body}${note}`;
  const subject = (letter.subject ?? '').replace(/\s+/g, ' ').trim();
  return {
    id: letter.id,
    to: letter.address ?? '',
    date: letter.made_at,
    subject: info.isDemonstration ? `[Trình diễn] ${subject}` : subject,
    text: `${text}\n`,
    html: letterHtml(text, letter.link),
  };
}
