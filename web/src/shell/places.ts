import type { Words } from '../texts/texts.tsx';
import type { IconName } from '../ui/icon.tsx';

export interface Place {
  to: string;
  icon: IconName;
  label: (words: Words) => string;
  short?: (words: Words) => string;
}

/** What stands among the tabs of a phone, too. */
export const FIRST: readonly Place[] = [
  { to: '/inbox', icon: 'inbox', label: ({ nav }) => nav.inbox, short: ({ nav }) => nav.inboxShort },
  { to: '/prospects', icon: 'prospects', label: ({ nav }) => nav.prospects },
  { to: '/agenda', icon: 'calendar', label: ({ nav }) => nav.agenda },
  {
    to: '/broadcasts',
    icon: 'broadcasts',
    label: ({ nav }) => nav.broadcasts,
    short: ({ nav }) => nav.broadcastsShort,
  },
];
/** What is behind « Plus » there. */
export const OTHERS: readonly Place[] = [
  { to: '/journeys', icon: 'journeys', label: ({ nav }) => nav.journeys },
  { to: '/templates', icon: 'templates', label: ({ nav }) => nav.templates },
  { to: '/statistics', icon: 'statistics', label: ({ nav }) => nav.statistics },
  { to: '/settings', icon: 'settings', label: ({ nav }) => nav.settings },
];

/** Is the address that of the place, or of something in it? */
export const isAt = (path: string, to: string): boolean => path === to || path.startsWith(`${to}/`);
