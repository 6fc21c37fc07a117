import { addWorkingMinutes } from '#modules/calendar/domain/moments.ts';
import { habitAt } from './pace.ts';
import { DAY, type Tale } from './tale.ts';

/** Whatever stops a dossier in the middle; true when it ended there. `at`: 1 is the first step after forwarding. */
export function interrupted(tale: Tale, at: number): boolean {
  const { chances, desk } = tale;
  const { agencyId } = tale.facts;
  const habit = habitAt(tale, agencyId);
  const { amount, unit } = desk.limit;
  if (unit === 'same-day') return false;
  if (at === 1 && chances.happens(habit.asksAgain)) return supplement(tale);
  if (at === 1 && desk.oftenPaid && chances.happens(0.4)) {
    tale.act('require-payment', agencyId, {
      reason: 'Thực hiện nghĩa vụ tài chính theo thông báo',
      data: { waitUntil: tale.waitUntil() },
    });
    tale.wait(DAY * (1 + 3 * chances.spread(0.6)));
    tale.act('confirm-payment', agencyId);
  }
  const hasTime = (amount ?? 0) >= 5;
  if (at >= 1 && hasTime && tale.facts.state === 'processing' && chances.happens(habit.consults))
    opinion(tale, agencyId);
  if (chances.happens(0.004)) fault(tale);
  if (chances.happens(0.003)) {
    tale.counter('withdraw', { reason: 'Người nộp xin rút hồ sơ' });
    return true;
  }
  return false;
}

function supplement(tale: Tale): boolean {
  const { chances } = tale;
  const supplementId = chances.id();
  const reason = 'Cần bổ sung giấy tờ trong thành phần hồ sơ';
  tale.act('draft-supplement', tale.facts.agencyId, { reason, data: { supplementId } });
  tale.wait(60 + 120 * chances.share());
  tale.counter('issue-supplement', { reason, data: { supplementId, waitUntil: tale.waitUntil() } });
  tale.wait(DAY * (1 + 4 * chances.spread(0.7)));
  if (chances.happens(0.06)) {
    tale.counter('withdraw', { reason: 'Người nộp không bổ sung được, xin rút hồ sơ' });
    return true;
  }
  tale.counter('take-supplement', { data: { supplementId } });
  return false;
}

function opinion(tale: Tale, agencyId: string): void {
  const { chances, world } = tale;
  const others = world.desks.map(({ competentAgencyId }) => competentAgencyId).filter((id) => id !== agencyId);
  const asked = chances.oneOf(others);
  if (!asked) return;
  const id = chances.id();
  const dueAt = addWorkingMinutes(world.calendar, tale.now, 3 * DAY).toISOString();
  tale.act('ask-opinion', agencyId, {
    data: { opinion: { id, agencyId: asked, dueAt }, text: 'Đề nghị cho ý kiến' },
  });
  tale.wait(DAY * 1.5 * chances.spread(0.6));
  tale.act('answer-opinion', asked, { data: { opinion: { id, agencyId: asked, dueAt }, text: 'Thống nhất' } });
}

function fault(tale: Tale): void {
  const from = tale.now;
  tale.wait(60 + 180 * tale.chances.share());
  const spell = { from: from.toISOString(), to: tale.now.toISOString() };
  tale.act('note-fault', tale.facts.agencyId, { reason: 'Mất kết nối giữa hai phần mềm', data: { fault: spell } });
}
