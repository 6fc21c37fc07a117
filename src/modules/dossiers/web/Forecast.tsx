import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { WhyDate } from '#web/components/WhyDate.tsx';
import { formatShare } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { ForecastList } from '../forecast-schema.ts';
import type { DossierDetail } from '../schema.ts';
import classes from './dossier.module.css';
import { pageWords } from './page-words.ts';

/** How likely an open dossier is to be late, with its range and why; nothing where nothing can be said. */
export function Forecast({ dossier }: { dossier: DossierDetail }) {
  const m = useMessages(pageWords);
  const language = useLanguage();
  const isRunning = ['today', 'soon', 'later'].includes(dossier.urgency) && dossier.dueAt !== null;
  const forecast = useQuery({
    queryKey: ['dossiers', 'forecast', dossier.id, dossier.version, dossier.asOf],
    queryFn: ({ signal }) => getJson<ForecastList>(`/api/dossiers/forecasts?ids=${dossier.id}`, { signal }),
    enabled: isRunning,
  });
  const found = forecast.data?.forecasts[0];
  if (!isRunning || !found) return null;
  const share = (value: number) => formatShare(value, language, 0);
  return (
    <div>
      <p className={classes.small}>{m.forecast(share(found.probability), share(found.low), share(found.high))}</p>
      <WhyDate explanation={found.explanation} question={m.whyForecast} />
    </div>
  );
}
