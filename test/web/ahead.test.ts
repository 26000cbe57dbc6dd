import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from './support/browser.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(async () => stage.leave());
afterAll(async () => stage.close());

const FIRST = ['/v1/me', '/v1/conversations', '/v1/conversations/counts'];

describe('What the first screen needs', () => {
  it('is asked for before the application itself has arrived', async () => {
    const page = await stage.visit('/app-config.json');
    await page.route(/assets\/(index|vendor)-.*\.js/, async (route) => route.abort());
    const asked = FIRST.map((path) =>
      page.waitForRequest((request) => new URL(request.url()).pathname === path),
    );
    await page.goto(`${stage.server.url}/inbox?view=all&channel=sms&unread=true`);
    const requests = await Promise.all(asked);
    const { searchParams } = new URL(requests[1]?.url() ?? '');
    expect(Object.fromEntries(searchParams)).toEqual({
      view: 'all',
      channel: 'sms',
      unread: 'true',
      limit: '100',
    });
  });

  it('is asked for once', async () => {
    const asked: string[] = [];
    const page = await stage.visit('/app-config.json');
    page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
    await page.goto(`${stage.server.url}/inbox?view=all&channel=sms&unread=true`);
    await page.getByRole('navigation').first().waitFor();
    await page.locator('section[aria-label] nav').waitFor();
    expect(asked.filter((path) => FIRST.includes(path)).toSorted()).toEqual(FIRST.toSorted());
  });

  it('is asked again with another token where the one at hand has run out', async () => {
    const page = await stage.visit('/app-config.json');
    stage.server.api.fail('/v1/conversations', 401);
    // What else the page asks for may come before it, and all of it before the page counts as loaded.
    const asking = page.waitForRequest(
      (request) =>
        (request.headers()['authorization'] ?? '').includes('fake-token-') &&
        new URL(request.url()).pathname.startsWith('/v1/conversations'),
    );
    await page.goto(`${stage.server.url}/inbox?view=all`);
    const again = await asking;
    expect(again.method()).toBe('GET');
    stage.server.api.clearFailures();
  });
});
