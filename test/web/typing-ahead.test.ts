import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from './support/browser.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(async () => stage.leave());
afterAll(async () => stage.close());

/** The list, while the conversation's own files do not arrive. `arrive` lets them. */
async function withoutConversation(): Promise<{ page: Page; arrive: () => void }> {
  let arrive = (): void => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const page = await stage.visit('/app-config.json');
  await page.route(/conversation-pane-.*\.js/, async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(`${stage.server.url}/inbox?view=all`);
  await page.locator('a[data-cursor]').first().waitFor();
  await page.keyboard.press('j');
  return { page, arrive };
}

describe('What is typed before the conversation is there', () => {
  it.each([
    ['r', 'Réponse', 'non, je suis en visite ; à 15 h ?'],
    ['n', 'Note', 'encore à rappeler : jeudi, zut'],
  ])('after « %s » stands in the field (%s) and commands nothing', async (key, field, text) => {
    const { page, arrive } = await withoutConversation();
    await page.keyboard.press(key);
    const address = page.url();
    await page.keyboard.type(text.slice(0, 12));
    arrive();
    await page.keyboard.type(text.slice(12));
    await page.locator('article').first().waitFor();
    const written = page.locator('[data-composer-field]');
    await expect.poll(async () => written.inputValue(), { timeout: 5_000 }).toBe(text);
    expect(await written.getAttribute('aria-label')).toBe(field);
    expect(page.url()).toBe(address);
    await page.keyboard.type(' !');
    expect(await written.inputValue()).toBe(`${text} !`);
    await written.fill('');
  });

  it('is forgotten when somebody thinks better of it', async () => {
    const { page, arrive } = await withoutConversation();
    await page.keyboard.press('r');
    await page.keyboard.type('non');
    await page.keyboard.press('Escape');
    arrive();
    await page.locator('[data-composer-field]').waitFor();
    expect(await page.locator('[data-composer-field]').inputValue()).toBe('');
    expect(await page.locator('body > textarea').count()).toBe(0);
  });
});

it('Letters typed while templates take the place of the field command nothing', async () => {
  const page = await stage.visit('/app-config.json');
  let decide = (): void => {};
  const decided = new Promise<void>((resolve) => {
    decide = resolve;
  });
  const gate = { rule: 'whatsapp-window', verdict: 'deny', detail: 'Plus de 24 heures.' };
  const closed = {
    allowed: false,
    gates: [gate],
    score: 0,
    points: {},
    cost: { micros: 0, currency: 'EUR' },
  };
  await page.route(/\/v1\/conversations\/prospect_1(\/route)?$/, async (route) => {
    const isDecision = route.request().method() === 'POST';
    if (isDecision) await decided;
    const answer = (await (await route.fetch()).json()) as Record<string, unknown>;
    const json = isDecision
      ? { ...answer, channel: 'whatsapp', channels: [{ channel: 'whatsapp', ...closed }] }
      : { ...answer, channels: [] };
    await route.fulfill({ json });
  });
  await page.goto(`${stage.server.url}/inbox?view=all&person=prospect_1`);
  await page.locator('[data-composer-field]').click();
  await page.keyboard.type('Bonj');
  await page.clock.fastForward(1_000);
  decide();
  await page.locator('textarea[data-composer-field]').waitFor({ state: 'detached' });
  const address = page.url();
  await page.keyboard.type('njekunz');
  expect(page.url()).toBe(address);
  expect(await page.getByRole('menu').count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.keyboard.type('non');
  await page.clock.fastForward(2_000);
  await page.locator('button[data-composer-field]:focus').waitFor();
  expect(page.url()).toBe(address);
  expect(await page.locator('section[data-mode]').getAttribute('data-mode')).toBe('reply');
});
