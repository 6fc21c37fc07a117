import { type ReactNode, useId } from 'react';
import { useMessages } from '../i18n/messages.ts';
import { PageLink } from '../navigation.tsx';
import classes from './BesideList.module.css';
import { words } from './words.ts';

interface BesideListProps {
  readonly list: ReactNode;
  /** The open detail; without one the list has the whole width. */
  readonly detail?: ReactNode;
  /** Names the detail for a screen reader. */
  readonly detailLabel: string;
  /** The list's address: where it is hidden by the open detail (narrow screens) a link leads back to it. */
  readonly listLink?: string;
}

/** A list with its detail beside it, not over it; on a narrow screen the detail takes the list's place. */
export function BesideList({ list, detail, detailLabel, listLink }: BesideListProps) {
  const m = useMessages(words);
  return (
    <div className={classes.pair} data-open={detail ? true : undefined}>
      <div className={classes.list}>{list}</div>
      {detail && (
        <section aria-label={detailLabel} className={classes.detail}>
          {listLink && (
            <PageLink to={listLink} className={`${classes.back} dh-no-print`}>
              ← {m.backToList}
            </PageLink>
          )}
          {detail}
        </section>
      )}
    </div>
  );
}

/** A sheet of paper on the desk: the ground for a detail, a form, a block of facts. */
export function Sheet({ title, children }: { readonly title?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={classes.sheet}>
      {title && <h2 className={classes.sheetTitle}>{title}</h2>}
      {children}
    </section>
  );
}

/** A large number over its small label, opening its list; `late` is for what is overdue. */
export function Figure({
  value,
  label,
  tone,
  to,
}: {
  readonly value: ReactNode;
  readonly label: ReactNode;
  readonly tone?: 'late' | undefined;
  /** The list the number opens. */
  readonly to?: string | undefined;
}) {
  const id = useId();
  return (
    <div className={classes.figure} data-tone={tone}>
      <span className="dh-figure">
        {to === undefined ? (
          value
        ) : (
          <PageLink
            to={to}
            id={`${id}-value`}
            className={classes.figureLink}
            aria-labelledby={`${id}-value ${id}-label`}
          >
            {value}
          </PageLink>
        )}
      </span>
      <span id={`${id}-label`} className={classes.figureLabel}>
        {label}
      </span>
    </div>
  );
}
