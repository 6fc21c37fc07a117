import type { ReactNode } from 'react';
import classes from './states.module.css';

interface EmptyStateProps {
  /** What is so: "Chưa có văn bản nào". */
  readonly title: string;
  /** The next step, in one or two sentences. */
  readonly children?: ReactNode;
  /** The button or link that takes it. */
  readonly action?: ReactNode;
}

/** An empty list that teaches the next step; the empty line above is the time line with nothing on it. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <svg className={classes.emptyLine} viewBox="0 0 120 16" aria-hidden="true" focusable="false">
        <path d="M2 8h100" />
        <path d="M102 2v12" />
        <circle cx="2" cy="8" r="2" />
      </svg>
      <h2>{title}</h2>
      {children && <div className={classes.emptyText}>{children}</div>}
      {action}
    </div>
  );
}
