import { createContext, type ReactNode, useContext } from 'react';
import { type Formats, formatsFor, type Language } from './formats.ts';
import { fr, type Texts } from './fr.ts';
import { type ConversationTexts, frConversation } from './fr-conversation.ts';

/** The language, its formats, and what the inbox says in it. */
export interface Words extends Texts, ConversationTexts {
  language: Language;
  formats: Formats;
}

const REMEMBERED = 'coccinelle.language';
const Current = createContext<Words | undefined>(undefined);

export function preferredLanguage(): Language {
  const chosen = localStorage.getItem(REMEMBERED);
  if (chosen === 'fr' || chosen === 'en') return chosen;
  const first = navigator.languages.find((tag) => /^(fr|en)\b/.test(tag));
  return first?.startsWith('en') === true ? 'en' : 'fr';
}

/** From the next load on, which is what makes every part speak it. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(REMEMBERED, language);
  location.reload();
}

/** French is at hand; English comes when it is asked for. */
export async function loadWords(language: Language): Promise<Words> {
  const formats = formatsFor(language);
  if (language === 'fr') return { language, formats, ...fr(formats), ...frConversation(formats) };
  const [inbox, conversation] = await Promise.all([import('./en.ts'), import('./en-conversation.ts')]);
  return { language, formats, ...inbox.en(formats), ...conversation.enConversation(formats) };
}

export function WordsProvider({ words, children }: { words: Words; children: ReactNode }) {
  return <Current value={words}>{children}</Current>;
}

/** @throws Error outside of `WordsProvider`. */
export function useWords(): Words {
  const words = useContext(Current);
  if (words === undefined) throw new Error('No words around');
  return words;
}
