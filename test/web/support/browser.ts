import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { type FakeServer, startFakeServer } from '../../../web/dev/fake-server.ts';

/** What `npm run build` wrote. */
export const BUILD = join(import.meta.dirname, '../../../dist/web');

const EXECUTABLE = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 375, height: 720 };

export interface Stage {
  server: FakeServer;
  /** A browser profile of its own, as if nobody had been there before; errors of its pages fail the test. */
  visit: (address: string, options?: { language?: 'fr' | 'en' }) => Promise<Page>;
  /** Everything that pages complained about since the last time. */
  complaints: () => string[];
  leave: () => Promise<void>;
  close: () => Promise<void>;
}

/** A build, a made-up API and a Chromium over both. */
export async function openStage(people = 40): Promise<Stage> {
  if (!existsSync(join(BUILD, 'index.html'))) throw new Error('There is no dist/web: run `npm run build`');
  const server = await startFakeServer(BUILD, { people });
  const browser: Browser = await chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
  let contexts: BrowserContext[] = [];
  let complaints: string[] = [];
  return {
    server,
    visit: async (address, { language = 'fr' } = {}) => {
      const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
      const context = await browser.newContext({ viewport: DESKTOP, locale, timezoneId: 'Europe/Paris' });
      contexts.push(context);
      const page = await context.newPage();
      page.setDefaultTimeout(5_000);
      await page.clock.install();
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        const isRefusal = /Content Security Policy|Refused to/i.test(message.text());
        if (isRefusal) complaints.push(message.text());
      });
      await page.goto(server.url + address);
      return page;
    },
    complaints: () => {
      const said = complaints;
      complaints = [];
      return said;
    },
    leave: async () => {
      await Promise.all(contexts.map(async (context) => context.close()));
      contexts = [];
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
