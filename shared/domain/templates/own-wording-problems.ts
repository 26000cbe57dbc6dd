import type { FieldError } from '../field-error.ts';
import type { Locale } from '../prospect.ts';
import { TEMPLATES, type TemplateContract, type TemplateId, WORDED_CHANNELS } from './contracts.ts';
import type { EmailWording } from './email-blocks.ts';
import { namesIn } from './fill-text.ts';
import type { OwnWordings } from './own-wordings.ts';
import { safeLink } from './safe-text.ts';
import { variablesOf } from './template-data.ts';
import { isVariable, LONGEST_VALUE, VARIABLE_TYPES } from './variables.ts';
import { metaProblems } from './whatsapp-rules.ts';
import type { WhatsAppWording } from './whatsapp-wording.ts';

/** What providers take in one SMS or WhatsApp message. */
const LONGEST_MESSAGE = 1_600;

/** No link of ours is longer: `{{answerLink}}`, which is no variable of a client's. */
const LONGEST_LINK = 400;

/** A text of a wording: where it stands, and whether it is the address of a link or of a picture. */
interface Text {
  path: string;
  text: string;
  isLink: boolean;
}

/**
 * All that keeps an agency's wordings from being sent as they are: texts that are not well formed, variables that the
 * template does not have, optional ones that could leave a hole, links that lead nowhere, texts that could become too
 * long, advertisements without sender or STOP. Paths start at `wordings`.
 */
export function wordingProblems(id: TemplateId, wordings: OwnWordings, agencyLocale: Locale): FieldError[] {
  const { sms = {}, email = {}, whatsapp = {} } = wordings;
  return [
    ...entries(sms).flatMap(([locale, text]) => smsProblems(id, `wordings.sms.${locale}`, text)),
    ...entries(email).flatMap(([locale, wording]) =>
      emailTexts(`wordings.email.${locale}`, wording).flatMap((text) => textProblems(id, text)),
    ),
    ...entries(whatsapp).flatMap(([locale, wording]) =>
      whatsAppProblems(id, `wordings.whatsapp.${locale}`, wording),
    ),
    ...unheardChannels(id, wordings, agencyLocale),
  ];
}

/** A channel that the catalogue has no words for needs them in the language that everybody falls back to. */
function unheardChannels(id: TemplateId, wordings: OwnWordings, agencyLocale: Locale): FieldError[] {
  const { channels }: TemplateContract = TEMPLATES[id];
  return WORDED_CHANNELS.filter(
    (channel) =>
      wordings[channel] !== undefined &&
      !channels.includes(channel) &&
      wordings[channel][agencyLocale] === undefined,
  ).map((channel) => ({
    path: `wordings.${channel}.${agencyLocale}`,
    message: 'is needed: the catalogue has no words for this channel',
  }));
}

function smsProblems(id: TemplateId, path: string, text: string): FieldError[] {
  const { category, expectsReply }: TemplateContract = TEMPLATES[id];
  const ours = expectsReply === true ? ['stopNumber', 'answerLink'] : ['stopNumber'];
  const problems = [...textProblems(id, { path, text, isLink: false }, ...ours), ...tooLong(path, text)];
  if (category !== 'marketing' || problems.length > 0) return problems;
  const names = new Set(namesIn(text).map(({ name }) => name));
  return ['companyName', 'stopNumber']
    .filter((name) => !names.has(name))
    .map((name) => ({
      path,
      message: `must have {{${name}}}: an advertisement names its sender and says how to stop it`,
    }));
}

function whatsAppProblems(id: TemplateId, path: string, wording: WhatsAppWording): FieldError[] {
  const { header = '', body, details = '', footer = '', buttons = [] } = wording;
  const taps = buttons.map((button, index) => ({
    path: `${path}.buttons.${index}`,
    text: button.kind === 'reply' ? '' : `{{${button.kind === 'url' ? button.link : button.phone}}}`,
    isLink: button.kind === 'url',
  }));
  const texts = [header, body, footer].join('\n') + taps.map(({ text }) => text).join('');
  const problems = [
    ...textProblems(id, { path: `${path}.body`, text: body, isLink: false }),
    ...textProblems(id, { path: `${path}.details`, text: details, isLink: false }),
    ...taps.flatMap((tap) => textProblems(id, tap)),
    ...tooLong(`${path}.body`, texts),
  ];
  // Meta would say most of it again in other words.
  if (problems.length > 0) return problems;
  return metaProblems(wording, variablesOf(id)).map((problem) => ({ path, message: lowered(problem) }));
}

/** To follow a path: `wordings.whatsapp.fr would be refused by Meta: the body is empty`. */
function lowered(problem: string): string {
  return `would be refused by Meta: ${problem.charAt(0).toLowerCase()}${problem.slice(1).replace(/\.$/, '')}`;
}

function emailTexts(path: string, { subject, preheader, blocks }: EmailWording): Text[] {
  const inBlocks = blocks.flatMap((block, index) =>
    Object.entries(block).flatMap(([field, value]: [string, string | readonly string[]]) => {
      if (field === 'kind') return [];
      const where = `${path}.blocks.${index}.${field}`;
      if (typeof value !== 'string')
        return value.map((text, item) => ({ path: `${where}.${item}`, text, isLink: false }));
      return [{ path: where, text: value, isLink: LINK_FIELDS.has(field) }];
    }),
  );
  return [
    { path: `${path}.subject`, text: subject, isLink: false },
    { path: `${path}.preheader`, text: preheader, isLink: false },
    ...inBlocks,
  ];
}

/** Fields of blocks that hold an address. */
const LINK_FIELDS: ReadonlySet<string> = new Set(['link', 'photo', 'visit', 'map', 'calendar']);

function textProblems(
  id: TemplateId,
  { path, text, isLink }: Text,
  ...also: readonly string[]
): FieldError[] {
  const { required }: TemplateContract = TEMPLATES[id];
  const known: readonly string[] = [...variablesOf(id), ...also];
  const given: ReadonlySet<string> = new Set([...required, 'companyName', ...also]);
  let names: ReturnType<typeof namesIn>;
  try {
    names = namesIn(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [{ path, message: `is not well formed: ${error.message}` }];
  }
  const problems = names.flatMap(({ name, optional }) => {
    if (!known.includes(name))
      return [`uses {{${name}}}, which the template does not have; it has ${known.join(', ')}`];
    const isAlwaysThere = given.has(name) || (name === 'mapLink' && given.has('appointmentAddress'));
    return optional || isAlwaysThere
      ? []
      : [`uses {{${name}}}, which may be absent: write {{#${name}}}…{{${name}}}…{{/${name}}}`];
  });
  if (isLink && problems.length === 0 && !leadsSomewhere(text))
    problems.push('must be one variable that is a link, or an https URL');
  return problems.map((message) => ({ path, message }));
}

const ONE_VARIABLE = /^\{\{(\w+)\}\}$|^\{\{#(\w+)\}\}\{\{\2\}\}\{\{\/\2\}\}$/;

function leadsSomewhere(text: string): boolean {
  const match = ONE_VARIABLE.exec(text);
  if (match === null) return !text.includes('{{') && safeLink(text) !== undefined;
  const name = match[1] ?? match[2] ?? '';
  return isVariable(name) && (VARIABLE_TYPES[name] === 'url' || VARIABLE_TYPES[name] === 'image');
}

/** Every variable as long as it can be: then no message of real people is cut or refused. */
function tooLong(path: string, text: string): FieldError[] {
  const longest = text
    .replace(/\{\{[#/]\w+\}\}/g, '')
    .replace(/\{\{(\w+)[^}]*\}\}/g, (_, name: string) =>
      'x'.repeat(isVariable(name) ? LONGEST_VALUE[VARIABLE_TYPES[name]] : LONGEST_LINK),
    );
  return longest.length > LONGEST_MESSAGE
    ? [
        {
          path,
          message: `could become ${longest.length} characters with the longest values; ${LONGEST_MESSAGE} are possible`,
        },
      ]
    : [];
}

function entries<T>(byLocale: Readonly<Partial<Record<Locale, T>>>): [string, T][] {
  return Object.entries(byLocale).filter((entry): entry is [Locale, T] => entry[1] !== undefined);
}
