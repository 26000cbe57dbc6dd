import type { CDPSession, Page, Worker } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from './support/browser.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(async () => {
  stage.server.api.world.role = 'admin';
  stage.server.api.world.devices.clear();
  await stage.leave();
});
afterAll(async () => stage.close());

const PATIENTLY = { timeout: 5_000 };

const TOLD = {
  kind: 'wrote',
  prospectId: 'prospect_1',
  name: 'Marie Dupont',
  channel: 'sms',
  locale: 'fr',
  at: 1_795_525_200_000,
};

/** A page whose service worker is at work, and that may show notifications. */
async function installed(address = '/statistics'): Promise<{ page: Page; worker: Worker }> {
  const page = await stage.visit('/app-config.json');
  await page.context().grantPermissions(['notifications'], { origin: stage.server.url });
  await page.goto(stage.server.url + address);
  const registered = page.context().waitForEvent('serviceworker');
  await page.getByRole('navigation').first().waitFor();
  await page.clock.fastForward(5_000);
  const worker = await registered;
  await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  return { page, worker };
}

/** As Chromium hands over what a push service brought and the browser opened. */
async function push(page: Page, told: object): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const found = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first !== undefined) resolve(first.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await found;
  const data = JSON.stringify(told);
  await session.send('ServiceWorker.deliverPushMessage', { origin: stage.server.url, registrationId, data });
  await session.detach();
}

const shown = async (worker: Worker) =>
  worker.evaluate(async () => {
    const scope = self as unknown as ServiceWorkerGlobalScope;
    const all = await scope.registration.getNotifications();
    return all.map(({ title, body, tag, silent, lang }) => ({ title, body, tag, silent, lang }));
  });

const openWindows = async (worker: Worker) =>
  worker.evaluate(async () => {
    const scope = self as unknown as ServiceWorkerGlobalScope;
    const windows = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
    return windows.map(({ url }) => url).filter((url) => url !== 'about:blank');
  });

/**
 * A page of a test always believes that it is in front: leave the application to be behind. The worker knows of a page
 * that was left for a moment longer.
 */
async function leaveApplication(page: Page, worker: Worker): Promise<void> {
  await page.goto('about:blank');
  await expect.poll(async () => openWindows(worker), PATIENTLY).toEqual([]);
}

describe('A push', () => {
  it('shows who waits and on which channel, once for the same news, and rings again for other news', async () => {
    const { page, worker } = await installed();
    await leaveApplication(page, worker);
    await push(page, TOLD);
    const notice = { title: 'Marie Dupont', body: 'A écrit par SMS', tag: 'prospect_1', lang: 'fr' };
    await expect.poll(async () => shown(worker), PATIENTLY).toEqual([{ ...notice, silent: false }]);
    await push(page, TOLD);
    await expect.poll(async () => shown(worker), PATIENTLY).toEqual([{ ...notice, silent: true }]);
    await push(page, { ...TOLD, kind: 'waits', locale: 'en', at: TOLD.at + 1 });
    const next = { ...notice, body: 'Is waiting for your answer (SMS)', lang: 'en' };
    await expect.poll(async () => shown(worker), PATIENTLY).toEqual([{ ...next, silent: false }]);
  });

  it('keeps quiet while the application is in front', async () => {
    const { page, worker } = await installed();
    await push(page, TOLD);
    await page.waitForTimeout(500);
    expect(await shown(worker)).toEqual([]);
  });

  it('leads to the conversation when it is tapped, in the application that is open', async () => {
    const { page, worker } = await installed();
    await leaveApplication(page, worker);
    await push(page, TOLD);
    await expect.poll(async () => shown(worker), PATIENTLY).toHaveLength(1);
    await page.goto(`${stage.server.url}/statistics`);
    await page.getByRole('navigation').first().waitFor();
    await worker.evaluate(async () => {
      const scope = self as unknown as ServiceWorkerGlobalScope;
      const [notification] = await scope.registration.getNotifications();
      if (notification === undefined) throw new Error('Nothing is shown');
      scope.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
    });
    await page.waitForURL(/\/inbox\?view=all&person=prospect_1/);
    expect(await shown(worker)).toEqual([]);
  });
});

it('A notification is gone once its conversation is open', async () => {
  const { page, worker } = await installed();
  await leaveApplication(page, worker);
  await push(page, TOLD);
  await push(page, { ...TOLD, prospectId: 'prospect_2' });
  await expect.poll(async () => shown(worker), PATIENTLY).toHaveLength(2);
  await page.goto(`${stage.server.url}/inbox?view=all&person=prospect_1`);
  await expect.poll(async () => shown(worker), PATIENTLY).toMatchObject([{ tag: 'prospect_2' }]);
});

/** A push service that answers, as none does without the Internet. */
async function withPushService(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let current: PushSubscription | null = null;
    const subscription = {
      endpoint: 'https://fcm.googleapis.com/fcm/send/abc',
      options: { applicationServerKey: null },
      toJSON: () => ({ endpoint: subscription.endpoint, keys: { p256dh: 'B', auth: 'a' } }),
      unsubscribe: async () => {
        current = null;
        return true;
      },
    };
    PushManager.prototype.getSubscription = async () => current;
    PushManager.prototype.subscribe = async () => (current = subscription as never);
  });
}

describe('In the settings', () => {
  const address = '/settings?section=notices';
  const said = (page: Page) => page.locator('[role="status"] strong').textContent();

  it('an agent has this device ring, and ends it; signing out ends it too', async () => {
    stage.server.api.world.role = 'agent';
    const { devices } = stage.server.api.world;
    const page = await stage.visit('/app-config.json');
    await page.context().grantPermissions(['notifications'], { origin: stage.server.url });
    await withPushService(page);
    await page.goto(stage.server.url + address);
    await page.getByRole('button', { name: 'Me prévenir ici' }).click();
    await page.clock.fastForward(5_000);
    await page.getByText('Cet appareil vous prévient.').waitFor();
    expect([...devices]).toEqual(['https://fcm.googleapis.com/fcm/send/abc']);
    await page.getByRole('button', { name: 'Ne plus me prévenir ici' }).click();
    await page.getByText('Cet appareil ne vous prévient pas.').waitFor();
    expect([...devices]).toEqual([]);

    await page.getByRole('button', { name: 'Me prévenir ici' }).click();
    await page.getByText('Cet appareil vous prévient.').waitFor();
    expect(devices.size).toBe(1);
    await page.getByRole('button', { name: /Camille Martin/ }).click();
    await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
    await expect.poll(() => devices.size, PATIENTLY).toBe(0);
    await page.waitForURL(/\/(inbox)?$/);
    expect(await page.evaluate(() => localStorage.getItem('coccinelle.device'))).toBeNull();
    // What an administrator decides is not for everybody.
    await page.goto(stage.server.url + '/settings?section=keys');
    await page.getByText('Notifications sur cet appareil').waitFor();
    expect(await page.getByRole('link', { name: 'Clés d’API' }).count()).toBe(0);
  });

  it('at each start the device says again that it is there, and for whom', async () => {
    const page = await stage.visit('/app-config.json');
    await page.context().grantPermissions(['notifications'], { origin: stage.server.url });
    await withPushService(page);
    const started = async (subject: string) => {
      await page.evaluate(
        (who) => localStorage.setItem('coccinelle.device', JSON.stringify({ id: 'one', subject: who })),
        subject,
      );
      await page.goto(`${stage.server.url}/statistics`);
      await page.getByRole('navigation').first().waitFor();
      await page.clock.fastForward(5_000);
    };
    await started('fake');
    await expect.poll(() => stage.server.api.world.devices.size, PATIENTLY).toBe(1);
    // Somebody else at the same browser did not ask for it.
    await started('somebody else');
    await expect
      .poll(async () => page.evaluate(() => localStorage.getItem('coccinelle.device')), PATIENTLY)
      .toBeNull();
  });

  it.each([
    [
      'denied',
      'Bloquées dans le navigateur',
      'Object.defineProperty(Notification, "permission", { get: () => "denied" })',
    ],
    ['unsupported', 'Ce navigateur ne sait pas le faire', 'delete window.PushManager'],
    [
      'an iPhone’s browser',
      'ajoutez d’abord l’application à l’écran d’accueil',
      'delete window.PushManager; Object.defineProperty(navigator, "userAgent", { get: () => "iPhone" })',
    ],
  ])('a device that cannot ring says why: %s', async (_, words, script) => {
    const page = await stage.visit('/app-config.json');
    await page.addInitScript(script);
    await page.goto(stage.server.url + address);
    await page.locator('[role="status"] strong').waitFor();
    expect(await said(page)).toContain(words);
    expect(await page.getByRole('button', { name: /prévenir ici/ }).count()).toBe(0);
  });
});
