import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandOf } from '../../shared/domain/stop-words.ts';

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

test.each([...STOP.map((word) => [word, 'stop']), ...START.map((word) => [word, 'start'])])(
  '%s is a command',
  (word, command) => {
    expect(commandOf(word)).toBe(command);
  },
);

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
  'OUI',
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

test('a command among other words commands nothing', () => {
  const word = fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(fc.constantFrom(...STOP, ...START), word, fc.boolean(), (command, other, before) => {
      expect(commandOf(before ? `${other} ${command}` : `${command} ${other}`)).toBeUndefined();
    }),
  );
});
