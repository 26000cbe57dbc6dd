import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { StackUnderTest } from './local-stack.ts';

const EXECUTABLE = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 375, height: 720 };

/** Signs in an agent with one click and opens their inbox. */
type SignIn = (agent: string, viewport?: { width: number; height: number }) => Promise<Page>;

/** A browser over the stack for the tests of a file; every agent has a profile of their own. */
export function useAgentsBrowser(stack: StackUnderTest): SignIn {
  let browser: Browser;
  let contexts: BrowserContext[] = [];
  beforeAll(async () => {
    if (!existsSync('dist/web/index.html')) throw new Error('There is no dist/web: run `npm run build`');
    browser = await chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
  }, 60_000);
  afterAll(() => browser.close());
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
  });
  return async (agent, viewport = DESKTOP) => {
    const context = await browser.newContext({ viewport, locale: 'fr-FR', timezoneId: 'Europe/Paris' });
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(`${stack.url}/`);
    await page.getByText(agent).first().click();
    await page.waitForURL(/\/inbox/);
    return page;
  };
}
