import type { OfferedAnswer } from '../../shared/domain/link-answer.ts';
import type { Notice } from '../../shared/runtime/http/notice-page.ts';
import type { LinkedQuestion } from '../../shared/use-cases/answer-by-link.ts';
import type { Tapped } from '../../shared/use-cases/follow-link.ts';

type Locale = Notice['locale'];
type Words = Pick<Notice, 'title' | 'text'>;

/** Whose question it is, and of which appointment: « mardi 1er décembre à 15h30 ». */
interface About {
  agency: string;
  when?: string;
}

interface Language {
  ask: (about: About) => Words;
  labels: Readonly<Record<'appointment' | 'question', Readonly<Record<OfferedAnswer, string>>>>;
  taken: (answer: OfferedAnswer, about: About) => Words;
  answered: (about: About) => Words;
  over: (about: About) => Words;
}

const FRENCH: Language = {
  ask: ({ agency, when }) =>
    when === undefined
      ? { title: `${agency} attend votre réponse`, text: 'Répondez ici à la question de son message.' }
      : { title: `Votre rendez-vous avec ${agency}`, text: `C’est ${when}. Pouvez-vous venir ?` },
  labels: {
    appointment: { yes: 'Oui, je confirme', no: 'Non, j’annule', later: 'Plus tard' },
    question: { yes: 'Oui', no: 'Non', later: 'Plus tard' },
  },
  taken: (answer, { agency, when }) => ({
    title: 'C’est noté',
    text: {
      yes:
        when === undefined
          ? `Votre réponse, oui, est transmise à ${agency}.`
          : `Votre rendez-vous avec ${agency}, ${when}, est confirmé.`,
      no:
        when === undefined
          ? `Votre réponse, non, est transmise à ${agency}.`
          : `Votre rendez-vous avec ${agency}, ${when}, est annulé.`,
      later:
        when === undefined
          ? `Votre réponse, plus tard, est transmise à ${agency}.`
          : `${agency} reviendra vers vous pour une autre date que ${when}.`,
    }[answer],
  }),
  answered: ({ agency }) => ({
    title: 'Vous avez déjà répondu',
    text: `Votre première réponse est transmise à ${agency}. Pour la changer, contactez votre agence.`,
  }),
  over: ({ agency, when }) => ({
    title: 'Il est trop tard pour répondre ici',
    text: `${when === undefined ? 'Cette question n’attend plus de réponse' : `Ce rendez-vous était ${when}`}. ${agency} vous répondra si vous prenez contact.`,
  }),
};

const ENGLISH: Language = {
  ask: ({ agency, when }) =>
    when === undefined
      ? { title: `${agency} would like your answer`, text: 'Answer the question of their message here.' }
      : { title: `Your appointment with ${agency}`, text: `It is on ${when}. Can you come?` },
  labels: {
    appointment: { yes: 'Yes, I confirm', no: 'No, I cancel', later: 'Later' },
    question: { yes: 'Yes', no: 'No', later: 'Later' },
  },
  taken: (answer, { agency, when }) => ({
    title: 'Noted',
    text: {
      yes:
        when === undefined
          ? `Your answer, yes, has been passed on to ${agency}.`
          : `Your appointment with ${agency} on ${when} is confirmed.`,
      no:
        when === undefined
          ? `Your answer, no, has been passed on to ${agency}.`
          : `Your appointment with ${agency} on ${when} is cancelled.`,
      later:
        when === undefined
          ? `Your answer, later, has been passed on to ${agency}.`
          : `${agency} will get back to you about another date than ${when}.`,
    }[answer],
  }),
  answered: ({ agency }) => ({
    title: 'You have already answered',
    text: `Your first answer has been passed on to ${agency}. To change it, please contact your agency.`,
  }),
  over: ({ agency, when }) => ({
    title: 'It is too late to answer here',
    text: `${when === undefined ? 'This question needs no answer any more' : `This appointment was on ${when}`}. ${agency} will answer you if you get in touch.`,
  }),
};

const LANGUAGES: Readonly<Record<Locale, Language>> = { fr: FRENCH, en: ENGLISH };

/** Asks the question, or says what became of its answer, in the person's language and zone. */
export function answerNotice(
  { tenant, locale, when, offered, state }: LinkedQuestion,
  tapped?: Tapped,
): Notice {
  const language = LANGUAGES[locale];
  const about = { agency: tenant.name, ...(when !== undefined && { when }) };
  if (tapped?.outcome === 'taken') return { locale, ...language.taken(tapped.answer, about) };
  const shown = tapped?.outcome ?? state;
  if (shown !== 'open') return { locale, ...language[shown](about) };
  const labels = language.labels[when === undefined ? 'question' : 'appointment'];
  const buttons = offered.map((answer) => ({ label: labels[answer], answer }));
  return { locale, ...language.ask(about), buttons };
}
