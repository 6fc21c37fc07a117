/** How a forecast is spoken of; `unsure` when too little is known to say anything. */
export const RISKS = ['likely', 'possible', 'unlikely', 'unsure'] as const;
export type Risk = (typeof RISKS)[number];

/** More likely late than not. */
const LIKELY_FROM = 0.5;
/** One in four: seldom enough to be worth a look, often enough that the look pays. */
const POSSIBLE_FROM = 0.25;
/** An interval wider than this holds both "probably" and "hardly": its middle says nothing. */
const WIDEST = 0.6;

/**
 * The word for a probability of lateness.
 * @param forecast probability and the interval it lies in with 90 % of the weight, 0 to 1
 */
export function riskOf(forecast: { readonly probability: number; readonly low: number; readonly high: number }): Risk {
  if (forecast.high - forecast.low > WIDEST) return 'unsure';
  if (forecast.probability >= LIKELY_FROM) return 'likely';
  return forecast.probability >= POSSIBLE_FROM ? 'possible' : 'unlikely';
}

/** Whether a list is marked with it: the rest would only be noise beside the due date. */
export function isAtRisk(risk: Risk): risk is 'likely' | 'possible' {
  return risk === 'likely' || risk === 'possible';
}
