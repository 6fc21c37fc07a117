import { record } from '#modules/audit/public.ts';
import { getPerson } from '#modules/org/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { asProgram, type Province, type Tx } from '#platform/db/province.ts';
import type { SecretBox } from '#platform/secrets/secret-box.ts';
import { isShortLink, type LinkClaim, readLink, shortNumber } from './domain/link-token.ts';
import type { Obligation } from './domain/obligation.ts';
import type { SnoozeChoice } from './domain/snooze.ts';
import { dueVi } from './domain/words.ts';
import { type Offer, offersOf } from './kinds.ts';
import { LINK_ACTOR, linkKeys } from './link-keys.ts';
import { acknowledgeObligation } from './obligations.ts';
import { choicesFor, snooze } from './reactions.ts';
import {
  findShortLink,
  type LinkAction,
  type LinkedMessage,
  linkedMessage,
  linkUses,
  useLink,
} from './store/link-store.ts';
import { findObligation } from './store/obligation-store.ts';

/** Why an address can do nothing any more. */
export type LinkEnd = 'unknown' | 'expired' | 'other-person' | 'closed' | 'handed-on' | 'due-changed' | 'fault';

/** Whose addresses they are, and what opens the keys that signed them. */
export interface House {
  readonly province: Province;
  readonly secrets: SecretBox;
}

/** What stands behind an address. */
export interface LinkView {
  /**
   * null behind an address that went through another house (SMS, Zalo), unless the recipient is signed in: such an
   * address may be seen there, so the page tells no more than the message did.
   */
  readonly named: { readonly title: string; readonly recipientName: string } | null;
  /** The number of the document it comes from; null without one. */
  readonly documentNumber: string | null;
  readonly agencyName: string;
  readonly dueText: string;
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
 *   `reminders.link_closed`, `reminders.link_handed_on`, `reminders.link_due_changed`
 */
export async function openLink({ province, secrets }: House, token: string, actor: Actor): Promise<LinkView> {
  return province.as(LINK_ACTOR).run(async (tx) => {
    const { message, obligation, isShort } = await behind(tx, secrets, token, actor);
    const uses = await linkUses(tx.db, message.id);
    const recipient = await getPerson(tx, message.recipientId);
    const offers = offersOf(obligation.kind);
    const usedAt = (action: LinkAction) => {
      const at = uses.get(action);
      return at ? toVietnamIso(at) : null;
    };
    return {
      named:
        isShort && actor.personId !== recipient.id
          ? null
          : { title: obligation.title, recipientName: recipient.fullName },
      documentNumber: obligation.origin?.number ?? null,
      agencyName: message.content.agencyName,
      dueText: dueVi(message.content.dueAt),
      link: obligation.link,
      action: obligation.action ?? 'Mở việc',
      isDueSoon: message.content.kind === 'due-soon',
      acknowledgedAt: usedAt('acknowledge'),
      snoozedAt: usedAt('snooze'),
      choices: await choicesFor(tx, obligation),
      moreTime: offers?.moreTime?.(obligation, tx.now) ?? null,
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
export async function actByLink(
  { province, secrets }: House,
  token: string,
  actor: Actor,
  request: LinkRequest,
): Promise<void> {
  const recipient = await province.as(LINK_ACTOR).run(async (tx) => {
    const { message } = await behind(tx, secrets, token, actor);
    return getPerson(tx, message.recipientId);
  });
  // The log names the person the message went to, who has no more rights here than the address gives.
  const person: Actor = { kind: 'person', personId: recipient.id, name: recipient.fullName, grants: [] };
  await province.as(person).run((tx) =>
    asProgram(tx, async () => {
      const { message, obligation } = await behind(tx, secrets, token, actor);
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
  secrets: SecretBox,
  token: string,
  actor: Actor,
): Promise<{ message: LinkedMessage; obligation: Obligation; isShort: boolean }> {
  const claim = await claimOf(tx, secrets, token);
  const message = claim && (await linkedMessage(tx.db, claim.messageId));
  const obligation = message && (await findObligation(tx.db, message.obligationId));
  if (!claim || !message || !obligation) throw new Refusal('reminders.link_unknown', 404);
  if (actor.kind === 'person' && actor.personId !== message.recipientId)
    throw new Refusal('reminders.link_other_person', 403);
  if (obligation.state !== 'open') throw new Refusal('reminders.link_closed', 410);
  if (isHandedOn(message, obligation)) throw new Refusal('reminders.link_handed_on', 410);
  const due = message.content.dueAt === null ? null : parseInstant(message.content.dueAt);
  if (due?.getTime() !== obligation.dueAt?.getTime()) throw new Refusal('reminders.link_due_changed', 410);
  if (claim.expiresAt <= tx.now) throw new Refusal('reminders.link_expired', 410);
  return { message, obligation, isShort: claim.isShort };
}

/**
 * Whether a message spoke to the owner, or to who stood in for him, and the work is somebody else's by now: what the
 * one before would answer must spare the new owner nothing.
 */
function isHandedOn({ audience, recipientId, content }: LinkedMessage, { personId }: Obligation): boolean {
  if (personId === null || (audience !== 'owner' && audience !== 'substitute')) return false;
  const owner = content.told.find((one) => one.personId === recipientId)?.insteadOf?.personId ?? recipientId;
  return owner !== personId;
}

/** What an address of either form says; undefined for one that no key of ours signed. */
async function claimOf(
  tx: Tx,
  secrets: SecretBox,
  token: string,
): Promise<(LinkClaim & { isShort: boolean }) | undefined> {
  const number = shortNumber(token);
  const kept = number === undefined ? undefined : await findShortLink(tx.db, number);
  if (number !== undefined && !kept) return undefined;
  const keys = await linkKeys(tx, secrets);
  if (kept) return isShortLink(token, kept, keys) ? { ...kept, isShort: true } : undefined;
  const claim = readLink(token, keys);
  return claim && { ...claim, isShort: false };
}
