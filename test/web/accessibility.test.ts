import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, openStage, PHONE, type Stage } from './support/browser.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
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
]);
const isThorough = process.env['EVERY_LOOK'] !== undefined;

const SEEN = STATES.filter(({ name }) => isThorough || OFTEN.has(name)).map((state, index) => ({
  ...state,
  looks: LOOKS.filter((_, at) => isThorough || at === index % LOOKS.length),
}));

describe('Axe finds no fault in', () => {
  it.each(SEEN)(
    '$name',
    async ({ address, shows, reach, before, looks }) => {
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
      expect(found).toEqual(Object.fromEntries(looks.map(({ look }) => [look, []])));
      expect(stage.complaints()).toEqual([]);
    },
    60_000,
  );
});
