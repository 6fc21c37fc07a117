import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { localDate } from '#kernel/local-date.ts';
import { findAgencyByCode } from '#modules/org/public.ts';
import { isInForce } from '#modules/org/domain/agency.ts';
import type { Tx } from '#platform/db/province.ts';
import { addProcedure } from './catalogue.ts';
import { nameKey } from './domain/compare.ts';
import {
  centralCode,
  type CompetentAgency,
  type OnlineLevel,
  type ProcedureContent,
  type ProcedureLevel,
} from './domain/procedure.ts';
import { listNewest } from './store/procedures.ts';
import {
  demonstrationWorkflow,
  readSampleSteps,
  type SampleStep,
  sideBySideWorkflow,
} from './domain/sample-workflow.ts';
import { type LimitUnit, makeLimit, readTimeLimit, type TimeLimit } from './domain/time-limit.ts';
import { addPublishedWorkflow } from './workflows.ts';

const FILE = resolve(import.meta.dirname, '../../../data/procedures-sample.json');

/** Said of every sample procedure wherever it is shown. */
export const SAMPLE_LABEL = 'Mẫu, chưa phải danh mục của tỉnh';
const OWN_STEPS = 'Quy trình minh họa: các bước và thời gian do phần mềm đặt, không lấy từ văn bản nào.';

/** A demonstration may receive dossiers of years before its clock, so samples hold from the oldest rules that are known. */
const SAMPLE_FROM = localDate('2015-05-15');

interface SampleProcedure {
  readonly code: string | null;
  readonly name: string;
  readonly sector: string;
  readonly level: string;
  readonly timeLimit: { readonly value: number | null; readonly unit: string; readonly note: string | null };
  readonly fee: { readonly amountVnd: number | null; readonly text: string | null };
  readonly onlineLevel: string | null;
  readonly steps: readonly SampleStep[];
  readonly source: string;
  readonly secondSource: string | null;
  readonly note: string | null;
  readonly verified: Readonly<Record<'name' | 'code' | 'timeLimit' | 'fee' | 'onlineLevel' | 'steps', boolean>>;
}

const LEVELS: Readonly<Record<string, ProcedureLevel>> = {
  province: 'tinh',
  commune: 'xa',
  'province+commune': 'tinh+xa',
  'commune->province': 'xa->tinh',
  vertical_police_commune: 'nganh-doc',
  inter_agency: 'lien-nganh',
  other: 'khac',
};
const UNITS: Readonly<Record<string, LimitUnit>> = {
  working_day: 'working-day',
  calendar_day: 'calendar-day',
  same_day: 'same-day',
  immediate: 'immediate',
  unknown: 'unknown',
};
const ONLINE: Readonly<Record<string, OnlineLevel>> = {
  full: 'full',
  partial: 'partial',
  full_or_partial: 'full-or-partial',
  in_person: 'in-person',
};

/**
 * Which department decides in the demonstration, by sector: the first code in force on the day. A choice of ours for
 * sample data, from the departments' names; the sample file names no agency of this province.
 */
const DEPARTMENTS: Readonly<Record<string, readonly string[]>> = {
  'Hoạt động xây dựng': ['KH.SXD', 'KH25.SXD'],
  'Kinh doanh bất động sản': ['KH.SXD', 'KH25.SXD'],
  'Đất đai': ['KH.STNMT', 'KH25.SNNMT'],
  'Tài nguyên nước': ['KH.STNMT', 'KH25.SNNMT'],
  'Việc làm': ['KH.SLDTBXH', 'KH25.SNV'],
  'Bảo trợ xã hội': ['KH.SYT', 'KH25.SYT'],
  'Phòng, chống tệ nạn xã hội': ['KH.SYT', 'KH25.SYT'],
  'Thiết bị y tế': ['KH.SYT', 'KH25.SYT'],
  'Giám định': ['KH.SYT', 'KH25.SYT'],
  'Giám định tư pháp': ['KH.STP', 'KH25.STP'],
  'Hoạt động khoa học và công nghệ': ['KH.SKHCN', 'KH25.SKHCN'],
  'Báo chí, xuất bản': ['KH.STTTT', 'KH25.SVHTTDL'],
  'Văn thư, lưu trữ': ['KH.SNV', 'KH25.SNV'],
  'Công tác thanh niên': ['KH.SNV', 'KH25.SNV'],
  'Công chức': ['KH.SNV', 'KH25.SNV'],
  'Chính sách': ['KH.SNV', 'KH25.SNV'],
  'Du lịch': ['KH.SDL', 'KH25.SVHTTDL'],
  'Nghệ thuật biểu diễn': ['KH.SVHTT', 'KH25.SVHTTDL'],
  'Liên thông': ['KH.SVHTT', 'KH25.SVHTTDL'],
  'Đấu thầu': ['KH.SKHDT', 'KH25.STC'],
  'Đầu tư tại Việt Nam': ['KH.SKHDT', 'KH25.STC'],
  'Cư trú': ['KH.CA', 'KH25.CA'],
};

/**
 * Sample procedures whose demonstration workflow has agencies work side by side, and which: no sample that was read has
 * such branches, and an office that tries the program out must see them. A choice of ours, not the law's.
 */
const SIDE_BY_SIDE: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  '1.004232': [
    ['KH.SXD', 'KH25.SXD'],
    ['KH.STC', 'KH25.STC'],
  ],
  '1.014199': [
    ['KH.CA', 'KH25.CA'],
    ['KH.STP', 'KH25.STP'],
  ],
};

/**
 * The 65 sample procedures for a demonstration, each with a workflow: the steps read in its source, or a plainly
 * labelled one of ours. Nothing is made where the sample already is.
 * @returns how many procedures were made
 */
export async function seedProcedures(tx: Tx): Promise<number> {
  const { procedures } = JSON.parse(readFileSync(FILE, 'utf8')) as { procedures: readonly SampleProcedure[] };
  const codes = new Map<string, string | undefined>();
  const firstInForce = async (choices: readonly string[]): Promise<string | undefined> => {
    const key = choices.join();
    if (!codes.has(key)) {
      let found: string | undefined;
      for (const code of choices) {
        const agency = found === undefined ? await findAgencyByCode(tx, code) : undefined;
        if (agency && isInForce(agency, tx.today)) found = code;
      }
      codes.set(key, found);
    }
    return codes.get(key);
  };
  const agencies = {
    office: (await firstInForce(['KH.VPUBND', 'KH25.VPUBND'])) ?? 'KH.VPUBND',
    committee: (await firstInForce(['KH.UBND', 'KH25.UBND'])) ?? 'KH.UBND',
  };
  const known = new Set((await listNewest(tx.db)).map(({ procedure }) => procedure.central_code ?? procedure.name_key));
  const missing = procedures.filter((sample) => !known.has(centralCode(sample.code) ?? nameKey(sample.name)));
  for (const sample of missing) {
    const level = LEVELS[sample.level] ?? 'khac';
    const department = await firstInForce(DEPARTMENTS[sample.sector] ?? []);
    const content = contentOf(sample, level, competentOf(level, department, sample.sector));
    const procedure = await addProcedure(tx, content, SAMPLE_FROM);
    const read = sample.steps.length > 0;
    const asked = SIDE_BY_SIDE[sample.code ?? ''];
    const others = asked && [await firstInForce(asked[0]), await firstInForce(asked[1])];
    await addPublishedWorkflow(
      tx,
      procedure.id,
      read
        ? readSampleSteps(sample.steps, level, agencies)
        : others?.[0] && others[1]
          ? sideBySideWorkflow(content.limit, [others[0], others[1]])
          : demonstrationWorkflow(content.limit),
      {
        validFrom: SAMPLE_FROM,
        source: read ? `${SAMPLE_LABEL}. Các bước đọc trong: ${sample.source}` : OWN_STEPS,
        isSample: true,
        decision: null,
      },
    );
  }
  return missing.length;
}

function competentOf(level: ProcedureLevel, department: string | undefined, sector: string): CompetentAgency {
  if (level === 'xa' || level === 'tinh+xa' || level === 'khac') return { kind: 'receiving' };
  return department === undefined
    ? { kind: 'described', words: `Cơ quan quản lý lĩnh vực ${sector.toLowerCase()}` }
    : { kind: 'code', code: department };
}

function contentOf(sample: SampleProcedure, level: ProcedureLevel, competent: CompetentAgency): ProcedureContent {
  return {
    code: sample.code,
    name: sample.name,
    sector: sample.sector,
    level,
    competent,
    papers: DEMONSTRATION_PAPERS,
    fee: { amountVnd: sample.fee.amountVnd, text: sample.fee.text ?? '' },
    limit: limitOf(sample.timeLimit),
    onlineLevel: ONLINE[sample.onlineLevel ?? ''] ?? 'unknown',
    source: [sample.source, sample.secondSource].filter((one) => one !== null).join('; '),
    note: [sample.timeLimit.note, sample.note].filter((one) => one !== null).join(' ') || null,
    verified: {
      name: sample.verified.name,
      code: sample.verified.code,
      limit: sample.verified.timeLimit,
      fee: sample.verified.fee,
      onlineLevel: sample.verified.onlineLevel,
      papers: false,
    },
    isSample: true,
  };
}

/** The sample file lists no papers; these two stand in and say that they do. */
const DEMONSTRATION_PAPERS = [
  { key: 'p1', name: 'Đơn, tờ khai theo mẫu của thủ tục (minh họa)', originals: 1, copies: 0, required: true },
  { key: 'p2', name: 'Giấy tờ kèm theo (minh họa)', originals: 0, copies: 1, required: true },
] as const;

function limitOf({ value, unit, note }: SampleProcedure['timeLimit']): TimeLimit {
  const known = UNITS[unit] ?? 'unknown';
  const words = known === 'same-day' || known === 'immediate' ? note : null;
  return words === null ? makeLimit(known, value) : readTimeLimit(words);
}
