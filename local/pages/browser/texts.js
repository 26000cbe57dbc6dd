import { en } from './texts-en.js';
import { fr } from './texts-fr.js';

const LANGUAGES = { fr, en };
const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem('language');

export const language = asked === 'en' ? 'en' : 'fr';
export const texts = LANGUAGES[language];
document.documentElement.lang = language;

/** Shows the page in the other language and remembers it. */
export function switchLanguage() {
  localStorage.setItem('language', language === 'fr' ? 'en' : 'fr');
  const url = new URL(location.href);
  url.searchParams.delete('lang');
  location.replace(url);
}

export const CHANNEL_NAMES = { sms: 'SMS', whatsapp: 'WhatsApp', email: 'E-mail' };

const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
const moment = new Intl.DateTimeFormat(language, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
const appointment = new Intl.DateTimeFormat(language, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
});

export const showTime = (at) => time.format(at);
export const showMoment = (at) => moment.format(at);
export const showDay = (at) => day.format(at);
export const showAppointment = (at) => appointment.format(at);
