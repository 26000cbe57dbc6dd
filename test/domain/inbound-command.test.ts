import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandOf } from '../../shared/domain/inbound-command.ts';
import { WHATSAPP_TEMPLATES } from '../../shared/domain/templates/whatsapp/templates.ts';

const STOP = [
  'STOP',
  'STOPALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'ARRET',
  'ARRÊT',
  'ARRETE',
  'DESABONNER',
  'DÉSABONNER',
];
const START = ['START', 'UNSTOP', 'REPRENDRE'];
const HELP = ['HELP', 'INFO', 'AIDE'];
const ANSWERS = [
  ['OUI', 'yes'],
  ['YES', 'yes'],
  ['d’accord !', 'yes'],
  ['Oui, je confirme', 'yes'],
  ['NON', 'no'],
  ['No.', 'no'],
  ['Plus tard', 'later'],
  ['PLUS  TARD', 'later'],
  ['Changer de date', 'later'],
  ['ANNULER', 'cancel'],
  ['J’annule', 'cancel'],
  ['Non, j’annule', 'cancel'],
  ['I cancel', 'cancel'],
  ['No, I cancel', 'cancel'],
] as const;

test.each([
  ...STOP.map((word) => [word, 'stop'] as const),
  ...START.map((word) => [word, 'start'] as const),
  ...HELP.map((word) => [word, 'help'] as const),
  ...ANSWERS,
])('%s is a command', (word, command) => {
  expect(commandOf(word)).toBe(command);
});

test('every button of the catalogue that says yes, no, later or stop is understood as typed words are', () => {
  const labels = Object.values(WHATSAPP_TEMPLATES)
    .flatMap(({ wordings }) => Object.values(wordings))
    .flatMap(({ buttons = [] }) => buttons)
    .map(({ label }) => label)
    .filter((label) => /^(oui|yes|non|no)\b|date|plus recevoir|stop|convient|suits/i.test(label));
  expect(labels.length).toBeGreaterThan(8);
  for (const label of labels) expect([label, commandOf(label)]).toEqual([label, expect.any(String)]);
});

test.each([
  'stop',
  'Stop',
  ' STOP ',
  'STOP.',
  'stop !',
  '« Stop »',
  '"STOP"',
  'S.T.O.P.',
  'STOP\n',
  'stop 🙏',
  'arrêt',
  'Arrêté',
  'arre\u0302t',
  'désabonner',
  'DE\u0301SABONNER…',
])('%j stops, without regard to case, accents and punctuation', (text) => {
  expect(commandOf(text)).toBe('stop');
});

test.each([
  '',
  '   ',
  '?',
  'Oui mais à 16 h',
  'Non, plutôt demain',
  'STOPPE',
  'NONSTOP',
  'non stop',
  'Stop au bruit',
  'je m’arrête là',
  'Le weekend',
  'end of story',
  'starter',
  'Aidez-moi',
  'restart',
])('%j is a message for a human', (text) => {
  expect(commandOf(text)).toBeUndefined();
});

/** A button of ours says a word of Twilio's: whoever types it gives up an appointment, and still wants to hear from us. */
const OUR_OWN = new Set(['i cancel']);

test('a command among other words commands nothing, unless together they are an answer of ours', () => {
  const word = fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(fc.constantFrom(...STOP, ...START), word, fc.boolean(), (command, other, before) => {
      const text = before ? `${other} ${command}` : `${command} ${other}`;
      expect(commandOf(text)).toBe(OUR_OWN.has(text.toLowerCase()) ? 'cancel' : undefined);
    }),
    { examples: [['CANCEL', 'i', true]] },
  );
});
