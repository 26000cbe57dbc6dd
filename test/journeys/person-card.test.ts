import type { Page } from '@playwright/test';
import { beforeEach, expect, test } from 'vitest';
import { useAgentsBrowser } from '../support/agents-browser.ts';
import { useLocalStack } from '../support/local-stack.ts';

/** A person's card in the agents' application, over the real stack: what is saved changes what was edited, and nothing else. */
const stack = useLocalStack();
const sitDown = useAgentsBrowser(stack);

const NINA = {
  name: 'Nina Simon',
  phone: '+33600000301',
  email: 'nina@example.com',
  whatsapp: '+33600000302',
  telegram: '123456',
  locale: 'fr',
  timeZone: 'Indian/Reunion',
  tags: ['acheteur', 'Lyon'],
  project: { budget: 300_000, areas: ['Lyon 3e'], rooms: 3 },
  household: 'rue des Lilas',
  preferences: {
    preferredChannels: ['sms', 'email'],
    fallbackChannels: ['email'],
    quietHoursStart: '21:30',
    allowSMSDuringQuietHours: true,
  },
  consents: {
    marketing: { granted: true, text: 'J’accepte', source: 'site', at: '2026-06-01T10:00:00.000Z' },
  },
};

const path = '/v1/prospects/nina.simon';
const known = async () => (await stack.demo.get(path)).body;
beforeEach(async () => void (await stack.demo.put(path, NINA)));

/** Her card, and the methods of what is sent to change people from then on. */
async function openCard(): Promise<{ page: Page; changes: string[] }> {
  const page = await sitDown('Camille Martin');
  const changes: string[] = [];
  page.on('request', (request) => {
    const isChange = request.method() !== 'GET' && request.url().includes('/v1/prospects/');
    if (isChange) changes.push(request.method());
  });
  await page.goto(`${stack.url}/prospects?person=nina.simon`);
  await page.getByRole('heading', { level: 1, name: 'Nina Simon' }).waitFor();
  return { page, changes };
}

const card = (page: Page, title: string) =>
  page.locator('form', { has: page.getByRole('heading', { name: title }) });

async function save(page: Page, title: string, said = 'Enregistré'): Promise<void> {
  await card(page, title).getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText(said, { exact: true }).last().waitFor();
}

test('An untouched card that is saved sends nothing and changes nothing', async () => {
  const before = await known();
  const { page, changes } = await openCard();
  await save(page, 'Identité', 'Rien n’a changé');
  await save(page, 'Préférences', 'Rien n’a changé');
  expect(changes).toEqual([]);
  expect(await known()).toEqual(before);
});

test('A name is changed, and nothing else', async () => {
  const before = await known();
  const { page, changes } = await openCard();
  await card(page, 'Identité').getByLabel('Nom').fill('Nina Morel');
  await save(page, 'Identité');
  expect(changes).toEqual(['PATCH']);
  expect(await known()).toEqual({ ...before, name: 'Nina Morel' });
  await page.getByRole('heading', { level: 1, name: 'Nina Morel' }).waitFor();
});

test('An address is taken away, and nothing else', async () => {
  const { email: _email, ...others } = await known();
  const { page, changes } = await openCard();
  await card(page, 'Identité').getByLabel('E-mail').fill('');
  await save(page, 'Identité');
  expect(changes).toEqual(['PATCH']);
  expect(await known()).toEqual(others);
});

test('Preferences are changed, and those that the card does not show stay', async () => {
  const before = await known();
  const { page, changes } = await openCard();
  const preferences = card(page, 'Préférences');
  await preferences.getByRole('checkbox', { name: 'WhatsApp' }).check();
  await preferences.getByLabel('Heures calmes, de').fill('');
  await save(page, 'Préférences');
  expect(changes).toHaveLength(1);
  const { quietHoursStart: _start, ...kept } = before.preferences;
  expect(await known()).toEqual({ ...before, preferences: { ...kept, disabledChannels: ['whatsapp'] } });
  await save(page, 'Préférences', 'Rien n’a changé');
  expect(changes).toHaveLength(1);
});

test('What a colleague changes while the card is open stays', async () => {
  const before = await known();
  const { page } = await openCard();
  await card(page, 'Identité').getByLabel('Déjà client de l’agence').check();
  await stack.demo.call('PATCH', path, { phone: '06 00 00 03 09', preferences: { quietHoursEnd: '07:00' } });
  await save(page, 'Identité');
  expect(await known()).toEqual({
    ...before,
    customer: true,
    phone: '+33600000309',
    preferences: { ...before.preferences, quietHoursEnd: '07:00' },
  });
});
