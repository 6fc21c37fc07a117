import type { LocalDate } from '#kernel/local-date.ts';

/** An agency as an event tells of it. */
export interface AgencyRef {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** The decision behind a change; all null for what the data files tell. */
export interface Decision {
  readonly reason: string | null;
  readonly document: string | null;
  readonly decidedBy: string | null;
}

/** What a fact is about: the log keeps one chain for each. */
interface About {
  readonly subject?: { readonly kind: 'agency' | 'org-change' | 'person' | 'post'; readonly id: string };
}

interface Change extends Decision, About {
  readonly changeId: string;
  readonly effectiveOn: LocalDate;
}

declare module '#platform/events/events.ts' {
  interface EventMap {
    /** An administrator has decided something; told at once, also when it takes effect later. */
    'org.change_decided': Change & {
      readonly kind: 'add' | 'rename' | 'move' | 'merge' | 'split' | 'end';
      readonly agencies: readonly AgencyRef[];
      readonly detail: Readonly<Record<string, unknown>>;
    };
    /** A decision that had not taken effect is taken back. */
    'org.change_withdrawn': Change & { readonly kind: string; readonly withdrawnReason: string };
    /** Takes effect: open work of the ended agencies goes on with the successor. */
    'org.agencies_merged': Change & {
      readonly fromIds: readonly string[];
      readonly toId: string;
      readonly from: readonly AgencyRef[];
      readonly to: AgencyRef;
    };
    /** Takes effect: open work finds its successor by `rule`; `mainId` is the heir that takes the rest, if one was named. */
    'org.agency_split': Change & {
      readonly fromId: string;
      readonly toIds: readonly string[];
      readonly mainId: string | null;
      readonly rule: 'territory' | 'function' | 'competence';
      readonly from: AgencyRef;
      readonly to: readonly AgencyRef[];
    };
    /** Takes effect: nobody follows; open work must be given to somebody by hand. */
    'org.agency_ended': Change & { readonly agencyId: string; readonly agency: AgencyRef };
    'org.agency_renamed': Change & { readonly agencyId: string; readonly before: string; readonly after: string };
    'org.agency_moved': Change & {
      readonly agencyId: string;
      readonly agency: AgencyRef;
      readonly before: AgencyRef | null;
      readonly after: AgencyRef | null;
    };
    /** People and posts: what changed, by name of field; no e-mail, no phone. */
    'org.person_added': About & { readonly personId: string; readonly fullName: string };
    'org.person_changed': About & { readonly personId: string; readonly fields: readonly string[] };
    'org.post_added': About & {
      readonly postId: string;
      readonly agencyId: string;
      readonly title: string;
      readonly role: string;
    };
    'org.post_changed': About & {
      readonly postId: string;
      readonly agencyId: string;
      readonly fields: readonly string[];
    };
    'org.membership_started': About & {
      readonly membershipId: string;
      readonly personId: string;
      readonly postId: string;
      readonly agencyId: string;
      readonly from: LocalDate;
    };
    'org.membership_ended': About & {
      readonly membershipId: string;
      readonly personId: string;
      readonly postId: string;
      readonly agencyId: string;
      readonly on: LocalDate;
    };
    'org.section_added': About & { readonly sectionId: string; readonly agencyId: string; readonly name: string };
  }
}
