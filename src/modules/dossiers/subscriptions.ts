import { announceHandover } from '#modules/org/public.ts';
import { offerReactions } from '#modules/reminders/public.ts';
import { events } from '#platform/events/events.ts';
import './events.ts';
import { oweSignature } from './apologies.ts';
import { noteLetter } from './letters.ts';
import { receiveSmsReceipts } from './letters-sms.ts';
import { countOpenDossiers, passOn, recountOpen } from './service-merge.ts';

/** Agencies change and calendars change: open dossiers follow, their history stays. */
export function subscribeDossiers(): void {
  events.on('dossiers.moved', noteLetter);
  receiveSmsReceipts();
  events.on('dossiers.moved', oweSignature);
  nameDossierKinds();
  announceHandover({ label: 'Hồ sơ một cửa đang mở', count: countOpenDossiers });
  events.on('org.agencies_merged', (tx, { fromIds, to, reason }) => passOn(tx, fromIds, to, reason));
  // Without a main heir each dossier is handed over by hand: who is competent is not ours to guess.
  events.on('org.agency_split', async (tx, { fromId, mainId, to, reason }) => {
    const heir = to.find(({ id }) => id === mainId);
    if (heir) await passOn(tx, [fromId], heir, reason);
  });
  events.on('calendar.changed', (tx, change) =>
    recountOpen(tx, change.from ?? tx.today, change.agencyId ?? null, `Lịch làm việc thay đổi: ${change.reason}`),
  );
}

/** What the kinds of obligations of dossiers are called; what can be done about one stands on its dossier's page. */
function nameDossierKinds(): void {
  offerReactions('dossier', {
    label: 'Hồ sơ một cửa',
    // Nobody gives a dossier more time: what the law knows is an apology with another day, before the promised one.
    moreTime: ({ link, dueAt }, now) =>
      dueAt && now <= dueAt ? { label: 'Xin lỗi, hẹn lại ngày trả', link: `${link}?mo=xin-loi` } : null,
  });
  offerReactions('dossier-step', { label: 'Bước xử lý hồ sơ' });
  offerReactions('dossier-opinion', { label: 'Trả lời ý kiến về hồ sơ' });
  offerReactions('dossier-apology', { label: 'Ký thư xin lỗi' });
  offerReactions('dossier-supplement', { label: 'Hồ sơ đang chờ' });
  offerReactions('dossier-answer', { label: 'Trả lời hồ sơ trực tuyến' });
  offerReactions('dossier-urging', { label: 'Trả lời đôn đốc hồ sơ quá hạn' });
}
