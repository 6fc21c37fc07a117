import { Refusal } from '#kernel/refusal.ts';
import type { App } from '#platform/http/app.ts';
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts';
import { agenciesById, agencyTree } from '../agencies.ts';
import { agencyDetail } from '../agency-detail.ts';
import { cursorId } from '../people-service.ts';
import { orgPermissions } from '../permissions.ts';
import { resolveBody } from '../resolve.ts';
import {
  AgencyDetail,
  AgencyListQuery,
  AgencyPage,
  AgencyTreeOut,
  IdParam,
  OnQuery,
  ResolveOut,
  ResolveQuery,
  SearchOut,
  SearchQuery,
  toAgencyOut,
  toNodesOut,
} from '../schema.ts';
import { searchAgencies } from '../search.ts';
import { listPlaced } from '../store/agencies.ts';

const tags = ['Tổ chức'];
const config = { permission: orgPermissions.read };

export function readRoutes(app: App): void {
  app.get(
    '/api/org/agencies/tree',
    {
      schema: { summary: 'Cây cơ quan vào một ngày', tags, querystring: OnQuery, response: { 200: AgencyTreeOut } },
      config,
    },
    ({ query, work }) =>
      work.run(async (tx) => {
        const on = query.on ?? tx.today;
        const roots = toNodesOut(await agencyTree(tx, on));
        return { on, count: count(roots), roots };
      }),
  );
  app.get(
    '/api/org/agencies',
    {
      schema: {
        summary: 'Danh sách cơ quan vào một ngày, theo thứ bậc',
        tags,
        querystring: AgencyListQuery,
        response: { 200: AgencyPage },
      },
      config,
    },
    ({ query, work }) =>
      work.run(async (tx) => {
        const on = query.on ?? tx.today;
        const after = query.cursor === undefined ? undefined : place(decodeCursor(query.cursor, 2));
        const { level, kind, parentId, limit } = query;
        const found = await listPlaced(tx.db, { on, level, kind, parentId, after, limit: limit + 1 });
        const page = found.slice(0, limit);
        const last = page.at(-1);
        return {
          on,
          agencies: page.map((one) => toAgencyOut(one.agency)),
          next: found.length > limit && last ? encodeCursor([last.position, last.agency.id]) : null,
        };
      }),
  );
  app.get(
    '/api/org/agencies/search',
    {
      schema: {
        summary: 'Tìm cơ quan: không dấu, viết tắt, sai một lỗi gõ',
        tags,
        querystring: SearchQuery,
        response: { 200: SearchOut },
      },
      config,
    },
    ({ query, work }) =>
      work.run(async (tx) => {
        const on = query.on ?? tx.today;
        const hits = await searchAgencies(tx, query.q, on, query.limit);
        return { on, hits: hits.map((hit) => ({ ...hit, agency: toAgencyOut(hit.agency) })) };
      }),
  );
  app.get(
    '/api/org/agencies/:id',
    {
      schema: {
        summary: 'Một cơ quan: tên qua các thời kỳ, tiền thân, kế thừa, chức danh và người',
        tags,
        params: IdParam,
        querystring: OnQuery,
        response: { 200: AgencyDetail },
      },
      config,
    },
    ({ params, query, work }) => work.run((tx) => agencyDetail(tx, params.id, query.on ?? tx.today)),
  );
  app.get(
    '/api/org/resolve',
    {
      schema: {
        summary: 'Tên cơ quan hoặc nhóm cơ quan trong văn bản là những cơ quan nào vào một ngày',
        tags,
        querystring: ResolveQuery,
        response: { 200: ResolveOut },
      },
      config,
    },
    ({ query, work }) =>
      work.run(async (tx) => {
        const on = query.on ?? tx.today;
        const found = await resolveBody(tx, query.name, on);
        return {
          ...found,
          on,
          agencyIds: [...found.agencyIds],
          agencies: (await agenciesById(tx, found.agencyIds, on)).map(toAgencyOut),
          candidates: found.candidates.map(toAgencyOut),
        };
      }),
  );
}

function place([position, id]: readonly unknown[]): { position: number; id: string } {
  if (typeof position !== 'number') throw new Refusal('http.bad_cursor', 400);
  return { position, id: cursorId(id) };
}

const count = (nodes: readonly { children: readonly unknown[] }[]): number =>
  nodes.reduce((sum, node) => sum + 1 + count(node.children as readonly { children: readonly unknown[] }[]), 0);
