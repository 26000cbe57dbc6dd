import { expect, test } from 'vitest';
import { isAutomaticReply, type ReceivedHead } from '../../shared/domain/automatic-reply.ts';

const head = (different: Partial<ReceivedHead>): ReceivedHead => ({
  from: 'marie@example.com',
  subject: 'Re: Un nouveau bien',
  headers: {},
  ...different,
});

test.each([
  ['Auto-Submitted (RFC 3834, 5)', { headers: { 'Auto-Submitted': 'auto-replied' } }],
  ['its parameters', { headers: { 'auto-submitted': 'auto-generated; owner-email="a@b.fr"' } }],
  ['Precedence: bulk', { headers: { Precedence: 'bulk' } }],
  ['Precedence: auto_reply', { headers: { precedence: 'Auto_Reply' } }],
  ['Precedence: junk', { headers: { PRECEDENCE: ' junk ' } }],
  ['X-Autoreply', { headers: { 'X-Autoreply': 'yes' } }],
  ['the empty return path', { headers: { 'Return-Path': '<>' } }],
  ['the mailer', { from: 'MAILER-DAEMON@mail.example.com' }],
  ['the postmaster', { from: 'postmaster@example.com' }],
  ['a French absence', { subject: 'Réponse automatique : Un nouveau bien' }],
  ['an English absence', { subject: 'Automatic reply: A new property' }],
  ['an older program', { subject: 'Out of Office: Un nouveau bien' }],
  ['an older program in French', { subject: 'Absent(e) du bureau : Un nouveau bien' }],
])('A machine is known by %s', (_sign, different) => {
  expect(isAutomaticReply(head(different))).toBe(true);
});

test.each([
  ['nothing in particular', {}],
  ['Auto-Submitted: no', { headers: { 'Auto-Submitted': 'No (a person)' } }],
  ['a return path of their own', { headers: { 'Return-Path': '<marie@example.com>' } }],
  ['Precedence: first-class', { headers: { Precedence: 'first-class' } }],
  ['a name like the postmaster’s', { from: 'postmaster.paris@example.com' }],
  ['an answer to an absence', { subject: 'Re: Automatic reply: Bonjour' }],
  ['a word of a subject', { subject: 'Votre réponse automatique ?' }],
])('A person is taken for one in spite of %s', (_sign, different) => {
  expect(isAutomaticReply(head(different))).toBe(false);
});
