import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { Cell, ColumnHeader, Row, RowHeader, Table, TableBody, TableHead } from '#web/components/Table.tsx';
import { formatDay, formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, usePageParams } from '#web/navigation.tsx';
import { DIRECTORY_FIELDS, type DirectoryChange, type DirectoryLine } from '../directory-schema.ts';
import { directoryWords } from './directory-words.ts';
import classes from './dossier.module.css';
import { words } from './words.ts';

/** What the directory of applicants says of one person, beside what the dossier says, and who changed it when and why. */
export default function DirectoryPage() {
  const m = useMessages(directoryWords);
  const list = useMessages(words);
  const { id = '' } = usePageParams();
  const line = useQuery({
    queryKey: ['dossiers', 'directory', id],
    queryFn: ({ signal }) => getJson<DirectoryLine>(`/api/dossiers/${id}/applicant`, { signal }),
  });
  return (
    <Page
      title={m.title}
      lead={m.lead}
      breadcrumb={[
        { label: list.dossiers, to: '/ho-so' },
        { label: line.data?.dossier.code ?? m.back, to: `/ho-so/${id}` },
      ]}
      width="reading"
    >
      {line.isPending && <Loading lines={6} />}
      {line.isError && <ErrorBox error={line.error} retry={() => void line.refetch()} />}
      {line.isSuccess &&
        (line.data.known ? (
          <Line line={line.data} known={line.data.known} />
        ) : (
          <EmptyState title={m.unknown}>{m.unknownHint}</EmptyState>
        ))}
    </Page>
  );
}

function Line({ line, known }: { line: DirectoryLine; known: NonNullable<DirectoryLine['known']> }) {
  const m = useMessages(directoryWords);
  const { applicant } = line.dossier;
  const facts = DIRECTORY_FIELDS.filter((field) => known[field] !== null || applicant[field] !== null);
  return (
    <div className={classes.main}>
      <section className={classes.sheet}>
        <h2>{known.name}</h2>
        <p className={classes.small}>
          {line.receivingAgency.name} · {m.dossiers(known.dossiers)}
        </p>
        <Table className={classes.compared}>
          <TableHead>
            <Row>
              <ColumnHeader>{m.fact}</ColumnHeader>
              <ColumnHeader>{m.now}</ColumnHeader>
              <ColumnHeader>{m.here}</ColumnHeader>
            </Row>
          </TableHead>
          <TableBody>
            {facts.map((field) => (
              <Row key={field} data-differs={known[field] !== applicant[field] || undefined}>
                <RowHeader>{m[field]}</RowHeader>
                <Cell>
                  {known[field] ?? '–'}
                  {known[field] !== applicant[field] && <span className={classes.small}> ({m.differs})</span>}
                </Cell>
                <Cell>{applicant[field] ?? '–'}</Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      </section>
      <section>
        <h2>{m.changes}</h2>
        {line.changes.length === 0 ? (
          <p className={classes.hint}>
            {m.none}. {m.noneHint}
          </p>
        ) : (
          <ol className={classes.history}>
            {line.changes.map((change) => (
              <Change key={change.seq} change={change} />
            ))}
          </ol>
        )}
        {line.hasMore && <p className={classes.hint}>{m.more(line.changes.length)}</p>}
      </section>
    </div>
  );
}

/** A number is read as one: it does not end on the next line. */
const inOnePiece = (field: DirectoryChange['fields'][number]['field'], value: string | null) =>
  field === 'phone' || field === 'identityNumber' ? (value?.replaceAll(' ', '\u00a0') ?? null) : value;

function Change({ change }: { change: DirectoryChange }) {
  const m = useMessages(directoryWords);
  const { at, kind, by, agency, dossier, fields, reason, document } = change;
  return (
    <li>
      <span>
        {dossier ? (
          <>
            {by} <PageLink to={`/ho-so/${dossier.id}`}>{m.did(kind, dossier.code)}</PageLink>
          </>
        ) : (
          m.elsewhere
        )}
      </span>
      <span className={classes.small}>
        <time dateTime={at}>{formatMoment(at)}</time>
        {[agency, document && m.document(document.number, formatDay(document.on))]
          .filter(Boolean)
          .map((part) => ` · ${part}`)
          .join('')}
      </span>
      {dossier ? (
        fields.map(({ field, before, after }) => (
          <span key={field} className={classes.note}>
            {m.changed(m[field], inOnePiece(field, before), inOnePiece(field, after))}
          </span>
        ))
      ) : (
        <span className={classes.note}>
          {fields.map(({ field }) => m[field]).join(', ')}. {m.elsewhereHint}
        </span>
      )}
      {reason && <span className={classes.note}>{m.reason(reason)}</span>}
    </li>
  );
}
