import { formatDay } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { SheetDetail } from '../sheets-schema.ts';
import { formatPoints } from './figures.ts';
import { difficultiesPlace, yearPlace } from './places.ts';
import { useOutlook } from './use-year.ts';
import classes from './year.module.css';
import { yearWords } from './year-words.ts';

/** What belongs to a sheet and stands on pages of its own; only for who sees the sheet whole. */
export function SheetLinks({ sheet, isWhole }: { readonly sheet: SheetDetail; readonly isWhole: boolean }) {
  const m = useMessages(yearWords);
  if (!isWhole) return null;
  const missing = sheet.round.state === 'self-scoring' && !sheet.lockedAt ? sheet.withoutEvidence.length : 0;
  return (
    <ul className={`${classes.links} dh-no-print`}>
      <li>
        <PageLink to={yearPlace(sheet.id)}>{m.link}</PageLink>
      </li>
      {missing > 0 && (
        <li>
          <PageLink to={yearPlace(sheet.id)}>{m.linkMissing(missing)}</PageLink>
        </li>
      )}
      <li>
        <PageLink to={difficultiesPlace(sheet.id)}>{m.linkDifficulties}</PageLink>
      </li>
      <li>
        <a href={`/api/par/sheets/${sheet.id}/evidence.zip`} download>
          {m.linkArchive}
        </a>
      </li>
    </ul>
  );
}

/** The forecast and what would gain points in a line, for the page of all rounds. */
export function YearHint({ sheetId, cutOffOn }: { readonly sheetId: string; readonly cutOffOn: string }) {
  const m = useMessages(yearWords);
  const language = useLanguage();
  const { data } = useOutlook(sheetId);
  if (!data) return null;
  const { expected, low, high } = data.forecast;
  const plan = data.plans.at(-1);
  const points = (value: number) => formatPoints(value, language);
  return (
    <p>
      <PageLink to={yearPlace(sheetId)}>{m.hint(points(expected), points(low), points(high))}</PageLink>{' '}
      {plan && `${m.hintGain(plan.items.length, points(plan.gain))} `}
      {m.cutOff(formatDay(cutOffOn))}.
    </p>
  );
}
