import * as z from 'zod/mini';
import type { RowError } from '../../domain/audience.ts';
import type { Recipient } from '../../domain/broadcast.ts';
import { idOfStranger } from '../../domain/message-id.ts';
import type { TableRow } from '../../domain/table-row.ts';
import { fieldErrors } from '../field-errors.ts';
import { email, phoneCell, shortText, timeZone } from '../fields.ts';
import { prospectId, toProspect, withoutUndefined } from './prospect-body.ts';

/** Columns that say who somebody is, under their names in French spreadsheets too. */
const COLUMNS: Readonly<Record<string, keyof z.input<typeof cells>>> = {
  id: 'id',
  identifiant: 'id',
  name: 'name',
  nom: 'name',
  phone: 'phone',
  telephone: 'phone',
  tel: 'phone',
  mobile: 'phone',
  portable: 'phone',
  email: 'email',
  'e-mail': 'email',
  mail: 'email',
  courriel: 'email',
  whatsapp: 'whatsapp',
  locale: 'locale',
  langue: 'locale',
  timezone: 'timeZone',
  'fuseau horaire': 'timeZone',
};

const cells = z
  .strictObject({
    id: z.optional(prospectId),
    name: z.optional(shortText(200)),
    phone: z.optional(phoneCell),
    whatsapp: z.optional(phoneCell),
    email: z.optional(email),
    locale: z.optional(z.enum(['fr', 'en'])),
    timeZone: z.optional(timeZone),
    data: z.record(z.string(), z.string().check(z.maxLength(2_000))),
  })
  .check(
    z.refine(
      ({ id, phone, email: address, whatsapp }) => (id ?? phone ?? address ?? whatsapp) !== undefined,
      'needs an id, a phone, an email or a whatsapp',
    ),
  );

/** The column that a heading means; undefined for a variable of the template. */
function columnOf(heading: string): keyof z.input<typeof cells> | undefined {
  const plain = heading.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return Object.hasOwn(COLUMNS, plain) ? COLUMNS[plain] : undefined;
}

/** What is wrong with a heading as a whole; undefined when people can be told by it. */
export function headingProblem(headings: readonly string[]): string | undefined {
  const known = headings.map(columnOf);
  const twice = known.find((column, index) => column !== undefined && known.indexOf(column) !== index);
  if (twice !== undefined) return `two columns are the ${twice}`;
  const names = ['id', 'phone', 'email', 'whatsapp'] as const;
  return names.some((name) => known.includes(name))
    ? undefined
    : 'the heading needs a column id, phone, email or whatsapp';
}

/** The headings that are variables of a template. */
export function variablesIn(headings: readonly string[]): string[] {
  return headings.filter((heading) => heading !== '' && columnOf(heading) === undefined);
}

/** The person of a row, or what does not fit in it. */
export function recipientOf(row: TableRow): Recipient | RowError {
  const known: Record<string, string> = {};
  const data: Record<string, string> = {};
  for (const [heading, text] of Object.entries(row.cells)) {
    const column = columnOf(heading);
    if (column === undefined) data[heading] = text;
    else known[column] = text;
  }
  const result = cells.safeParse({ ...known, data }, { reportInput: true });
  if (!result.success) return { row: row.number, errors: fieldErrors(result.error.issues) };
  const { data: variables, id, ...fields } = result.data;
  const { phone, whatsapp, email: address } = fields;
  const prospect = toProspect(
    id ?? idOfStranger(phone ?? whatsapp ?? address ?? ''),
    withoutUndefined(fields),
  );
  return Object.keys(variables).length === 0 ? { prospect } : { prospect, data: variables };
}
