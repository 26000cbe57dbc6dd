import type { Formats } from '../texts/formats.ts';
import { useWords } from '../texts/texts.tsx';

const fr = ({ plural }: Formats) => ({
  title: 'Agenda',
  span: 'Période',
  spans: { day: 'Jour', week: 'Semaine' },
  previous: { day: 'Jour précédent', week: 'Semaine précédente' },
  next: { day: 'Jour suivant', week: 'Semaine suivante' },
  today: 'Aujourd’hui',
  weekOf: (from: string, to: string) => `Du ${from} au ${to}`,
  visits: (count: number) => plural(count, { one: '# rendez-vous', other: '# rendez-vous' }),
  none: { day: 'Aucun rendez-vous ce jour.', week: 'Aucun rendez-vous cette semaine.' },
  noneHint: 'Ceux que vos outils créent avec l’API apparaissent ici, et se confirment d’eux-mêmes.',
  nothing: 'Rien',
  with: (agent: string) => `avec ${agent}`,
  more: 'En afficher plus',
});

type AgendaTexts = ReturnType<typeof fr>;

const en = ({ plural }: Formats): AgendaTexts => ({
  title: 'Diary',
  span: 'Period',
  spans: { day: 'Day', week: 'Week' },
  previous: { day: 'Previous day', week: 'Previous week' },
  next: { day: 'Next day', week: 'Next week' },
  today: 'Today',
  weekOf: (from, to) => `${from} to ${to}`,
  visits: (count) => plural(count, { one: '# appointment', other: '# appointments' }),
  none: { day: 'No appointment on this day.', week: 'No appointment in this week.' },
  noneHint: 'Those that your tools make with the API appear here, and get confirmed by themselves.',
  nothing: 'Nothing',
  with: (agent) => `with ${agent}`,
  more: 'Show more',
});

/** What the agenda says; it brings its own words along. */
export function useAgendaWords(): AgendaTexts {
  const { language, formats } = useWords();
  return language === 'fr' ? fr(formats) : en(formats);
}
