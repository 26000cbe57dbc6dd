import { describe, expect, test } from 'vitest';
import { metaProblems } from '../../../shared/domain/templates/whatsapp-rules.ts';
import type { WhatsAppButton, WhatsAppWording } from '../../../shared/domain/templates/whatsapp-wording.ts';

const KNOWN = ['firstName', 'appointmentTime', 'companyName', 'agentPhone', 'mapLink', 'surveyLink'];
const GOOD: WhatsAppWording = {
  header: 'Rappel',
  body: 'Bonjour {{firstName}}, votre rendez-vous est demain à {{appointmentTime}} chez nous.',
  footer: 'Agence Dupont',
  buttons: [
    { kind: 'url', label: 'Voir le plan', link: 'mapLink' },
    { kind: 'reply', label: 'Changer de date' },
  ],
};
const problems = (changes: Partial<WhatsAppWording>): string[] =>
  metaProblems({ ...GOOD, ...changes }, KNOWN);
const reply = (label: string): WhatsAppButton => ({ kind: 'reply', label });
const url = (label: string, link: 'mapLink' | 'surveyLink' = 'mapLink'): WhatsAppButton => ({
  kind: 'url',
  label,
  link,
});
const phone = (label: string): WhatsAppButton => ({ kind: 'phone', label, phone: 'agentPhone' });

describe('Meta has nothing against', () => {
  test.each<[string, Partial<WhatsAppWording>]>([
    ['a header, a footer, a link and a quick reply', {}],
    ['a body alone', { header: undefined, footer: undefined, buttons: undefined } as never],
    ['1,024 characters', { body: `Bonjour ${'a'.repeat(1_016)}` }],
    ['lines of 60 characters', { header: 'a'.repeat(60), footer: 'a'.repeat(60) }],
    ['labels of 20 and of 25 characters', { buttons: [url('a'.repeat(25)), reply('b'.repeat(20))] }],
    ['two links and a number', { buttons: [url('a'), url('b', 'surveyLink'), phone('c')] }],
    [
      'three variables and ten words',
      { body: 'Le {{firstName}} de {{companyName}} est à {{appointmentTime}} ce jour là.' },
    ],
  ])('%s', (_, changes) => {
    expect(problems(changes)).toEqual([]);
  });
});

describe('Meta refuses', () => {
  test.each<[string, Partial<WhatsAppWording>, string]>([
    ['no body', { body: ' ' }, 'The body is empty.'],
    ['1,025 characters', { body: 'a '.repeat(512) + 'a' }, '1025 characters of at most 1024'],
    ['a variable first', { body: '{{firstName}}, votre rendez-vous est demain.' }, 'starts with a variable'],
    ['a variable last', { body: 'Votre rendez-vous est à {{appointmentTime}}.' }, 'ends with a variable'],
    [
      'variables side by side',
      { body: 'Bonjour {{firstName}}, {{companyName}} vous attend demain dans ses murs.' },
      'side by side',
    ],
    [
      'more variables than words warrant',
      { body: 'Bonjour {{firstName}} de {{companyName}} à {{appointmentTime}} demain.' },
      'has 3 variables and needs 10 words with them; it has 7',
    ],
    ['an open brace', { body: 'Bonjour {{firstName, à demain.' }, 'not closed'],
    ['two empty lines', { body: 'Bonjour Marie,\n\n\nà demain.' }, 'more than one empty line'],
    [
      'an unknown variable',
      { body: 'Bonjour {{prenom}}, votre rendez-vous est demain.' },
      'There is no variable prenom',
    ],
    [
      'an optional part',
      { body: 'Bonjour {{#firstName}}Marie{{/firstName}}, votre rendez-vous est demain à midi chez nous.' },
      'no optional parts and no plurals',
    ],
    ['a long header', { header: 'a'.repeat(61) }, 'The header has 61 characters of at most 60'],
    ['a variable in the header', { header: 'Pour {{firstName}}' }, 'The header has a variable'],
    ['two lines of footer', { footer: 'a\nb' }, 'The footer has more than one line'],
    ['a long footer', { footer: 'a'.repeat(61) }, 'The footer has 61 characters'],
    ['four buttons', { buttons: [1, 2, 3, 4].map((number) => reply(`${number}`)) }, '4 buttons of at most 3'],
    [
      'three links',
      { buttons: [url('a'), url('b', 'surveyLink'), url('c', 'surveyLink')] },
      'more than 2 links',
    ],
    ['two numbers', { buttons: [phone('a'), phone('b')] }, 'more than one number to call'],
    ['kinds in turn', { buttons: [reply('a'), url('b'), reply('c')] }, 'each kind has to stand together'],
    ['the same label twice', { buttons: [reply('a'), reply('a')] }, 'the same label'],
    ['no label', { buttons: [reply(' ')] }, 'no label'],
    ['a long quick reply', { buttons: [reply('a'.repeat(21))] }, '21 characters of at most 20'],
    ['a long label of a link', { buttons: [url('a'.repeat(26))] }, '26 characters of at most 25'],
    ['a variable in a label', { buttons: [reply('Oui {{firstName}}')] }, 'has a variable'],
    [
      'a text behind a link',
      { buttons: [{ kind: 'url', label: 'Plan', link: 'firstName' }] },
      'needs a url and firstName is none',
    ],
    [
      'a link in the text and behind a button',
      { body: 'Le plan est ici : {{mapLink}} et nulle part ailleurs.' },
      'cannot stand in the body too',
    ],
  ])('%s', (_, changes, problem) => {
    expect(problems(changes).join('\n')).toContain(problem);
  });
});
