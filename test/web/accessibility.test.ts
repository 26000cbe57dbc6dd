import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, openStage, PHONE, type Stage } from './support/browser.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  stage.server.api.campaigns.pace = 0;
});
afterEach(async () => {
  stage.server.api.clearFailures();
  await stage.leave();
});
afterAll(async () => stage.close());

interface State {
  name: string;
  address: string;
  /** What has to be there before it is looked at. */
  shows: string;
  reach?: (page: Page) => Promise<void>;
  before?: () => void;
  after?: () => void;
}

/** Everything that a broadcast needs but the price of the property. */
async function inVain(page: Page): Promise<void> {
  await page.locator('[name="segment"]').first().check();
  await page.getByLabel('Modèle', { exact: true }).selectOption('NEW_PROPERTY_ALERT');
  await page.getByLabel('Adresse du bien').fill('3 rue Garibaldi, Lyon');
  await page.getByRole('button', { name: 'Voir ce qui partirait' }).click();
  await page.getByText('Le modèle en a besoin.').waitFor();
}

async function checked(page: Page): Promise<void> {
  await inVain(page);
  await page.getByLabel('Prix du bien').fill('195000');
  await page.getByRole('button', { name: 'Voir ce qui partirait' }).click();
  await page.getByRole('button', { name: /^Envoyer à/ }).waitFor();
}

const STATES: readonly State[] = [
  { name: 'the list', address: '/inbox', shows: 'a[data-cursor]' },
  { name: 'a thread by SMS', address: '/inbox?person=prospect_1', shows: 'article' },
  {
    name: 'a failed message',
    address: '/inbox?view=failed&person=prospect_4',
    shows: '[data-failed="true"]',
  },
  { name: 'an e-mail and a note', address: '/inbox?view=all&person=prospect_3', shows: 'article' },
  {
    name: 'why a channel',
    address: '/inbox?person=prospect_1',
    shows: 'article',
    reach: async (page) => page.getByRole('button', { name: 'Pourquoi ?' }).click(),
  },
  {
    name: 'a note being written',
    address: '/inbox?person=prospect_1',
    shows: 'article',
    reach: async (page) => page.keyboard.press('n'),
  },
  { name: 'an empty list', address: '/inbox?channel=telegram', shows: 'text=Rien avec ces filtres' },
  {
    name: 'a list that fails',
    address: '/inbox?view=all',
    shows: '[role="alert"]',
    before: () => stage.server.api.fail('/v1/conversations', 400),
  },
  { name: 'search', address: '/inbox?q=dossier', shows: 'mark' },
  {
    name: 'the palette',
    address: '/inbox',
    shows: 'a[data-cursor]',
    reach: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').waitFor();
    },
  },
  {
    name: 'the keys',
    address: '/inbox',
    shows: 'a[data-cursor]',
    reach: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'a prospect', address: '/prospects?person=prospect_1', shows: 'form' },
  { name: 'a template', address: '/templates/APPOINTMENT_REMINDER_24H', shows: 'textarea' },
  { name: 'broadcasts', address: '/broadcasts', shows: 'a[href="/broadcasts/bc_running"]' },
  {
    name: 'no broadcast',
    address: '/broadcasts',
    shows: 'text=Aucune diffusion',
    before: () => stage.server.api.campaigns.broadcasts.clear(),
    after: () => stage.server.api.campaigns.invent(),
  },
  { name: 'a broadcast under way', address: '/broadcasts/bc_running', shows: 'text=Avancement' },
  { name: 'a broadcast on hold', address: '/broadcasts/bc_paused', shows: 'text=Avancement' },
  { name: 'a broadcast that was cancelled', address: '/broadcasts/bc_cancelled', shows: 'text=Avancement' },
  { name: 'a broadcast for later', address: '/broadcasts/bc_scheduled', shows: 'text=Économie' },
  {
    name: 'who is left out',
    address: '/broadcasts/bc_finished',
    shows: 'text=Voir qui',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Voir qui' }).click();
      await page.getByRole('link', { name: 'Marie Dupont' }).first().waitFor();
    },
  },
  {
    name: 'whether to cancel',
    address: '/broadcasts/bc_running',
    shows: 'text=Avancement',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Annuler la diffusion' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'a broadcast that fails',
    address: '/broadcasts/bc_running',
    shows: '[role="alert"]',
    before: () => stage.server.api.fail('/broadcasts/bc_running', 400),
  },
  {
    name: 'a new segment',
    address: '/broadcasts/new',
    shows: '[name="segment"]',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Nouveau segment' }).click();
      await page.getByRole('dialog').getByLabel('Nom').waitFor();
    },
  },
  {
    name: 'a file of people',
    address: '/broadcasts/new',
    shows: '[name="segment"]',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Un fichier CSV' }).click();
      const buffer = Buffer.from('email\na@x.fr\npersonne\n');
      await page.locator('[type="file"]').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer });
      await page.clock.fastForward(1_500);
      await page.getByText('1 ligne refusée').waitFor();
    },
  },
  { name: 'a broadcast with problems', address: '/broadcasts/new', shows: '[name="segment"]', reach: inVain },
  { name: 'what would leave', address: '/broadcasts/new', shows: '[name="segment"]', reach: checked },
  { name: 'journeys', address: '/journeys', shows: 'a[href="/journeys/appointment"]' },
  { name: 'who is in a journey', address: '/journeys/appointment', shows: 'a[href*="enrolment="]' },
  {
    name: 'the steps of a journey',
    address: '/journeys/appointment',
    shows: 'a[href*="enrolment="]',
    reach: async (page) => page.getByRole('button', { name: 'Étapes' }).click(),
  },
  {
    name: 'a way through a journey',
    address: '/journeys/appointment?enrolment=enr_appointment_2',
    shows: 'ol > li',
  },
  { name: 'the agenda', address: '/agenda', shows: 'main section a' },
  { name: 'an empty agenda', address: '/agenda?day=2030-05-15', shows: 'text=Aucun rendez-vous' },
  {
    name: 'what is behind « Plus » on a phone',
    address: '/agenda',
    shows: 'main section a',
    reach: async (page) => {
      await page.setViewportSize(PHONE);
      await page.getByRole('button', { name: 'Plus' }).click();
      await page.getByRole('menu').waitFor();
    },
  },
  { name: 'statistics', address: '/statistics', shows: 'canvas' },
  { name: 'senders', address: '/settings', shows: 'text=38105' },
  { name: 'points', address: '/settings?section=points', shows: 'input[type="number"]' },
  { name: 'notifications', address: '/settings?section=notices', shows: '[role="status"] strong' },
  { name: 'saved replies', address: '/settings?section=replies', shows: 'text=Je vous rappelle' },
  { name: 'the look of e-mails', address: '/settings?section=brand', shows: 'figure' },
  { name: 'API keys', address: '/settings?section=keys', shows: 'text=Révoquer' },
];

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical' || impact === 'moderate')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, any }) => `${target.join(' ')} ${any[0]?.message ?? ''}`).join(' | ')}`,
    );
}

/** A look takes a second or two: every run sees some, `EVERY_LOOK=1` every state in every look. */
const LOOKS = [
  { look: 'light, on a desk', colorScheme: 'light', size: DESKTOP },
  { look: 'dark, on a phone', colorScheme: 'dark', size: PHONE },
  { look: 'dark, on a desk', colorScheme: 'dark', size: DESKTOP },
  { look: 'light, on a phone', colorScheme: 'light', size: PHONE },
] as const;

const OFTEN = new Set([
  'the list',
  'an e-mail and a note',
  'a failed message',
  'why a channel',
  'a template',
  'points',
  'a broadcast under way',
  'what would leave',
  'a way through a journey',
  'the agenda',
]);
const isThorough = process.env['EVERY_LOOK'] !== undefined;

const SEEN = STATES.filter(({ name }) => isThorough || OFTEN.has(name)).map((state, index) => ({
  ...state,
  looks: LOOKS.filter((_, at) => isThorough || at === index % LOOKS.length),
}));

describe('Axe finds no fault in', () => {
  it.each(SEEN)(
    '$name',
    async ({ address, shows, reach, before, after, looks }) => {
      before?.();
      const page = await stage.visit(address);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.locator(shows).first().waitFor();
      await reach?.(page);
      const found: Record<string, string[]> = {};
      for (const { look, colorScheme, size } of looks) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(size);
        found[look] = await faultsOf(page);
      }
      after?.();
      expect(found).toEqual(Object.fromEntries(looks.map(({ look }) => [look, []])));
      expect(stage.complaints()).toEqual([]);
    },
    60_000,
  );
});
