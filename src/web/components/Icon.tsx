/** Line drawings on a 20-unit square, one stroke weight; drawn here so that no icon library is loaded. */
const PATHS = {
  desk: 'M3 5.5h14M3 10h14M3 14.5h8M15 13v4M13 15h4',
  document: 'M5 2.5h7l3.5 3.5v11.5h-10.500zM12 2.500v3.500h3.500M7.500 10h5.500M7.500 13.500h5.500',
  task: 'M3.500 5l1.500 1.500 2.500-3M3.500 14l1.500 1.500 2.500-3M10.500 5.500h6.500M10.500 14.500h6.500',
  bell: 'M10 3a4.500 4.500 0 0 0-4.500 4.500c0 4-2 5-2 6.500h13c0-1.500-2-2.500-2-6.500A4.500 4.500 0 0 0 10 3zM8.500 17h3',
  overview: 'M3 16.500h14M5 16.500v-5M9 16.500v-9M13 16.500v-3M16 5l-4.500 3.500',
  building: 'M3 17h14M4.500 17V8L10 4l5.500 4v9M8 17v-4h4v4M8 9.500h.01M12 9.500h.01',
  mail: 'M2.500 5h15v10.500h-15zM2.500 5.500L10 11l7.500-5.500',
  people:
    'M7.500 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16.500c0-3 2.500-4.500 5.500-4.500s5.500 1.500 5.500 4.500M13 4a3 3 0 0 1 0 5.500M15 12.500c2 .5 3 2 3 4',
  calendar: 'M3 4.500h14v12.500H3zM3 8.500h14M7 2.500v3.500M13 2.500v3.500M7 12h.01M10 12h.01M13 12h.01',
  audit: 'M10 2.500l6.500 2.500v4.500c0 4-2.500 6.500-6.500 8-4-1.500-6.500-4-6.500-8V5zM7 10l2 2 4-4',
  log: 'M4 3.500h12v13H4zM7 7h6M7 10h6M7 13h3.500',
  settings: 'M3 6h7M14 6h3M3 14h3M10 14h7M12 4v4M8 12v4',
  user: 'M10 10a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM3.500 17.500c0-3.500 3-5 6.500-5s6.500 1.500 6.500 5',
  sun: 'M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM10 2v1.500M10 16.500V18M2 10h1.500M16.500 10H18M4.500 4.500l1 1M14.500 14.500l1 1M4.500 15.500l1-1M14.500 5.500l1-1',
  moon: 'M16.500 11.500A7 7 0 0 1 8.500 3.500a7 7 0 1 0 8 8z',
  globe:
    'M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15zM2.500 10h15M10 2.500c5 5 5 10 0 15M10 2.500c-5 5-5 10 0 15',
  'sign-out': 'M12 3H4v14h8M9 10h8.500M14.500 7l3 3-3 3',
  search: 'M9 14.500a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11zM13 13l4 4',
  'chevron-right': 'M7.500 4.500L13 10l-5.500 5.500',
  'chevron-down': 'M4.500 7.500L10 13l5.500-5.500',
  close: 'M5 5l10 10M15 5L5 15',
  check: 'M4 10.500l4 4 8-9',
  plus: 'M10 4v12M4 10h12',
  copy: 'M7 7h9.500v10H7zM13 7V3H3.500v10H7',
  print: 'M6 7V3h8v4M5 14H3V7h14v7h-2M6 12h8v5H6z',
  clock: 'M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15zM10 5.500V10l3 2',
  more: 'M4.500 10h.01M10 10h.01M15.500 10h.01',
  warning: 'M10 3L2.500 16.500h15zM10 8v4M10 14.500h.01',
  keyboard: 'M2.500 5.500h15v9h-15zM5.500 8.500h.01M8.500 8.500h.01M11.500 8.500h.01M14.500 8.500h.01M6.500 11.500h7',
  undo: 'M4 8h8.500a4 4 0 0 1 0 8H8M7 4.500L3.500 8 7 11.500',
  download: 'M10 3v10M6 9.500l4 4 4-4M3.500 17h13',
  upload: 'M10 14V4M6 7.500l4-4 4 4M3.500 17h13',
  external: 'M8 4H4v12h12v-4M11 3.500h5.500V9M16 4l-7 7',
  flag: 'M5 18V3M5 3.500h10l-2.500 3.500 2.500 3.500H5',
  ranking: 'M2.500 17h15M3.500 17v-5h4.500v5M8 17V4h4.500v13M12.500 17V9h4v8',
} as const;

export type IconName = keyof typeof PATHS;

interface IconProps {
  readonly name: IconName;
  /** Side in CSS pixels; 20 unless told. */
  readonly size?: number;
}

/** A drawing beside words; it says nothing to a screen reader, the words do. */
export function Icon({ name, size = 20 }: IconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' || name === 'calendar' ? 1.8 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
