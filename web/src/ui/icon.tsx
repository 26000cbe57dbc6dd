/** Outlines on a grid of 24, drawn with a stroke. */
const PATHS = {
  inbox:
    'M4 13 6.5 5.5A2 2 0 0 1 8.4 4h7.2a2 2 0 0 1 1.9 1.5L20 13M4 13v5a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-5M4 13h4.5l1 2.5h5l1-2.5H20',
  prospects: 'M15.5 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0ZM5 20c.6-3.6 3.5-5.5 7-5.5s6.400 1.900 7 5.500',
  templates: 'M6 3.500h8.500L19 8v12.500H6zM14 3.500V8.500h5M9 12.500h7M9 16h5',
  statistics: 'M4 20h16M7 16v-5M12 16V5M17 16V9',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5ZM9 19.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z',
  search: 'M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13ZM15.500 15.500 20 20',
  close: 'M6 6l12 12M18 6 6 18',
  back: 'M14.500 5.500 8 12l6.500 6.500',
  down: 'M6 9l6 6 6-6',
  check: 'M5 12.500 10 17.500 19.500 7',
  clock: 'M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17ZM12 7.500V12l3 2',
  person: 'M15 8.500a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM6 19c.5-3 3-4.500 6-4.500s5.500 1.500 6 4.500',
  label: 'M4 5h8l8 8-7 7-8-8zM8.500 9.500h.01',
  unread: 'M4 6.500h16v11H4zM4 7l8 6 8-6',
  details: 'M4 5h16v14H4zM14.500 5v14',
  more: 'M5.500 12h.01M12 12h.01M18.500 12h.01',
  send: 'M5 12 4 4.500 20.500 12 4 19.500 5 12Zm0 0h7',
  note: 'M5 4h14v10l-5.500 6H5zM13.500 20v-6H19',
  alert: 'M12 4 21 19.500H3zM12 10v4M12 17h.01',
  sms: 'M4 5h16v11H12l-4.500 4v-4H4z',
  whatsapp:
    'M4 20l1.300-4A8 8 0 1 1 8.200 18.800zM9 9c.3 3 2.500 5.500 6 6l1-1.800-2-1-1 .8c-1-.5-1.800-1.300-2.200-2.300l.8-1L10.800 8z',
  email: 'M4 6h16v12H4zM4 7l8 6 8-6',
  telegram: 'M3.500 11.500 20.500 5 17.500 19.500l-5-4-2.500 2.500-.5-4.500L17 8l-9.500 5z',
  voice:
    'M6 4h3l1.500 4-2 1.500a11 11 0 0 0 6 6l1.500-2 4 1.500v3a2 2 0 0 1-2 2C10.500 20 4 13.500 4 6a2 2 0 0 1 2-2Z',
  clip: 'M19 11.500l-7 7a4.500 4.500 0 0 1-6.500-6.500l7.500-7.500a3 3 0 0 1 4.300 4.300l-7.500 7.500a1.500 1.500 0 0 1-2.200-2.200l6.700-6.600',
  calendar: 'M5 6h14v14H5zM5 10h14M9 3.500V7M15 3.500V7',
  help: 'M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17ZM9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.7.300-1 .8-1 1.700M12 16.500h.01',
  arrow: 'M12 5v14M6 13l6 6 6-6',
  plus: 'M12 5v14M5 12h14',
  merge: 'M7 4v4c0 3 5 4 5 8v4M17 4v4c0 3-5 4-5 8',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration beside words, or inside a button that has a name of its own. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
