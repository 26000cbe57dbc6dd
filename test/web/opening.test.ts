import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStage, type Stage } from './support/browser.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => {
  stage.server.api.sent.length = 0;
  for (const person of stage.server.api.world.people.values()) delete person.draft;
});
afterEach(async () => stage.leave());
afterAll(async () => stage.close());

/** What agents did to leads, and where the keys could have led to: nothing of it may come of letters. */
const acted = () =>
  stage.server.api.sent
    .map(({ path }) => path)
    .filter((path) => /\/(done|unread|snooze|assignee|labels)$/.test(path));

/** The inbox with the cursor on a row, while a file of the application does not arrive. `arrive` lets it. */
async function withoutFile(name: string, address = '/inbox?view=all') {
  let arrive = (): void => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const page = await stage.visit('/app-config.json');
  await page.route(new RegExp(`/${name}-[^/]*\\.js`), async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(stage.server.url + address);
  if (address.startsWith('/inbox')) {
    await page.locator('a[data-cursor]').first().waitFor();
    await page.keyboard.press('j');
  }
  return { page, arrive };
}

/** Longer than letters are held for a field that may never come, and than « Traité » can be undone. */
async function waitLong(page: Page): Promise<void> {
  await page.clock.fastForward(12_000);
}

describe('Letters that are typed while the palette is fetched', () => {
  it('stand in its field when it is there, and do nothing to the lead under the cursor', async () => {
    const { page, arrive } = await withoutFile('palette');
    const address = page.url();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('elise');
    await waitLong(page);
    await page.keyboard.type(' né');
    expect(page.url()).toBe(address);
    arrive();
    const field = page.getByRole('combobox');
    await field.waitFor();
    await page.keyboard.type('e');
    await expect.poll(() => field.inputValue()).toBe('elise née');
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await waitLong(page);
    expect(acted()).toEqual([]);
    expect(page.url()).toBe(address);
  });

  it('are forgotten with the palette on Esc, and the keys are commands again', async () => {
    const { page, arrive } = await withoutFile('palette');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('eu');
    await page.keyboard.press('Escape');
    arrive();
    await page.keyboard.press('u');
    await expect.poll(acted).toEqual([expect.stringMatching(/\/unread$/)]);
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.locator('body > textarea').count()).toBe(0);
  });

  it('are let go when its file cannot be had, which is said', async () => {
    const page = await stage.visit('/inbox?view=all');
    await page.locator('a[data-cursor]').first().waitFor();
    await page.route(/\/palette-[^/]*\.js/, (route) => route.abort());
    await page.keyboard.press('Control+k');
    await page.getByText('Ceci n’a pas pu être chargé.').waitFor();
    expect(await page.locator('body > textarea').count()).toBe(0);
    await page.locator('a[data-cursor]').first().waitFor();
  });

  it('give the focus back to where it was', async () => {
    const { page, arrive } = await withoutFile('palette');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href'));
    const before = await focused();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('el');
    arrive();
    await page.getByRole('combobox').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect([before, await focused()]).toEqual([expect.stringContaining('person='), before]);
  });
});

describe('Letters that are typed while a dialog or a menu is on its way', () => {
  it.each(['l', 'a', 'z', 'c', 'm'])(
    'after « %s » with the conversation still to come do nothing',
    async (key) => {
      const { page, arrive } = await withoutFile('conversation-pane');
      await page.keyboard.press(key);
      const address = page.url();
      await page.keyboard.type('elise nuzacj');
      await waitLong(page);
      await page.keyboard.type('eu');
      arrive();
      await page.locator('[role="dialog"], [role="menu"]').waitFor();
      await waitLong(page);
      expect(acted()).toEqual([]);
      expect(page.url()).toBe(address);
    },
  );

  it.each(['r', 'n'])('after « %s » are written, however long the composer takes', async (key) => {
    const { page, arrive } = await withoutFile('conversation-pane');
    await page.keyboard.press(key);
    await page.keyboard.type('entendu');
    await waitLong(page);
    await page.keyboard.type(', Élise');
    arrive();
    await expect
      .poll(() => page.locator('textarea[data-composer-field]').inputValue())
      .toBe('entendu, Élise');
    await waitLong(page);
    expect(acted()).toEqual([]);
  });

  it('after « Répondre » of the palette are written too', async () => {
    const { page, arrive } = await withoutFile('conversation-pane');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type('Répondre');
    await page.keyboard.press('Enter');
    await page.keyboard.type('entendu');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.type(' !');
    arrive();
    await expect.poll(() => page.locator('textarea[data-composer-field]').inputValue()).toBe('entendu !');
    expect(acted()).toEqual([]);
  });

  it('after « l » stand in the field for a new label', async () => {
    const { page, arrive } = await withoutFile('conversation-pane');
    await page.keyboard.press('l');
    await page.keyboard.type('élue');
    arrive();
    await expect.poll(() => page.getByLabel('Nouvelle étiquette').inputValue()).toBe('élue');
  });

  it('after « m » stand in the search for a template', async () => {
    const { page, arrive } = await withoutFile('template-picker', '/inbox?view=all&person=prospect_1');
    await page.locator('[data-composer-field]').first().waitFor();
    await page.keyboard.press('m');
    await page.keyboard.type('nue');
    arrive();
    await expect.poll(() => page.getByRole('searchbox').last().inputValue()).toBe('nue');
    expect(acted()).toEqual([]);
  });

  it('after « l » on another row than the open one belong to that row', async () => {
    const page = await stage.visit('/inbox?view=all&person=prospect_1');
    await page.locator('[data-composer-field]').first().waitFor();
    await page.locator('a[data-cursor="true"]').focus();
    await page.keyboard.press('j');
    const next = await page.locator('a[data-cursor="true"]').getAttribute('href');
    await page.keyboard.press('l');
    await page.keyboard.type('élue');
    await expect.poll(() => page.getByLabel('Nouvelle étiquette').inputValue()).toBe('élue');
    expect(page.url()).toContain(/person=prospect_\d+/.exec(next ?? '')?.[0]);
    expect(page.url()).not.toMatch(/person=prospect_1$/);
  });

  it('after a press on the account with its menu still to come do nothing', async () => {
    const { page, arrive } = await withoutFile('menus');
    await page.getByRole('button', { name: /Camille/ }).click();
    await page.keyboard.type('eu');
    await waitLong(page);
    await page.keyboard.type('e');
    arrive();
    await page.getByRole('menu').waitFor();
    await page.keyboard.type('e');
    await waitLong(page);
    expect(acted()).toEqual([]);
  });

  it('after « ? » with the sheet of keys still to come do nothing', async () => {
    const { page, arrive } = await withoutFile('key-sheet');
    await page.keyboard.press('?');
    await page.keyboard.type('eu');
    arrive();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('e');
    await waitLong(page);
    expect(acted()).toEqual([]);
  });
});

describe('The focus of a dialog', () => {
  const focused = (page: Page) =>
    page.evaluate(() => {
      const { activeElement: element } = document;
      return `${element?.tagName} ${element?.getAttribute('aria-label') ?? element?.textContent ?? ''}`;
    });

  it.each([
    ['Control+k', 'INPUT Commandes'],
    ['l', 'INPUT Nouvelle étiquette'],
    ['m', 'INPUT Rechercher un modèle'],
  ])('that opens by « %s » is in its first field: %s', async (key, field) => {
    const page = await stage.visit('/inbox?view=all&person=prospect_1');
    await page.locator('[data-composer-field]').first().waitFor();
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    await expect.poll(() => focused(page)).toBe(field);
  });

  it('goes on to the first gap of a template that was chosen', async () => {
    const page = await stage.visit('/inbox?view=all&person=prospect_1');
    await page.locator('[data-composer-field]').first().waitFor();
    await page.keyboard.press('m');
    await page.getByRole('dialog').getByRole('listitem').last().getByRole('button').click();
    await expect
      .poll(() => page.locator('[role="dialog"] form input:focus').evaluateAll((found) => found.length))
      .toBe(1);
  });

  it('that asks before erasing is on the way out, never on « Fermer » nor on what erases', async () => {
    const page = await stage.visit('/prospects?person=prospect_1');
    await page.getByRole('button', { name: 'Effacer la personne' }).click();
    await page.getByRole('dialog').waitFor();
    await expect.poll(() => focused(page)).toBe('BUTTON Annuler');
  });

  it('that asks before what can be undone is on what it asks about', async () => {
    const page = await stage.visit('/inbox?view=all&person=prospect_2');
    await page.getByRole('button', { name: 'Réunir' }).first().click();
    await page.getByRole('dialog').waitFor();
    await expect.poll(() => focused(page)).toBe('BUTTON Réunir');
  });

  it('that has nothing but words is on the dialog', async () => {
    const page = await stage.visit('/inbox?view=all');
    await page.locator('a[data-cursor]').first().waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await expect.poll(() => focused(page)).toMatch(/^DIV /);
  });

  it('of a segment is in its name, where what was typed while it was fetched goes on', async () => {
    const { page, arrive } = await withoutFile('segment-form', '/broadcasts/new');
    await page.getByRole('button', { name: 'Nouveau segment' }).click();
    await page.keyboard.type('Ache');
    arrive();
    await page.keyboard.type('teurs');
    const name = page.getByRole('dialog').getByRole('textbox').first();
    await expect.poll(() => name.inputValue()).toBe('Acheteurs');
  });
});
