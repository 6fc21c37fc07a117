/** The ways out this module carries: thông báo trên thiết bị (Web Push), tin nhắn SMS, Zalo của cơ quan. */
export const CARRIED = ['push', 'sms', 'zalo'] as const;
export type Carried = (typeof CARRIED)[number];

/** What a person may put into an order of his own. */
export const CHOOSABLE = ['email', ...CARRIED] as const;
export type Choosable = (typeof CHOOSABLE)[number];

/**
 * The order of somebody who chose none. Who switched notifications on for a device wants to hear of things there;
 * e-mail costs nothing; Zalo and SMS cost the province money and come last.
 */
export const DEFAULT_ORDER: readonly Choosable[] = ['push', 'email', 'zalo', 'sms'];

/** How one person is reached. */
export interface PersonChannels {
  /** All of CHOOSABLE, the person's first choice first. */
  readonly order: readonly Choosable[];
  readonly off: readonly Choosable[];
  /** Minutes since midnight in Việt Nam, over midnight where `from` is the later one; null without quiet hours. */
  readonly quiet: { readonly from: number; readonly to: number } | null;
  /** The confirmed number, as 84 and nine digits, where the province has a gateway to it; else null. */
  readonly sms: string | null;
  readonly zalo: string | null;
  /** Devices that take notifications. */
  readonly devices: number;
}

export const NOTHING_CHOSEN: PersonChannels = {
  order: DEFAULT_ORDER,
  off: [],
  quiet: null,
  sms: null,
  zalo: null,
  devices: 0,
};

/** Whether a minute of the day lies in the quiet hours. */
export function isQuiet(quiet: PersonChannels['quiet'], minuteOfDay: number): boolean {
  if (!quiet) return false;
  const { from, to } = quiet;
  return from <= to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to;
}

/** A chosen order made whole: what it leaves out follows in the program's own order, what is named twice counts once. */
export function wholeOrder(chosen: readonly Choosable[]): Choosable[] {
  return [...new Set([...chosen, ...DEFAULT_ORDER])];
}
