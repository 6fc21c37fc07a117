import { z } from 'zod';
import { ACTIONS } from './domain/actions.ts';
import { PUNCTUALITY } from './domain/punctuality.ts';
import { FEE_WAYS } from './domain/words.ts';
import { EventView, IntervalView, LegView } from './history-schema.ts';
import { DossierSummary } from './list-schema.ts';
import { ApologyView, FileView, LetterView, OpinionView, PaperView, SupplementView } from './papers-schema.ts';
import { PersonView } from './person-schema.ts';
import { Day, DocumentRef, Instant, Named } from './schema.ts';

export const NextStep = z.object({
  key: z.string(),
  name: z.string(),
  when: z.string().nullable(),
  agency: Named,
  minutes: z.number().int().nullable(),
  /** Begun at the same moment elsewhere. */
  besides: z.array(z.object({ name: z.string(), agency: Named })),
  /** Nothing begins: the part waits for the others. */
  waits: z.boolean(),
});
export type NextStep = z.infer<typeof NextStep>;

/** What the caller may do in one part, where it can lead, and to whom it can be given. */
const PartActs = z.object({
  actions: z.array(z.enum(ACTIONS)),
  nextSteps: z.array(NextStep),
  officers: z.array(Named),
});

/** One of several parts done side by side (phần việc song song). */
export const PartView = z.object({
  id: z.string(),
  agency: Named,
  stepName: z.string().nullable(),
  officer: z.string().nullable(),
  enteredAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  minutes: z.number().int().nullable(),
  late: z.boolean(),
  /** Its own work is done; it waits for the others before this step. */
  waitsFor: z.string().nullable(),
  /** For a part the caller has beside the one the dossier's own `actions` are about. */
  acts: PartActs.nullable(),
});
export type PartView = z.infer<typeof PartView>;

export const DossierDetail = DossierSummary.extend({
  procedure: z.object({
    id: z.uuid(),
    versionId: z.uuid(),
    code: z.string(),
    sector: z.string(),
    limitText: z.string(),
  }),
  /**
   * `stopNotice`: its set of forms knows the notice that the handling is stopped. `formsNote`: what is not verified of the
   * forms it is printed on; null when they were read.
   */
  law: z.object({ id: z.string(), title: z.string(), stopNotice: z.boolean(), formsNote: z.string().nullable() }),
  /** The version of the workflow the dossier stays on; `newer`: the version that dossiers received today go by instead. */
  workflow: z
    .object({
      id: z.uuid(),
      version: z.number().int(),
      decision: DocumentRef.nullable(),
      isSample: z.boolean(),
      newer: z.number().int().nullable(),
    })
    .nullable(),
  receivingAgency: Named,
  competentAgency: Named,
  applicant: PersonView,
  owner: PersonView,
  /** How many other dossiers the directory has of this applicant, for whoever may correct; null for others. */
  applicantOthers: z.number().int().nullable(),
  /** The caller may read how the directory came to know the applicant as it does. */
  readsDirectory: z.boolean(),
  authorisation: z.string().nullable(),
  content: z.string().nullable(),
  sets: z.number().int(),
  feeWay: z.enum(FEE_WAYS).nullable(),
  outcome: z.enum(['granted', 'refused']).nullable(),
  returnedAt: Instant.nullable(),
  lawfulDueAt: Instant.nullable(),
  status: z.enum(PUNCTUALITY),
  statusLabel: z.string(),
  lateByMoment: z.boolean(),
  lateByDate: z.boolean(),
  latenessMinutes: z.number().int(),
  elapsedMinutes: z.number().int(),
  totalMinutes: z.number().int(),
  stoppedMinutes: z.number().int(),
  faultMinutes: z.number().int(),
  /** "Vì sao là ngày này?" */
  explanation: z.array(z.string()),
  events: z.array(EventView),
  intervals: z.array(IntervalView),
  legs: z.array(LegView),
  papers: z.array(PaperView),
  files: z.array(FileView),
  opinions: z.array(OpinionView),
  /** Of these the open ones that the caller's own agencies are asked, the first due first. */
  answerable: z.array(z.uuid()),
  supplements: z.array(SupplementView),
  apologies: z.array(ApologyView),
  /** Messages to the applicant, in the order of the history. */
  messages: z.array(LetterView),
  /** What the caller may do now, and where the next step can lead. */
  ...PartActs.shape,
  /** The part `actions` are about, and all parts where several are done side by side. */
  part: z.string(),
  parts: z.array(PartView),
  /** What is waited for from the applicant, and the closing as it is prepared; null when nothing is. */
  waiting: z
    .object({
      until: Day,
      isOver: z.boolean(),
      by: z.enum(['rule', 'proposal', 'office']),
      source: z.string(),
      closingReason: z.string(),
    })
    .nullable(),
  /** The last act can be taken back by the caller until then (real time). */
  undoUntil: Instant.nullable(),
  /** The last day on which a new date may lawfully be promised; null when none may. */
  reappointUntil: Day.nullable(),
  /** The last day on which it may lawfully go back for a first supplement, for whoever may draft one. */
  returnUntil: z.object({ on: Day, source: z.string() }).nullable(),
  /** Address of the tracking page behind the QR code. */
  trackingPath: z.string(),
  asOf: Instant,
});
export type DossierDetail = z.infer<typeof DossierDetail>;
