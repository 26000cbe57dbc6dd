import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from './support/browser.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(async () => stage.leave());
afterAll(async () => stage.close());

const WORDS = {
  fr: {
    everywhere: 'Résultats dans toutes les conversations',
    back: 'Revenir à « Non attribués »',
    views: 'Vues',
    channels: 'Canal',
  },
  en: {
    everywhere: 'Results in all conversations',
    back: 'Back to “Unassigned”',
    views: 'Views',
    channels: 'Channel',
  },
};

async function search(language: 'fr' | 'en') {
  const page = await stage.visit('/inbox?view=unassigned&channel=sms', { language });
  await page.locator('a[data-cursor]').first().waitFor();
  const words = WORDS[language];
  const field = page.getByRole('searchbox');
  await field.pressSequentially('dossier', { delay: 40 });
  const heading = page.getByRole('heading', { level: 2, name: words.everywhere });
  await heading.waitFor();
  const selected = page.getByRole('navigation', { name: words.views }).locator('[aria-current]');
  return { page, words, field, heading, selected };
}

describe.each(['fr', 'en'] as const)('A search (%s)', (language) => {
  it('says that it goes everywhere, whatever view and channel it began in', async () => {
    const { page, words, field, selected } = await search(language);
    await page.locator('mark').first().waitFor();
    expect(await field.inputValue()).toBe('dossier');
    expect(await selected.count()).toBe(0);
    expect(await page.getByRole('group', { name: words.channels }).count()).toBe(0);
    expect(await page.locator('h1').first().textContent()).not.toMatch(/Non attribués|Unassigned/);
  });

  it('is left by one press, for the view and the channel that it began in', async () => {
    const { page, words, field, heading, selected } = await search(language);
    await page.getByRole('link', { name: words.back }).click();
    await page.locator('a[data-cursor]').first().waitFor();
    await page.clock.fastForward(1_000);
    expect(await heading.count()).toBe(0);
    expect(await field.inputValue()).toBe('');
    expect(page.url()).toMatch(/\?view=unassigned&channel=sms$/);
    expect(await selected.getAttribute('href')).toContain('view=unassigned');
    const channels = page.getByRole('group', { name: words.channels });
    expect(await channels.locator('[aria-pressed="true"]').count()).toBe(1);
  });

  it('is left for another view by its tab', async () => {
    const { page, words, heading, field } = await search(language);
    await page.getByRole('navigation', { name: words.views }).getByRole('link').last().click();
    await page.locator('a[data-cursor]').first().waitFor();
    await page.clock.fastForward(1_000);
    expect([await heading.count(), await field.inputValue()]).toEqual([0, '']);
    expect(page.url()).toContain('view=all');
  });
});

it('Keys do nothing to the row of the list that the results have replaced', async () => {
  const { page, field } = await search('fr');
  await page.locator('mark').first().waitFor();
  await page.goto(`${stage.server.url}/inbox?view=all`);
  await page.locator('a[data-cursor]').first().waitFor();
  await page.keyboard.press('j');
  await field.fill('dossier');
  await page.locator('mark').first().waitFor();
  stage.server.api.sent.length = 0;
  await field.blur();
  await page.keyboard.press('u');
  await page.clock.fastForward(10_000);
  expect(stage.server.api.sent.filter(({ path }) => /\/(unread|done)$/.test(path))).toEqual([]);
  await page.keyboard.press('j');
  const shown = page.locator('[data-scroller="search"] a[data-cursor="true"]');
  await shown.first().waitFor();
});

it('The field of an address that is gone back to says what is searched', async () => {
  const page = await stage.visit('/inbox?q=dossier');
  await page.locator('mark').first().waitFor();
  await page.getByRole('link', { name: 'Revenir à « À traiter »' }).click();
  await page.locator('a[data-cursor]').first().waitFor();
  await page.goBack();
  await page.locator('mark').first().waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('dossier');
});
