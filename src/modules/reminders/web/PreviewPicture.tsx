import { useId } from 'react';
import { formatDay, formatMoment, weekdayName } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { CHANNEL_VI } from '../domain/policy-words.ts';
import type { Preview, PreviewStep } from '../policy-schema.ts';
import classes from './policy.module.css';
import { policyWords } from './policy-words.ts';

/** Time drawn with the steps on it, days off and nights shaded, and the same told step by step. */
export function PreviewPicture({ preview }: { preview: Preview }) {
  const m = useMessages(policyWords);
  const language = useLanguage();
  const { steps, startAt, dueAt, agencyName, shades } = preview;
  const offs = shades.filter(({ kind, name }) => kind === 'off' && name);
  return (
    <div className={classes.picture}>
      <p>
        <strong>{m.said(agencyName, formatMoment(startAt), dueAt && formatMoment(dueAt))}</strong>
      </p>
      <Track preview={preview} />
      <p className={classes.legend} aria-hidden="true">
        <span className={classes.legendOff} /> {m.offLegend}
        {!preview.nightsLeftOut && shades.some(({ kind }) => kind === 'night') && (
          <>
            <span className={classes.legendNight} /> {m.nightLegend}
          </>
        )}
      </p>
      {preview.nightsLeftOut && <p className={classes.note}>{m.nightsLeftOut}</p>}
      <ol className={classes.told}>
        {steps.map((step) => (
          <li key={`${step.key} ${step.at}`} data-kind={step.kind}>
            <time dateTime={step.at}>
              {weekdayName(step.at, language)} {formatMoment(step.at)}
            </time>
            <strong>{step.text}</strong>
            <Told step={step} />
          </li>
        ))}
      </ol>
      {preview.noFurther && <p className={classes.note}>{preview.noFurther}</p>}
      {offs.length > 0 && (
        <p className={classes.note}>
          {m.daysOff}: {offs.map(({ from, name }) => `${name} (${formatDay(from)})`).join(', ')}.
        </p>
      )}
    </div>
  );
}

function Told({ step: { people, missing, channels, stops } }: { step: PreviewStep }) {
  const m = useMessages(policyWords);
  return (
    <>
      {people.length > 0 && (
        <span>
          {people
            .map(({ name, title, reason }) => `${name} (${[title, reason].filter(Boolean).join(', ')})`)
            .join('; ')}
        </span>
      )}
      {missing.map((who) => (
        <span key={who} className={classes.note}>
          {m.nobody(who)}
        </span>
      ))}
      <span className={classes.note}>
        {channels ? m.via(channels.map((one) => CHANNEL_VI[one]).join(', ')) : m.viaAny}
        {stops.length > 0 && `. ${m.stopsWhen(stops.join(', '))}`}
      </span>
    </>
  );
}

/** Room for one number; nearer ones stand in a row of their own. */
const APART = 5;

function Track({ preview }: { preview: Preview }) {
  const m = useMessages(policyWords);
  const id = useId();
  const { from, to, dueAt, steps, shades } = preview;
  const begin = Date.parse(from);
  const span = Math.max(1, Date.parse(to) - begin);
  const place = (moment: string) => ((Date.parse(moment) - begin) / span) * 100;
  const ends = [-APART, -APART, -APART];
  const marks = steps.map((step, index) => {
    const x = place(step.at);
    const free = ends.findIndex((end) => x - end >= APART);
    const row = free < 0 ? index % ends.length : free;
    ends[row] = x;
    return { step, x, row, number: index + 1 };
  });
  const due = dueAt === null ? undefined : place(dueAt);
  return (
    <div className={classes.trackFrame}>
      <svg className={classes.track} role="img" aria-label={m.picture(steps.length)} width="100%" height="112">
        <title>{m.picture(steps.length)}</title>
        <defs>
          <pattern id={`${id}-off`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" className={classes.off} />
            <line x1="0" y1="0" x2="0" y2="6" className={classes.offLine} />
          </pattern>
        </defs>
        {shades.map(({ from: start, to: end, kind }) => (
          <rect
            key={`${kind} ${start}`}
            x={`${place(start)}%`}
            width={`${place(end) - place(start)}%`}
            y="0"
            height="84"
            {...(kind === 'off' ? { fill: `url(#${id}-off)` } : { className: classes.night })}
          />
        ))}
        <line x1="0" x2="100%" y1="84" y2="84" className={classes.axis} />
        {due !== undefined && due < 100 && <line x1={`${due}%`} x2="100%" y1="84" y2="84" className={classes.late} />}
        <line x1="0" x2="0" y1="66" y2="92" className={classes.end} />
        {due !== undefined && <line x1={`${due}%`} x2={`${due}%`} y1="0" y2="92" className={classes.end} />}
        {marks.map(({ step, x, row, number }) => (
          <g key={`${step.key} ${step.at}`} data-kind={step.kind} className={classes.mark}>
            <line x1={`${x}%`} x2={`${x}%`} y1={22 + row * 24} y2="84" />
            <circle cx={`${x}%`} cy={14 + row * 24} r="10" />
            <text x={`${x}%`} y={18 + row * 24} textAnchor="middle">
              {number}
            </text>
          </g>
        ))}
        <text x="0" y="106" className={classes.endText}>
          {m.startMark} {formatDay(from, { year: false })}
        </text>
        {due !== undefined && dueAt && (
          <text x={`${due}%`} y="106" textAnchor={due > 80 ? 'end' : 'middle'} className={classes.endText}>
            {m.dueMark} {formatDay(dueAt, { year: false })}
          </text>
        )}
        {(due === undefined || due < 70) && (
          <text x="100%" y="106" textAnchor="end" className={classes.endText}>
            {formatDay(to, { year: false })}
          </text>
        )}
      </svg>
    </div>
  );
}
