import type { LocalDate } from '#kernel/local-date.ts';
import type { FieldError } from '#web/components/Form.tsx';
import type { PickOption } from '#web/components/SearchPicker.tsx';
import type { AgencyOut, ChangeOut, NewAgencyIn } from '../schema.ts';

export type Kind = ChangeOut['kind'];
/** In the order people look for them; each with its word in the address bar. */
export const KINDS = ['merge', 'split', 'rename', 'move', 'add', 'end'] as const satisfies readonly Kind[];

/** An agency picked, with the revision that was seen. */
export interface Picked extends PickOption {
  readonly agency: AgencyOut;
}

/** A new agency as it is typed. */
export interface FreshDraft {
  readonly key: number;
  readonly name: string;
  readonly shortNames: string;
  readonly docSymbol: string;
  readonly kind: string;
  readonly level: AgencyOut['level'];
  readonly parent: PickOption | null;
}

/** Everything the form can hold; each kind of change reads its part. */
export interface ChangeDraft {
  readonly effectiveOn: LocalDate | '';
  readonly reason: string;
  readonly document: string;
  readonly agency: Picked | null;
  readonly from: readonly Picked[];
  readonly into: 'fresh' | 'existing';
  readonly target: Picked | null;
  readonly fresh: FreshDraft;
  readonly heirs: readonly FreshDraft[];
  readonly main: number;
  readonly rule: 'territory' | 'function' | 'competence';
  readonly posts: 'move' | 'end';
  readonly newName: string;
  readonly shortNames: string;
  readonly docSymbol: string;
  readonly parent: PickOption | null;
}

let keys = 0;
export function emptyFresh(): FreshDraft {
  keys += 1;
  return { key: keys, name: '', shortNames: '', docSymbol: '', kind: 'so', level: 'tinh', parent: null };
}

/** A new agency like the one it follows: under the same parent, of the same kind. */
export function freshLike(agency: AgencyOut | undefined, fresh: FreshDraft): FreshDraft {
  if (!agency || fresh.parent) return fresh;
  const parent = agency.parentId === null ? null : { id: agency.parentId, label: agency.parentName ?? '' };
  return { ...fresh, parent, kind: agency.kind, level: agency.level };
}

export const emptyDraft = (agency: Picked | null): ChangeDraft => ({
  effectiveOn: '',
  reason: '',
  document: '',
  agency,
  from: agency ? [agency] : [],
  into: 'fresh',
  target: null,
  fresh: freshLike(agency?.agency, emptyFresh()),
  heirs: [freshLike(agency?.agency, emptyFresh()), freshLike(agency?.agency, emptyFresh())],
  main: 0,
  rule: 'function',
  posts: 'move',
  newName: '',
  shortNames: '',
  docSymbol: '',
  parent: null,
});

interface Sentences {
  readonly pickAgency: string;
  readonly pickTwo: string;
  readonly fillName: string;
  readonly fillDay: string;
  readonly fillDocument: string;
  readonly fillReason: string;
}

/** What is missing before the server can be asked. */
export function missing(kind: Kind, draft: ChangeDraft, m: Sentences): FieldError[] {
  const wants = (bad: boolean, field: string, sentence: string): FieldError[] => (bad ? [{ field, sentence }] : []);
  const name = (fresh: FreshDraft, field: string) => wants(fresh.name.trim() === '', field, m.fillName);
  const own: Record<Kind, () => FieldError[]> = {
    merge: () => [
      ...wants(draft.from.length === 0, 'from', m.pickAgency),
      ...wants(draft.into === 'fresh' && draft.from.length === 1, 'from', m.pickTwo),
      ...(draft.into === 'fresh' ? name(draft.fresh, 'name') : wants(!draft.target, 'target', m.pickAgency)),
    ],
    split: () => [
      ...wants(!draft.agency, 'agency', m.pickAgency),
      ...draft.heirs.flatMap((heir, index) => name(heir, `heirs.${index}.name`)),
    ],
    rename: () => [
      ...wants(!draft.agency, 'agency', m.pickAgency),
      ...wants(draft.newName.trim() === '', 'name', m.fillName),
    ],
    move: () => [...wants(!draft.agency, 'agency', m.pickAgency), ...wants(!draft.parent, 'parentId', m.pickAgency)],
    add: () => name(draft.fresh, 'name'),
    end: () => wants(!draft.agency, 'agency', m.pickAgency),
  };
  return [
    ...own[kind](),
    ...wants(draft.effectiveOn === '', 'effectiveOn', m.fillDay),
    ...wants(draft.document.trim() === '', 'document', m.fillDocument),
    ...wants(draft.reason.trim() === '', 'reason', m.fillReason),
  ];
}

const touched = ({ agency }: Picked) => ({ id: agency.id, revision: agency.revision });
const split = (text: string): string[] =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean);
const freshBody = (fresh: FreshDraft): NewAgencyIn => ({
  name: fresh.name.trim(),
  shortNames: split(fresh.shortNames),
  docSymbol: fresh.docSymbol.trim() || null,
  kind: fresh.kind,
  level: fresh.level,
  parentId: fresh.parent?.id ?? null,
});

/** The body for the server; call it only when nothing is missing. */
export function bodyOf(kind: Kind, draft: ChangeDraft): object {
  const decided = {
    effectiveOn: draft.effectiveOn,
    reason: draft.reason.trim(),
    document: draft.document.trim(),
  };
  const agency = draft.agency && touched(draft.agency);
  switch (kind) {
    case 'merge':
      return {
        ...decided,
        from: draft.from.map(touched),
        into:
          draft.into === 'existing' && draft.target
            ? { existing: touched(draft.target) }
            : { fresh: freshBody(draft.fresh) },
        posts: draft.posts,
      };
    case 'split':
      return {
        ...decided,
        agency,
        rule: draft.rule,
        heirs: draft.heirs.map(freshBody),
        main: draft.main,
        posts: draft.posts,
      };
    case 'rename':
      return {
        ...decided,
        agency,
        name: draft.newName.trim(),
        shortNames: split(draft.shortNames),
        ...(draft.docSymbol.trim() ? { docSymbol: draft.docSymbol.trim() } : {}),
      };
    case 'move':
      return { ...decided, agency, parentId: draft.parent?.id ?? null };
    case 'add':
      return { ...decided, agency: freshBody(draft.fresh) };
    case 'end':
      return { ...decided, agency };
  }
}

/** Where a change is asked for; its preview stands below it. */
export const urlOf = (kind: Kind): string => (kind === 'add' ? '/api/org/agencies' : `/api/org/agencies/${kind}`);
