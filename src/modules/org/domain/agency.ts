import type { LocalDate } from '#kernel/local-date.ts';

/** Cấp hành chính: tỉnh, huyện, xã. */
export type AgencyLevel = 'tinh' | 'huyen' | 'xa';

/**
 * How well an entry of the data files is known: A two independent sources or more, B one source,
 * C inferred from a general rule, D not verified. C and D are never shown as official facts.
 */
export type Verified = 'A' | 'B' | 'C' | 'D';

/** How exactly a boundary day is known; `assumed` ends are ours, not a source's. */
export type Precision = 'day' | 'month' | 'year' | 'unknown' | 'assumed';

/** Loại cơ quan, with the words for it. A new kind needs a line here and nothing else. */
export const AGENCY_KINDS = {
  hoi_dong_nhan_dan: 'Hội đồng nhân dân',
  uy_ban_nhan_dan: 'Ủy ban nhân dân',
  van_phong: 'Văn phòng',
  so: 'Sở',
  co_quan_tuong_duong_so: 'Cơ quan tương đương sở',
  ban_quan_ly: 'Ban quản lý',
  nganh_doc: 'Cơ quan ngành dọc',
  don_vi_su_nghiep: 'Đơn vị sự nghiệp',
  co_quan_dang: 'Cơ quan Đảng',
  bao_dai: 'Báo, đài',
  mat_tran_doan_the: 'Mặt trận, đoàn thể',
  to_chuc_phoi_hop: 'Tổ chức phối hợp',
  phong_thuoc_so: 'Phòng thuộc sở',
  cong_thong_tin: 'Cổng thông tin',
  mot_cua: 'Trung tâm, Bộ phận Một cửa',
} as const;
export type AgencyKind = keyof typeof AGENCY_KINDS;

export const LEVEL_NAMES: Readonly<Record<AgencyLevel, string>> = {
  tinh: 'Cấp tỉnh',
  huyen: 'Cấp huyện',
  xa: 'Cấp xã',
};

/** An agency (cơ quan, đơn vị) as it is on one day. Days are inclusive; null is "before our records" or "still in force". */
export interface Agency {
  readonly id: string;
  /** Our own stable key, as in the data files: KH.STTTT. */
  readonly code: string;
  readonly name: string;
  readonly shortNames: readonly string[];
  /** Ký hiệu trên số văn bản (STTTT); null when not known. */
  readonly docSymbol: string | null;
  readonly kind: string;
  readonly level: AgencyLevel;
  /** null for the bodies at the top and for those led from the capital (ngành dọc). */
  readonly parentId: string | null;
  readonly parentName: string | null;
  /** Territory (đơn vị hành chính) of a people's committee. */
  readonly unitName: string | null;
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  readonly fromPrecision: Precision;
  readonly toPrecision: Precision;
  /** Khối xếp hạng: so_ban_nganh, nganh_doc, don_vi_su_nghiep, ubnd_cap_huyen. */
  readonly rankedBlock: string | null;
  readonly verified: Verified;
  /** Belonged to a neighbouring province until it joined this one. */
  readonly outside: boolean;
  readonly note: string | null;
  /** Sent back with a change, so that two administrators at once do not overwrite each other. */
  readonly revision: number;
}

/** Whether the agency exists on the day. */
export function isInForce(agency: Pick<Agency, 'validFrom' | 'validTo'>, on: LocalDate): boolean {
  return (agency.validFrom === null || agency.validFrom <= on) && (agency.validTo === null || agency.validTo >= on);
}

/** A node of the tree (cây cơ quan) of one day, children in the order of protocol. */
export interface AgencyNode extends Agency {
  readonly children: readonly AgencyNode[];
}

/** Puts a day's agencies into a tree. An agency whose parent is not among them stands at the top. */
export function treeOf(agencies: readonly Agency[]): AgencyNode[] {
  const children = new Map<string | null, Agency[]>();
  const known = new Set(agencies.map((agency) => agency.id));
  for (const agency of agencies) {
    const parent = agency.parentId !== null && known.has(agency.parentId) ? agency.parentId : null;
    const list = children.get(parent);
    if (list) list.push(agency);
    else children.set(parent, [agency]);
  }
  const build = (agency: Agency): AgencyNode => ({
    ...agency,
    children: (children.get(agency.id) ?? []).map(build),
  });
  return (children.get(null) ?? []).map(build);
}
