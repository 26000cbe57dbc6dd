export interface SnoozeChoice {
  name: 'later' | 'tomorrow' | 'monday' | 'week';
  until: Date;
}

const MORNING = 9;
const LATER = 3;
const EVENING = 18;
const MONDAY = 1;
const WEEK = 7;

/** When a conversation may come back, on the agent's own clock. « Later today » ends with the working day. */
export function snoozeChoices(now: Date): SnoozeChoice[] {
  const morningIn = (days: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
  const toMonday = (MONDAY - now.getDay() + WEEK) % WEEK || WEEK;
  const later = new Date(now.getFullYear(), now.getMonth(), now.getDate(), now.getHours() + LATER);
  const isToday = now.getHours() + LATER <= EVENING;
  return [
    ...(isToday ? [{ name: 'later' as const, until: later }] : []),
    { name: 'tomorrow', until: morningIn(1) },
    ...(toMonday > 1 ? [{ name: 'monday' as const, until: morningIn(toMonday) }] : []),
    ...(toMonday === WEEK ? [] : [{ name: 'week' as const, until: morningIn(WEEK) }]),
  ];
}
