import { describe, expect, test } from 'vitest';
import {
  submissionOf,
  type SubmissionSetting,
} from '../../../shared/domain/templates/whatsapp-submission.ts';
import { variablesIn } from '../../../shared/domain/templates/whatsapp-wording.ts';
import { tenant } from '../../support/routing-request.ts';

const WORDING = {
  header: 'Rappel !',
  body: 'Bonjour {{firstName}}, à {{appointmentTime}} chez {{companyName}} : à bientôt.',
  buttons: [
    { kind: 'url', label: 'Le plan', link: 'mapLink' },
    { kind: 'phone', label: 'Appeler', phone: 'companyPhone' },
    { kind: 'reply', label: 'Annuler' },
  ],
} as const;

function submission(setting: Partial<SubmissionSetting> = {}, locale: 'fr' | 'en' = 'fr') {
  const wording = {
    templateId: 'APPOINTMENT_REMINDER_2H',
    category: 'UTILITY',
    variables: variablesIn(WORDING),
    wording: WORDING,
    locale,
    version: 2,
  } as const;
  return submissionOf(wording, { tenant: tenant(), publicAddress: 'https://api.example', ...setting });
}

describe('A template as Meta is asked to approve it', () => {
  test('has numbered variables, a sample of each as it would be read, and French spaces', () => {
    expect(submission()).toMatchObject({
      version: 2,
      category: 'UTILITY',
      header: 'Rappel\u00a0!',
      body: 'Bonjour {{1}}, à {{2}} chez {{3}}\u00a0: à bientôt.',
      samples: ['Marie', '15h30', 'Agence du Parc', 'exemple'],
    });
    expect(submission({}, 'en')).toMatchObject({
      header: 'Rappel !',
      samples: ['Marie', '3:30\u00a0pm', 'Agence du Parc', 'exemple'],
    });
  });
  test('leads every link through our own address, with its variable at the end', () => {
    expect(submission()).toMatchObject({
      links: ['mapLink'],
      buttons: [{ kind: 'url', label: 'Le plan', url: 'https://api.example/l/{{4}}' }, { kind: 'reply' }],
    });
  });
  test('has a button that calls only where the agency’s number is known', () => {
    expect(submission().buttons.map(({ kind }) => kind)).toEqual(['url', 'reply']);
    expect(submission({ phone: '+33478123456' }).buttons[1]).toEqual({
      kind: 'phone',
      label: 'Appeler',
      phone: '+33478123456',
    });
  });
});
