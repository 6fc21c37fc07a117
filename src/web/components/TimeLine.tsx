import { useId } from 'react';
import { formatDay, formatMoment } from '../format.ts';
import { useMessages } from '../i18n/messages.ts';
import { listStretches, type TimeLineInput, type TimeLineModel, timeLineModel } from './time-line-model.ts';
import classes from './TimeLine.module.css';
import { words } from './words.ts';

interface TimeLineProps extends TimeLineInput {
  /** Without dates below, for a table cell. */
  readonly compact?: boolean;
}

/**
 * Time drawn: a thin line from start to due with now on it, days off shaded, pauses hatched, the part
 * past due in lacquer red. A sentence with the same facts stands in for it where it cannot be seen.
 */
export function TimeLine({ compact = false, ...input }: TimeLineProps) {
  const m = useMessages(words);
  const id = useId();
  const model = timeLineModel(input);
  const reached = model.finished ?? model.now;
  const goesOn = reached > model.due;
  const text = [
    m.timeLine(formatMoment(input.start), formatMoment(input.due)),
    input.finishedAt
      ? m.timeFinished(formatMoment(input.finishedAt))
      : model.isOverdue
        ? m.timeLate(formatMoment(input.now))
        : m.timeToday(formatMoment(input.now)),
    ...(input.daysOff?.length ? [m.timeDaysOff(listStretches(input.daysOff))] : []),
    ...(input.pauses?.length ? [m.timePauses(listStretches(input.pauses))] : []),
  ].join(' ');
  return (
    <div className={classes.frame} data-compact={compact || undefined}>
      <svg className={classes.line} role="img" aria-label={text} width="100%" height="24">
        <defs>
          <pattern id={`${id}-hatch`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1="0" y1="0" x2="0" y2="5" className={classes.hatch} />
          </pattern>
        </defs>
        {model.daysOff.map((bar) => (
          <rect
            key={`off-${bar.left}`}
            x={`${bar.left}%`}
            width={`${bar.width}%`}
            y="5"
            height="14"
            className={classes.off}
          />
        ))}
        {model.pauses.map((bar) => (
          <rect
            key={`pause-${bar.left}`}
            x={`${bar.left}%`}
            width={`${bar.width}%`}
            y="5"
            height="14"
            fill={`url(#${id}-hatch)`}
          />
        ))}
        <line x1="0" x2={`${Math.max(reached, model.due)}%`} y1="12" y2="12" className={classes.track} />
        <line x1="0" x2={`${Math.min(model.counted, model.due)}%`} y1="12" y2="12" className={classes.passed} />
        {(model.isOverdue || model.isLate) && (
          <line
            x1={`${model.due}%`}
            x2={`${model.counted}%`}
            y1="12"
            y2="12"
            className={model.isOverdue ? classes.over : classes.lateDone}
          />
        )}
        <line x1={`${model.due}%`} x2={`${model.due}%`} y1="3" y2="21" className={classes.due} />
        <circle cx={`${reached}%`} cy="12" r="5" className={dotClass(input, model)} />
      </svg>
      {!compact && (
        <div className={classes.ends} aria-hidden="true">
          <span>{formatDay(input.start, { year: false })}</span>
          <span>
            {goesOn && `${m.dueShort(formatDay(input.due, { year: false }))} · `}
            {formatDay(goesOn ? (input.finishedAt ?? input.now) : input.due, { year: false })}
          </span>
        </div>
      )}
    </div>
  );
}

function dotClass({ finishedAt, stoppedSince }: TimeLineInput, { isOverdue }: TimeLineModel) {
  if (isOverdue) return classes.dotOver;
  if (finishedAt) return classes.dotDone;
  return stoppedSince ? classes.dotStopped : classes.dot;
}
