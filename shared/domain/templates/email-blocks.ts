import type { Locale } from '../prospect.ts';
import type { TemplateId } from './contracts.ts';
import { fillText, type Values } from './fill-text.ts';

/**
 * The body of an e-mail as data. In a wording the strings hold variables, in a rendered e-mail plain text and encoded
 * links; what came out empty is left out. HTML is made of rendered blocks, escaping every string.
 */
export type EmailBlock =
  | { kind: 'heading' | 'paragraph' | 'note'; text: string }
  | { kind: 'button'; label: string; link: string }
  /** A button that leads to a page of our own, which takes the answer. */
  | { kind: 'answer'; label: string; link: string }
  | { kind: 'list'; items: readonly string[] }
  | PropertyBlock
  | AppointmentBlock;

/** A property as on a portal: photo, address, price, what is worth knowing in a word each, and a link. */
interface PropertyBlock {
  kind: 'property';
  address: string;
  price: string;
  title?: string;
  /** Surface, rooms, features. */
  facts?: readonly string[];
  description?: string;
  /** An https URL, and what it shows for whom it does not load. */
  photo?: string;
  photoAlt?: string;
  /** Below what is worth knowing. */
  secondPhoto?: string;
  secondPhotoAlt?: string;
  link?: string;
  linkLabel?: string;
  /** Where a date of visit is chosen. */
  visit?: string;
  visitLabel?: string;
}

/** When, where and with whom. A calendar file is made from the message's own `appointmentAt`. */
interface AppointmentBlock {
  kind: 'appointment';
  when: string;
  address?: string;
  contact?: string;
  map?: string;
  mapLabel?: string;
  calendar?: string;
  calendarLabel?: string;
}

export interface EmailWording {
  subject: string;
  /** What a mailbox shows behind the subject. */
  preheader: string;
  blocks: readonly EmailBlock[];
}

export type EmailTemplates = Readonly<Partial<Record<TemplateId, Readonly<Record<Locale, EmailWording>>>>>;

/** `{{name}}`, or nothing when it is not given. */
export const ifGiven = (name: string): string => `{{#${name}}}{{${name}}}{{/${name}}}`;

/** Without this a block says nothing. */
const ESSENCE: Readonly<Record<EmailBlock['kind'], string>> = {
  heading: 'text',
  paragraph: 'text',
  note: 'text',
  button: 'link',
  answer: 'link',
  list: 'items',
  property: 'address',
  appointment: 'when',
};

export function fillBlocks(
  blocks: readonly EmailBlock[],
  values: Values,
  missing: Set<string>,
): readonly EmailBlock[] {
  return blocks.flatMap((block) => {
    const { kind, ...fields } = block;
    const filled: Record<string, unknown> = { kind };
    for (const [name, field] of Object.entries<string | readonly string[]>(fields)) {
      const value =
        typeof field === 'string'
          ? fillText(field, values, missing)
          : field.map((item) => fillText(item, values, missing)).filter((item) => item !== '');
      if (value.length > 0) filled[name] = value;
    }
    return filled[ESSENCE[kind]] === undefined ? [] : [filled as unknown as EmailBlock];
  });
}

/** The plain-text alternative of rendered blocks. */
export function textOfBlocks(blocks: readonly EmailBlock[]): string {
  return blocks.map(textOf).join('\n\n');
}

function textOf(block: EmailBlock): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'note':
      return block.text;
    case 'button':
    case 'answer':
      return labelled(block.label, block.link);
    case 'list':
      return block.items.map((item) => `– ${item}`).join('\n');
    case 'property':
      return lines(
        block.title,
        block.address,
        block.price,
        block.facts?.join(' · '),
        block.description,
        block.link && labelled(block.linkLabel, block.link),
        block.visit && labelled(block.visitLabel, block.visit),
      );
    case 'appointment':
      return lines(
        block.when,
        block.address,
        block.contact,
        block.map && labelled(block.mapLabel, block.map),
        block.calendar && labelled(block.calendarLabel, block.calendar),
      );
  }
}

/** On a line of its own, so that no punctuation becomes part of the link. */
function labelled(label: string | undefined, link: string): string {
  return label === undefined ? link : `${label}\n${link}`;
}

function lines(...found: readonly (string | undefined)[]): string {
  return found.filter((line) => line !== undefined && line !== '').join('\n');
}
