import { dateInVietnam, parseInstant } from '#kernel/vietnam-time.ts';
import type { PaperForm } from '#modules/documents/public.ts';
import { type FormSet, formsOn, lawById } from '#modules/procedures/domain/law.ts';
import type { FormName } from '../domain/forms.ts';
import { papersOfReceipt } from '../domain/papers.ts';
import { CHANNEL_VI, FEE_WAY_VI } from '../domain/words.ts';
import type { DossierDetail } from '../detail-schema.ts';
import type { PaperView } from '../papers-schema.ts';
import type { PersonView } from '../person-schema.ts';
import { controlForm } from './control.ts';
import { ACTION_FACTS } from '../domain/actions.ts';
import type { State } from '../domain/states.ts';
import type { FormDossier, FormPaper, FormPerson, FormUnit, HandOver } from './data.ts';
import { FORM_NUMBERS } from './numbers.ts';
import { apologyForm, refusalLetter, stopForm } from './letters.ts';
import { receiptForm, refusalForm, supplementForm } from './receipt.ts';

/** Where stopping for good can be decided. */
const WAITING: readonly State[] = ACTION_FACTS['close-expired'].from;

/** Where refusing after appraisal can be decided. */
const AT_WORK: readonly State[] = ACTION_FACTS.refuse.from;

const SET_VI: Readonly<Record<FormSet, string>> = {
  'TT01/2018': 'TT 01/2018/TT-VPCP',
  'TT03/2025': 'TT 03/2025/TT-VPCP',
};

/** Printed for a procedure that costs nothing. */
export const NO_FEE = 'Không thu';

/** What the dossier itself does not say. */
export interface FormContext {
  readonly unit: FormUnit;
  /** The agency that decides, whose head signs letters. */
  readonly competent: FormUnit;
  /** Who signs for that agency on the day of the letter, first who would: `signersOf`. */
  readonly signers: readonly { readonly fullName: string; readonly title: string }[];
  /** As the procedure's version has it; null where it depends or is not known. */
  readonly fee: string | null;
  /** Address of the program, before the tracking path. */
  readonly publicUrl: string;
  readonly demonstration: string | null;
}

/** Why a form cannot be printed yet, as the end of a sentence. */
export interface NotReady {
  readonly why: string;
}

/**
 * A form of a dossier as it stands now, or why there is nothing to print: drafts are no letters, and a form the set of
 * its day does not know is not made up.
 */
export function formOf(detail: DossierDetail, name: FormName, context: FormContext): PaperForm | NotReady {
  const dossier = dossierOf(detail, context);
  switch (name) {
    case 'giay-tiep-nhan':
      return detail.receivedAt === null || detail.code === null
        ? { why: 'hồ sơ chưa được tiếp nhận' }
        : receiptForm(dossier);
    case 'phieu-bo-sung': {
      const asked = detail.supplements.findLast(({ status }) => status !== 'draft');
      if (!asked)
        return {
          why:
            detail.supplements.length === 0
              ? 'chưa có yêu cầu bổ sung'
              : 'yêu cầu bổ sung mới là dự thảo, bộ phận một cửa chưa gửi',
        };
      const issued = eventOf(detail, 'issue-supplement') ?? eventOf(detail, 'request-completion');
      return supplementForm(dossier, {
        number: issued?.document?.number ?? null,
        on: asked.issuedAt === null ? null : dayOf(asked.issuedAt),
        papers: asked.papers.map(paperOf),
        reason: asked.reason,
        guide: asked.draftedBy,
      });
    }
    case 'phieu-tu-choi': {
      const refused = eventOf(detail, 'deny');
      if (!refused) return { why: 'hồ sơ không bị từ chối tiếp nhận' };
      return refusalForm(dossier, { ...numberOf(refused), reason: refused.reason, officer: refused.actor });
    }
    case 'phieu-xin-loi': {
      const apology = detail.apologies.findLast(({ status }) => status === 'approved');
      if (!apology)
        return {
          why: detail.apologies.some(({ status }) => status === 'draft')
            ? 'văn bản xin lỗi mới là dự thảo, chưa được ký duyệt'
            : 'hồ sơ chưa có văn bản xin lỗi được ký duyệt',
        };
      const signed = eventOf(detail, 'approve-apology');
      return apologyForm(
        { ...dossier, dueAt: moment(apology.dueBefore) },
        {
          number: signed?.document?.number ?? null,
          on: apology.approvedAt === null ? null : dayOf(apology.approvedAt),
          agency: context.competent,
          reason: apology.reason,
          newDueAt: moment(apology.newDueAt),
          newPlace: detail.receivingAgency.name,
          signerTitle: null,
          signer: apology.approvedBy,
          superior: context.competent.parent,
        },
      );
    }
    case 'thong-bao-dung': {
      if (FORM_NUMBERS[dossier.set].stop === undefined)
        return { why: `bộ mẫu của hồ sơ này (${SET_VI[dossier.set]}) không có thông báo dừng giải quyết` };
      const stopped = stopOf(detail);
      // The decision needs a signed notice: while the dossier waits it is printed to be signed, its lines left open.
      if (!stopped && !WAITING.includes(detail.state)) return { why: 'hồ sơ không dừng giải quyết' };
      const document = stopped?.document ?? null;
      return stopForm(dossier, {
        number: null,
        on: stopped ? dayOf(stopped.at) : null,
        agency: context.competent,
        reason: stopped?.reason ?? null,
        document:
          document === null ? null : `Văn bản số ${document.number} ngày ${document.on.split('-').reverse().join('/')}`,
        ...signatureOf(context, stopped?.actor),
      });
    }
    case 'thong-bao-tu-choi': {
      const refused = eventOf(detail, 'refuse');
      // The decision needs the signed letter: until then it is printed to be signed, its lines left open.
      if (!refused && !AT_WORK.includes(detail.state)) return { why: 'hồ sơ không bị từ chối giải quyết' };
      return refusalLetter(dossier, {
        number: refused?.document?.number ?? null,
        on: refused ? (refused.document?.on ?? dayOf(refused.at)) : null,
        agency: context.competent,
        reason: refused?.reason ?? null,
        signerTitle: null,
        signer: refused?.actor ?? null,
      });
    }
    case 'phieu-kiem-soat':
      if (detail.receivedAt === null) return { why: 'hồ sơ chưa được tiếp nhận' };
      return controlForm(dossier, {
        agencyName: detail.competentAgency.name,
        coordinating: coordinatingOf(detail),
        handOvers: handOversOf(detail),
      });
  }
}

/** The facts every form draws on. The set is that of the day the dossier came in. */
function dossierOf(detail: DossierDetail, { unit, fee, publicUrl, demonstration }: FormContext): FormDossier {
  const law = lawById(detail.law.id);
  const { forms } = formsOn(law, dayOf(detail.receivedAt ?? detail.submittedAt));
  const receivedAt = moment(detail.receivedAt);
  const same = JSON.stringify(detail.owner) === JSON.stringify(detail.applicant);
  return {
    set: forms,
    unit,
    code: detail.code ?? '',
    trackingUrl: `${publicUrl}${detail.trackingPath}`,
    procedureName: [detail.procedureName, detail.content].filter(Boolean).join('. '),
    limitText: detail.procedure.limitText === '' ? null : detail.procedure.limitText,
    applicant: personOf(detail.applicant),
    owner: same ? null : personOf(detail.owner),
    papers: papersOfReceipt(detail.papers, detail.supplements).map(paperOf),
    sets: detail.sets,
    receivedAt,
    ...(law.clockStarts === 'complete-and-correct' ? { clockStartsAt: receivedAt } : {}),
    dueAt: moment(detail.firstDueAt),
    fee,
    feeCollection: feeCollectionOf(detail, fee),
    resultWay: detail.returnWay === 'counter' ? detail.receivingAgency.name : CHANNEL_VI[detail.returnWay],
    bring: bringOf(detail, fee),
    receiver: (eventOf(detail, 'accept') ?? eventOf(detail, 'complete-on-spot'))?.actor ?? null,
    demonstration,
  };
}

/** As agreed at the counter; where nothing is paid there is nothing to collect. */
function feeCollectionOf({ feeWay }: DossierDetail, fee: string | null): string | null {
  if (fee === NO_FEE) return 'không có khoản thu';
  return feeWay === null ? null : FEE_WAY_VI[feeWay];
}

/** What whoever comes for the result shows: this receipt and who he is; more where he comes for somebody else. */
function bringOf({ returnWay, applicant, owner, feeWay }: DossierDetail, fee: string | null): string {
  if (returnWay === 'post') return 'không phải đến, kết quả gửi qua bưu chính';
  if (returnWay === 'online') return 'không phải đến, kết quả gửi trực tuyến';
  const things = [
    'giấy này',
    'giấy tờ tùy thân',
    ...(owner.kind === 'citizen' ? [] : ['giấy giới thiệu']),
    ...(owner.kind === 'citizen' && owner.name !== applicant.name ? ['giấy ủy quyền'] : []),
    ...(feeWay === 'on-return' && fee !== NO_FEE ? ['phí, lệ phí'] : []),
  ];
  return things.join(', ');
}

/** Agencies asked for an opinion, and those that worked beside the one that decides. */
function coordinatingOf({ opinions, legs, competentAgency }: DossierDetail): string[] {
  const beside = legs.filter(({ sideBySide, agency }) => sideBySide && agency.id !== competentAgency.id);
  return [...new Set([...opinions, ...beside].map(({ agency }) => agency.name))];
}

type LegOf = DossierDetail['legs'][number];

/** Those a leg passed the dossier to: several where the work parted, the joining one where it came together. */
function receiversOf(leg: LegOf, legs: readonly LegOf[]): readonly LegOf[] {
  const { leftAt } = leg;
  if (leftAt === null) return [];
  const begun = legs.filter((one) => one !== leg && one.enteredAt === leftAt && legs.indexOf(one) > legs.indexOf(leg));
  const [first] = begun;
  if (!leg.sideBySide)
    return first?.sideBySide
      ? begun.filter((one, at) => one.sideBySide && begun.findIndex(({ part }) => part === one.part) === at)
      : begun.slice(0, 1);
  const own = begun.find(({ part }) => part === leg.part);
  if (own) return [own];
  const joined = legs.find(
    (one) => !one.sideBySide && one.enteredAt >= leftAt && legs.indexOf(one) > legs.indexOf(leg),
  );
  return joined ? [joined] : [];
}

/** Each leg that ended is a hand-over to the one, or those, that begin where it left. */
function handOversOf({ legs }: DossierDetail): readonly HandOver[] {
  const place = (one: LegOf) => (one.stepName === null ? one.agency.name : `${one.agency.name}, ${one.stepName}`);
  return legs.flatMap((leg): HandOver[] => {
    const { budgetMinutes: budget, elapsedMinutes: elapsed } = leg;
    const result = budget === null ? null : leg.late ? 'late' : elapsed < budget ? 'early' : 'on-time';
    return receiversOf(leg, legs).map((next) => ({
      from: place(leg),
      to: place(next),
      at: moment(leg.leftAt),
      fromPerson: leg.officer,
      toPerson: next.officer,
      result,
      note: leg.faultMinutes > 0 ? 'Có lỗi phần mềm hoặc kết nối' : null,
    }));
  });
}

/** What stopped it for good, while it is stopped. */
function stopOf({ state, events }: DossierDetail) {
  return state === 'closed' ? events.findLast((event) => event.state === 'closed' && !event.undone) : undefined;
}

/** The day on which it was stopped for good; undefined while it is not. */
export function stoppedOn(detail: DossierDetail): string | undefined {
  const stopped = stopOf(detail);
  return stopped && dayOf(stopped.at);
}

/** Whoever decided, where he is one who signs; else who signs first: the counter may have noted what he decided. */
function signatureOf({ signers }: FormContext, decidedBy: string | undefined) {
  const signer = signers.find(({ fullName }) => fullName === decidedBy) ?? signers[0];
  return { signerTitle: signer?.title ?? null, signer: signer?.fullName ?? null };
}

function eventOf({ events }: DossierDetail, action: string) {
  return events.findLast((event) => event.action === action && !event.undone);
}

function numberOf({ document, at }: DossierDetail['events'][number]) {
  return { number: document?.number ?? null, on: document?.on ?? dayOf(at) };
}

function personOf({ name, identityNumber, phone, email, address }: PersonView): FormPerson {
  return { name, idNumber: identityNumber, phone, email, address };
}

function paperOf({
  name,
  originals,
  certified,
  copies,
}: Pick<PaperView, 'name' | 'originals' | 'certified' | 'copies'>): FormPaper {
  return { name, originals, certified, copies };
}

function moment(iso: string | null): Date | null {
  return iso === null ? null : (parseInstant(iso) ?? null);
}

function dayOf(iso: string): string {
  return dateInVietnam(moment(iso) ?? new Date(Number.NaN));
}
