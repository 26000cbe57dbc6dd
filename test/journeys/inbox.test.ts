import { text as textOf } from 'node:stream/consumers';
import type { Page } from '@playwright/test';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PHONE, useAgentsBrowser } from '../support/agents-browser.ts';
import { useLocalStack } from '../support/local-stack.ts';

/** The agents' application over the real stack, in a real browser. Build first: `npm run build`. */
const stack = useLocalStack();
const sitDown = useAgentsBrowser(stack);
let people = 0;
beforeAll(async () => stack.goToDaytime(11), 60_000);
afterEach(async () => void (await stack.noFaults()));

/** Somebody whom the agency knows, and who has written. */
async function somebody(text: string, name = 'Marie') {
  people += 1;
  const person = {
    id: `p_${people}`,
    name: `${name} ${people}`,
    phone: `+336000010${String(people).padStart(2, '0')}`,
    whatsapp: `+336000010${String(people).padStart(2, '0')}`,
    email: `p${people}@example.com`,
  };
  const { id, ...fields } = person;
  await stack.demo.put(`/v1/prospects/${id}`, fields);
  await write(person.phone, text);
  return person;
}

const write = (from: string, text: string, channel = 'sms') =>
  stack.demo.post('/_local/replies', { channel, from, text });

const row = (page: Page, name: string) => page.locator('a[data-cursor]', { hasText: name });
const reply = (page: Page) => page.getByRole('textbox', { name: 'Réponse' });
const open = async (page: Page, name: string): Promise<void> => {
  await row(page, name).click();
  await reply(page).waitFor();
};
const chooseChannel = async (page: Page, name: RegExp): Promise<void> => {
  await page.locator('button[title="Canal (c)"]').click();
  await page.getByRole('menuitemcheckbox', { name }).click();
};

describe('An agent at the desk', () => {
  test('sees what a prospect writes within two seconds, answers by keyboard alone, and sees it arrive', async () => {
    const page = await sitDown('Camille Martin');
    const marie = await somebody('Bonjour, le T3 est-il libre ?');
    const shown = Date.now();
    await row(page, marie.name).waitFor();
    expect(Date.now() - shown).toBeLessThan(2_000);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText('le T3 est-il libre').last().waitFor();
    await reply(page).waitFor();
    await page.keyboard.press('r');
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.type('Oui ! Une visite demain ?');
    await page.getByRole('button', { name: /^Envoyer par SMS · 0,05/ }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page
      .locator('article', { hasText: 'Une visite demain' })
      .getByText('distribué')
      .first()
      .waitFor({ timeout: 15_000 });
    expect(await stack.outbox(marie.phone)).toMatchObject([
      { channel: 'sms', text: 'Oui ! Une visite demain ?' },
    ]);
  });

  test('is told why an answer failed, and sends it on another channel', async () => {
    const luc = await somebody('Rappelez-moi', 'Luc');
    await stack.fault({ provider: 'twilio', mode: 'reject', errorCode: '30006', to: luc.phone });
    const page = await sitDown('Camille Martin');
    await open(page, luc.name);
    await chooseChannel(page, /SMS/);
    await reply(page).fill('Je vous appelle à 15 h.');
    await page.keyboard.press('Control+Enter');
    const failed = page.locator('article', { hasText: 'Je vous appelle' });
    await failed.getByRole('button', { name: 'Autre canal' }).waitFor({ timeout: 15_000 });
    await failed.getByRole('button', { name: 'Autre canal' }).click();
    await page.getByRole('menuitem', { name: /E-mail/ }).click();
    await expect.poll(async () => (await stack.outbox(luc.email)).length, { timeout: 15_000 }).toBe(1);
  });

  test('is offered templates where WhatsApp takes no free text, and sees where a STOP has closed a channel', async () => {
    const zoe = await somebody('STOP', 'Zoé');
    const page = await sitDown('Camille Martin');
    await page.goto(`${stack.url}/inbox?view=all`);
    await open(page, zoe.name);
    await page.locator('button[title="Canal (c)"]').click();
    await expect
      .poll(() => page.getByRole('menuitemcheckbox', { name: /SMS/ }).textContent())
      .toContain('fermé');
    await page.getByRole('menuitemcheckbox', { name: /WhatsApp/ }).click();
    await page.getByText(/24 h/).first().waitFor();
    await expect.poll(() => reply(page).count()).toBe(0);
  });

  test('does not answer a second time unknowingly when a colleague was quicker', async () => {
    const ali = await somebody('Une question', 'Ali');
    const [camille, hugo] = [await sitDown('Camille Martin'), await sitDown('Hugo Bernard')];
    for (const page of [camille, hugo]) await open(page, ali.name);
    await camille.context().setOffline(true);
    await hugo.waitForTimeout(100);
    await reply(hugo).fill('Je vous écoute.');
    await hugo.keyboard.press('Control+Enter');
    await expect.poll(async () => (await stack.outbox(ali.phone)).length, { timeout: 15_000 }).toBe(1);
    await reply(camille).fill('Dites-moi tout.');
    await camille.keyboard.press('Control+Enter');
    await camille.context().setOffline(false);
    await camille.getByText('Je vous écoute.').first().waitFor({ timeout: 20_000 });
    expect(await stack.outbox(ali.phone)).toHaveLength(1);
  });

  test('offline and back loses no draft and doubles no message', async () => {
    const eva = await somebody('Bonjour', 'Eva');
    const page = await sitDown('Camille Martin');
    await open(page, eva.name);
    await chooseChannel(page, /SMS/);
    await page.context().setOffline(true);
    await page
      .getByText(/Hors ligne/)
      .first()
      .waitFor({ timeout: 20_000 });
    await reply(page).fill('Envoyé depuis le train.');
    await page.keyboard.press('Control+Enter');
    await page.waitForTimeout(6_000);
    await reply(page).fill('Un brouillon');
    await page.context().setOffline(false);
    await expect.poll(async () => (await stack.outbox(eva.phone)).length, { timeout: 20_000 }).toBe(1);
    await page.reload();
    await reply(page).waitFor();
    await expect.poll(() => reply(page).inputValue()).toBe('Un brouillon');
    expect(await stack.outbox(eva.phone)).toHaveLength(1);
  });
});

test('An agent writes to the people of a file, who are counted before anything leaves', async () => {
  const page = await sitDown('Camille Martin');
  await page.goto(`${stack.url}/broadcasts/new`);
  await page.getByRole('button', { name: 'Un fichier CSV' }).click();
  const rows = [
    'téléphone;prénom;companyPhone',
    '06 00 02 00 01;Léa;0472000000',
    '0600020002;Tom;0472000000',
    '+33 6 00 02 00 02;Tom;',
    'personne;X;',
  ];
  const buffer = Buffer.from(rows.join('\n'));
  await page.locator('[type="file"]').setInputFiles({ name: 'clients.csv', mimeType: 'text/csv', buffer });
  await page.getByText('2 personnes lues · 1 doublon écarté').waitFor({ timeout: 20_000 });
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Télécharger les lignes refusées' }).click();
  expect(await textOf(await (await download).createReadStream())).toContain('4,phone,');
  await page.getByLabel('Modèle', { exact: true }).selectOption('MISSED_CALL');
  await page.getByRole('button', { name: 'Voir ce qui partirait' }).click();
  await page.getByRole('button', { name: /^Envoyer à 2 personnes/ }).click({ timeout: 20_000 });
  await page.waitForURL(/\/broadcasts\/bc_/);
  for (const to of ['+33600020001', '+33600020002'])
    await expect.poll(async () => (await stack.outbox(to)).length, { timeout: 20_000 }).toBe(1);
});

test('An agent on the way answers from a phone', async () => {
  const noa = await somebody('J’ai dix minutes de retard', 'Noa');
  const page = await sitDown('Hugo Bernard', PHONE);
  await open(page, noa.name);
  await chooseChannel(page, /SMS/);
  await reply(page).fill('Pas de souci !');
  await page.getByRole('button', { name: /^Envoyer par SMS/ }).click();
  await page
    .locator('article', { hasText: 'Pas de souci' })
    .getByText('distribué')
    .first()
    .waitFor({ timeout: 15_000 });
  expect(await stack.outbox(noa.phone)).toHaveLength(1);
});

test('An agent of another agency sees nothing of it, by list, by sync, by search or by name', async () => {
  const ida = await somebody('Ceci ne regarde que nous', 'Ida');
  const page = await sitDown('Paul Autre');
  await page
    .getByText(/Tout est traité|Aucune conversation/)
    .first()
    .waitFor();
  expect(await page.getByText('Ida').count()).toBe(0);
  const paul = await stack.as('paul');
  for (const path of ['/v1/conversations', '/v1/sync?since=0', '/v1/search?q=ida', `/v1/prospects?q=ida`])
    expect([path, (await paul.get(path)).body.items]).toEqual([path, []]);
  expect((await paul.get(`/v1/conversations/${ida.id}`)).status).toBe(404);
});
