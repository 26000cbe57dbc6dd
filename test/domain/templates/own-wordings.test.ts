import { describe, expect, test } from 'vitest';
import { textFor } from '../../../shared/domain/rendered-content.ts';
import { hasWords } from '../../../shared/domain/carried-content.ts';
import type { OwnWordings } from '../../../shared/domain/templates/own-wordings.ts';
import { wordingProblems } from '../../../shared/domain/templates/own-wording-problems.ts';
import { EMAIL_TEMPLATES } from '../../../shared/domain/templates/email/templates.ts';
import { SMS_WORDINGS } from '../../../shared/domain/templates/sms/wordings.ts';
import type { WhatsAppWording } from '../../../shared/domain/templates/whatsapp-wording.ts';
import { WHATSAPP_TEMPLATES } from '../../../shared/domain/templates/whatsapp/templates.ts';
import { message, prospect, tenant } from '../../support/routing-request.ts';
import { exampleData, TEMPLATE_IDS } from '../../support/template-examples.ts';

const CONFIRMED = 'APPOINTMENT_CONFIRMATION';

/** What somebody of a language reads by SMS when the agency, of another language, has these words. */
function smsTo(locale: 'fr' | 'en', own: OwnWordings, agency: 'fr' | 'en' = 'fr'): string | undefined {
  const content = { templateId: CONFIRMED, data: exampleData(CONFIRMED, locale), wordings: own };
  return textFor(message({ prospect: prospect({ locale }), content }), 'sms', tenant({ locale: agency }));
}

describe('An agency’s own words', () => {
  const fr = 'Bonjour {{firstName}}, rendez-vous à {{appointmentTime}} !';
  const en = 'Dear {{firstName}}, see you at {{appointmentTime}}!';

  test('stand in for the catalogue’s, in the person’s language', () => {
    expect(smsTo('fr', { sms: { fr, en } })).toBe('Bonjour Marie, rendez-vous à 15h30 !');
    expect(smsTo('en', { sms: { fr, en } })).toBe('Dear Marie, see you at 3:30 pm!');
  });
  test('are in the agency’s language for whom it has no others, values included', () => {
    expect(smsTo('en', { sms: { fr } })).toBe('Bonjour Marie, rendez-vous à 15h30 !');
    expect(smsTo('fr', { sms: { en } }, 'en')).toBe('Dear Marie, see you at 3:30 pm!');
  });
  test('leave everybody else, and every other channel, to the catalogue', () => {
    expect(smsTo('fr', { sms: { en } })).toMatch(/^Bonjour Marie, votre RDV est confirmé/);
    expect(smsTo('en', { email: { fr: EMAIL_TEMPLATES[CONFIRMED]!.fr } })).toMatch(/^Hello Marie/);
  });
  test('open a channel that the catalogue has none for', () => {
    const content = { templateId: 'PROPERTY_SOLD', data: exampleData('PROPERTY_SOLD', 'fr') };
    expect(hasWords(content, 'email')).toBe(false);
    const wordings = { email: { fr: EMAIL_TEMPLATES[CONFIRMED]!.fr } };
    expect(hasWords({ ...content, wordings }, 'email')).toBe(true);
  });
});

const problemsOf = (own: OwnWordings, id: (typeof TEMPLATE_IDS)[number] = CONFIRMED) =>
  wordingProblems(id, own, 'fr').map(({ path, message: text }) => `${path} ${text}`);

describe('Words of an agency’s own are refused', () => {
  test.each<[string, OwnWordings, RegExp]>([
    [
      'with a brace that is not closed',
      { sms: { fr: 'Bonjour {{firstName}' } },
      /^wordings\.sms\.fr is not well formed: /,
    ],
    [
      'with a part that is not closed',
      { sms: { fr: '{{#agentName}}avec {{agentName}}' } },
      /is not well formed: .*is not closed/,
    ],
    [
      'with a variable that the template does not have',
      { sms: { fr: 'Bonjour {{firstname}}' } },
      /^wordings\.sms\.fr uses \{\{firstname\}\}, which the template does not have; it has firstName, /,
    ],
    [
      'with an optional variable that would leave a hole',
      { sms: { fr: 'Vu avec {{agentName}}' } },
      /may be absent: write \{\{#agentName\}\}…\{\{agentName\}\}…\{\{\/agentName\}\}/,
    ],
    [
      'that could become longer than one message can be',
      { sms: { fr: `${'x'.repeat(1_500)} {{firstName}}` } },
      /^wordings\.sms\.fr could become 1701 characters/,
    ],
    [
      'whose button leads to a text',
      {
        email: {
          fr: {
            subject: 'S',
            preheader: '',
            blocks: [{ kind: 'button', label: 'L', link: '{{firstName}}' }],
          },
        },
      },
      /^wordings\.email\.fr\.blocks\.0\.link must be one variable that is a link, or an https URL$/,
    ],
    [
      'whose button leads to a script',
      {
        email: {
          fr: {
            subject: 'S',
            preheader: '',
            blocks: [{ kind: 'button', label: 'L', link: 'javascript:alert(1)' }],
          },
        },
      },
      /blocks\.0\.link must be/,
    ],
    [
      'whose WhatsApp button leads to what may be absent',
      { whatsapp: { fr: { body: 'Bonjour', buttons: [{ kind: 'url', label: 'L', link: 'calendarLink' }] } } },
      /^wordings\.whatsapp\.fr\.buttons\.0 uses \{\{calendarLink\}\}, which may be absent/,
    ],
  ])('%s', (_, own, problem) => {
    expect(problemsOf(own)[0]).toMatch(problem);
  });

  test.each<[string, WhatsAppWording, RegExp]>([
    [
      'that starts with a variable',
      { body: '{{firstName}}, à demain.' },
      /Meta: the body starts with a variable/,
    ],
    [
      'with a part that may be absent',
      {
        body: 'Bonjour{{#agentName}} de {{agentName}}{{/agentName}}, nous vous attendons demain sans faute à l’agence.',
      },
      /Meta: .*optional parts/,
    ],
    [
      'with two buttons of one label',
      { body: 'À demain.', buttons: ['Oui', 'Oui'].map((label) => ({ kind: 'reply', label })) },
      /Meta: two buttons have the same label$/,
    ],
  ])('on WhatsApp %s', (_, fr, problem) => {
    expect(problemsOf({ whatsapp: { fr } }).join('\n')).toMatch(problem);
  });

  test('with a part about a variable that the template does not have', () => {
    expect(problemsOf({ sms: { fr: '{{#prenom}}Bonjour{{/prenom}} !' } })[0]).toMatch(/uses \{\{prenom\}\}/);
  });

  test('as an advertisement by SMS that does not name its sender or say how to stop it', () => {
    expect(problemsOf({ sms: { fr: 'Nouveau bien : {{propertyAddress}}' } }, 'NEW_PROPERTY_ALERT')).toEqual([
      expect.stringContaining('must have {{companyName}}'),
      expect.stringContaining('must have {{stopNumber}}'),
    ]);
  });
  test('for a new channel without the agency’s own language', () => {
    const own = { email: { en: EMAIL_TEMPLATES[CONFIRMED]!.en } };
    expect(problemsOf(own, 'PROPERTY_SOLD')).toContainEqual(
      'wordings.email.fr is needed: the catalogue has no words for this channel',
    );
  });
});

test.each(TEMPLATE_IDS)('The catalogue’s own words of %s could be an agency’s', (id) => {
  const own = {
    ...(SMS_WORDINGS[id] && { sms: SMS_WORDINGS[id] }),
    ...(EMAIL_TEMPLATES[id] && { email: EMAIL_TEMPLATES[id] }),
    ...(WHATSAPP_TEMPLATES[id] && { whatsapp: WHATSAPP_TEMPLATES[id].wordings }),
  };
  expect(problemsOf(own, id)).toEqual([]);
});
