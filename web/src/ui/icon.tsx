/** Outlines on a grid of 24, drawn with a stroke. */
const PATHS = {
  inbox:
    'M4 13 6.5 5.5A2 2 0 0 1 8.4 4h7.2a2 2 0 0 1 1.9 1.5L20 13M4 13v5a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-5M4 13h4.5l1 2.5h5l1-2.5H20',
  prospects: 'M15.5 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0ZM5 20c.6-3.6 3.5-5.5 7-5.5s6.4 1.9 7 5.5',
  templates: 'M6 3.5h8.5L19 8v12.5H6zM14 3.5V8.5h5M9 12.5h7M9 16h5',
  broadcasts: 'M4 10v4h4l8 5V5l-8 5zM19 9.5a4 4 0 0 1 0 5',
  journeys:
    'M8 6a2 2 0 1 1-4 0 2 2 0 0 1 4 0ZM20 18a2 2 0 1 1-4 0 2 2 0 0 1 4 0ZM8 6h8a3 3 0 0 1 0 6H8a3 3 0 0 0 0 6h8',
  statistics: 'M4 20h16M7 16v-5M12 16V5M17 16V9',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20',
  close: 'M6 6l12 12M18 6 6 18',
  back: 'M14.5 5.5 8 12l6.5 6.5',
  down: 'M6 9l6 6 6-6',
  check: 'M5 12.5 10 17.5 19.5 7',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2',
  person: 'M15 8.5a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM6 19c.5-3 3-4.5 6-4.5s5.5 1.5 6 4.5',
  label: 'M4 5h8l8 8-7 7-8-8zM8.5 9.5h.01',
  unread: 'M4 6.5h16v11H4zM4 7l8 6 8-6',
  details: 'M4 5h16v14H4zM14.5 5v14',
  more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  send: 'M5 12 4 4.5 20.5 12 4 19.5 5 12Zm0 0h7',
  note: 'M5 4h14v10l-5.5 6H5zM13.5 20v-6H19',
  alert: 'M12 4 21 19.5H3zM12 10v4M12 17h.01',
  sms: 'M4 5h16v11H12l-4.5 4v-4H4z',
  whatsapp:
    'M4 20l1.3-4A8 8 0 1 1 8.2 18.8zM9 9c.3 3 2.5 5.5 6 6l1-1.8-2-1-1 .8c-1-.5-1.8-1.3-2.2-2.3l.8-1L10.8 8z',
  email: 'M4 6h16v12H4zM4 7l8 6 8-6',
  telegram: 'M3.5 11.5 20.5 5 17.5 19.5l-5-4-2.5 2.5-.5-4.5L17 8l-9.5 5z',
  voice: 'M6 4h3l1.5 4-2 1.5a11 11 0 0 0 6 6l1.5-2 4 1.5v3a2 2 0 0 1-2 2C10.5 20 4 13.5 4 6a2 2 0 0 1 2-2Z',
  clip: 'M19 11.5l-7 7a4.5 4.5 0 0 1-6.5-6.5l7.5-7.5a3 3 0 0 1 4.3 4.3l-7.5 7.5a1.5 1.5 0 0 1-2.2-2.2l6.7-6.6',
  calendar: 'M5 6h14v14H5zM5 10h14M9 3.5V7M15 3.5V7',
  help: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.5h.01',
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
