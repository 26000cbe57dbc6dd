import { useWords } from '../texts/texts.tsx';
import { manageEn } from './manage-en.ts';
import { manageFr, type ManageTexts } from './manage-fr.ts';

/** What the pages beside the inbox say; they bring their own words along. */
export function useManageWords(): ManageTexts {
  const { language, formats } = useWords();
  return language === 'fr' ? manageFr(formats) : manageEn(formats);
}
