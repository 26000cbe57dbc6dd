import type { Locale } from '../prospect.ts';
import { adviseSms, type SmsAdvice } from '../sms-advice.ts';
import { isAnsweredByLink } from '../template.ts';
import { stopNumberOf, type Tenant } from '../tenant.ts';
import { TEMPLATES, type TemplateContract, type TemplateId, type WordedChannel } from './contracts.ts';
import { emailHtml } from './email-html/email-html.ts';
import { renderEmail } from './render-email.ts';
import { type Rendering, renderSms } from './render-sms.ts';
import { type RenderedWhatsApp, renderWhatsApp } from './render-whatsapp.ts';
import type { TemplateData, Voice } from './template-data.ts';
import { metaCategoryOf } from './whatsapp/templates.ts';
import type { WhatsAppTemplate } from './whatsapp-wording.ts';

/** Something that whoever writes or sends the template should know, in the agency's language. */
export interface Warning {
  code: 'costly-characters' | 'several-segments' | 'no-stop-number' | 'one-way-sender';
  message: string;
}

/** What a prospect would get on a channel. */
/** `locale`: of the words. */
export type Preview = { locale: Locale; warnings: readonly Warning[] } & (
  | { channel: 'sms'; text: string; advice: SmsAdvice }
  | { channel: 'email'; subject: string; preheader: string; text: string; html: string }
  | ({ channel: 'whatsapp'; metaCategory: WhatsAppTemplate['category'] } & RenderedWhatsApp)
);

/**
 * A template as it would arrive, or the variables that the data lack; undefined when neither the agency nor the
 * catalogue has words for the channel.
 */
export function previewTemplate(
  id: TemplateId,
  channel: WordedChannel,
  data: TemplateData,
  voice: Voice,
): Rendering<Preview> | undefined {
  if (channel === 'sms') return previewSms(id, data, voice);
  const warnings = senderWarnings(id, channel, voice.tenant);
  if (channel === 'email') {
    const email = renderEmail(id, data, voice);
    if (email === undefined || 'missing' in email) return email;
    const { locale, subject, preheader, text } = email;
    const unsubscribeLink = isMarketing(id) ? NOWHERE : undefined;
    const html = emailHtml({ ...email, unsubscribeLink }, { tenant: voice.tenant, locale });
    return { channel, locale, subject, preheader, text, html, warnings };
  }
  const whatsapp = renderWhatsApp(id, data, voice);
  if (whatsapp === undefined || 'missing' in whatsapp) return whatsapp;
  return { channel, metaCategory: metaCategoryOf(id), ...whatsapp, warnings };
}

/** What is shown ends nobody's subscription. */
const NOWHERE = '#';

/** Stands for the number that the agency has yet to name. */
const SOME_STOP_NUMBER = '36xxx';

function previewSms(id: TemplateId, data: TemplateData, voice: Voice): Rendering<Preview> | undefined {
  const { tenant } = voice;
  const lacksStopNumber = isMarketing(id) && stopNumberOf(tenant) === undefined;
  const shown = lacksStopNumber ? { ...voice, tenant: withStopNumber(tenant) } : voice;
  const sms = renderSms(id, data, shown);
  if (sms === undefined || 'missing' in sms) return sms;
  const advice = adviseSms(sms.text, tenant.prices.sms);
  const warnings = [
    ...senderWarnings(id, 'sms', tenant),
    ...(lacksStopNumber ? [warning('no-stop-number', tenant.locale)] : []),
    ...costWarnings(advice, tenant.locale),
  ];
  return { channel: 'sms', ...sms, advice, warnings };
}

function withStopNumber(tenant: Tenant): Tenant {
  const sms = { address: '', twoWay: false, ...tenant.senders.sms, stopNumber: SOME_STOP_NUMBER };
  return { ...tenant, senders: { ...tenant.senders, sms } };
}

function isMarketing(id: TemplateId): boolean {
  const { category }: TemplateContract = TEMPLATES[id];
  return category === 'marketing';
}

function senderWarnings(id: TemplateId, channel: WordedChannel, tenant: Tenant): Warning[] {
  const { senders, locale } = tenant;
  const { expectsReply }: TemplateContract = TEMPLATES[id];
  const isOneWay = expectsReply === true && senders[channel]?.twoWay === false;
  const hasLink = channel === 'sms' && isAnsweredByLink(id, tenant);
  return isOneWay && !hasLink ? [warning('one-way-sender', locale)] : [];
}

function costWarnings({ costly, cheaper, segments }: SmsAdvice, locale: Locale): Warning[] {
  const list = costly.map(({ character }) => `« ${character} »`).join(', ');
  return [
    ...(costly.length > 0
      ? [warning('costly-characters', locale, { list, cheaper: cheaper?.segments })]
      : []),
    ...(segments > 1 ? [warning('several-segments', locale, { segments })] : []),
  ];
}

interface Facts {
  list?: string;
  cheaper?: number | undefined;
  segments?: number;
}

const MESSAGES: Readonly<Record<Warning['code'], (facts: Facts) => Readonly<Record<Locale, string>>>> = {
  'costly-characters': ({ list = '', cheaper }) => ({
    fr: `${list} : 70 caractères par SMS au lieu de 160.${cheaper === undefined ? '' : ` Sans eux : ${cheaper} SMS.`}`,
    en: `${list}: 70 characters per SMS instead of 160.${cheaper === undefined ? '' : ` Without: ${cheaper} SMS.`}`,
  }),
  'several-segments': ({ segments = 0 }) => ({
    fr: `Ce texte compte pour ${segments} SMS.`,
    en: `This text counts as ${segments} SMS.`,
  }),
  'no-stop-number': () => ({
    fr: 'Une annonce par SMS dit comment l’arrêter : indiquez le numéro STOP de l’agence dans ses réglages, sinon elle ne partira pas par SMS.',
    en: 'An advertisement by SMS says how to stop it: put the agency’s STOP number into its settings, or it will not leave by SMS.',
  }),
  'one-way-sender': () => ({
    fr: 'Ce modèle attend une réponse et l’expéditeur ne peut pas en recevoir : il ne partira pas sur ce canal.',
    en: 'This template expects an answer and the sender cannot receive one: it will not leave on this channel.',
  }),
};

function warning(code: Warning['code'], locale: Locale, facts: Facts = {}): Warning {
  return { code, message: MESSAGES[code](facts)[locale] };
}
