import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from './support/browser.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(async () => {
  world().role = 'admin';
  await stage.leave();
});
afterAll(async () => stage.close());

const PATIENTLY = { timeout: 5_000 };
const world = () => stage.server.api.world;
const waits = (id: string): boolean => world().person(id)?.view.waitingSince !== undefined;

/** The first row of those to answer, handled with « e ». */
async function handleFirst(): Promise<{ page: Page; id: string; row: ReturnType<Page['locator']> }> {
  const page = await stage.visit('/inbox?view=to-answer');
  const href = (await page.locator('a[data-cursor]').first().getAttribute('href')) ?? '';
  const id = new URLSearchParams(href.split('?')[1]).get('person') ?? '';
  const row = page.locator(`a[href="${href}"]`);
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await row.waitFor({ state: 'detached' });
  return { page, id, row };
}

describe('« Traité »', () => {
  it('can be undone for five seconds, in which the agency is told nothing', async () => {
    const { page, id, row } = await handleFirst();
    expect(waits(id)).toBe(true);
    await page.getByRole('button', { name: 'Annuler' }).click();
    await row.waitFor();
    await page.clock.fastForward(6_000);
    expect(waits(id)).toBe(true);
  });

  it('stays off the screen whatever is read meanwhile, and is told then', async () => {
    const { page, id, row } = await handleFirst();
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    const read = page.waitForResponse(/\/v1\/conversations\?/);
    await page.goto(`${stage.server.url}/statistics`);
    await page.goto(`${stage.server.url}/inbox?view=to-answer`);
    await read;
    // The page was left: what was decided was told.
    await expect.poll(() => waits(id), PATIENTLY).toBe(false);
    expect(await row.count()).toBe(0);
  });

  it('is told after five seconds', async () => {
    const { page, id } = await handleFirst();
    await page.clock.fastForward(6_000);
    await expect.poll(() => waits(id), PATIENTLY).toBe(false);
  });

  it('does not hide somebody who writes again meanwhile', async () => {
    const { page, id, row } = await handleFirst();
    const person = world().person(id);
    if (person === undefined) throw new Error('Nobody is there');
    person.view.lastAt = new Date(Date.now() + 60_000).toISOString();
    world().changed(person);
    await row.waitFor();
    expect(await row.count()).toBe(1);
    await page.getByRole('button', { name: 'Annuler' }).click();
  });
});

describe('In the settings', () => {
  it('agents keep what they answer often, change it and delete it', async () => {
    world().role = 'agent';
    const page = await stage.visit('/settings?section=replies');
    await page.getByText('Je vous rappelle', { exact: true }).waitFor();
    await page.getByLabel('Titre').fill('Merci');
    await page.getByLabel('Texte').fill('Merci de votre visite !');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('button', { name: 'Modifier : Merci' }).click();
    await page.getByLabel('Texte').fill('Merci encore !');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await expect
      .poll(() => [...world().replies.values()].find(({ title }) => title === 'Merci')?.text, PATIENTLY)
      .toBe('Merci encore !');
    await page.getByRole('button', { name: 'Supprimer : Merci' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click();
    await expect.poll(() => [...world().replies.values()].some(({ title }) => title === 'Merci')).toBe(false);
  });

  it('administrators give the e-mails their look; a colour that cannot be read is made readable', async () => {
    const page = await stage.visit('/settings?section=brand');
    await page.getByLabel('Couleur').fill('#ffe600');
    await page.getByText('La couleur est éclaircie ou assombrie').waitFor();
    const light = page.getByRole('figure', { name: 'E-mail clair' });
    const link = async () => light.evaluate((mail) => mail.style.getPropertyValue('--brand-link'));
    expect(await link()).not.toBe('#ffe600');
    expect(await light.evaluate((mail) => mail.style.getPropertyValue('--brand-on-fill'))).toBe('#000000');
    await page.getByLabel('Site').fill('https://agence.example');
    await page.getByLabel('Téléphone').fill('04 78 12 34 56');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Enregistré').waitFor();
    await page.reload();
    await page.getByLabel('Site').waitFor();
    expect(await page.getByLabel('Couleur').inputValue()).toBe('#ffe600');
    expect(await page.getByLabel('Site').inputValue()).toBe('https://agence.example');
    expect(stage.complaints()).toEqual([]);
  });
});

it('A template is tried on oneself, once it is saved', async () => {
  const page = await stage.visit('/templates/APPOINTMENT_REMINDER_24H');
  await page.getByRole('button', { name: 'SMS', exact: true }).click();
  await page.getByLabel('Numéro').fill('06 12 34 56 78');
  await page.getByRole('button', { name: 'Envoyer l’essai' }).click();
  await page.getByText('Essai envoyé à 06 12 34 56 78').waitFor();
  expect(world().tests).toMatchObject([{ channel: 'sms', to: '06 12 34 56 78', locale: 'fr' }]);
  await page.locator('textarea').first().fill('Bonjour {{firstName}}');
  await page.getByText('Enregistrez d’abord').waitFor();
  expect(await page.getByRole('button', { name: 'Envoyer l’essai' }).isDisabled()).toBe(true);
});

it('A conversation is offered to those who work here, and to nobody who left', async () => {
  const page = await stage.visit('/inbox?view=all&person=prospect_1');
  await page.locator('article').first().waitFor();
  await page.keyboard.press('a');
  await page.getByRole('menuitemcheckbox', { name: 'Hugo Bernard' }).waitFor();
  expect(await page.getByText('Luc Parti').count()).toBe(0);
});
