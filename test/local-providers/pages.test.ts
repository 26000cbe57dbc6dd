import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPages } from '../../local/pages/pages.ts';
import { Bench, EMAIL, portOf, SMS } from './harness.ts';

let bench: Bench;
let server: Server;
let pages: ReturnType<typeof createPages>;

beforeEach(async () => {
  bench = await new Bench({ defaultSenders: { email: 'bonjour@agence.example' } }).start();
  pages = createPages(bench.simulators.simulation);
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    void pages.handle(request, response, url).then((known) => known || response.writeHead(418).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  pages.close();
  server.closeAllConnections();
  server.close();
  await bench.close();
});

const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${portOf(server)}${path}`, init);

describe('pages', () => {
  it.each(['/', '/_local/phone', '/_local/templates'])('%s needs nothing from elsewhere', async (path) => {
    const response = await get(path);
    const html = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const linked = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '');
    expect(linked.length).toBeGreaterThan(2);
    for (const url of linked) {
      expect(url).toMatch(/^\/_local\/pages\//);
      expect((await get(url)).status).toBe(200);
    }
  });

  it('show photos from elsewhere beside e-mails alone, and nothing else from there anywhere', async () => {
    const policies = await Promise.all(
      ['/', '/_local/phone', '/_local/templates'].map(async (path) => {
        const policy = (await get(path)).headers.get('content-security-policy') ?? '';
        return policy.split('; ').filter((directive) => directive.includes('http'));
      }),
    );
    const photos = ["img-src 'self' data: https:"];
    expect(policies).toEqual([[], photos, photos]);
  });

  it('name no outside address in their files', async () => {
    const folder = new URL('../../local/pages/browser/', import.meta.url);
    const names = readdirSync(folder);
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) {
      const file = readFileSync(new URL(name, folder), 'utf8');
      const addresses = file.match(/https?:\/\/[a-z][^\s"'`<>]*/g) ?? [];
      // The name of SVG's vocabulary, which nothing fetches.
      expect(addresses.filter((address) => address !== 'http://www.w3.org/2000/svg')).toEqual([]);
    }
  });

  it('draw a house where a photo cannot be loaded', async () => {
    const drawing = await get('/_local/pages/photo-house.svg');
    expect(drawing.headers.get('content-type')).toBe('image/svg+xml');
    expect(await drawing.text()).toContain('viewBox="0 0 600 400"');
  });

  it('tell the catalogue who the messages come from', async () => {
    const data = JSON.parse(await (await get('/_local/templates/data')).text());
    expect(data).toEqual({ now: expect.any(Number), senders: { email: 'bonjour@agence.example' } });
  });

  it('gives away no other file, and leaves the rest to others', async () => {
    expect((await get('/_local/pages/..%2fpages.ts')).status).toBe(404);
    expect((await get('/_local/pages/nothing.js')).status).toBe(404);
    expect((await get('/_local/phone', { method: 'POST' })).status).toBe(405);
    expect((await get('/v1/messages')).status).toBe(418);
  });

  it('show one device per address, the latest first, with its messages', async () => {
    await bench.twilio().messages.create(SMS);
    await bench.resend().emails.send({ ...EMAIL, to: 'Marie <Marie@example.com>' });
    await bench.call('POST', '/_local/replies', { channel: 'sms', from: SMS.to, text: 'OUI' });
    const data = JSON.parse(await (await get('/_local/phone/data?device=marie@example.com')).text());
    expect(data.devices).toMatchObject([
      { address: SMS.to, kind: 'phone', count: 2, preview: 'OUI' },
      { address: 'marie@example.com', kind: 'mailbox', count: 1 },
    ]);
    expect(data.messages).toMatchObject([{ channel: 'email', subject: 'Rappel' }]);
    expect(data).toMatchObject({ settings: { autoDeliver: true }, faults: [], now: expect.any(Number) });
  });

  it('offer the way out that an advertisement names, and tell when an attached event starts', async () => {
    const calendar = 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261201T143000Z\r\nEND:VEVENT\r\n';
    const attachments = [
      { filename: 'rendez-vous.ics', contentType: 'text/calendar; method=PUBLISH', content: calendar },
      { filename: 'broken.ics', contentType: 'text/calendar', content: 'DTSTART;VALUE=DATE:20261201' },
    ].map((file) => ({ ...file, content: Buffer.from(file.content) }));
    const link = 'https://agence.example/l/sealed';
    await bench.resend().emails.send({ ...EMAIL, to: 'marie@example.com', attachments });
    for (const way of [`<mailto:fin@agence.example>, <${link}>`, '<javascript:alert(1)>'])
      await bench
        .resend()
        .emails.send({ ...EMAIL, to: 'marie@example.com', headers: { 'List-Unsubscribe': way } });
    const { messages } = JSON.parse(await (await get('/_local/phone/data')).text());
    expect(messages.map((message: { unsubscribe?: string }) => message.unsubscribe)).toEqual([
      undefined,
      link,
      undefined,
    ]);
    expect(messages[0].attachments).toMatchObject([
      { filename: 'rendez-vous.ics', startsAt: Date.parse('2026-12-01T14:30:00Z') },
      { filename: 'broken.ics' },
    ]);
    expect(messages[0].attachments[1]).not.toHaveProperty('startsAt');
  });

  it('are told of changes while they are open', async () => {
    const response = await get('/_local/phone/stream');
    const reader = response.body!.getReader();
    await reader.read();
    await bench.twilio().messages.create(SMS);
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toBe('data: changed\n\n');
    await reader.cancel();
  });
});
