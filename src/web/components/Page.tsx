import { Fragment, type ReactNode, useEffect } from 'react';
import { useMessages } from '../i18n/messages.ts';
import { PageLink } from '../navigation.tsx';
import classes from './Page.module.css';
import { words } from './words.ts';

/** A step of the way to this page. */
export interface Crumb {
  readonly label: string;
  readonly to: string;
}

interface PageProps {
  /** The page's one h1; also the title of the browser's tab. */
  readonly title: ReactNode;
  /** Plain text for the tab when `title` is not text. */
  readonly documentTitle?: string;
  /** The way here, without the page itself. */
  readonly breadcrumb?: readonly Crumb[];
  /** One sentence under the title, or a few badges. */
  readonly lead?: ReactNode;
  /** The one primary action of the screen; more than one is a sign of two pages. */
  readonly action?: ReactNode;
  /** Quiet actions beside it (print, copy, export). */
  readonly secondary?: ReactNode;
  /** `reading` holds lines to a measure, `wide` uses the whole width (tables, split views). Default `wide`. */
  readonly width?: 'reading' | 'wide';
  /** How it is printed: wide tables lie across. Default `portrait`. */
  readonly print?: 'portrait' | 'landscape';
  readonly children: ReactNode;
}

/** The frame of each page: breadcrumb, title over the short rule of an official letter, action, content. */
export function Page({
  title,
  documentTitle,
  breadcrumb,
  lead,
  action,
  secondary,
  width = 'wide',
  print = 'portrait',
  children,
}: PageProps) {
  const m = useMessages(words);
  const tabTitle = documentTitle ?? (typeof title === 'string' ? title : undefined);
  useEffect(() => {
    if (tabTitle) document.title = `${tabTitle} · Đúng Hẹn`;
  }, [tabTitle]);
  return (
    <div
      className={[width === 'reading' ? classes.reading : classes.wide, print === 'landscape' && 'dh-print-landscape']
        .filter(Boolean)
        .join(' ')}
    >
      <header className={classes.header}>
        <div className={classes.words}>
          {breadcrumb && breadcrumb.length > 0 && (
            <nav aria-label={m.breadcrumb} className={classes.crumbs}>
              {breadcrumb.map((crumb) => (
                <Fragment key={crumb.to}>
                  <PageLink to={crumb.to}>{crumb.label}</PageLink>
                  <span aria-hidden="true">/</span>
                </Fragment>
              ))}
            </nav>
          )}
          <h1 className={classes.title} id="dh-page-title">
            {title}
          </h1>
          {lead && <div className={classes.lead}>{lead}</div>}
        </div>
        {(action || secondary) && (
          <div className={`${classes.actions} dh-no-print`}>
            {secondary}
            {action}
          </div>
        )}
      </header>
      {children}
    </div>
  );
}
