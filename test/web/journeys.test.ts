import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from './support/browser.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
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
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('A journey', () => {
  it('is read in words, with where each of its ways leads', async () => {
    const page = await stage.visit('/journeys');
    await page.getByRole('link', { name: /Après la visite.*le vôtre.*version 3/ }).waitFor();
    await page.getByRole('link', { name: /Rendez-vous/ }).click();
    await page.getByRole('button', { name: 'Étapes' }).click();
    const steps = page.locator('ol > li');
    await steps.first().waitFor();
    expect(await steps.count()).toBe(18);
    const words = (await steps.allInnerTexts()).map(plain);
    expect(words[1]).toBe('2 Attendre jusqu’à 1 jour avant l’échéance Si c’est déjà passé : étape 4');
    expect(words[4]).toContain('Autre canal si ce n’est pas distribué après 15 minutes.');
    expect(words[5]).toContain('Attendre jusqu’à 1 jour après l’échéance, à 10:00');
    expect(words.join(' ')).not.toMatch(/PT|P1D|two-hours|undefined/);
    await page.getByText('a répondu OUI (étape 3)').waitFor();
    await page.getByText('Si le rendez-vous est déplacé').waitFor();
  });

  it('shows who is in it and where they stand, page by page', async () => {
    const page = await stage.visit('/journeys/appointment');
    const people = page.locator('a[href*="enrolment="]');
    await people.filter({ hasText: 'Marie Dupont' }).first().waitFor();
    expect(await people.count()).toBe(20);
    expect(plain(await people.first().innerText())).toMatch(
      /Marie Dupont en cours Attend jusqu’au .*, puis : Envoyer « Rappel la veille » entré/,
    );
    await page.getByRole('button', { name: 'En afficher plus' }).click();
    await expect.poll(async () => people.count(), PATIENTLY).toBe(40);
  });

  it('that nobody has entered says so', async () => {
    const page = await stage.visit('/journeys/estimate-drip');
    await page.getByText('Personne n’y est entré pour l’instant.').waitFor();
    expect(await page.locator('a[href*="enrolment="]').count()).toBe(0);
  });

  it('that fails to load retries inside itself while the list works', async () => {
    stage.server.api.fail('/v1/journeys/appointment', 400);
    const page = await stage.visit('/journeys/appointment');
    await page.getByRole('alert').getByText('Ceci n’a pas pu être chargé.').waitFor();
    await page.getByRole('link', { name: /Rendez-vous/ }).waitFor();
    stage.server.api.clearFailures();
    await page.getByRole('alert').getByRole('button', { name: 'Réessayer' }).click();
    await page.getByRole('heading', { name: 'Qui y est' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('reads in English to those who do', async () => {
    const page = await stage.visit('/journeys/contract', { language: 'en' });
    await page.getByRole('button', { name: 'Steps' }).click();
    await page
      .getByText('The first open channel of E-mail, WhatsApp and SMS, with the documents attached.')
      .waitFor();
    await page.getByText('For 6 hours, not counting the person’s quiet hours.').waitFor();
    expect(await page.title()).toBe('Journeys – Coccinelle');
  });
});

describe('Somebody’s way through a journey', () => {
  it('is told step by step, with when and why', async () => {
    const page = await stage.visit('/journeys/appointment?enrolment=enr_appointment_2');
    const lines = page.locator('ol > li');
    await lines.first().waitFor();
    await page.getByText('Lien de prise de rendez-vous').waitFor();
    const words = (await lines.allInnerTexts()).map((line) => plain(line).replace(/^.*?\d\d:\d\d /, ''));
    expect(words).toEqual([
      'Entrée dans le parcours',
      expect.stringMatching(/^Envoyé : « Rendez-vous confirmé » ?étape 1 distribué .* · ouvert /),
      expect.stringMatching(/^Attend jusqu’au .* ?étape 2$/),
      expect.stringMatching(/^Envoyé : « Rappel la veille » ?étape 3 distribué .* · a répondu NON$/),
      expect.stringMatching(/^Attend jusqu’au /),
      'Changement de chemin : a répondu NON',
      expect.stringMatching(/^Rendez-vous marqué annulé ?étape 10$/),
      expect.stringMatching(/^Pas envoyé, il manquait : Lien de prise de rendez-vous/),
      expect.stringMatching(/^Agent prévenu : Rendez-vous annulé par la personne/),
      'Parcours terminé : a refusé',
    ]);
    await page.getByRole('link', { name: 'Ouvrir la conversation' }).click();
    await page.waitForURL(/\/inbox\?view=all&person=prospect_3$/);
  });

  it('ends when an agent takes them out, after saying what that means', async () => {
    const page = await stage.visit('/journeys/appointment?enrolment=enr_appointment_4');
    await page.getByRole('button', { name: 'Retirer du parcours' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/ce qui n’est pas encore parti ne partira pas/).waitFor();
    await dialog.getByRole('button', { name: 'Retirer du parcours' }).click();
    await page.getByText('Sortie du parcours : retiré par un agent').waitFor();
    expect(await page.getByRole('button', { name: 'Retirer du parcours' }).count()).toBe(0);
  });

  it('cannot be ended by those who may only look, who are told whom to ask', async () => {
    stage.server.api.world.role = 'agent';
    const page = await stage.visit('/journeys/appointment?enrolment=enr_appointment_0');
    await page.getByText(/demandez à l’administration de l’agence/).waitFor();
    expect(await page.getByRole('button', { name: 'Retirer du parcours' }).count()).toBe(0);
  });
});

describe('The agenda', () => {
  it('shows a week, each visit with its state, and leads to the conversation', async () => {
    const page = await stage.visit('/agenda');
    const days = page.locator('main section');
    await days.first().waitFor();
    expect(await days.count()).toBe(7);
    expect(await days.last().innerText()).toContain('Rien');
    for (const state of ['à confirmer', 'confirmé', 'annulé', 'déplacé'])
      await page.getByText(state, { exact: true }).first().waitFor();
    const visit = days.getByRole('link').first();
    expect(plain(await visit.innerText())).toMatch(/^\d\d:\d\d – \d\d:\d\d .+ Lyon/);
    await visit.click();
    await page.waitForURL(/\/inbox\?view=all&person=prospect_/);
  });

  it('goes from week to week and from day to day, and back to today', async () => {
    const page = await stage.visit('/agenda?span=week&day=2030-05-15');
    await page.getByText('Aucun rendez-vous cette semaine.').waitFor();
    await page.getByText('Du lundi 13 mai 2030 au dimanche 19 mai 2030').waitFor();
    await page.getByRole('button', { name: 'Semaine suivante' }).click();
    await page.getByText('Du lundi 20 mai 2030 au dimanche 26 mai 2030').waitFor();
    await page.getByRole('button', { name: 'Jour', exact: true }).click();
    await page.getByText('lundi 20 mai 2030').waitFor();
    await page.getByRole('button', { name: 'Jour précédent' }).click();
    await page.getByText('dimanche 19 mai 2030').waitFor();
    await page.getByRole('button', { name: 'Aujourd’hui' }).click();
    await page.waitForURL((url) => url.searchParams.get('day')?.startsWith('2030') === false);
    expect(new URL(page.url()).searchParams.get('span')).toBe('day');
  });
});
