import { expect, test } from 'vitest';
import { foldQuotedText } from '../../shared/domain/quoted-text.ts';

const SAID = 'Oui, 15 h me convient.\n\nMarie';

test.each([
  [
    'Gmail in French',
    'Le mar. 24 nov. 2026 à 14:02, Agence du Parc <bonjour@parc.example> a écrit :\n\n> Bonjour',
  ],
  ['Gmail in English', 'On Tue, Nov 24, 2026 at 2:02 PM Agence <a@parc.example> wrote:\n\n> Hello'],
  [
    'Apple Mail, broken into two lines',
    'Le 24 nov. 2026 à 14:02,\nAgence du Parc <bonjour@parc.example> a écrit :\n> Bonjour',
  ],
  [
    'Outlook in French',
    'De : Agence du Parc\nEnvoyé : mardi 24 novembre 2026 14:02\nÀ : Marie\nObjet : Votre visite\n\nBonjour',
  ],
  ['Outlook in English', 'From: Agence\nSent: Tuesday\nTo: Marie\nSubject: Your visit\n\nHello'],
  ['Orange', '-----Message d’origine-----\nDe : Agence\n\nBonjour'],
  ['Outlook on phones', '________________________________\nDe : Agence'],
  ['a program that only marks lines', '> Bonjour Marie\n> à demain'],
])('what %s repeats is folded away', (_program, quoted) => {
  expect(foldQuotedText(`${SAID}\n\n${quoted}`)).toEqual({ text: SAID, quoted });
});

test.each([
  ['a sentence that begins with « Le »', 'Le rendez-vous me convient.\nOn se voit demain.'],
  ['a line that looks like one header', 'De : la part de mon mari\n\nMerci'],
  ['a short rule', 'Merci\n__\nMarie'],
])('%s is what somebody wrote', (_what, text) => {
  expect(foldQuotedText(text)).toEqual({ text });
});

test('a message that only repeats stays whole', () => {
  expect(foldQuotedText('> Bonjour\n> Marie')).toEqual({ text: '> Bonjour\n> Marie' });
});

test('line ends of Windows make no difference', () => {
  expect(foldQuotedText('Oui\r\n\r\n> Bonjour\r\n')).toEqual({ text: 'Oui', quoted: '> Bonjour' });
});
