import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ApiError, getJson } from '#web/api.ts';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { type Filter, FilterBar } from '#web/components/FilterBar.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { stringifySearch, useSearchParams } from '#web/search-params.ts';
import { useCan } from '#web/session.tsx';
import type { BookPageView } from '../book-schema.ts';
import { BOOK_KEYS, BOOK_PLACE, type BookAsked, bookAsked } from './book-address.ts';
import classes from './book.module.css';
import { bookWords } from './book-words.ts';
import { BookTable, numberText } from './BookTable.tsx';
import { SearchRemark } from './SearchRemark.tsx';

const FORMATS = ['xlsx', 'docx', 'pdf'] as const;
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/** Sổ theo dõi hồ sơ of a unit: what was received in a year, by number; each line opens its dossier. */
export default function BookPage() {
  const m = useMessages(bookWords);
  const asked = bookAsked(useSearchParams());
  if (asked.wrong !== null)
    return (
      <Page title={m.title}>
        <EmptyState title={m.wrong} action={<PageLink to={BOOK_PLACE}>{m.ownBook}</PageLink>}>
          {
            {
              agency: m.wrongAgency,
              year: m.wrongYear(asked.value),
              month: m.wrongMonth(asked.value),
              from: m.wrongFrom(asked.value),
            }[asked.wrong]
          }
        </EmptyState>
      </Page>
    );
  return <Book query={asked.query} />;
}

function Book({ query }: { readonly query: Extract<BookAsked, { wrong: null }>['query'] }) {
  const m = useMessages(bookWords);
  const text = stringifySearch(query);
  const book = useQuery({
    queryKey: ['dossiers', 'book', text],
    queryFn: ({ signal }) => getJson<BookPageView>(`/api/dossiers/book/lines${text}`, { signal }),
    placeholderData: keepPreviousData,
  });
  const { data } = book;
  return (
    <Page
      title={m.title}
      print="landscape"
      lead={data?.agency && m.about(data.agency.name, timeOf(data, m))}
      secondary={data?.agency && !book.isError && <Files agencyId={data.agency.id} year={data.year} />}
    >
      {book.isPending && <Loading lines={8} />}
      {book.isError && (
        <>
          <ErrorBox error={book.error} retry={mayPass(book.error) ? () => void book.refetch() : undefined} />
          <nav aria-label={m.pages} className={classes.pages}>
            <PageLink to={BOOK_PLACE}>{m.ownBook}</PageLink>
          </nav>
        </>
      )}
      {data && !book.isError && (
        <div aria-busy={book.isPlaceholderData}>
          <BookFilters book={data} />
          <Full book={data} typed={query['q']} />
        </div>
      )}
    </Page>
  );
}

/** Whether asking again may help: what was refused stays refused. */
const mayPass = (error: unknown): boolean => !(error instanceof ApiError) || error.isOffline || error.status >= 500;

const timeOf = ({ year, month }: BookPageView, m: (typeof bookWords)['en']): string =>
  month === null ? m.inYear(year) : m.inMonth(month, year);

/** The whole book of the year as a file. */
function Files({ agencyId, year }: { readonly agencyId: string; readonly year: number }) {
  const m = useMessages(bookWords);
  return (
    <span className={classes.files}>
      {m.files(year)}
      {FORMATS.map((format) => (
        <a
          key={format}
          className={classes.file}
          href={`/api/dossiers/book${stringifySearch({ agency: agencyId, year, format })}`}
          aria-label={m.file(format)}
          download
        >
          <Icon name="download" size={16} />
          {format}
        </a>
      ))}
    </span>
  );
}

function BookFilters({ book: { agency, agencies, year, years } }: { readonly book: BookPageView }) {
  const m = useMessages(bookWords);
  const [own, ...others] = agencies;
  // The book that is open stands in the list also when its unit has received nothing yet.
  const more = agency && !agencies.some(({ id }) => id === agency.id) ? [agency] : [];
  const thisYear = years[0] ?? year;
  const filters: readonly Filter[] = [
    ...(own && others.length + more.length > 0
      ? [
          {
            kind: 'select',
            key: BOOK_KEYS.agency,
            label: m.agency,
            options: [...others, ...more].map(({ id, name }) => ({ value: id, label: name })),
            none: own.name,
          } as const,
        ]
      : []),
    {
      kind: 'select',
      key: BOOK_KEYS.year,
      label: m.year,
      options: years.slice(1).map((one) => ({ value: String(one), label: String(one) })),
      none: String(thisYear),
    },
    {
      kind: 'select',
      key: BOOK_KEYS.month,
      label: m.month,
      options: MONTHS.map((month) => ({ value: String(month), label: m.monthOf(month) })),
      none: m.wholeYear,
    },
    { kind: 'text', key: BOOK_KEYS.search, label: m.search, placeholder: m.searchHint },
  ];
  return <FilterBar filters={filters} resets={[BOOK_KEYS.from]} />;
}

function Full({ book, typed }: { readonly book: BookPageView; readonly typed: string | undefined }) {
  const m = useMessages(bookWords);
  const language = useLanguage();
  const { lines, total, search } = book;
  const count = (value: number) => formatNumber(value, language, 0);
  const first = lines[0];
  const last = lines.at(-1);
  const summary = search
    ? (search.more ? m.foundMore : m.found)(count(total))
    : first && last
      ? m.shown(numberText(first.number), numberText(last.number), count(total))
      : '';
  return (
    <>
      <Whole book={book} />
      <SearchRemark search={search} />
      {lines.length === 0 ? (
        <Nothing book={book} typed={typed} />
      ) : (
        <>
          <Pages book={book} label={m.pagesAbove} />
          <BookTable lines={lines} summary={summary} />
          <Pages book={book} label={m.pages} />
        </>
      )}
    </>
  );
}

/** Whether the numbers follow each other, said before anybody has to look. */
function Whole({ book: { missing, total, search } }: { readonly book: BookPageView }) {
  const m = useMessages(bookWords);
  if (missing.length === 0 && (total === 0 || search)) return null;
  const hasGap = missing.length > 0;
  return (
    <p className={classes.state} data-gap={hasGap || undefined}>
      <Icon name={hasGap ? 'warning' : 'check'} size={16} />
      {hasGap ? m.gap(missing.join(', ')) : m.noGap}
    </p>
  );
}

function Pages({
  book: { previous, next, end, search },
  label,
}: {
  readonly book: BookPageView;
  readonly label: string;
}) {
  const m = useMessages(bookWords);
  const address = useSearchParams();
  if (search || (previous === null && next === null)) return null;
  const at = (from: number | undefined) => `${BOOK_PLACE}${stringifySearch({ ...address, [BOOK_KEYS.from]: from })}`;
  return (
    <nav aria-label={label} className={`${classes.pages} dh-no-print`}>
      {previous !== null && <PageLink to={at(undefined)}>{m.first}</PageLink>}
      {previous !== null && <PageLink to={at(previous)}>{m.previous}</PageLink>}
      {next !== null && <PageLink to={at(next)}>{m.next}</PageLink>}
      {end !== null && <PageLink to={at(end)}>{m.last}</PageLink>}
    </nav>
  );
}

/** No book at all, none of these lines, or nothing that bears what was typed. */
function Nothing({ book, typed }: { readonly book: BookPageView; readonly typed: string | undefined }) {
  const m = useMessages(bookWords);
  const can = useCan();
  const address = useSearchParams();
  const without = (...keys: readonly string[]) =>
    `${BOOK_PLACE}${stringifySearch({ ...address, ...Object.fromEntries(keys.map((key) => [key, undefined])) })}`;
  if (book.agency === null) return <EmptyState title={m.noBooks}>{m.noBooksText}</EmptyState>;
  if (book.search)
    return (
      <EmptyState
        title={m.notFound(typed ?? '')}
        action={<PageLink to={without(BOOK_KEYS.search, BOOK_KEYS.month)}>{m.wholeBook}</PageLink>}
      >
        {m.notFoundText}
      </EmptyState>
    );
  if (book.total > 0)
    return <EmptyState title={m.beyond} action={<PageLink to={without(BOOK_KEYS.from)}>{m.toFirst}</PageLink>} />;
  return (
    <EmptyState
      title={m.empty}
      action={
        book.month !== null ? (
          <PageLink to={without(BOOK_KEYS.month)}>{m.wholeBook}</PageLink>
        ) : (
          can('dossiers.receive') && <PageLink to="/mot-cua/tiep-nhan">{m.emptyReceive}</PageLink>
        )
      }
    >
      {m.emptyText}
    </EmptyState>
  );
}
