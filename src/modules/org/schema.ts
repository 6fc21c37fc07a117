import { z } from 'zod';
import { isLocalDate } from '#kernel/local-date.ts';
import type { Agency, AgencyNode } from './domain/agency.ts';

/** A day in Việt Nam, YYYY-MM-DD. */
export const Day = z
  .string()
  .refine(isLocalDate, 'Ngày viết dạng NĂM-THÁNG-NGÀY, ví dụ 2018-02-26.')
  .describe('Ngày, YYYY-MM-DD');
const Id = z.uuid();
const Level = z.enum(['tinh', 'huyen', 'xa']);
const PrecisionWord = z.enum(['day', 'month', 'year', 'unknown', 'assumed']);
const RoleName = z.enum([
  'provincial-leader',
  'office-clerk',
  'agency-head',
  'agency-clerk',
  'officer',
  'reform-monitor',
  'administrator',
  'auditor',
]);
const Words = (max: number) => z.string().trim().min(1, 'Không để trống.').max(max, `Tối đa ${max} ký tự.`);

export const AgencyOut = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  shortNames: z.array(z.string()),
  docSymbol: z.string().nullable(),
  kind: z.string(),
  level: Level,
  parentId: Id.nullable(),
  parentName: z.string().nullable(),
  unitName: z.string().nullable(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  fromPrecision: PrecisionWord,
  toPrecision: PrecisionWord,
  rankedBlock: z.string().nullable(),
  verified: z.enum(['A', 'B', 'C', 'D']),
  outside: z.boolean(),
  note: z.string().nullable(),
  revision: z.number().int(),
}) satisfies z.ZodType<Writable<Agency>>;
export type AgencyOut = z.infer<typeof AgencyOut>;

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };

export interface AgencyNodeOut extends AgencyOut {
  children: AgencyNodeOut[];
}
export const AgencyNodeOut: z.ZodType<AgencyNodeOut> = AgencyOut.extend({
  get children() {
    return z.array(AgencyNodeOut);
  },
}).meta({ id: 'AgencyNode' });

/** A tree as it goes over the wire. */
export const toNodesOut = (nodes: readonly AgencyNode[]): AgencyNodeOut[] =>
  nodes.map((node) => ({ ...node, shortNames: [...node.shortNames], children: toNodesOut(node.children) }));
export const toAgencyOut = (agency: Agency): AgencyOut => ({ ...agency, shortNames: [...agency.shortNames] });

export const OnQuery = z.object({ on: Day.optional() });
export const AgencyTreeOut = z.object({ on: z.string(), count: z.number().int(), roots: z.array(AgencyNodeOut) });
export type AgencyTreeOut = z.infer<typeof AgencyTreeOut>;

const Limit = z.coerce.number().int().min(1).max(200);
export const AgencyListQuery = OnQuery.extend({
  level: Level.optional(),
  kind: z.string().max(60).optional(),
  parentId: Id.optional(),
  cursor: z.string().max(500).optional(),
  limit: Limit.default(100),
});
export const AgencyPage = z.object({ on: z.string(), agencies: z.array(AgencyOut), next: z.string().nullable() });
export type AgencyPage = z.infer<typeof AgencyPage>;

export const SearchQuery = OnQuery.extend({
  q: z.string().max(200),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export const SearchOut = z.object({
  on: z.string(),
  hits: z.array(
    z.object({
      agency: AgencyOut,
      matched: z.string(),
      tier: z.enum(['exact', 'tone-only', 'unmarked', 'similar']),
      ambiguous: z.boolean(),
    }),
  ),
});
export type SearchOut = z.infer<typeof SearchOut>;

export const ResolveQuery = OnQuery.extend({ name: z.string().min(1).max(300) });
export const ResolveOut = z.object({
  on: z.string(),
  agencyIds: z.array(Id),
  agencies: z.array(AgencyOut),
  group: z.boolean(),
  certain: z.boolean(),
  noteCode: z.string().nullable(),
  note: z.string().nullable(),
  candidates: z.array(AgencyOut),
});
export type ResolveOut = z.infer<typeof ResolveOut>;

export const PersonOut = z.object({
  id: Id,
  fullName: z.string(),
  birthYear: z.number().int().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  isDemonstration: z.boolean(),
  revision: z.number().int(),
});
export type PersonOut = z.infer<typeof PersonOut>;

export const PostOut = z.object({
  id: Id,
  agencyId: Id,
  sectionId: Id.nullable(),
  title: z.string(),
  role: RoleName,
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  revision: z.number().int(),
});
export type PostOut = z.infer<typeof PostOut>;

export const MembershipOut = z.object({
  id: Id,
  personId: Id,
  postId: Id,
  validFrom: z.string(),
  validTo: z.string().nullable(),
  revision: z.number().int(),
});
export type MembershipOut = z.infer<typeof MembershipOut>;

/** A post with who holds it on the day; empty when vacant. */
export const PostWithHolders = PostOut.extend({
  sectionName: z.string().nullable(),
  holders: z.array(PersonOut.extend({ membershipId: Id, since: z.string(), until: z.string().nullable() })),
});
export type PostWithHolders = z.infer<typeof PostWithHolders>;

const Boundary = z.object({ agency: AgencyOut, effectiveOn: z.string(), rule: z.string(), kind: z.string() });
export const ChangeOut = z.object({
  id: Id,
  kind: z.enum(['add', 'rename', 'move', 'merge', 'split', 'end']),
  source: z.enum(['decision', 'dataset']),
  effectiveOn: z.string(),
  reason: z.string().nullable(),
  document: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string(),
  appliedAt: z.string().nullable(),
  withdrawnAt: z.string().nullable(),
  agencies: z.array(z.object({ id: Id, name: z.string() })),
  /** Of a decision taken back: agencies it would have made. */
  unmade: z.array(z.string()),
});
export type ChangeOut = z.infer<typeof ChangeOut>;

export const AgencyDetail = z.object({
  on: z.string(),
  inForce: z.boolean(),
  agency: AgencyOut,
  parents: z.array(z.object({ id: Id, name: z.string() })),
  children: z.array(AgencyOut),
  versions: z.array(
    z.object({
      from: z.string().nullable(),
      to: z.string().nullable(),
      name: z.string(),
      parentId: Id.nullable(),
      parentName: z.string().nullable(),
      level: Level,
      kind: z.string(),
      docSymbol: z.string().nullable(),
    }),
  ),
  predecessors: z.array(Boundary),
  successors: z.array(Boundary),
  transfers: z.array(
    z.object({ field: z.string(), to: AgencyOut, effectiveOn: z.string(), verified: z.enum(['A', 'B', 'C', 'D']) }),
  ),
  changes: z.array(ChangeOut),
  sections: z.array(z.object({ id: Id, name: z.string() })),
  posts: z.array(PostWithHolders),
  sources: z.array(z.string()),
});
export type AgencyDetail = z.infer<typeof AgencyDetail>;

export const IdParam = z.object({ id: Id });

export const PeopleQuery = z.object({
  q: z.string().max(200).optional(),
  agencyId: Id.optional(),
  cursor: z.string().max(500).optional(),
  limit: Limit.default(50),
});
export const PersonListed = PersonOut.extend({
  posts: z.array(
    z.object({ membershipId: Id, postId: Id, title: z.string(), role: RoleName, agencyId: Id, agencyName: z.string() }),
  ),
});
export type PersonListed = z.infer<typeof PersonListed>;
export const PeoplePage = z.object({ people: z.array(PersonListed), next: z.string().nullable() });
export type PeoplePage = z.infer<typeof PeoplePage>;

const FullName = Words(100);
const Email = z.email('Địa chỉ thư điện tử chưa đúng.').max(200).nullable();
const Phone = z
  .string()
  .regex(/^[+0-9][0-9 .-]{6,19}$/, 'Số điện thoại chưa đúng.')
  .nullable();
const BirthYear = z.number().int().min(1900).max(2100).nullable();

export const NewPersonIn = z.strictObject({
  fullName: FullName,
  birthYear: BirthYear.optional(),
  email: Email.optional(),
  phone: Phone.optional(),
});
export type NewPersonIn = z.infer<typeof NewPersonIn>;
export const PersonPatchIn = z.strictObject({
  revision: z.number().int(),
  fullName: FullName.optional(),
  birthYear: BirthYear.optional(),
  email: Email.optional(),
  phone: Phone.optional(),
});
export type PersonPatchIn = z.infer<typeof PersonPatchIn>;
export const NewPostIn = z.strictObject({
  agencyId: Id,
  sectionId: Id.nullable().optional(),
  title: Words(200),
  role: RoleName,
  from: Day.nullable().optional(),
});
export type NewPostIn = z.infer<typeof NewPostIn>;
export const PostPatchIn = z.strictObject({
  revision: z.number().int(),
  title: Words(200).optional(),
  role: RoleName.optional(),
  /** Last day of the post; its memberships end with it. */
  endOn: Day.optional(),
});
export type PostPatchIn = z.infer<typeof PostPatchIn>;
export const PostsQuery = OnQuery.extend({ agencyId: Id });
export const PostsOut = z.object({ posts: z.array(PostWithHolders) });
export const NewMembershipIn = z.strictObject({
  personId: Id,
  postId: Id,
  from: Day.optional(),
  to: Day.nullable().optional(),
});
export type NewMembershipIn = z.infer<typeof NewMembershipIn>;
export const EndMembershipIn = z.strictObject({ on: Day });
export const NewSectionIn = z.strictObject({ agencyId: Id, name: Words(200) });
export type NewSectionIn = z.infer<typeof NewSectionIn>;
export const SectionOut = z.object({ id: Id, agencyId: Id, name: z.string() });

/** The decision behind a change: when it takes effect, why, and the document that says so. */
const Decided = {
  effectiveOn: Day,
  reason: Words(1000),
  document: Words(300).describe('Số, ký hiệu và ngày của văn bản, ví dụ 12/NQ-HĐND ngày 09/12/2024'),
};
const Touched = z.strictObject({ id: Id, revision: z.number().int() });
export const NewAgencyIn = z.strictObject({
  name: Words(300),
  shortNames: z.array(Words(100)).max(10).default([]),
  docSymbol: z.string().trim().max(40).nullable().default(null),
  kind: z.string().max(60),
  level: Level,
  parentId: Id.nullable(),
});
export type NewAgencyIn = z.infer<typeof NewAgencyIn>;
export const AddIn = z.strictObject({ ...Decided, agency: NewAgencyIn });
export type AddIn = z.infer<typeof AddIn>;
export const RenameIn = z.strictObject({
  ...Decided,
  agency: Touched,
  name: Words(300),
  shortNames: z.array(Words(100)).max(10).optional(),
  docSymbol: z.string().trim().max(40).nullable().optional(),
});
export type RenameIn = z.infer<typeof RenameIn>;
export const MoveIn = z.strictObject({ ...Decided, agency: Touched, parentId: Id.nullable() });
export type MoveIn = z.infer<typeof MoveIn>;
const PostsGo = z.enum(['move', 'end']).describe('move: chức danh và người chuyển sang cơ quan kế thừa; end: kết thúc');
export const MergeIn = z.strictObject({
  ...Decided,
  from: z.array(Touched).min(1).max(50),
  /** Into an agency that exists, or into a new one. */
  into: z.union([z.strictObject({ existing: Touched }), z.strictObject({ fresh: NewAgencyIn })]),
  posts: PostsGo.default('move'),
});
export type MergeIn = z.infer<typeof MergeIn>;
export const SplitIn = z.strictObject({
  ...Decided,
  agency: Touched,
  rule: z.enum(['territory', 'function', 'competence']),
  heirs: z.array(NewAgencyIn).min(2).max(30),
  /** Which heir (its place in the list) takes subordinate agencies, posts and work not given elsewhere. */
  main: z.number().int().min(0).default(0),
  posts: PostsGo.default('move'),
});
export type SplitIn = z.infer<typeof SplitIn>;
export const EndIn = z.strictObject({ ...Decided, agency: Touched });
export type EndIn = z.infer<typeof EndIn>;

export const WithdrawIn = z.strictObject({ reason: Words(1000) });
export const Withdrawn = z.object({ withdrawn: z.literal(true) });
export const ChangesQuery = z.object({ cursor: z.string().max(500).optional(), limit: Limit.default(50) });
export const ChangePage = z.object({ changes: z.array(ChangeOut), next: z.string().nullable() });
export type ChangePage = z.infer<typeof ChangePage>;
export const ChangePreview = z.object({
  kind: z.string(),
  effectiveOn: z.string(),
  /** Takes effect at once, or waits for its day. */
  appliesNow: z.boolean(),
  ending: z.array(z.object({ id: Id, name: z.string() })),
  heirs: z.array(z.object({ name: z.string(), isNew: z.boolean() })),
  children: z.array(z.object({ id: Id, name: z.string() })),
  posts: z.array(z.object({ title: z.string(), agencyName: z.string(), holders: z.array(z.string()) })),
  work: z.array(z.object({ label: z.string(), count: z.number().int() })),
  /** What the data files foresaw and this decision replaces. */
  replaces: z.array(z.string()),
});
export type ChangePreview = z.infer<typeof ChangePreview>;
export const ChangeDone = z.object({
  change: ChangeOut,
  /** The agencies that exist by it: the new or renamed one, the successor, the heirs. */
  agencyIds: z.array(Id),
});
export type ChangeDone = z.infer<typeof ChangeDone>;
