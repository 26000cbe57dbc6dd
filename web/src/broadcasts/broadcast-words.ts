import { useWords } from '../texts/texts.tsx';
import { broadcastEn } from '../texts/broadcasts-en.ts';
import { broadcastFr, type BroadcastTexts } from '../texts/broadcasts-fr.ts';

/** What the pages of broadcasts say; they bring their own words along. */
export function useBroadcastWords(): BroadcastTexts {
  const { language, formats } = useWords();
  return language === 'fr' ? broadcastFr(formats) : broadcastEn(formats);
}
