import { type Answer, ANSWERS } from './inbound-command.ts';
import type { Instant } from './instant.ts';
import type { Locale } from './prospect.ts';
import { writeValue } from './templates/format-value.ts';

/** What the page behind a link offers; ANNULER is what NON says there. */
const OFFERED = ['yes', 'no', 'later'] as const satisfies readonly Answer[];
export type OfferedAnswer = (typeof OFFERED)[number];

/** The offered answers, the one that the link named first. */
export function offeredAnswers(first?: Answer): readonly OfferedAnswer[] {
  return [...OFFERED].sort((a, b) => Number(b === first) - Number(a === first));
}

/** The answer in the form of the page (`answer=yes`), and in nothing else. */
export function answerIn(form: string): OfferedAnswer | undefined {
  const given = new URLSearchParams(form).getAll('answer');
  return given.length === 1 ? OFFERED.find((answer) => answer === given[0]) : undefined;
}

/** An answer as it was kept. @throws Error for what is none: only answers are kept. */
export function keptAnswer(text: string): Answer {
  const answer = ANSWERS.find((known) => known === text);
  if (answer === undefined) throw new Error(`${text} is no answer`);
  return answer;
}

const SAID: Readonly<Record<Locale, Readonly<Record<Answer, string>>>> = {
  fr: { yes: 'Oui', no: 'Non', later: 'Plus tard', cancel: 'Annuler' },
  en: { yes: 'Yes', no: 'No', later: 'Later', cancel: 'Cancel' },
};

/** What a tap says, for the thread that agents read. */
export function tappedText(answer: Answer, locale: Locale): string {
  return `${SAID[locale][answer]} ${locale === 'fr' ? '(par le lien)' : '(by the link)'}`;
}

/** « mardi 1er décembre à 15h30 », "Tuesday 1 December at 3:30 pm". */
export function momentInWords(at: Instant, locale: Locale, zone: string): string {
  const written = (['date', 'time'] as const).map((type) => {
    const value = writeValue(type, new Date(at).toISOString(), { locale, zone, style: 'typographic' });
    return 'text' in value ? value.text : '';
  });
  return written.join(locale === 'fr' ? ' à ' : ' at ');
}
