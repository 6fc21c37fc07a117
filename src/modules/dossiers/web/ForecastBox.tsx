import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { WhyDate } from '#web/components/WhyDate.tsx';
import { formatDay, formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { DossierDetail } from '../detail-schema.ts';
import { percent, RiskMark } from './RiskMark.tsx';
import classes from './risk.module.css';
import { riskWords } from './risk-words.ts';
import { useForecast } from './use-forecasts.ts';

/** Dự báo trễ hạn of the dossier on the page: how likely, how sure, and from what; nothing when nothing was learned. */
export function ForecastBox({ dossier }: { dossier: Pick<DossierDetail, 'id' | 'urgency' | 'version'> }) {
  const m = useMessages(riskWords);
  const language = useLanguage();
  const asked = useForecast(dossier);
  if (asked.isError && !asked.data) return <ErrorBox error={asked.error} retry={() => void asked.refetch()} />;
  const forecast = asked.data?.forecasts[0];
  const learned = asked.data?.learned;
  if (!forecast || !learned) return null;
  return (
    <section className={`${classes.box} dh-no-print`} aria-label={m.title}>
      <p className={classes.line}>
        <RiskMark forecast={forecast} />
        <span className={`${classes.small} dh-tabular`}>{m.range(percent(forecast.low), percent(forecast.high))}</span>
      </p>
      <WhyDate
        question={m.why}
        explanation={[
          ...forecast.explanation,
          m.learned(formatNumber(learned.dossiers, language, 0), formatDay(learned.asOf)),
        ]}
      />
    </section>
  );
}
