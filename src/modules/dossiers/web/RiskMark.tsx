import { useMessages } from '#web/i18n/messages.ts';
import type { Risk } from '../domain/forecast/risk.ts';
import type { ForecastView } from '../forecast-schema.ts';
import classes from './risk.module.css';
import { riskWords } from './risk-words.ts';

/** A forecast in a word, a triangle of its own and a per cent; never in the red of what is overdue. */
export function RiskMark({ forecast }: { forecast: Pick<ForecastView, 'risk' | 'probability'> }) {
  const m = useMessages(riskWords);
  const { risk, probability } = forecast;
  return (
    <span className={classes.mark} data-risk={risk}>
      <Triangle risk={risk} />
      <span>
        {m[risk]}
        {risk !== 'unsure' && <span className="dh-tabular"> {percent(probability)}</span>}
      </span>
    </span>
  );
}

/** Whole per cents; what is nearly nothing or nearly certain is not called nothing or certain. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded < 1) return '< 1\u00a0%';
  return rounded > 99 ? '> 99\u00a0%' : `${rounded}\u00a0%`;
}

/** Full: probably; half: perhaps; empty: hardly; broken: nobody knows. */
function Triangle({ risk }: { risk: Risk }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false" className={classes.shape}>
      <path
        d="M6 1.200L11.200 10.800H0.800z"
        fill={risk === 'likely' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.400"
        strokeLinejoin="round"
        {...(risk === 'unsure' ? { strokeDasharray: '2 1.600' } : {})}
      />
      {risk === 'possible' && <path d="M2.900 7L9.100 7L11.200 10.800H0.800z" fill="currentColor" />}
    </svg>
  );
}
