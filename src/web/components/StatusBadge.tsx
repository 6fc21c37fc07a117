import { type BothLanguages } from '../i18n/messages.ts';
import { useLanguage } from '../i18n/language.ts';
import classes from './StatusBadge.module.css';

type Tone = 'late' | 'amber' | 'green' | 'blue' | 'quiet';

/** Each state has its own word, its own shape on a 12-unit square and a colour; any one of them is enough. */
const STATES = {
  // the four statuses derived from dates
  'done-on-time': { tone: 'green', vi: 'Xong đúng hạn', en: 'Done on time', shape: 'disc-check' },
  'done-late': { tone: 'amber', vi: 'Xong trễ hạn', en: 'Done late', shape: 'square-check' },
  'open-in-time': { tone: 'blue', vi: 'Trong hạn', en: 'In time', shape: 'ring' },
  'open-overdue': { tone: 'late', vi: 'Quá hạn', en: 'Overdue', shape: 'diamond' },
  'due-soon': { tone: 'amber', vi: 'Sắp đến hạn', en: 'Due soon', shape: 'half' },
  // where an agency is with its assignment
  new: { tone: 'quiet', vi: 'Chưa xem', en: 'Not seen', shape: 'dot' },
  received: { tone: 'blue', vi: 'Đã nhận việc', en: 'Received', shape: 'ring-dot' },
  'in-progress': { tone: 'blue', vi: 'Đang làm', en: 'In progress', shape: 'half' },
  reported: { tone: 'blue', vi: 'Đã báo cáo', en: 'Reported', shape: 'arrow' },
  returned: { tone: 'amber', vi: 'Cần bổ sung', en: 'Returned', shape: 'back' },
  confirmed: { tone: 'green', vi: 'Xong', en: 'Done', shape: 'disc-check' },
  cancelled: { tone: 'quiet', vi: 'Đã hủy', en: 'Cancelled', shape: 'cross' },
} as const satisfies Record<string, BothLanguages & { tone: Tone; shape: string }>;

export type Status = keyof typeof STATES;
type Shape = (typeof STATES)[Status]['shape'];

interface StatusBadgeProps {
  readonly status: Status;
  /** Other words for the same state, such as a number: "Quá hạn 2 ngày". */
  readonly label?: string;
  /** Without the pale ground: for a dense table. */
  readonly plain?: boolean;
}

/** A state in a word, a shape and a colour. */
export function StatusBadge({ status, label, plain = false }: StatusBadgeProps) {
  const language = useLanguage();
  const state = STATES[status];
  return (
    <span className={plain ? classes.plain : classes.badge} data-tone={state.tone}>
      <StatusShape shape={state.shape} />
      {label ?? state[language]}
    </span>
  );
}

/** The word of a state, for sentences, filters and exports. */
export function statusWord(status: Status, language: 'vi' | 'en'): string {
  return STATES[status][language];
}

function StatusShape({ shape }: { shape: Shape }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false" className={classes.shape}>
      {shape === 'disc-check' && (
        <>
          <circle cx="6" cy="6" r="5.5" fill="currentColor" />
          <path d="M3.400 6.200l1.900 1.900 3.400-4" className={classes.cut} />
        </>
      )}
      {shape === 'square-check' && (
        <>
          <rect x="0.500" y="0.500" width="11" height="11" rx="1.500" fill="currentColor" />
          <path d="M3.400 6.200l1.900 1.900 3.400-4" className={classes.cut} />
        </>
      )}
      {(shape === 'ring' || shape === 'ring-dot' || shape === 'half') && (
        <circle cx="6" cy="6" r="4.700" fill="none" stroke="currentColor" strokeWidth="1.600" />
      )}
      {shape === 'ring-dot' && <circle cx="6" cy="6" r="2.200" fill="currentColor" />}
      {shape === 'half' && <path d="M6 1.300a4.700 4.700 0 0 1 0 9.400z" fill="currentColor" />}
      {shape === 'diamond' && <path d="M6 0l6 6-6 6-6-6z" fill="currentColor" />}
      {shape === 'dot' && (
        <circle
          cx="6"
          cy="6"
          r="4.700"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.600"
          strokeDasharray="2 1.700"
        />
      )}
      {shape === 'arrow' && <path d="M1 6h8M6 2.500L9.500 6 6 9.500" className={classes.line} />}
      {shape === 'back' && <path d="M11 6H3M6 2.500L2.500 6 6 9.500" className={classes.line} />}
      {shape === 'cross' && <path d="M2.500 2.500l7 7M9.500 2.500l-7 7" className={classes.line} />}
    </svg>
  );
}
