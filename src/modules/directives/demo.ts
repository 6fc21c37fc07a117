import { loadCalendar } from '#modules/calendar/public.ts';
import { addWorkingDays, subtractWorkingDays } from '#modules/calendar/domain/days.ts';
import { dateVi } from '#modules/calendar/domain/explain-vi.ts';
import { acceptInPlay, takeInDocument } from '#modules/notices/public.ts';
import { listAgencies, listDemoPeople } from '#modules/org/public.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import { type Actor, systemActor } from '#platform/auth/actor.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { confirmResult, noteProgress, receiveTask, reportResult } from './service-actions.ts';
import { declineExtension, grantExtension } from './service-extension-answers.ts';
import { askExtension } from './service-extensions.ts';
import { issueDocument } from './service-issue.ts';
import { taskDetail } from './service-read.ts';

/** Working days from the day the demonstration begins on; before it when negative. */
type Day = number;

interface Story {
  readonly agency: string;
  readonly order: string;
  readonly dueOn: Day;
  readonly asked: { readonly on: Day; readonly until: Day; readonly reason: string; readonly document?: string };
  readonly answer?:
    | { readonly on: Day; readonly until: Day; readonly document: string }
    | { readonly on: Day; readonly reason: string };
  readonly percent?: number;
  readonly reportedOn?: Day;
}

/** When the paper was issued. */
const ISSUED: Day = -15;

/** Made up: agreed to and done in time, agreed to for another day, waiting for its answer, and refused. */
const STORIES: readonly Story[] = [
  {
    agency: 'Sở Y tế',
    order: 'rà soát danh mục thuốc dự phòng của các trạm y tế',
    dueOn: -6,
    asked: { on: -8, until: -4, reason: 'Còn 6 trạm y tế ở đảo và miền núi chưa gửi số liệu kiểm kê.' },
    answer: { on: -7, until: -4, document: '902/UBND-KGVX' },
    reportedOn: -5,
  },
  {
    agency: 'Sở Tài chính',
    order: 'cân đối kinh phí thuê đường truyền cho các xã',
    dueOn: -1,
    asked: {
      on: -5,
      until: 14,
      reason: 'Nhà cung cấp mới báo giá cho hơn nửa số xã; cần đủ báo giá để so sánh.',
      document: '415/STC-HCSN',
    },
    answer: { on: -4, until: 9, document: '905/UBND-KT' },
    percent: 60,
  },
  {
    agency: 'Sở Xây dựng',
    order: 'tổng hợp khó khăn khi cấp phép xây dựng qua mạng',
    dueOn: 2,
    asked: {
      on: 0,
      until: 12,
      reason: 'Ba huyện chưa gửi báo cáo; Sở đã có văn bản đôn đốc và làm việc trực tiếp trong tuần này.',
      document: '388/SXD-QLXD',
    },
    percent: 40,
  },
  {
    agency: 'Sở Công Thương',
    order: 'kiểm tra nguồn hàng thiết yếu tại các chợ đầu mối',
    dueOn: 4,
    asked: { on: -2, until: 10, reason: 'Đang tập trung cho đợt kiểm tra an toàn thực phẩm.' },
    answer: { on: -1, reason: 'Việc này cần trước khi họp giao ban đầu tháng; Sở bố trí thêm người làm song song.' },
  },
];

/**
 * Tasks of a made-up paper, some of which asked for more time; for a demonstration province alone. Nothing where the
 * agencies of the paper's day have been merged since.
 */
export async function seedDirectivesDemo(tx: Tx): Promise<void> {
  const calendar = await loadCalendar(tx);
  const day = (offset: Day): LocalDate =>
    offset < 0 ? subtractWorkingDays(calendar, tx.today, -offset) : addWorkingDays(calendar, tx.today, offset);
  const issuedOn = day(ISSUED);
  const today = new Set((await listAgencies(tx, { on: tx.today })).map(({ id }) => id));
  const before = (await listAgencies(tx, { on: issuedOn })).filter(({ id }) => today.has(id));
  const there = new Set(before.map(({ name }) => name));
  if (!STORIES.every(({ agency }) => there.has(agency))) return;
  const people = await listDemoPeople(tx);
  const someone = (agency: string, place: string): Actor => {
    const person = people.find((one) => one.agencyName === agency && one.login.endsWith(`.${place}`));
    return { ...systemActor(person?.fullName ?? agency), personId: person?.personId ?? null };
  };
  const clerk = people.find(({ role }) => role === 'office-clerk');
  const office: Actor = { ...systemActor(clerk?.fullName ?? 'Văn phòng'), personId: clerk?.personId ?? null };
  const as = (actor: Actor, on: Day, minute: number): Work => {
    const at: Tx = { ...tx, actor, now: instantAt(day(on), minute), today: day(on) };
    return { actor, run: (useCase) => useCase(at) };
  };
  const documentId = await as(office, ISSUED, MORNING).run(async (then) => {
    const id = await takeInDocument(then, {
      fileName: 'thong-bao-trinh-dien.txt',
      bytes: new TextEncoder().encode(paperOf(day, issuedOn)),
      issuedOn,
    });
    await acceptInPlay(then, id);
    return id;
  });
  const { tasks } = await issueDocument(as(office, ISSUED, MORNING), documentId);
  for (const [index, { id }] of tasks.entries()) {
    const story = STORIES[index];
    if (story) await live(story, id, { office, agency: someone(story.agency, 'vanthu'), as, day, tx });
  }
}

const MORNING = 9 * 60;
const AFTERNOON = 14 * 60;

interface Stage {
  readonly office: Actor;
  readonly agency: Actor;
  readonly as: (actor: Actor, on: Day, minute: number) => Work;
  readonly day: (offset: Day) => LocalDate;
  readonly tx: Tx;
}

/** Lets one task be lived through, each act at its own moment. */
async function live(story: Story, taskId: string, { office, agency, as, day, tx }: Stage): Promise<void> {
  const at = async () => {
    const [part] = (await taskDetail(tx, taskId)).assignments;
    if (!part) throw new Error(`${story.agency} got no part of the demonstration's task`);
    return { part, target: { taskId, assignmentId: part.id, version: part.version } };
  };
  await receiveTask(as(agency, ISSUED + 1, MORNING), (await at()).target);
  const { asked, answer } = story;
  if (story.percent !== undefined) {
    const note = { text: 'Đang làm theo kế hoạch (trình diễn).', percent: story.percent };
    await noteProgress(as(agency, asked.on, MORNING - 30), (await at()).target, note);
  }
  await askExtension(as(agency, asked.on, MORNING), (await at()).target, {
    dueOn: day(asked.until),
    reason: asked.reason,
    pastLead: false,
    files: [],
    ...(asked.document ? { documentNumber: asked.document, documentOn: day(asked.on) } : {}),
  });
  if (answer) {
    const { part, target } = await at();
    const request = part.extensions.at(-1)?.id ?? '';
    const by = as(office, answer.on, AFTERNOON);
    if ('reason' in answer) await declineExtension(by, target, request, answer.reason);
    else
      await grantExtension(by, target, request, {
        dueOn: day(answer.until),
        documentNumber: answer.document,
        pastLead: false,
      });
  }
  if (story.reportedOn === undefined) return;
  const report = {
    text: 'Đã rà soát xong, có danh mục kèm theo (trình diễn).',
    documentNumber: '233/SYT-NVD',
    files: [],
  };
  await reportResult(as(agency, story.reportedOn, AFTERNOON), (await at()).target, report);
  await confirmResult(as(office, story.reportedOn + 1, AFTERNOON), (await at()).target, undefined);
}

function paperOf(day: (offset: Day) => LocalDate, issuedOn: LocalDate): string {
  const [year, month, date] = issuedOn.split('-');
  return [
    'ỦY BAN NHÂN DÂN\nTỈNH KHÁNH HÒA',
    'Số: 901/TB-UBND',
    `Khánh Hòa, ngày ${date} tháng ${month} năm ${year}`,
    'THÔNG BÁO\nKết luận giao ban đầu năm (văn bản dựng để trình diễn)',
    'Chủ tịch UBND tỉnh kết luận:',
    ...STORIES.map(
      ({ agency, order, dueOn }, index) =>
        `${index + 1}. Giao ${agency} ${order}, xong trước ngày ${dateVi(day(dueOn))}.`,
    ),
    'Nơi nhận:\n- Các sở, ban, ngành;\n- Lưu: VT.',
    'TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nNguyễn Mẫu Trình Diễn',
  ].join('\n\n');
}
