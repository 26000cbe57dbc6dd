import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openStage, type Stage } from './support/browser.ts';

/** Forms that send what was edited, over the made-up API, which replaces by `PUT` and merges by `PATCH` as the product does. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => void (stage.server.api.sent.length = 0));
afterEach(async () => stage.leave());
afterAll(async () => stage.close());

const known = (id: string) => structuredClone(stage.server.api.world.person(id)?.prospect);
/** What was sent to addresses that end so. */
const sentTo = (path: string) => stage.server.api.sent.filter((one) => one.path.endsWith(path));

async function openCard(id: string, language: 'fr' | 'en' = 'fr') {
  const page = await stage.visit(`/prospects?person=${id}`, { language });
  const card = (title: string) =>
    page.locator('form', { has: page.getByRole('heading', { name: title, exact: true }) });
  await page.getByRole('heading', { level: 1 }).last().waitFor();
  return { page, card };
}

it('An untouched card is saved without a request, and says so', async () => {
  const before = known('prospect_1');
  const { page, card } = await openCard('prospect_1', 'en');
  for (const title of ['Identity', 'Preferences']) {
    await card(title).getByRole('button', { name: 'Save' }).click();
    await page.getByText('Nothing has changed').last().waitFor();
  }
  expect(sentTo('/prospect_1')).toEqual([]);
  expect(known('prospect_1')).toEqual(before);
});

it('Only the fields that were edited are sent, and what is emptied as null', async () => {
  const before = known('prospect_6');
  const { page, card } = await openCard('prospect_6');
  await card('Identité').getByLabel('E-mail').fill('');
  await card('Identité').getByLabel('Téléphone').fill(' 06 00 00 03 09 ');
  await card('Identité').getByLabel('Nom').fill('Tom');
  await card('Identité')
    .getByLabel('Nom')
    .fill(before?.name ?? '');
  await card('Identité').getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Enregistré', { exact: true }).waitFor();
  await card('Préférences').getByLabel('Heures calmes, de').fill('21:00');
  await card('Préférences').getByRole('button', { name: 'Enregistrer' }).click();
  await expect.poll(() => sentTo('/prospect_6')).toHaveLength(2);
  expect(sentTo('/prospect_6')).toMatchObject([
    { method: 'PATCH', body: { email: null, phone: '06 00 00 03 09' } },
    { method: 'PATCH', body: { preferences: { quietHoursStart: '21:00' } } },
  ]);
  const { email: _email, ...others } = before ?? { id: '' };
  expect(known('prospect_6')).toEqual({
    ...others,
    phone: '06 00 00 03 09',
    preferences: { ...before?.preferences, quietHoursStart: '21:00' },
  });
});

it('What the API refuses stays typed', async () => {
  const { page, card } = await openCard('prospect_1');
  await card('Identité').getByLabel('Téléphone').fill('douze');
  await card('Identité').getByRole('button', { name: 'Enregistrer' }).click();
  await card('Identité').locator('[aria-invalid="true"]').waitFor();
  expect(await card('Identité').getByLabel('Téléphone').inputValue()).toBe('douze');
  expect(await page.getByText('Enregistré', { exact: true }).count()).toBe(0);
});

it('Wordings that were edited in both languages are saved together', async () => {
  const page = await stage.visit('/templates/APPOINTMENT_CONFIRMATION');
  const text = page.locator('textarea').first();
  await page.getByRole('button', { name: 'SMS', exact: true }).click();
  await text.fill('Bonjour {{firstName}}, à bientôt. {{companyName}}');
  await page.getByRole('button', { name: 'Anglais' }).click();
  await text.fill('Hello {{firstName}}. {{companyName}}');
  await page.getByRole('button', { name: 'Enregistrer et publier' }).click();
  const kept = async () =>
    (await (await fetch(`${stage.server.url}/v1/templates/APPOINTMENT_CONFIRMATION`)).json()) as {
      wordings: { sms: object };
    };
  await expect
    .poll(async () => (await kept()).wordings.sms)
    .toEqual({
      fr: expect.objectContaining({ text: 'Bonjour {{firstName}}, à bientôt. {{companyName}}' }),
      en: expect.objectContaining({ text: 'Hello {{firstName}}. {{companyName}}' }),
    });
});

it('A policy that is saved untouched sends what its form shows, as it was, and nothing else', async () => {
  const { policy, revision } = (await (await fetch(`${stage.server.url}/v1/settings`)).json()) as {
    policy: object;
    revision: string;
  };
  const page = await stage.visit('/settings?section=policy');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect.poll(() => sentTo('/policy')).toHaveLength(1);
  const { prospectRetentionMonths: _unseen, ...shown } = { prospectRetentionMonths: 0, ...policy };
  expect(sentTo('/policy')[0]?.body).toEqual({ ...shown, basedOn: revision });
});
