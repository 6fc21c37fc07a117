import { type Equipment, openSms, openZalo, pushTo } from '#modules/channels/public.ts';
import type { Province } from '#platform/db/province.ts';
import { type Door, mailDoor } from './deliver.ts';
import { answerableUntil } from './domain/answerable.ts';
import type { Outward } from './domain/channel.ts';
import type { Content } from './domain/message.ts';
import { FIRING_ACTOR } from './fire.ts';
import { addressFor, linkSigner } from './link-keys.ts';
import { noteOf, smsOf, zaloValuesOf } from './domain/short-words.ts';
import type { QueuedLetter } from './store/queue-store.ts';
import { loadTemplates, type Templates } from './templates.ts';
import type { MailTransport } from './transport.ts';

/** What costs money and may have arrived although nobody said so is tried three times more and not ten. */
const PAID_BACK_OFF = [60, 600, 3600];

/** The way out of a channel as it is set up now; undefined where nothing carries it. */
export async function openDoor(
  province: Province,
  channel: Outward,
  mail: MailTransport,
  equipment: Equipment | undefined,
): Promise<Door | undefined> {
  if (channel === 'email') return mailDoor(province, mail, equipment?.secrets);
  if (!equipment) return undefined;
  const house = { publicUrl: equipment.publicUrl, demonstration: province.info.isDemonstration };
  const saidTo = ({ recipientId }: QueuedLetter) => ({ ...house, recipientId });
  // Read once a round, and only when there is something to send.
  let templates: Promise<Templates> | undefined;
  const wordsOf = async ({ id }: QueuedLetter, { kind }: Content) => {
    templates ??= province.as(FIRING_ACTOR).run(loadTemplates);
    return (await templates)(channel, kind, id);
  };
  const signer = () => linkSigner(province, equipment.secrets);
  /** Twenty signs by which the one message is answered; null where there is nothing to answer. */
  const shortAddress = async ({ id, items: [item] }: QueuedLetter) => {
    const expiresAt = item ? answerableUntil(item) : null;
    return expiresAt && `${house.publicUrl}${await (await signer()).signShort({ messageId: id, expiresAt })}`;
  };
  if (channel === 'push')
    return {
      channel,
      isConfigured: true,
      send: async (letter) => {
        const content = contentOf(letter);
        const [item] = letter.items;
        const answerAt = item ? addressFor(await signer(), { messageId: letter.id, ...item }) : null;
        const note = noteOf(letter.id, content, await wordsOf(letter, content), { ...saidTo(letter), answerAt });
        const urgent = content.kind === 'overdue' || content.kind === 'due-today';
        return pushTo(province, equipment, letter.recipientId, note, { urgent });
      },
    };
  if (channel === 'sms') {
    const carrier = await openSms(province, equipment);
    return (
      carrier && {
        channel,
        isConfigured: true,
        backOff: PAID_BACK_OFF,
        send: async (letter) => {
          const content = contentOf(letter);
          const words = await wordsOf(letter, content);
          const plain = smsOf(content, words, saidTo(letter));
          const address = await shortAddress(letter);
          const answering = address === null ? plain : smsOf(content, words, { ...saidTo(letter), answerAt: address });
          // An answer by link is worth no second message.
          const fits = carrier.measure(answering).parts <= carrier.measure(plain).parts;
          return carrier.send({ id: letter.id, number: letter.address, text: fits ? answering : plain });
        },
      }
    );
  }
  const carrier = await openZalo(province, equipment);
  return (
    carrier && {
      channel,
      isConfigured: true,
      backOff: PAID_BACK_OFF,
      send: async (letter) => {
        const content = contentOf(letter);
        const words = await wordsOf(letter, content);
        // These words are not registered there: another way of the person's takes over.
        if (!words.templateId) return { outcome: 'never', error: 'zalo-no-template' };
        const said = { ...saidTo(letter), answerAt: await shortAddress(letter) };
        return carrier.send({
          id: letter.id,
          number: letter.address,
          templateId: words.templateId,
          values: zaloValuesOf(content, words, said),
        });
      },
    }
  );
}

/** Outside e-mail every message goes by itself. */
function contentOf({ id, items }: QueuedLetter): Content {
  const [first] = items;
  if (!first) throw new Error(`message ${id} says nothing`);
  return first.content;
}
