import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { formatNumber, formatShare } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { AgreementView } from '../ranking-schema.ts';
import classes from './index.module.css';
import { roundWords } from './round-words.ts';

/** Whether appraisers agree with each other, and how often they took what the unit said. */
export function Agreement({ roundId }: { readonly roundId: string }) {
  const m = useMessages(roundWords);
  const language = useLanguage();
  const agreement = useQuery({
    queryKey: ['par-index', 'agreement', roundId],
    queryFn: ({ signal }) => getJson<AgreementView>(`/api/par/rounds/${roundId}/agreement`, { signal }),
  });
  if (agreement.isError) return <ErrorBox error={agreement.error} retry={() => void agreement.refetch()} />;
  if (!agreement.data) return null;
  const { pairs, waiting, icc, identical, rubberStamps } = agreement.data;
  type Row = (typeof rubberStamps)[number];
  const columns: Column<Row>[] = [
    {
      key: 'agency',
      header: m.appraiser,
      cell: (row) => row.agency.name,
      width: 'wide',
      copy: (row) => row.agency.name,
    },
    { key: 'all', header: m.total, align: 'end', cell: (row) => row.appraised, copy: (row) => row.appraised },
    {
      key: 'unchanged',
      header: m.unchanged,
      align: 'end',
      cell: (row) => part(row.unchanged, row.appraised),
      copy: (row) => row.unchanged,
    },
    {
      key: 'unseen',
      header: m.unseen,
      align: 'end',
      cell: (row) => part(row.unchangedWithoutEvidence, row.appraised),
      copy: (row) => row.unchangedWithoutEvidence,
    },
  ];
  function part(count: number, all: number): string {
    return all === 0 ? '—' : `${count} (${formatShare(count / all, language, 0)})`;
  }
  return (
    <section className={classes.part} aria-labelledby="par-agreement">
      <h2 id="par-agreement">{m.agreement}</h2>
      <p>
        {m.icc}: {icc === null ? m.iccNone : formatNumber(icc, language, 2)}
      </p>
      {pairs + waiting > 0 && (
        <p className={classes.small}>
          {m.pairs(pairs, waiting)}
          {pairs > 0 && `. ${m.identical}: ${identical.numerator}/${identical.denominator}`}
        </p>
      )}
      {rubberStamps.length > 0 && (
        <DataTable
          caption={m.rubber}
          showCaption
          columns={columns}
          rows={rubberStamps}
          rowKey={(row) => row.agency.id}
        />
      )}
    </section>
  );
}
