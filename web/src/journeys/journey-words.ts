import { useWords } from '../texts/texts.tsx';
import { journeyEn } from '../texts/journeys-en.ts';
import { journeyFr, type JourneyTexts } from '../texts/journeys-fr.ts';

/** What the pages of journeys say; they bring their own words along. */
export function useJourneyWords(): JourneyTexts {
  const { language, formats } = useWords();
  return language === 'fr' ? journeyFr(formats) : journeyEn(formats);
}
