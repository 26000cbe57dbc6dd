import type { EmailBlock } from '../email-blocks.ts';
import type { Voice } from '../template-data.ts';
import { escapeAll, fillFragment, linesAsHtml } from './fragments.ts';
import { linkedText } from './linked-text.ts';
import { coloursOf, frameOf, linkOf } from './look.ts';
import { LAYOUT_WORDS } from './words.ts';

/** What the layout shows: the blocks of a template, or a client's own text with the links in it, and its photo. */
export type LayoutBlock = EmailBlock | { kind: 'body'; text: string } | { kind: 'photo'; url: string };

/** An e-mail before it becomes HTML: every string is plain text. */
export interface LaidOutEmail {
  subject: string;
  /** What a mailbox shows behind the subject. */
  preheader?: string;
  blocks: readonly LayoutBlock[];
  /** Where one click ends these e-mails: a URL of our own, encoded. */
  unsubscribeLink?: string | undefined;
}

type Colours = ReturnType<typeof coloursOf>;

/** The HTML of an e-mail in the agency's look, the same for the same input. */
export function emailHtml(
  { subject, preheader, blocks, unsubscribeLink }: LaidOutEmail,
  voice: Voice,
): string {
  const colours = coloursOf(voice);
  const frame = escapeAll({
    ...frameOf(voice),
    subject,
    preheader: preheader === '' ? undefined : preheader,
    unsubscribe: unsubscribeLink,
    ...colours,
  });
  const photoAlt = LAYOUT_WORDS[voice.locale].photo;
  const shown = blocks.map((block) => blockHtml(block, colours, photoAlt));
  return [fillFragment('start', frame), ...shown, fillFragment('end', frame)].join('');
}

function blockHtml(block: LayoutBlock, colours: Colours, photoAlt: string): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'note':
      return fillFragment(block.kind, { text: linesAsHtml(block.text) });
    case 'body':
      return fillFragment('paragraph', { text: linkedText(block.text, colours.accent) });
    case 'list': {
      const items = block.items.map((item) => fillFragment('item', { text: linesAsHtml(item) })).join('');
      return fillFragment('list', { items });
    }
    case 'button': {
      // What came out empty of a wording is absent.
      const link = linkOf(block.link);
      return link === undefined
        ? ''
        : fillFragment('button', escapeAll({ ...colours, link, label: block.label ?? link }));
    }
    case 'answer':
      return fillFragment('button', escapeAll({ ...colours, link: block.link, label: block.label }));
    case 'photo': {
      const photo = linkOf(block.url);
      return photo === undefined ? '' : fillFragment('photo', escapeAll({ photo, photoAlt }));
    }
    case 'property':
      return propertyHtml(block, colours);
    case 'appointment':
      return appointmentHtml(block, colours);
  }
}

function propertyHtml(block: Extract<EmailBlock, { kind: 'property' }>, colours: Colours): string {
  const { title, address, price, facts, description, link, linkLabel, visit, visitLabel } = block;
  const { photo, photoAlt, secondPhoto, secondPhotoAlt } = block;
  return fillFragment('property', {
    ...escapeAll({
      ...colours,
      title,
      address,
      price,
      facts: facts?.join(' · '),
      photo: linkOf(photo),
      photoAlt: photoAlt ?? address,
      secondPhoto: linkOf(secondPhoto),
      secondPhotoAlt: secondPhotoAlt ?? address,
      link: linkOf(link),
      label: linkLabel ?? link,
      visit: linkOf(visit),
      visitLabel: visitLabel ?? visit,
    }),
    description: description === undefined ? undefined : linesAsHtml(description),
  });
}

function appointmentHtml(block: Extract<EmailBlock, { kind: 'appointment' }>, colours: Colours): string {
  const { when, address, contact, map, mapLabel, calendar, calendarLabel } = block;
  const links = placeLink(map, mapLabel, colours) + placeLink(calendar, calendarLabel, colours);
  return fillFragment('appointment', {
    ...escapeAll({ when, address, contact }),
    links: links === '' ? undefined : links,
  });
}

function placeLink(url: string | undefined, label: string | undefined, { accent }: Colours): string {
  const link = linkOf(url);
  return link === undefined
    ? ''
    : fillFragment('placeLink', escapeAll({ link, label: label ?? link, accent }));
}
