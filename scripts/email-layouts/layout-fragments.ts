import { readFileSync } from 'node:fs';
import mjml2html from 'mjml';
import { PALETTE } from '../../shared/domain/templates/email-html/palette.ts';

const SOURCE = new URL('layout.mjml', import.meta.url);

/** Stand in for colours that are known at run time alone, since MJML takes nothing but colours for a colour. */
const RUN_TIME_COLOURS: Readonly<Record<string, string>> = {
  '{{accent}}': '#a00001',
  '{{action}}': '#a00002',
  '{{onAction}}': '#a00003',
};

/** What takes room in a mailbox's preview and cannot be seen, so that the body does not follow the preheader there. */
const PREVIEW_PADDING = '&#847;&zwnj;&nbsp;'.repeat(90);

/** The layout in pieces, by name: the document's `start` and `end`, and what a block of each kind becomes. */
export async function layoutFragments(): Promise<Record<string, string>> {
  const { html, errors } = await mjml2html(withoutRunTimeColours(readFileSync(SOURCE, 'utf8')), {
    validationLevel: 'strict',
    // MJML would fetch those that it knows from elsewhere.
    fonts: {},
  });
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'));
  const [start = '', ...named] = compact(withRunTimeColours(html)).split(/<!-- fragment: (\w+) -->/);
  const fragments: Record<string, string> = { start };
  for (let index = 0; index < named.length; index += 2)
    fragments[named[index] ?? ''] = named[index + 1] ?? '';
  return fragments;
}

function withoutRunTimeColours(source: string): string {
  const fixed = source
    .replace(/^<!--.*?-->\s*/s, '')
    .replace('%padding%', PREVIEW_PADDING)
    .replace(/%(light|dark)\.(\w+)%/g, (_, mode: string, name: string) => colourNamed(mode, name));
  return Object.entries(RUN_TIME_COLOURS).reduce(
    (text, [slot, colour]) => text.replaceAll(slot, colour),
    fixed,
  );
}

function withRunTimeColours(html: string): string {
  return Object.entries(RUN_TIME_COLOURS).reduce(
    (text, [slot, colour]) => text.replaceAll(colour, slot),
    html,
  );
}

function colourNamed(mode: string, name: string): string {
  const colours: Readonly<Record<string, string>> = mode === 'light' ? PALETTE.light : PALETTE.dark;
  const colour = colours[name];
  if (colour === undefined) throw new Error(`There is no colour ${mode}.${name}`);
  return colour;
}

/** What says nothing in any mailbox. Outlook scales a picture by its width alone. */
const NEEDLESS =
  / (?:target="_blank"|height="auto"|class=""|style="")|(?:cursor:auto|text-transform:none|word-spacing:normal|direction:ltr|outline:none|border-spacing:0px);/g;

/** Without the white space of indentation. Two closing braces keep theirs: together they would close a variable. */
function compact(html: string): string {
  return (
    html
      .replace(/>\s*\n\s*/g, '>')
      .replace(/\s*\n\s*</g, '<')
      .replace(/\s*\n\s*/g, ' ')
      .replace(/(<[\w:]+) {2,}/g, '$1 ')
      .replace(/ (?=>)/g, '')
      .replace(NEEDLESS, '')
      // What a picture shows is read in its place where pictures are blocked.
      .replace(
        /(<img alt=[^>]* style=")/g,
        `$1font-family:Arial,sans-serif;line-height:20px;color:${PALETTE.light.soft};`,
      )
      // The element in which MJML repeats the ground, for mailboxes that drop the body, has no class to darken it by.
      .replace('<div aria-label=', '<div class="ground" aria-label=')
      .trim()
  );
}
