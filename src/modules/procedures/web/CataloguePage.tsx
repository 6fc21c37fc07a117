import { Button } from '@mantine/core';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { FilterBar } from '#web/components/FilterBar.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { stringifySearch, useSearchParams } from '#web/search-params.ts';
import { PROCEDURE_LEVELS } from '../domain/procedure.ts';
import type { ProcedureList, ProcedureSummary } from '../schema.ts';
import classes from './procedures.module.css';
import { rulesWords } from './rules-words.ts';
import { Sample } from './Sample.tsx';
import { procedurePlace, useCatalogue } from './use-procedures.ts';
import { words } from './words.ts';

/** Danh mục thủ tục hành chính in force today, filtered by what stands in the address. */
export default function CataloguePage() {
  const m = useMessages(words);
  const r = useMessages(rulesWords);
  const search = useSearchParams();
  const { tim, linhVuc, cap, tinhTrang, trang } = search;
  const list = useCatalogue({
    ...(tim ? { tim } : {}),
    ...(linhVuc ? { linhVuc } : {}),
    ...(cap ? { cap } : {}),
    ...(tinhTrang ? { tinhTrang } : {}),
    ...(trang ? { trang } : {}),
  });
  const sectors = list.data?.sectors ?? [];
  return (
    <Page
      title={m.procedures}
      lead={<PageLink to="/thu-tuc/quy-dinh">{r.link}</PageLink>}
      secondary={
        <Button
          component="a"
          href="/api/procedures/export"
          variant="default"
          leftSection={<Icon name="download" size={16} />}
        >
          {m.export}
        </Button>
      }
      action={
        list.data?.canManage && (
          <PageLink to="/thu-tuc/nhap" className={classes.primaryLink ?? ''}>
            <Icon name="upload" size={16} />
            {m.import}
          </PageLink>
        )
      }
    >
      <FilterBar
        resets={['trang']}
        filters={[
          { kind: 'text', key: 'tim', label: m.search, placeholder: m.searchHint },
          {
            kind: 'select',
            key: 'linhVuc',
            label: m.sector,
            options: sectors.map(({ sector, count }) => ({ value: sector, label: m.sectorCount(sector, count) })),
          },
          {
            kind: 'select',
            key: 'cap',
            label: m.level,
            options: PROCEDURE_LEVELS.map((value) => ({ value, label: m.levels(value) })),
          },
          { kind: 'select', key: 'tinhTrang', label: m.standing, options: [{ value: 'bai-bo', label: m.abolished }] },
        ]}
      />
      {list.isPending && <Loading lines={8} />}
      {list.isError && !list.data && <ErrorBox error={list.error} retry={() => void list.refetch()} />}
      {list.data && <Procedures list={list.data} areEnded={tinhTrang === 'bai-bo'} />}
    </Page>
  );
}

function Procedures({ list, areEnded }: { readonly list: ProcedureList; readonly areEnded: boolean }) {
  const m = useMessages(words);
  const { total, page, pageSize, procedures } = list;
  const columns: readonly Column<ProcedureSummary>[] = [
    {
      key: 'name',
      header: m.name,
      width: 'wide',
      cell: (row) => row.name,
      copy: (row) => row.name,
    },
    {
      key: 'code',
      header: m.code,
      width: 'narrow',
      cell: (row) => (
        <span className={classes.codeCell}>
          <span className="dh-tabular">{row.code ?? m.noCode}</span>
          {row.isSample && <Sample short />}
        </span>
      ),
      copy: (row) => row.code,
    },
    ...(areEnded
      ? [{ key: 'ended', header: m.abolishedFrom, cell: (row: ProcedureSummary) => formatDay(row.validFrom) }]
      : []),
    { key: 'sector', header: m.sector, cell: (row) => row.sector, copy: (row) => row.sector },
    { key: 'limit', header: m.limit, cell: (row) => row.limit.text, copy: (row) => row.limit.text },
    {
      key: 'agency',
      header: m.agency,
      cell: (row) => row.competent.name ?? m.receivingAgency,
      copy: (row) => row.competent.name ?? m.receivingAgency,
    },
    {
      key: 'online',
      header: m.online,
      hideOnPhone: true,
      cell: (row) => m.onlineLevels(row.onlineLevel),
      copy: (row) => m.onlineLevels(row.onlineLevel),
    },
  ];
  const last = Math.min(page * pageSize, total);
  return (
    <>
      <DataTable
        caption={m.caption}
        columns={columns}
        rows={procedures}
        rowKey={(row) => row.id}
        rowLink={(row) => procedurePlace(row.id)}
        empty={<Nothing list={list} />}
        summary={m.shown((page - 1) * pageSize + 1, last, total)}
      />
      {total > pageSize && (
        <nav aria-label={m.pages} className={`${classes.pager} dh-no-print`}>
          {page > 1 && <PageStep page={page - 1} label={`← ${m.previous}`} />}
          {last < total && <PageStep page={page + 1} label={`${m.next} →`} />}
        </nav>
      )}
    </>
  );
}

function PageStep({ page, label }: { readonly page: number; readonly label: string }) {
  const search = useSearchParams();
  return (
    <PageLink to={`/thu-tuc${stringifySearch({ ...search, trang: page === 1 ? undefined : page })}`}>{label}</PageLink>
  );
}

function Nothing({ list }: { readonly list: ProcedureList }) {
  const m = useMessages(words);
  if (list.sectors.length > 0) return <EmptyState title={m.nothingFound}>{m.nothingFoundText}</EmptyState>;
  return (
    <EmptyState title={m.noneYet} action={list.canManage && <PageLink to="/thu-tuc/nhap">{m.import}</PageLink>}>
      {list.canManage ? m.noneYetManage : m.noneYetRead}
    </EmptyState>
  );
}
