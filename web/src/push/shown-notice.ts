import type { Told } from '../../../shared/domain/notice.ts';

/** What a notification of the system carries, to be read again when it is tapped. */
interface Carried {
  /** Where a tap leads. */
  address: string;
  at: number;
}

interface ShownNotice {
  title: string;
  options: { body: string; tag: string; lang: string; data: Carried };
}

const WORDS = {
  fr: {
    somebody: 'Quelqu’un',
    wrote: (channel: string) => `A écrit par ${channel}`,
    waits: (channel: string) => `Attend votre réponse (${channel})`,
    failed: (channel: string) => `N’a pas reçu un message (${channel})`,
    email: 'e-mail',
    voice: 'téléphone',
  },
  en: {
    somebody: 'Somebody',
    wrote: (channel: string) => `Wrote by ${channel}`,
    waits: (channel: string) => `Is waiting for your answer (${channel})`,
    failed: (channel: string) => `Did not get a message (${channel})`,
    email: 'e-mail',
    voice: 'phone',
  },
};

/** Who waits, and on which channel, in a few words: what they wrote stays inside the application. */
export function shownNotice({ kind, prospectId, name, channel, locale, at }: Told): ShownNotice {
  const words = WORDS[locale];
  const channels = {
    sms: 'SMS',
    whatsapp: 'WhatsApp',
    telegram: 'Telegram',
    email: words.email,
    voice: words.voice,
  };
  const address = `/inbox?${new URLSearchParams({ view: 'all', person: prospectId }).toString()}`;
  return {
    title: name ?? words.somebody,
    options: {
      body: words[kind](channels[channel]),
      tag: prospectId,
      lang: locale,
      data: { address, at },
    },
  };
}
