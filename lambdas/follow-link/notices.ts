import type { Notice } from '../../shared/runtime/http/notice-page.ts';

type Words = Pick<Notice, 'title' | 'text' | 'buttons'>;

const ASK: Readonly<Record<Notice['locale'], (agency: string) => Words>> = {
  fr: (agency) => ({
    title: 'Ne plus recevoir d’annonces ?',
    text: `${agency} ne vous enverra plus d’offres commerciales, ni par e-mail ni sur un autre canal. Les messages sur vos rendez-vous et vos dossiers continueront d’arriver.`,
    buttons: [{ label: 'Se désinscrire' }],
  }),
  en: (agency) => ({
    title: 'Stop receiving offers?',
    text: `${agency} will not send you any more commercial offers, by e-mail or on another channel. Messages about your appointments and files will still reach you.`,
    buttons: [{ label: 'Unsubscribe' }],
  }),
};

const DONE: Readonly<Record<Notice['locale'], (agency: string) => Words>> = {
  fr: (agency) => ({
    title: 'C’est fait',
    text: `Vous ne recevrez plus d’offres commerciales de ${agency}. Vous pouvez fermer cette page.`,
  }),
  en: (agency) => ({
    title: 'Done',
    text: `You will receive no more commercial offers from ${agency}. You can close this page.`,
  }),
};

/** Asks whether to unsubscribe from the agency, or says that it is done. */
export function unsubscribeNotice(state: 'ask' | 'done', agency: string, locale: Notice['locale']): Notice {
  return { locale, ...(state === 'ask' ? ASK : DONE)[locale](agency) };
}

/** For an address that is no link of ours. Nothing is known of the person: both languages. */
export const UNKNOWN_LINK: Notice = {
  locale: 'fr',
  title: 'Ce lien ne mène nulle part',
  text: 'Il est incomplet ou n’est plus valable. Écrivez à votre agence, elle vous aidera. — This link is incomplete or no longer valid. Please write to your agency.',
};

/** For who checks a template before it is used, and wants to see where its buttons lead. */
export const EXAMPLE_LINK: Notice = {
  locale: 'fr',
  title: 'Un lien d’exemple',
  text: 'Dans un vrai message, ce bouton mène à la page de l’agence dont il parle. — In a real message this button leads to the page of the agency that it tells of.',
};
