import { randomBytes } from 'node:crypto';
import { record } from '#modules/audit/public.ts';
import { getPerson } from '#modules/org/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import { type Actor, systemActor } from '#platform/auth/actor.ts';
import { asProgram, type Province, type Tx } from '#platform/db/province.ts';
import { type LinkKey, readLink, signLink } from './domain/link-token.ts';
import type { Content } from './domain/message.ts';
import type { Obligation } from './domain/obligation.ts';
import type { Audience, StepKind } from './domain/policy.ts';
import type { SnoozeChoice } from './domain/snooze.ts';
import { dueVi } from './domain/words.ts';
import { type Offer, offersOf } from './kinds.ts';
import { acknowledgeObligation } from './obligations.ts';
import { OWING } from './owing.ts';
import { choicesFor, snooze } from './reactions.ts';
import {
  insertFirstKey,
  type LinkAction,
  type LinkedMessage,
  linkedMessage,
  linkKeys,
  linkUses,
  useLink,
} from './store/link-store.ts';
import { findObligation } from './store/obligation-store.ts';

const LINK_ACTOR = systemActor('Liên kết trong lời nhắc');

/** An address lives this long at most, and never past the due moment. */
const LIFE_MS = 14 * 24 * 60 * 60_000;
/** What is overdue asks for the work itself; who follows it is only told. */
const ANSWERED: ReadonlySet<StepKind> = new Set(['assigned', 'due-soon', 'due-today']);
/** The keys are read again as often as this, so that a retired one is soon no longer signed with. */
const KEYS_MS = 5 * 60_000;

const SECRET_BYTES = 32;

/** What is said in a message, as far as its address depends on it. */
export interface Signable {
  readonly messageId: string;
  readonly content: Pick<Content, 'kind' | 'dueAt' | 'firedAt'>;
  readonly audience: Audience;
}

/** Gives the address (from '/r/' on) by which the reader of a message answers it; null where there is nothing to answer. */
export type LinkSigner = (message: Signable) => string | null;

const signers = new WeakMap<Province, { readonly at: number; readonly signer: Promise<LinkSigner> }>();

/** The signer of a province, its key made when first needed. */
export function linkSigner(province: Province): Promise<LinkSigner> {
  const at = performance.now();
  const known = signers.get(province);
  if (known && at - known.at < KEYS_MS) return known.signer;
  const signer = province.as(LINK_ACTOR).run(async (tx) => signerWith(await keyToSign(tx)));
  signers.set(province, { at, signer });
  signer.catch(() => signers.delete(province));
  return signer;
}

async function keyToSign(tx: Tx): Promise<LinkKey> {
  const [newest] = await linkKeys(tx.db);
  if (newest) return newest;
  await insertFirstKey(tx.db, randomBytes(SECRET_BYTES));
  const [made] = await linkKeys(tx.db);
  if (!made) throw new Error('every link key is retired: add one with a higher number');
  return made;
}

function signerWith(key: LinkKey): LinkSigner {
  return ({ messageId, content, audience }) => {
    const firedAt = parseInstant(content.firedAt);
    const dueAt = content.dueAt === null ? undefined : parseInstant(content.dueAt);
    if (!firedAt || !ANSWERED.has(content.kind) || !OWING.has(audience)) return null;
    const ends = new Date(firedAt.getTime() + LIFE_MS);
    return `/r/${signLink({ messageId, expiresAt: dueAt && dueAt < ends ? dueAt : ends }, key)}`;
  };
}

/** Why an address can do nothing any more. */
export type LinkEnd = 'unknown' | 'expired' | 'other-person' | 'closed' | 'due-changed' | 'fault';

/** What stands behind an address. */
export interface LinkView {
  readonly title: string;
  readonly agencyName: string;
  readonly dueText: string;
  readonly recipientName: string;
  readonly link: string;
  readonly action: string;
  readonly isDueSoon: boolean;
  /** When it was said; null while it can be. */
  readonly acknowledgedAt: string | null;
  readonly snoozedAt: string | null;
  readonly choices: readonly SnoozeChoice[];
  /** Need a sign-in: they open the page of the owning module. */
  readonly moreTime: Offer | null;
  readonly handOver: Offer | null;
}

/**
 * What an address offers now. Changes nothing, not even that the message was read: mail programs open addresses.
 * @param actor whoever is signed in at this browser, or nobody
 * @throws Refusal `reminders.link_unknown`, `reminders.link_expired`, `reminders.link_other_person`,
 *   `reminders.link_closed`, `reminders.link_due_changed`
 */
export async function openLink(province: Province, token: string, actor: Actor): Promise<LinkView> {
  return province.as(LINK_ACTOR).run(async (tx) => {
    const { message, obligation } = await behind(tx, token, actor);
    const uses = await linkUses(tx.db, message.id);
    const recipient = await getPerson(tx, message.recipientId);
    const offers = offersOf(obligation.kind);
    const usedAt = (action: LinkAction) => {
      const at = uses.get(action);
      return at ? toVietnamIso(at) : null;
    };
    return {
      title: obligation.title,
      agencyName: message.content.agencyName,
      dueText: dueVi(message.content.dueAt),
      recipientName: recipient.fullName,
      link: obligation.link,
      action: obligation.action ?? 'Mở việc',
      isDueSoon: message.content.kind === 'due-soon',
      acknowledgedAt: usedAt('acknowledge'),
      snoozedAt: usedAt('snooze'),
      choices: await choicesFor(tx, obligation),
      moreTime: offers?.moreTime?.(obligation) ?? null,
      handOver: offers?.handOver?.(obligation) ?? null,
    };
  });
}

/** What is asked for by an address: of the two things it can do without a sign-in. */
export type LinkRequest = { readonly action: 'acknowledge' } | { readonly action: 'snooze'; readonly until: Date };

/**
 * Does one of the two things an address can, as the person its message went to, once each.
 * @throws as `openLink`; Refusal `reminders.link_used` (409); those of `snooze`
 */
export async function actByLink(province: Province, token: string, actor: Actor, request: LinkRequest): Promise<void> {
  const recipient = await province.as(LINK_ACTOR).run(async (tx) => {
    const { message } = await behind(tx, token, actor);
    return getPerson(tx, message.recipientId);
  });
  // The log names the person the message went to, who has no more rights here than the address gives.
  const person: Actor = { kind: 'person', personId: recipient.id, name: recipient.fullName, grants: [] };
  await province.as(person).run((tx) =>
    asProgram(tx, async () => {
      const { message, obligation } = await behind(tx, token, actor);
      if (!(await useLink(tx.db, message.id, request.action, tx.now))) throw new Refusal('reminders.link_used', 409);
      const insteadOf = message.content.told.find(({ personId }) => personId === recipient.id)?.insteadOf ?? null;
      const how = { via: 'link', insteadOf: insteadOf?.personId ?? null } as const;
      if (request.action === 'snooze') {
        const { audience } = message;
        await snooze(tx, { obligationId: obligation.id, personId: recipient.id, audience, until: request.until }, how);
        return;
      }
      await acknowledgeObligation(tx, obligation.source, obligation.key, recipient.id, how);
      await record(tx, {
        action: 'reminders.acknowledged',
        subject: { kind: 'obligation', id: obligation.id },
        agencyId: obligation.agencyId,
        data: { source: obligation.source, key: obligation.key, via: 'link', insteadOf: insteadOf?.name ?? null },
      });
    }),
  );
}

/** The message and the matter behind an address that is still good, whoever holds it. */
async function behind(
  tx: Tx,
  token: string,
  actor: Actor,
): Promise<{ message: LinkedMessage; obligation: Obligation }> {
  const claim = readLink(token, await linkKeys(tx.db));
  const message = claim && (await linkedMessage(tx.db, claim.messageId));
  const obligation = message && (await findObligation(tx.db, message.obligationId));
  if (!claim || !message || !obligation) throw new Refusal('reminders.link_unknown', 404);
  if (actor.kind === 'person' && actor.personId !== message.recipientId)
    throw new Refusal('reminders.link_other_person', 403);
  if (obligation.state !== 'open') throw new Refusal('reminders.link_closed', 410);
  const due = message.content.dueAt === null ? null : parseInstant(message.content.dueAt);
  if (due?.getTime() !== obligation.dueAt?.getTime()) throw new Refusal('reminders.link_due_changed', 410);
  if (claim.expiresAt <= tx.now) throw new Refusal('reminders.link_expired', 410);
  return { message, obligation };
}
