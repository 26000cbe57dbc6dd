import type { Language } from '../texts/formats.ts';
import { useWords } from '../texts/texts.tsx';
import { useBroadcastWords } from './broadcast-words.ts';
import type { Criteria } from './queries.ts';
import { daysOf } from './segment-criteria.ts';

type Span = NonNullable<Criteria['budget']>;

/** What the people of a segment have in common, in one line. */
export function useSegmentWords(): (criteria: Criteria) => string {
  const { formats, language } = useWords();
  const { says, days } = useBroadcastWords().draft.segments;
  const either = (words: readonly string[]) => words.join(says.or);
  const span = (name: string, { min, max }: Span, written: (value: number) => string) => {
    const bounds =
      min !== undefined && max !== undefined
        ? says.between(written(min), written(max))
        : min === undefined
          ? says.atMost(written(max ?? 0))
          : says.atLeast(written(min));
    return `${name} ${bounds}`;
  };
  const euros = (value: number) => wholeEuros(language).format(value);
  return ({ tags, areas, budget, rooms, engagement, consent, customer, locale }) =>
    [
      tags?.anyOf && says.anyOf(either(tags.anyOf)),
      tags?.allOf && says.allOf(formats.list(tags.allOf)),
      tags?.noneOf && says.noneOf(either(tags.noneOf)),
      areas && says.areas(either(areas)),
      budget && span(says.budget, budget, euros),
      rooms && span(says.rooms, rooms, formats.number),
      engagement && says[engagement.engaged ? 'engaged' : 'silent'](days(daysOf(engagement.within))),
      consent !== undefined && says.consent[`${consent}`],
      customer !== undefined && says.customer[`${customer}`],
      locale && says.locale[locale],
    ]
      .filter((part) => typeof part === 'string')
      .join(' · ');
}

/** Budgets have no cents. */
function wholeEuros(language: Language): Intl.NumberFormat {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  return new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
}
