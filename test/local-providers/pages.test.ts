import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPages } from '../../local/pages/pages.ts';
import { Bench, EMAIL, portOf, SMS } from './harness.ts';

let bench: Bench;
let server: Server;
let pages: ReturnType<typeof createPages>;

beforeEach(async () => {
  bench = await new Bench().start();
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
  it.each(['/', '/_local/phone'])('%s needs nothing from elsewhere', async (path) => {
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
