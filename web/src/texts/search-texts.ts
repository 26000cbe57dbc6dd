import type { Formats, Language } from './formats.ts';

const fr = ({ plural }: Formats) => ({
  everywhere: 'Résultats dans toutes les conversations',
  back: (view: string) => `Revenir à « ${view} »`,
  results: (count: number) => plural(count, { one: '# résultat', other: '# résultats' }),
  nothing: (words: string) => `Rien ne correspond à « ${words} »`,
  matchIn: { name: 'Nom', address: 'Adresse', text: 'Message' },
});

const en: typeof fr = ({ plural }) => ({
  everywhere: 'Results in all conversations',
  back: (view) => `Back to “${view}”`,
  results: (count) => plural(count, { one: '# result', other: '# results' }),
  nothing: (words) => `Nothing matches “${words}”`,
  matchIn: { name: 'Name', address: 'Address', text: 'Message' },
});

/** What the results of a search say; they bring their words along. */
export const SEARCH_TEXTS: Readonly<Record<Language, typeof fr>> = { fr, en };
