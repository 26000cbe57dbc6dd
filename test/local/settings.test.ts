import { expect, test } from 'vitest';
import { readSettings } from '../../local/settings.ts';

const URL = 'http://127.0.0.1:3000';

test('without credentials every provider is simulated', () => {
  const settings = readSettings({}, URL);
  expect(settings.realProviders).toEqual([]);
  expect(settings.baseUrls).toEqual({
    TWILIO_BASE_URL: `${URL}/_local/providers/twilio`,
    RESEND_BASE_URL: `${URL}/_local/providers/resend`,
    PUSH_BASE_URL: `${URL}/_local/providers/push`,
  });
  expect(settings.twilio.accountSid).toMatch(/^AC[0-9a-f]{32}$/);
});

test('complete credentials of one provider make that one real', () => {
  const settings = readSettings({ TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 'token' }, URL);
  expect(settings.realProviders).toEqual(['Twilio']);
  expect(settings.twilio).toEqual({ accountSid: 'AC1', authToken: 'token' });
  expect(settings.baseUrls).toEqual({
    RESEND_BASE_URL: `${URL}/_local/providers/resend`,
    PUSH_BASE_URL: `${URL}/_local/providers/push`,
  });
});

test('half of the credentials are none', () => {
  expect(readSettings({ TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: '' }, URL).realProviders).toEqual([]);
});

test('an address given for a provider is used, whoever is there', () => {
  const settings = readSettings({ RESEND_API_KEY: 're_1', RESEND_BASE_URL: 'http://127.0.0.1:9' }, URL);
  expect(settings.baseUrls['RESEND_BASE_URL']).toBe('http://127.0.0.1:9');
});
