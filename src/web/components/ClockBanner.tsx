import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { LocalDate } from '#kernel/local-date.ts';
import { ApiError, getJson, postJson } from '../api.ts';
import { dayOf, formatDay, timeOf, weekdayName } from '../format.ts';
import { useLanguage } from '../i18n/language.ts';
import { useMessages } from '../i18n/messages.ts';
import { useNow } from '../session.tsx';
import classes from './ClockBanner.module.css';
import { DayInput } from './DayInput.tsx';
import { DemoLabel } from './DemoLabel.tsx';
import { Icon } from './Icon.tsx';
import { showProblem, showToast } from './toast-store.ts';
import { words } from './words.ts';

/** One move of the demonstration clock: by a step, or to a moment (a day is gone to at 07:30, when offices open). */
export type ClockMove = { readonly by: 'hour' | 'next-morning' | 'week' } | { readonly to: string };

const LOOK_EVERY_MS = 1000;

/**
 * The line that says on every page of a demonstration what time it is there, and moves that time forward.
 * Everything shown is asked for again afterwards, since every deadline may have changed.
 */
export function ClockBanner() {
  const client = useQueryClient();
  const m = useMessages(words);
  const language = useLanguage();
  const now = useNow();
  const [busy, setBusy] = useState(false);
  const [passing, setPassing] = useState<string>();
  const move = async (change: ClockMove) => {
    setBusy(true);
    // A move over months takes a while: where the clock is by now is shown meanwhile.
    let isMoving = true;
    const looking = setInterval(() => {
      getJson<{ now: string }>('/api/demo/clock').then(
        ({ now: reached }) => isMoving && setPassing(reached),
        () => undefined, // the move itself says what went wrong
      );
    }, LOOK_EVERY_MS);
    try {
      const moved = await postJson<{ now: string }>('/api/demo/clock', change);
      await client.invalidateQueries();
      showToast(m.clockMoved(`${timeOf(moved.now) ?? ''} ${weekdayName(moved.now, language)} ${formatDay(moved.now)}`));
    } catch (error) {
      showProblem(error instanceof ApiError ? error.sentence : m.unexpected);
    } finally {
      isMoving = false;
      clearInterval(looking);
      setPassing(undefined);
      setBusy(false);
    }
  };
  return <ClockBannerView now={passing ?? now} busy={busy} onMove={(change) => void move(change)} />;
}

interface ClockBannerViewProps {
  readonly now: string;
  readonly busy: boolean;
  readonly onMove: (move: ClockMove) => void;
}

/** The banner as drawn, without the server behind it. */
export function ClockBannerView({ now, busy, onMove }: ClockBannerViewProps) {
  const m = useMessages(words);
  const language = useLanguage();
  const today = dayOf(now) ?? '';
  const [day, setDay] = useState<LocalDate | ''>('');
  const [choosing, setChoosing] = useState(false);
  return (
    <section aria-label={m.demoClock} className={`${classes.banner} dh-no-print`} aria-busy={busy}>
      <span className={classes.time}>
        <DemoLabel />
        <Icon name="clock" size={16} />
        <time dateTime={now}>
          <strong>{timeOf(now)}</strong> {weekdayName(now, language)} {formatDay(now)}
        </time>
        {busy && <output>{m.clockMoving}</output>}
      </span>
      <span className={classes.moves}>
        <button type="button" disabled={busy} onClick={() => onMove({ by: 'hour' })}>
          {m.plusHour}
        </button>
        <button type="button" disabled={busy} onClick={() => onMove({ by: 'next-morning' })}>
          {m.nextMorning}
        </button>
        <button type="button" disabled={busy} onClick={() => onMove({ by: 'week' })}>
          {m.plusWeek}
        </button>
        <button type="button" disabled={busy} aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>
          {m.toDate}
        </button>
        {choosing && (
          <form
            className={classes.choose}
            onSubmit={(event) => {
              event.preventDefault();
              if (day > today) {
                onMove({ to: `${day}T07:30:00+07:00` });
                setChoosing(false);
              }
            }}
          >
            <DayInput aria-label={m.toDate} value={day} onChange={setDay} today={today} required />
            <button type="submit" disabled={busy || day <= today}>
              {m.goToDate}
            </button>
          </form>
        )}
      </span>
    </section>
  );
}
