import { describe, expect, test } from 'vitest';
import type { Content } from '../../../shared/domain/message.ts';
import type { Locale } from '../../../shared/domain/prospect.ts';
import type { Review, TemplateApproval } from '../../../shared/domain/whatsapp-approval.ts';
import { at, gatesOn, message, prospect, tenant } from '../../support/routing-request.ts';

const ID = 'APPOINTMENT_REMINDER_24H';
const REMINDER: Content = { templateId: ID, data: { firstName: 'Marie', appointmentTime: '15:00' } };
const CONTENT = { contentSid: 'HX1', variables: ['firstName', 'appointmentTime'], version: 0 };
const SUBMITTED = at('2026-11-23T09:05:00+01:00');

interface Case {
  approvals?: Partial<Record<Locale, TemplateApproval>>;
  content?: Content;
  /** What the person speaks. */
  speaks?: Locale;
}

/** What is said against WhatsApp outside its window, to an agency that reads this language. */
function said(locale: Locale, { approvals = {}, content = REMINDER, speaks = 'fr' }: Case): string[] {
  return gatesOn('whatsapp', {
    message: message({ content, prospect: prospect({ locale: speaks }) }),
    tenant: tenant({ locale, whatsappTemplates: { [ID]: approvals } }),
    addresses: {},
  }).map(({ rule, detail }) => `${rule}: ${detail}`);
}

const submitted = (review: Partial<Review>): Case => ({
  approvals: { fr: { submitted: { ...CONTENT, status: 'pending', at: SUBMITTED, ...review } } },
});
const halted = (review: Partial<Review>): Case => ({
  approvals: { fr: { approved: { ...CONTENT, halted: { status: 'paused', at: SUBMITTED, ...review } } } },
});
const approved = (content = CONTENT): Case => ({ approvals: { fr: { approved: content } } });

const FR = 'whatsapp-window: Hors de la fenêtre de 24 h, il faut un modèle approuvé : celui-ci ';
const EN = 'whatsapp-window: Outside the 24-hour window an approved template is needed: this one ';

describe('Outside the window, a template is not routed to WhatsApp, and the reason is said', () => {
  test.each<[string, Case, string, string]>([
    ['it was never submitted', {}, 'n’a jamais été soumis à Meta.', 'was never submitted to Meta.'],
    [
      'Meta has received it',
      submitted({ status: 'received' }),
      'attend l’accord de Meta depuis le 23/11/2026 09:05.',
      'has been waiting for Meta since 23/11/2026, 09:05.',
    ],
    [
      'Meta looks at it',
      submitted({ status: 'pending' }),
      'attend l’accord de Meta depuis le 23/11/2026 09:05.',
      'has been waiting for Meta since 23/11/2026, 09:05.',
    ],
    [
      'Meta rejected it',
      submitted({ status: 'rejected', reason: 'Variables can’t be at the end of the template.' }),
      'a été refusé par Meta : Variables can’t be at the end of the template.',
      'was rejected by Meta: Variables can’t be at the end of the template.',
    ],
    ['Meta paused it', halted({ status: 'paused' }), 'est suspendu par Meta.', 'is paused by Meta.'],
    ['Meta disabled it', halted({ status: 'disabled' }), 'est désactivé par Meta.', 'is disabled by Meta.'],
    [
      'a variable is missing',
      { ...approved(), content: { ...REMINDER, body: 'Bonjour', data: { firstName: 'Marie' } } },
      'manque de la variable appointmentTime.',
      'lacks the variable appointmentTime.',
    ],
    [
      'a variable is empty',
      { ...approved(), content: { ...REMINDER, body: 'Bonjour', data: { firstName: '' } } },
      'manque de la variable firstName.',
      'lacks the variable firstName.',
    ],
  ])('%s', (_, given, french, english) => {
    expect(said('fr', given)).toEqual([FR + french]);
    expect(said('en', given)).toEqual([EN + english]);
  });
});

describe('What Meta approved', () => {
  test('goes at any time, also while a newer version waits', () => {
    const newer = { ...CONTENT, contentSid: 'HX2', version: 1, status: 'pending', at: SUBMITTED } as const;
    expect(said('fr', approved())).toEqual([]);
    expect(said('fr', { approvals: { fr: { approved: CONTENT, submitted: newer } } })).toEqual([]);
  });

  test('is taken in the person’s language, else in the agency’s, and in no other', () => {
    expect(said('fr', { ...approved(), speaks: 'en' })).toEqual([]);
    expect(said('en', { ...approved(), speaks: 'en' })).toEqual([`${EN}was never submitted to Meta.`]);
  });

  test('with a link behind a button is as good as another', () => {
    const linked: Case = {
      approvals: {
        fr: { approved: { ...CONTENT, variables: ['firstName', 'mapLink'], links: ['mapLink'] } },
      },
      content: { templateId: ID, data: { ...REMINDER.data, mapLink: 'https://maps.example/1' } },
    };
    expect(said('en', linked)).toEqual([]);
  });
});
