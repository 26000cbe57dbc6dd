import { isVariable, VARIABLE_TYPES } from './variables.ts';
import type { WhatsAppButton, WhatsAppWording } from './whatsapp-wording.ts';

/**
 * What Meta refuses in a template, known before it is asked. Sources: Meta's template components and its common
 * reasons for rejection; Twilio's content types (labels).
 */
const LONGEST_BODY = 1_024;
const LONGEST_LINE = 60;
const LONGEST_LABEL: Readonly<Record<WhatsAppButton['kind'], number>> = { reply: 20, url: 25, phone: 25 };
/** Meta takes ten; a phone shows three without a list behind them. */
const MOST_BUTTONS = 3;
const MOST_LINKS = 2;

const VARIABLE = /\{\{([^{}]*)\}\}/g;
/** Words and variables together, for so many variables: what Meta was seen to ask for. */
const leastWords = (variables: number): number => 3 * variables + 1;

/** What Meta would say against a wording, in words; `known`: the variables that there are. Empty when nothing. */
export function metaProblems(wording: WhatsAppWording, known: readonly string[]): string[] {
  const { header, body, footer, buttons = [] } = wording;
  return [
    ...bodyProblems(body, known),
    ...lineProblems('header', header),
    ...lineProblems('footer', footer),
    ...buttonProblems(buttons, known),
    ...buttons.flatMap((button) =>
      button.kind === 'url' && body.includes(`{{${button.link}}}`)
        ? [`The link ${button.link} stands behind a button and cannot stand in the body too.`]
        : [],
    ),
  ];
}

function bodyProblems(body: string, known: readonly string[]): string[] {
  const names = [...body.matchAll(VARIABLE)].map(([, name = '']) => name.trim());
  const words = body.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const variables = new Set(names).size;
  return [
    ...when(body.trim() === '', 'The body is empty.'),
    ...when(body.length > LONGEST_BODY, `The body has ${body.length} characters of at most ${LONGEST_BODY}.`),
    ...when(/\{\{|\}\}/.test(body.replace(VARIABLE, '')), 'A brace of the body is not closed.'),
    ...when(/^[\s\p{P}]*\{\{/u.test(body), 'The body starts with a variable.'),
    ...when(/\}\}[\s\p{P}]*$/u.test(body), 'The body ends with a variable.'),
    ...when(/\}\}[\s\p{P}]*\{\{/u.test(body), 'Two variables of the body stand side by side.'),
    ...when(/\n{3,}|\t| {5,}/.test(body), 'The body has more than one empty line, a tab, or five spaces.'),
    ...when(
      words < leastWords(variables),
      `The body has ${variables} variables and needs ${leastWords(variables)} words with them; it has ${words}.`,
    ),
    ...names.flatMap((name) => unknown(name, known)),
  ];
}

function unknown(name: string, known: readonly string[]): string[] {
  if (/^[#/]|\|/.test(name)) return [`{{${name}}}: what Meta approves has no optional parts and no plurals.`];
  return when(!known.includes(name), `There is no variable ${name} in this template.`);
}

function lineProblems(part: 'header' | 'footer', line = ''): string[] {
  return [
    ...when(
      line.length > LONGEST_LINE,
      `The ${part} has ${line.length} characters of at most ${LONGEST_LINE}.`,
    ),
    ...when(line.includes('{{'), `The ${part} has a variable.`),
    ...when(line.includes('\n'), `The ${part} has more than one line.`),
  ];
}

function buttonProblems(buttons: readonly WhatsAppButton[], known: readonly string[]): string[] {
  const count = (kind: WhatsAppButton['kind']): number =>
    buttons.filter((button) => button.kind === kind).length;
  const labels = buttons.map(({ label }) => label);
  const changes = buttons.filter(
    ({ kind }, index) => index > 0 && (kind === 'reply') !== (buttons[index - 1]?.kind === 'reply'),
  ).length;
  return [
    ...when(buttons.length > MOST_BUTTONS, `There are ${buttons.length} buttons of at most ${MOST_BUTTONS}.`),
    ...when(count('url') > MOST_LINKS, `There are more than ${MOST_LINKS} links among the buttons.`),
    ...when(count('phone') > 1, 'There is more than one number to call among the buttons.'),
    ...when(changes > 1, 'Quick replies and other buttons are mixed: each kind has to stand together.'),
    ...when(new Set(labels).size < labels.length, 'Two buttons have the same label.'),
    ...buttons.flatMap((button) => [...labelProblems(button), ...targetProblems(button, known)]),
  ];
}

function labelProblems({ kind, label }: WhatsAppButton): string[] {
  const longest = LONGEST_LABEL[kind];
  return [
    ...when(label.trim() === '', 'A button has no label.'),
    ...when(
      label.length > longest,
      `The label “${label}” has ${label.length} characters of at most ${longest}.`,
    ),
    ...when(label.includes('{{'), `The label “${label}” has a variable.`),
  ];
}

function targetProblems(button: WhatsAppButton, known: readonly string[]): string[] {
  if (button.kind === 'reply') return [];
  const name = button.kind === 'url' ? button.link : button.phone;
  const hasType = isVariable(name) && VARIABLE_TYPES[name] === button.kind;
  return [
    ...unknown(name, known),
    ...when(!hasType, `The button “${button.label}” needs a ${button.kind} and ${name} is none.`),
  ];
}

function when(isSo: boolean, problem: string): string[] {
  return isSo ? [problem] : [];
}
