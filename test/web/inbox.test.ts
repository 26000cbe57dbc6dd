import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStage, type Stage } from './support/browser.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => stage.server.api.clearFailures());
afterEach(async () => stage.leave());
afterAll(async () => stage.close());

const world = () => stage.server.api.world;
const person = (id: string) => {
  const found = world().person(id);
  if (found === undefined) throw new Error(`Nobody is called ${id}`);
  return found;
};

/** What was said to somebody since, newest last. */
function saidTo(id: string): { text: string; channel?: string | undefined }[] {
  return person(id).entries.flatMap((entry) =>
    entry.kind === 'outbound' ? [{ text: entry.text, channel: entry.channel }] : [],
  );
}

const reply = (page: Page) => page.getByRole('textbox', { name: 'Réponse' });
/** Five seconds to change one's mind, gone at once. */
const letUndoPass = async (page: Page) => page.clock.fastForward(6_000);
const sendButton = (page: Page) => page.getByRole('button', { name: /^Envoyer (par|quand)/ });

async function chooseChannel(page: Page, name: RegExp): Promise<void> {
  await page.locator('button[title="Canal (c)"]').click();
  await page.getByRole('menuitemcheckbox', { name }).click();
}

/** Until the API knows: what an agent sees comes before that. */
async function eventually(check: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (check()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`It never came true: ${String(check)}`);
}

describe('In the inbox', () => {
  it('opening a conversation clears unread and leaves the person waiting', async () => {
    const { view } = person('prospect_1');
    Object.assign(view, { unread: 2 });
    const page = await stage.visit('/inbox?view=all');
    await page.locator('a[data-cursor]', { hasText: 'Marie Dupont' }).click();
    await page.locator('article').first().waitFor();
    await eventually(() => person('prospect_1').view.unread === 0);
    expect(view.waitingSince).toBeDefined();
  });

  it('« e » marks as handled and goes on to the next one', async () => {
    const page = await stage.visit('/inbox');
    const first = await page.locator('a[data-cursor]').first().getAttribute('href');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.locator('article').first().waitFor();
    await page.keyboard.press('e');
    const handled = new URLSearchParams(first?.split('?')[1]).get('person') ?? '';
    await eventually(() => person(handled).view.waitingSince === undefined);
    await page.waitForURL((url) => ![null, handled].includes(url.searchParams.get('person')));
    expect(await page.locator(`a[href="${first}"]`).count()).toBe(0);
  });

  it('keys are letters in a text field, and a character made with Alt is no command', async () => {
    const page = await stage.visit('/inbox?person=prospect_1');
    await page.keyboard.press('r');
    await reply(page).pressSequentially('je n’ai zéro crainte !');
    expect(await reply(page).inputValue()).toBe('je n’ai zéro crainte !');
    await reply(page).fill('');
    await reply(page).blur();
    const before = page.url();
    await page.keyboard.press('Alt+e');
    await page.keyboard.press('Alt+n');
    expect(page.url()).toBe(before);
    expect(await page.getByRole('textbox', { name: 'Note' }).count()).toBe(0);
  });

  it('an SMS shows what it costs, and one tap makes it cheaper', async () => {
    const page = await stage.visit('/inbox?person=prospect_1');
    await reply(page).fill(`Être là ${'demain à quinze heures '.repeat(4)}`);
    await chooseChannel(page, /SMS/);
    await page.getByText('2 SMS').waitFor();
    expect(await page.locator('mark').allTextContents()).toEqual(['Ê']);
    await page.getByRole('button', { name: /par SMS · 0,10/ }).waitFor();
    await page.getByRole('button', { name: /^Remplacer/ }).click();
    await page.getByText('1 SMS').waitFor();
    expect(await reply(page).inputValue()).toMatch(/^Etre là/);
    await page.getByRole('button', { name: /par SMS · 0,05/ }).waitFor();
    await reply(page).fill('');
  });

  it('a reply can be taken back for five seconds, then leaves once', async () => {
    const page = await stage.visit('/inbox?person=prospect_7');
    const before = saidTo('prospect_7').length;
    await reply(page).fill('À tout de suite');
    await page.waitForFunction(() => !document.querySelector<HTMLButtonElement>('[type="submit"]')?.disabled);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Annuler', exact: true }).click();
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'À tout de suite');
    expect(saidTo('prospect_7')).toHaveLength(before);
    await reply(page).focus();
    await page.keyboard.press('Control+Enter');
    await page.getByText(/Part dans \d s/).waitFor();
    await page.reload();
    await page.getByText(/Part dans \d s/).waitFor();
    await letUndoPass(page);
    await eventually(() => saidTo('prospect_7').length === before + 1);
    await page.getByText('distribué').last().waitFor();
    expect(saidTo('prospect_7').at(-1)?.text).toBe('À tout de suite');
    expect(person('prospect_7').view.waitingSince).toBeUndefined();
  });

  it('what is written offline waits, says so, and leaves when the network is back', async () => {
    const page = await stage.visit('/inbox?person=prospect_13');
    await page.locator('article').first().waitFor();
    await reply(page).fill('Je vous rappelle demain');
    await page.waitForFunction(() => !document.querySelector<HTMLButtonElement>('[type="submit"]')?.disabled);
    await page.context().setOffline(true);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Hors ligne – 1 message en attente').waitFor();
    expect(await page.locator('article').count()).toBeGreaterThan(1);
    const before = saidTo('prospect_13').length;
    await letUndoPass(page);
    await page.context().setOffline(false);
    await eventually(() => saidTo('prospect_13').length === before + 1);
    await page.getByText(/Hors ligne/).waitFor({ state: 'detached' });
  });

  it('starts without a network and shows what was read, and keeps nothing of the API in its files', async () => {
    const page = await stage.visit('/inbox?view=all&person=prospect_1');
    await page.locator('article').first().waitFor();
    await page.clock.fastForward(10_000);
    await page.evaluate(async () => navigator.serviceWorker.ready);
    const kept = await page.evaluate(async () => {
      const [name = ''] = await caches.keys();
      const requests = await (await caches.open(name)).keys();
      return requests.map(({ url }) => new URL(url).pathname);
    });
    expect(kept).toContain('/');
    expect(kept.filter((path) => path.startsWith('/v1'))).toEqual([]);
    // What was read last is written down a moment later.
    await page.clock.fastForward(5_000);
    await page.waitForTimeout(300);
    await page.context().setOffline(true);
    await page.reload();
    await page.locator('article').first().waitFor();
    expect(await page.locator('a[data-cursor]').count()).toBeGreaterThan(3);
    await page.getByText('Hors ligne – vous pouvez continuer à lire').waitFor();
  }, 20_000);

  it('a colleague’s answer meanwhile asks for a second press', async () => {
    const page = await stage.visit('/inbox?person=prospect_25');
    await page.locator('article').first().waitFor();
    await reply(page).fill('Voici les documents');
    const hugo = { id: 'hugo', name: 'Hugo Bernard' };
    world().say(person('prospect_25'), { text: 'Je m’en occupe', channel: 'sms', agent: hugo });
    await page.getByText('Je m’en occupe').last().waitFor();
    const before = saidTo('prospect_25').length;
    await sendButton(page).click();
    await page
      .getByRole('alert')
      .getByText(/Un collègue a répondu/)
      .waitFor();
    await page.getByRole('button', { name: 'Envoyer quand même' }).click();
    await page.getByText(/Part dans \d s/).waitFor();
    await letUndoPass(page);
    await eventually(() => saidTo('prospect_25').length === before + 1);
    expect(saidTo('prospect_25').at(-1)?.text).toBe('Voici les documents');
  }, 20_000);

  it('WhatsApp outside its 24 hours takes a template in place of the text', async () => {
    const page = await stage.visit('/inbox?view=all&person=prospect_2');
    await page.locator('article').first().waitFor();
    await chooseChannel(page, /WhatsApp/);
    await page.getByText(/WhatsApp n’accepte plus de texte libre/).waitFor();
    expect(await reply(page).count()).toBe(0);
    expect(await sendButton(page).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Choisir un modèle' }).click();
    await page.getByRole('dialog').getByRole('button').nth(2).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Insérer un modèle' }).waitFor();
    for (const field of await page.getByRole('dialog').locator('input[required]').all()) {
      if ((await field.inputValue()) === '')
        await field.fill((await field.getAttribute('placeholder')) ?? '');
    }
    await page.getByRole('dialog').getByRole('button', { name: 'Insérer un modèle' }).click();
    await page.waitForFunction(() => !document.querySelector<HTMLButtonElement>('[type="submit"]')?.disabled);
  });

  it('a failure says why in plain words, and « Réessayer » sends again', async () => {
    const page = await stage.visit('/inbox?view=failed&person=prospect_4');
    await page.getByText('Échec : le téléphone est éteint ou injoignable').waitFor();
    const before = saidTo('prospect_4').length;
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await eventually(() => saidTo('prospect_4').length === before + 1);
    await page.getByText('distribué').last().waitFor();
    expect(saidTo('prospect_4').at(-1)?.text).toBe(saidTo('prospect_4').at(-2)?.text);
  });

  it('a failure that nothing is to be done about is ticked off, although nobody waits', async () => {
    const { view } = person('prospect_30');
    delete view.waitingSince;
    view.failedAt = new Date().toISOString();
    const page = await stage.visit('/inbox?view=failed&person=prospect_30');
    await page.getByRole('button', { name: 'Traité', exact: true }).click();
    await eventually(() => view.failedAt === undefined);
    expect(await page.locator('a[data-cursor]', { hasText: view.name ?? '' }).count()).toBe(0);
  });

  it('what somebody writes appears at once, in the list and aloud', async () => {
    const page = await stage.visit('/inbox?view=all');
    await page.locator('a[data-cursor]').first().waitFor();
    await eventually(() => world().listeners.size > 0);
    world().hear(person('prospect_30'), 'Bonjour, êtes-vous ouverts samedi ?', 'sms');
    await page.locator('a[data-cursor]').first().getByText('êtes-vous ouverts samedi').waitFor();
    const name = person('prospect_30').view.name ?? '';
    const announced = page.locator('[role="log"]').getByText(`Nouveau message de ${name}`);
    await announced.waitFor({ state: 'attached' });
    expect(await announced.getAttribute('aria-live')).toBe('polite');
  });

  it('a session that ends is renewed without anybody noticing, and the draft stays', async () => {
    const page = await stage.visit('/inbox?person=prospect_19');
    await page.locator('article').first().waitFor();
    await reply(page).fill('Presque fini');
    const tokens: string[] = [];
    await page.route('**/v1/conversations/prospect_19/labels', async (route) => {
      const token = (await route.request().headerValue('authorization')) ?? '';
      tokens.push(token);
      if (tokens.length === 1)
        await route.fulfill({ status: 401, json: { status: 401, code: 'unauthorized' } });
      else await route.continue();
    });
    await page.getByRole('button', { name: 'Étiquettes' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Urgent');
    await page.keyboard.press('Enter');
    await eventually(() => person('prospect_19').view.labels.includes('Urgent'));
    expect(tokens).toHaveLength(2);
    expect(tokens[0]).not.toBe(tokens[1]);
    await page.keyboard.press('Escape');
    expect(await reply(page).inputValue()).toBe('Presque fini');
  });

  it('one that fails retries inside itself while the rest works', async () => {
    stage.server.api.fail('/messages', 400);
    const page = await stage.visit('/inbox?view=all&person=prospect_1');
    await page.getByRole('alert').getByText('Ceci n’a pas pu être chargé.').waitFor();
    expect(await page.locator('a[data-cursor]').count()).toBeGreaterThan(3);
    stage.server.api.clearFailures();
    await page.getByRole('alert').getByRole('button', { name: 'Réessayer' }).click();
    await page.locator('article').first().waitFor();
  });

  it('speaks English to those who do', async () => {
    const page = await stage.visit('/inbox', { language: 'en' });
    await page.getByRole('link', { name: /To answer/ }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.title()).toBe('To answer – Coccinelle');
  });
});
