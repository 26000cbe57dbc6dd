import { type AnswerLinks, exampleAnswerLinks } from '../link.ts';
import type { Locale } from '../prospect.ts';
import { stopNumberOf, type Tenant } from '../tenant.ts';
import { TEMPLATES, type TemplateContract, type TemplateId } from './contracts.ts';
import type { Values } from './fill-text.ts';
import type { OwnWordings } from './own-wordings.ts';
import { type Setting, writeValue, type WrittenValue } from './format-value.ts';
import { isVariable, LONGEST_VALUE, VARIABLE_TYPES, type VariableName } from './variables.ts';

/** What a client gives a template: texts, numbers, ISO dates and links by variable. */
export type TemplateData = Readonly<Record<string, string | number>>;

export interface DataProblem {
  name: string;
  kind: 'missing' | 'malformed' | 'unknown';
  /** What is wrong, to follow the name: `is needed by the template`. */
  message: string;
}

/** In whose name, words and language a template is rendered. */
export interface Voice {
  tenant: Tenant;
  locale: Locale;
  /** In place of the catalogue's, where the agency has its own. */
  own?: OwnWordings | undefined;
  /** Where the message is answered with one tap; an example when it is absent. */
  answers?: AnswerLinks | undefined;
}

/** Other names under which variables are accepted. */
const ALIASES: Readonly<Record<string, VariableName>> = {
  prospectName: 'firstName',
  propertyImageUrl: 'propertyImage',
};

const CHECKED: Setting = { locale: 'fr', zone: 'Europe/Paris', style: 'typographic' };

/** The variables that a client may give, the required ones first. */
export function variablesOf(id: TemplateId): readonly VariableName[] {
  const { required, optional }: TemplateContract = TEMPLATES[id];
  return [...required, ...optional, 'companyName'];
}

/** All that keeps the data from filling a template, whatever the channel. A message is not accepted with any. */
export function dataProblems(id: TemplateId, data: TemplateData = {}): DataProblem[] {
  const known = variablesOf(id);
  const unknown = Object.keys(data)
    .filter((name) => !(known as readonly string[]).includes(canonical(name)))
    .map((name) => ({
      name,
      kind: 'unknown' as const,
      message: `is not a variable of the template, which has ${known.join(', ')}`,
    }));
  return [...lacking(id, data), ...malformed(data, known), ...unknown];
}

function lacking(id: TemplateId, data: TemplateData): DataProblem[] {
  return TEMPLATES[id].required
    .filter((name) => isAbsent(name, data))
    .map((name) => ({ name, kind: 'missing', message: 'is needed by the template' }));
}

function malformed(data: TemplateData, known: readonly VariableName[]): DataProblem[] {
  return known.flatMap((name) => {
    const given = givenName(name, data);
    const written = given === undefined ? undefined : write(name, data[given], CHECKED);
    return given !== undefined && written !== undefined && 'problem' in written
      ? [{ name: given, kind: 'malformed', message: written.problem }]
      : [];
  });
}

/** Not given, or nothing is left of it once it is made harmless. */
function isAbsent(name: VariableName, data: TemplateData): boolean {
  const given = givenName(name, data);
  const written = given === undefined ? undefined : write(name, data[given], CHECKED);
  return written === undefined || ('text' in written && written.text === '');
}

function canonical(name: string): string {
  return Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name;
}

function givenName(name: VariableName, data: TemplateData): string | undefined {
  if (Object.hasOwn(data, name)) return name;
  return Object.keys(ALIASES).find((alias) => ALIASES[alias] === name && Object.hasOwn(data, alias));
}

function write(
  name: VariableName,
  value: string | number | undefined,
  setting: Setting,
): WrittenValue | { problem: string } | undefined {
  if (value === undefined) return undefined;
  const type = VARIABLE_TYPES[name];
  const longest = LONGEST_VALUE[type];
  if (typeof value === 'string' && value.length > longest)
    return { problem: `must be at most ${longest} characters` };
  return writeValue(type, value, setting);
}

/**
 * The values of one message as they are read on a channel. What does not fit its type is as absent as what is not given.
 * @param ours what no client can give: links of our own.
 */
export function valuesFor(
  names: readonly string[],
  data: TemplateData,
  { tenant, locale }: Pick<Voice, 'tenant' | 'locale'>,
  style: Setting['style'],
  ours: Readonly<Record<string, string | undefined>> = {},
): Values {
  const setting: Setting = { locale, zone: tenant.timeZone, style };
  const written: Partial<Record<string, WrittenValue>> = Object.create(null);
  for (const name of names) {
    const value = valueOf(name, data, tenant, setting);
    if (value !== undefined) written[name] = value;
  }
  for (const [name, text] of Object.entries(ours)) if (text !== undefined) written[name] = { text };
  return { setting, written };
}

/** Where a template's message is answered with one tap; undefined when it asks nothing, or no link can be made. */
export function answersOf(id: TemplateId, { tenant, answers }: Voice): AnswerLinks | undefined {
  const { expectsReply }: TemplateContract = TEMPLATES[id];
  if (expectsReply !== true || tenant.linkBase === undefined) return undefined;
  return answers ?? exampleAnswerLinks(tenant.linkBase, tenant.id);
}

/** The picture among the data, encoded; undefined when there is none. */
export function imageIn(data: TemplateData): string | undefined {
  return read('propertyImage', data, CHECKED)?.text;
}

/** Whether the data fill every wording of the template. */
export function hasRequired(id: TemplateId, data: TemplateData = {}): boolean {
  return TEMPLATES[id].required.every((name) => read(name, data, CHECKED) !== undefined);
}

function valueOf(name: string, data: TemplateData, tenant: Tenant, setting: Setting) {
  if (name === 'stopNumber') return readable(write(name, stopNumberOf(tenant), setting));
  if (!isVariable(name))
    return Object.hasOwn(data, name) ? readable(writeValue('text', data[name] ?? '', setting)) : undefined;
  const given = read(name, data, setting);
  if (given !== undefined) return given;
  if (name === 'companyName') return readable(writeValue('text', tenant.name, setting));
  return name === 'mapLink' ? mapLinkTo(data, setting) : undefined;
}

function read(name: VariableName, data: TemplateData, setting: Setting): WrittenValue | undefined {
  const given = givenName(name, data);
  return given === undefined ? undefined : readable(write(name, data[given], setting));
}

function readable(written: WrittenValue | { problem: string } | undefined): WrittenValue | undefined {
  return written !== undefined && 'text' in written && written.text !== '' ? written : undefined;
}

/** A map of the address, for who gives no better link (the universal links of Google Maps). */
function mapLinkTo(data: TemplateData, setting: Setting): WrittenValue | undefined {
  const address = read('appointmentAddress', data, setting);
  if (address === undefined) return undefined;
  return { text: `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(address.text)}` };
}
