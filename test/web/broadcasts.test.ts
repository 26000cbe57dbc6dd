import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from './support/browser.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  // What is under way stands still, so that each test moves it itself.
  campaigns().pace = 0;
});
afterEach(async () => {
  stage.server.api.world.role = 'admin';
  stage.server.api.clearFailures();
  const complaints = stage.complaints();
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  await stage.leave();
});
afterAll(async () => stage.close());

const PATIENTLY = { timeout: 5_000 };
const campaigns = () => stage.server.api.campaigns;

function broadcast(id: string) {
  const found = campaigns().broadcasts.get(id);
  if (found === undefined) throw new Error(`There is no ${id}`);
  return found;
}

const row = (page: Page, table: string, name: string) =>
  page.getByRole('region', { name: table }).getByRole('row').filter({ hasText: name });
const send = (page: Page) => page.getByRole('button', { name: /^Envoyer à/ });
const check = (page: Page) => page.getByRole('button', { name: 'Voir ce qui partirait' });

/** A segment, a template and a property: everything that a broadcast needs. */
async function fillIn(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /^Acheteurs de Lyon/ }).check();
  await page.getByLabel('Modèle', { exact: true }).selectOption('NEW_PROPERTY_ALERT');
  await page.getByLabel('Référence du bien').fill('LYON-042');
  await page.clock.fastForward(1_000);
  await page.getByText('Bien trouvé : 12 rue de la Paix, Lyon').waitFor();
}

describe('The list of broadcasts', () => {
  it('shows the newest first with people, state, progress and cost, page by page', async () => {
    const page = await stage.visit('/broadcasts');
    const entries = page.locator('a[href^="/broadcasts/bc_"]');
    await entries.first().waitFor();
    expect(await entries.count()).toBe(20);
    const running = entries.filter({ hasText: 'en cours' });
    const text = (await running.innerText()).replaceAll(/\s/g, ' ');
    expect(text).toMatch(
      /Nouveau bien.*1 840 personnes.*1 113 sur 1 840 traitées.*tout par SMS : 86,50 €.*11,93 €/,
    );
    await page.getByRole('button', { name: 'En afficher plus' }).click();
    await expect.poll(async () => entries.count(), PATIENTLY).toBe(26);
    expect(await page.title()).toBe('Diffusions – Coccinelle');
  });

  it('says what to do next while there is none', async () => {
    const kept = [...campaigns().broadcasts];
    campaigns().broadcasts.clear();
    const page = await stage.visit('/broadcasts');
    await page.getByText('Aucune diffusion pour l’instant').waitFor();
    await page.getByRole('link', { name: 'Nouvelle diffusion' }).click();
    await page.getByRole('heading', { name: 'Nouvelle diffusion' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/broadcasts/new');
    for (const [id, one] of kept) campaigns().broadcasts.set(id, one);
  });

  it('is reached by a key, and by a tab of a phone that has five of them', async () => {
    const page = await stage.visit('/inbox');
    await page.locator('a[data-cursor]').first().waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await page.waitForURL(/\/broadcasts$/);
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await page.waitForURL(/\/journeys$/);
    await page.setViewportSize({ width: 375, height: 720 });
    const navigation = page.getByRole('navigation', { name: 'Navigation' });
    expect(await navigation.getByRole('listitem').filter({ visible: true }).count()).toBe(5);
    await navigation.getByRole('button', { name: 'Plus' }).click();
    await page.getByRole('menuitem', { name: 'Réglages' }).click();
    await page.waitForURL(/\/settings$/);
  });
});

describe('A broadcast under way', () => {
  it('shows where everybody is, what arrived on each channel and what it saves', async () => {
    const page = await stage.visit('/broadcasts/bc_running');
    await page.getByRole('heading', { name: 'Avancement' }).waitFor();
    const states = page.locator('table').first();
    const cells = (await states.innerText()).replaceAll(/\s+/g, ' ');
    expect(cells).toMatch(/Partis 999 54,3 %.*Refusés par l’opérateur 4.*Encore à envoyer 727.*Écartés/);
    expect((await row(page, 'Par canal', 'E-mail').innerText()).replaceAll(/\s+/g, ' ')).toBe(
      'E-mail 1 178 683 663 46 % 11 % – 7 0,41 €',
    );
    const totals = (await page.locator('dl').innerText()).replaceAll(/\s+/g, ' ');
    expect(totals).toContain('Économie face au SMS 65,55 € tout par SMS : 86,50 €');
  });

  it('says nothing of what it will cost until everybody was decided on', async () => {
    const { plan } = broadcast('bc_running');
    const people = plan.people;
    plan.people = 500;
    const page = await stage.visit('/broadcasts/bc_running');
    await page.getByRole('heading', { name: 'Avancement' }).waitFor();
    const totals = (await page.locator('dl').innerText()).replaceAll(/\s+/g, ' ');
    plan.people = people;
    expect(totals).toMatch(/Coût à ce jour 11,93 € Économie face au SMS –$/);
  });

  it('is looked at again by itself, and no more once it has been over for an hour', async () => {
    const page = await stage.visit('/broadcasts/bc_running');
    await page.getByText('sur 999 partis').waitFor();
    broadcast('bc_running').outcomes.email.sent += 1;
    await page.clock.fastForward(3_500);
    await page.getByText('sur 1 000 partis').waitFor();
    broadcast('bc_running').outcomes.email.sent -= 1;

    await page.goto(`${stage.server.url}/broadcasts/bc_finished`);
    await page.getByRole('heading', { name: 'Avancement' }).waitFor();
    let asked = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/bc_finished')) asked += 1;
    });
    await page.clock.fastForward(60_000);
    expect(asked).toBe(0);
  });

  it('tells who is left out, by name and in plain words, some at a time', async () => {
    const page = await stage.visit('/broadcasts/bc_running');
    await page.getByRole('heading', { name: '110 personnes ne reçoivent rien' }).waitFor();
    await page.getByRole('button', { name: 'Voir qui' }).click();
    const people = page.getByRole('listitem').filter({ hasText: 'Pas d’accord à la publicité' });
    await people.filter({ hasText: 'Marie Dupont' }).first().waitFor();
    expect(await people.count()).toBe(20);
    await page.locator('section').getByRole('button', { name: 'En afficher plus' }).last().click();
    await expect.poll(async () => people.count(), PATIENTLY).toBe(40);
    await people.getByRole('link', { name: 'Marie Dupont' }).click();
    await page.waitForURL(/\/inbox\?view=all&person=prospect_1$/);
  });

  it('is paused, resumed and cancelled, each after saying what that means', async () => {
    const page = await stage.visit('/broadcasts/bc_running');
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Suspendre' }).click();
    await dialog.getByText(/pas encore parti \(727 personnes\) attend que vous repreniez/).waitFor();
    await dialog.getByRole('button', { name: 'Suspendre' }).click();
    await page.getByText('Diffusion suspendue').waitFor();
    expect(broadcast('bc_running').status).toBe('paused');
    await page.getByRole('button', { name: 'Reprendre' }).click();
    await dialog.getByRole('button', { name: 'Reprendre' }).click();
    await expect.poll(() => broadcast('bc_running').status, PATIENTLY).toBe('sending');
    await page.getByRole('button', { name: 'Annuler la diffusion' }).click();
    await dialog.getByText(/On ne peut pas revenir en arrière/).waitFor();
    await dialog.getByRole('button', { name: 'Non, laisser' }).click();
    expect(broadcast('bc_running').status).toBe('sending');
  });

  it('that has ended meanwhile says so, and nothing is changed', async () => {
    const page = await stage.visit('/broadcasts/bc_paused');
    await page.getByRole('button', { name: 'Reprendre' }).click();
    broadcast('bc_paused').status = 'finished';
    await page.getByRole('dialog').getByRole('button', { name: 'Reprendre' }).click();
    await page.getByText('Trop tard : la diffusion est déjà terminée ou annulée.').waitFor();
    expect(broadcast('bc_paused').status).toBe('finished');
    broadcast('bc_paused').status = 'paused';
  });

  it('that fails to load retries inside itself while the list works', async () => {
    stage.server.api.fail('/broadcasts/bc_running', 400);
    const page = await stage.visit('/broadcasts/bc_running');
    await page.getByRole('alert').getByText('Ceci n’a pas pu être chargé.').waitFor();
    expect(await page.locator('a[href^="/broadcasts/bc_"]').count()).toBe(20);
    stage.server.api.clearFailures();
    await page.getByRole('alert').getByRole('button', { name: 'Réessayer' }).click();
    await page.getByRole('heading', { name: 'Avancement' }).waitFor();
  });
});

describe('A new broadcast', () => {
  it('shows what would leave before anything can, and then leaves once', async () => {
    const page = await stage.visit('/broadcasts/new');
    await fillIn(page);
    campaigns().keys.length = 0;
    expect(await send(page).count()).toBe(0);
    await check(page).click();
    const result = page.getByRole('region', { name: 'Ce qui partirait' });
    await result.getByText('sur 340 · 4 doublons écartés').waitFor();
    await result.getByText('tout par SMS : 16,00 €').waitFor();
    await result.getByText('28 personnes seront contactées plus tard').waitFor();
    await result.getByText('La personne a dit STOP').first().waitFor();
    expect(campaigns().keys).toEqual([]);
    const before = campaigns().broadcasts.size;
    await page.getByRole('button', { name: 'Envoyer à 320 personnes · 3,87 €' }).dblclick();
    await page.waitForURL(/\/broadcasts\/bc_/);
    expect(campaigns().broadcasts.size).toBe(before + 1);
    expect(campaigns().keys).toHaveLength(1);
  });

  it('has to be checked again once anything has changed', async () => {
    const page = await stage.visit('/broadcasts/new');
    await fillIn(page);
    await check(page).click();
    await send(page).waitFor();
    await page.getByLabel('Type de message').selectOption('notification');
    await page.getByText('Vous avez changé quelque chose').waitFor();
    expect(await send(page).count()).toBe(0);
  });

  it('is asked for again under the same key when nobody knows whether it left, also after a reload', async () => {
    const page = await stage.visit('/broadcasts/new');
    await fillIn(page);
    await check(page).click();
    campaigns().keys.length = 0;
    const before = campaigns().broadcasts.size;
    // The API accepts it, and its answer is lost.
    await page.route('**/v1/broadcasts', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await send(page).click();
    await page.getByText(/la diffusion est peut-être partie/).waitFor();
    expect(campaigns().broadcasts.size).toBe(before + 1);
    await page.unroute('**/v1/broadcasts');
    await page.reload();
    await page.getByText(/la diffusion est peut-être partie/).waitFor();
    expect(await page.getByLabel('Modèle', { exact: true }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await page.waitForURL(/\/broadcasts\/bc_/);
    expect(campaigns().broadcasts.size).toBe(before + 1);
    expect(new Set(campaigns().keys).size).toBe(1);
    expect(campaigns().keys).toHaveLength(2);
  });

  it('is told at its fields what is wrong, and shows what the template makes of the data', async () => {
    const page = await stage.visit('/broadcasts/new');
    await page.locator('[name="segment"]').first().check();
    await page.getByLabel('Modèle', { exact: true }).selectOption('NEW_PROPERTY_ALERT');
    await page.getByLabel('Adresse du bien').fill('3 rue Garibaldi, Lyon');
    await page.clock.fastForward(1_000);
    await page.getByRole('region', { name: 'Aperçu' }).getByText('3 rue Garibaldi').waitFor();
    await page.getByRole('button', { name: 'E-mail', exact: true }).click();
    await page.clock.fastForward(1_000);
    await page.getByRole('region', { name: 'Aperçu' }).locator('strong').first().waitFor();
    await check(page).click();
    const price = page.getByLabel('Prix du bien');
    await expect.poll(async () => price.getAttribute('aria-invalid'), PATIENTLY).toBe('true');
    await page.getByText('Le modèle en a besoin.').waitFor();
    await expect
      .poll(async () => price.evaluate((field) => field === document.activeElement), PATIENTLY)
      .toBe(true);
    await price.fill('195 000 €');
    await check(page).click();
    await send(page).waitFor();
  });

  it('to a segment without anybody says so where the segment is chosen', async () => {
    const page = await stage.visit('/broadcasts/new');
    await page.locator('[name="segment"]').last().check();
    await page.getByLabel('Modèle', { exact: true }).selectOption('WELCOME');
    await check(page).click();
    await page.getByRole('alert').getByText('Personne ne correspond en ce moment.').waitFor();
    expect(await send(page).count()).toBe(0);
  });

  it('can go to a segment that is made on the way', async () => {
    const page = await stage.visit('/broadcasts/new');
    await page.getByRole('button', { name: 'Nouveau segment' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nom').fill('Locataires pressés');
    expect(await dialog.getByRole('button', { name: 'Enregistrer' }).isDisabled()).toBe(true);
    await dialog.getByLabel('A une de ces étiquettes').fill('locataire, urgent');
    await dialog.getByLabel('Budget, au plus (€)').fill('1200');
    await dialog.getByLabel('Pièces, au moins').fill('4');
    await dialog.getByLabel('Pièces, au plus').fill('2');
    await dialog.getByText('Le minimum dépasse le maximum.').waitFor();
    await dialog.getByLabel('Pièces, au plus').fill('');
    await dialog.getByLabel('S’est manifesté').selectOption('yes');
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText(/étiqueté locataire ou urgent · budget jusqu’à 1\s200/).waitFor();
    const made = [...campaigns().segments.values()].find(({ name }) => name === 'Locataires pressés');
    expect(made?.criteria).toEqual({
      tags: { anyOf: ['locataire', 'urgent'] },
      budget: { max: 1_200 },
      rooms: { min: 4 },
      engagement: { within: 'P90D', engaged: true },
    });
    expect(await page.getByRole('radio', { name: /^Locataires pressés/ }).isChecked()).toBe(true);
  });

  it('can go to the people of a file, whose rows are counted', async () => {
    const page = await stage.visit('/broadcasts/new');
    await page.getByRole('button', { name: 'Un fichier CSV' }).click();
    const file = (text: string) => ({ name: 'clients.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.locator('[type="file"]').setInputFiles(file('nom\nMarie\n'));
    await page.clock.fastForward(1_500);
    await page.getByText(/il manque une colonne téléphone, email/).waitFor();
    await page
      .locator('[type="file"]')
      .setInputFiles(file('email,prenom\na@x.fr,A\nb@x.fr,B\nb@x.fr,B\npersonne,C\n'));
    await page.getByText('Lecture des lignes…').waitFor();
    await page.clock.fastForward(1_500);
    await page.getByText('2 personnes lues · 1 doublon écarté').waitFor();
    await page.getByText('1 ligne refusée').waitFor();
    await page.getByRole('link', { name: 'Télécharger les lignes refusées' }).waitFor();
    await page.getByLabel('Modèle', { exact: true }).selectOption('WELCOME');
    await check(page).click();
    expect(await send(page).innerText()).toMatch(/^Envoyer à \d personnes? · /);
  });

  it('says that a file did not arrive, and sends it again', async () => {
    const page = await stage.visit('/broadcasts/new');
    await page.getByRole('button', { name: 'Un fichier CSV' }).click();
    await page.route('**/_fake/files/**', async (route) => route.abort());
    const buffer = Buffer.from('email\na@x.fr\n');
    await page.locator('[type="file"]').setInputFiles({ name: 'clients.csv', mimeType: 'text/csv', buffer });
    await page.getByText(/Le fichier n’a pas pu être envoyé/).waitFor();
    await page.unroute('**/_fake/files/**');
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await page.clock.fastForward(1_500);
    await page.getByText('1 personne lue').waitFor();
    expect([...campaigns().audiences.values()].at(-1)?.people).toBe(1);
  });

  it('about a property that is sold is warned of, and one that nobody knows can be made', async () => {
    campaigns().properties.set('VENDU-1', {
      id: 'VENDU-1',
      status: 'sold',
      data: {},
      version: 1,
      changedAt: '2026-11-01T10:00:00.000Z',
    });
    const page = await stage.visit('/broadcasts/new');
    await page.getByLabel('Modèle', { exact: true }).selectOption('NEW_PROPERTY_ALERT');
    await page.getByLabel('Référence du bien').fill('VENDU-1');
    await page.clock.fastForward(1_000);
    await page.getByText('Ce bien n’est plus à vendre').waitFor();
    await page.getByLabel('Référence du bien').fill('NEUF-1');
    await page.clock.fastForward(1_000);
    await page.getByText('Aucun bien n’a cette référence.').waitFor();
    await page.getByLabel('Adresse du bien').fill('8 quai Rambaud, Lyon');
    await page.getByLabel('Prix du bien').fill('420000');
    await page.getByRole('button', { name: 'Créer ce bien avec les données ci-dessous' }).click();
    await page.getByText('Bien trouvé : 8 quai Rambaud, Lyon, à vendre').waitFor();
    expect(campaigns().properties.get('NEUF-1')?.data).toEqual({
      propertyAddress: '8 quai Rambaud, Lyon',
      propertyPrice: 420_000,
    });
  });

  it('can be planned for later', async () => {
    const page = await stage.visit('/broadcasts/new');
    await fillIn(page);
    await page.getByRole('button', { name: 'Plus tard' }).click();
    const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000);
    await page.getByLabel('Partir le').fill(`${tomorrow.toISOString().slice(0, 10)}T11:30`);
    await check(page).click();
    await page.getByRole('button', { name: /^Programmer pour 320 personnes/ }).click();
    await page.waitForURL(/\/broadcasts\/bc_/);
    expect(campaigns().all()[0]?.sendAt?.slice(0, 10)).toBe(tomorrow.toISOString().slice(0, 10));
    await page
      .getByText(/Partira .* 11:30/)
      .first()
      .waitFor();
  });

  it('is kept on the device until it is sent, and can be thrown away and brought back', async () => {
    const page = await stage.visit('/broadcasts/new');
    await fillIn(page);
    await page.reload();
    await page.getByLabel('Adresse du bien').waitFor();
    await page.getByRole('button', { name: 'Recommencer' }).click();
    await page.getByLabel('Adresse du bien').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Annuler' }).click();
    await page.getByLabel('Adresse du bien').waitFor();
    expect(await page.getByRole('radio', { name: /^Acheteurs de Lyon/ }).isChecked()).toBe(true);
  });
});

describe('An agent who may not send broadcasts', () => {
  it('follows them, and is told whom to ask in place of dead buttons', async () => {
    stage.server.api.world.role = 'agent';
    const page = await stage.visit('/broadcasts/bc_running');
    await page.getByText(/Votre rôle permet de suivre les diffusions/).waitFor();
    expect(await page.getByRole('button', { name: /Suspendre|Annuler/ }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Nouvelle diffusion' }).count()).toBe(0);
    await page.goto(`${stage.server.url}/broadcasts/new`);
    await page.getByText(/Votre rôle permet de suivre les diffusions/).waitFor();
  });
});
