import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ReceivedEmails } from '../../../shared/adapters/channels/resend/received-email.ts';
import { receivedReport } from '../../../shared/adapters/channels/resend/webhooks.ts';
import { ReceivedMedia } from '../../../shared/adapters/channels/twilio/received-media.ts';
import { inboundReport, parseForm } from '../../../shared/adapters/channels/twilio/webhooks.ts';
import { idFromSeed } from '../../../shared/domain/message-id.ts';
import type { InboundReport } from '../../../shared/domain/reports.ts';
import type { Secrets } from '../../../shared/ports/secrets.ts';
import { TUESDAY } from '../../support/routing-request.ts';

const SECRETS = {
  resend: { apiKey: 're_test', webhookSecret: '' },
  twilio: { accountSid: 'AC1', authToken: 'token' },
};
const secrets = { of: async (name: keyof typeof SECRETS) => SECRETS[name] } as unknown as Secrets;

/** What is answered by path; a number is a status without a body. */
let answers: Record<string, object | Buffer | number>;
let asked: { path: string; authorization: string | undefined }[];
let server: Server;
let baseUrl: string;
beforeEach(async () => {
  answers = {};
  asked = [];
  server = createServer(({ url = '', headers }, response) => {
    asked.push({ path: url, authorization: headers.authorization });
    const answer = answers[url] ?? 404;
    if (typeof answer === 'number') response.writeHead(answer).end();
    else if (answer instanceof Buffer) response.writeHead(200).end(answer);
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const report = (overrides: Partial<InboundReport> = {}): InboundReport => ({
  kind: 'inbound',
  channel: 'email',
  from: 'marie@example.com',
  to: 'contact@agence.example',
  text: '',
  providerId: 'e1',
  at: TUESDAY,
  ...overrides,
});

describe('An e-mail that was received', () => {
  const email = { text: 'Oui', html: null, subject: 'Re: Visite', headers: {}, attachments: [] };
  const path = '/emails/receiving/e1?html_format=cid';
  const read = (mayLackFiles = false) =>
    new ReceivedEmails({ secrets, baseUrl }).fetch(report(), mayLackFiles);

  test('is read with the account’s key', async () => {
    answers[path] = email;
    expect(await read()).toEqual({ text: 'Oui', subject: 'Re: Visite', references: [], files: [] });
    expect(asked).toEqual([{ path, authorization: 'Bearer re_test' }]);
  });

  test('that is HTML alone is read as text, its links kept and its pictures left out', async () => {
    const html = '<p>Bonjour &amp; merci</p><p><a href="https://a.fr/">ici</a><img src="cid:1"></p>';
    answers[path] = { ...email, text: null, html };
    expect((await read()).text).toBe('Bonjour & merci\n\nici [https://a.fr/]');
  });

  test('names the messages of ours that it answers, the newest first, and no others', async () => {
    const [first, second] = ['a', 'b'].map((seed) => idFromSeed('p', TUESDAY, seed)) as [string, string];
    const headers = {
      'In-Reply-To': '<0102@eu-west-1.amazonses.com>',
      References: `<${first}@agence.example> <msg_x@evil> <${second}@agence.example> <0102@eu-west-1.amazonses.com>`,
    };
    answers[path] = { ...email, headers };
    expect((await read()).references).toEqual([second, first]);
  });

  test('that a machine wrote says so', async () => {
    answers[path] = { ...email, headers: { 'Auto-Submitted': 'auto-replied' } };
    expect(await read()).toMatchObject({ text: 'Oui', isAutomatic: true });
    answers[path] = { ...email, headers: null, subject: 'Réponse automatique : Visite' };
    expect(await read()).toMatchObject({ isAutomatic: true });
    answers[path] = { ...email, headers: null };
    expect(await read()).not.toHaveProperty('isAutomatic');
  });

  test('has its files fetched, but for those that are too large', async () => {
    const attachment = (id: string, size: number) => ({
      id,
      filename: `${id}.pdf`,
      size,
      content_type: 'application/pdf',
    });
    answers[path] = { ...email, attachments: [attachment('a', 4), attachment('b', 50_000_000)] };
    answers['/emails/receiving/e1/attachments/a'] = { download_url: `${baseUrl}/files/a` };
    answers['/files/a'] = Buffer.from('%PDF');
    const { files } = await read();
    expect(
      files.map(({ filename, content }) => [filename, content && Buffer.from(content).toString()]),
    ).toEqual([
      ['a.pdf', '%PDF'],
      ['b.pdf', undefined],
    ]);
    // Where a file lies is nobody's business but the account's: the key does not go there.
    expect(asked.find((one) => one.path === '/files/a')?.authorization).toBeUndefined();
  });

  test('comes again when Resend does not hand it over, and without its files when it has waited for them', async () => {
    answers[path] = 500;
    await expect(read(true)).rejects.toThrow('500');
    answers[path] = {
      ...email,
      attachments: [{ id: 'a', filename: null, size: 4, content_type: 'text/plain' }],
    };
    await expect(read()).rejects.toThrow('404');
    expect((await read(true)).files).toEqual([{ filename: 'piece-jointe-a', contentType: 'text/plain' }]);
  });
});

describe('Media that were received', () => {
  const read = (url: string, contentType = 'image/jpeg') =>
    new ReceivedMedia({ secrets, baseUrl }).fetch(
      report({ channel: 'whatsapp', text: 'Voici', media: [{ url, contentType }] }),
      false,
    );

  test('are fetched with the account’s credentials, and named by what they are', async () => {
    answers['/Media/ME1'] = Buffer.from('JPEG');
    const { text, files } = await read(`${baseUrl}/Media/ME1`);
    expect([text, files[0]?.filename, Buffer.from(files[0]?.content ?? []).toString()]).toEqual([
      'Voici',
      'photo-1.jpg',
      'JPEG',
    ]);
    expect(asked[0]?.authorization).toBe(`Basic ${btoa('AC1:token')}`);
    answers['/Media/ME1'] = Buffer.from('%PDF');
    expect((await read(`${baseUrl}/Media/ME1`, 'application/pdf')).files[0]?.filename).toBe('document-1.pdf');
  });

  test('that lie elsewhere than at Twilio, or are gone, are named and not fetched', async () => {
    const elsewhere = await read('https://evil.example/a.jpg');
    const gone = await read(`${baseUrl}/Media/gone`);
    for (const { files } of [elsewhere, gone])
      expect(files).toEqual([{ filename: 'photo-1.jpg', contentType: 'image/jpeg' }]);
    expect(asked).toHaveLength(1);
  });

  test('come again when Twilio does not hand them over', async () => {
    answers['/Media/ME1'] = 503;
    await expect(read(`${baseUrl}/Media/ME1`)).rejects.toThrow('503');
  });
});

describe('What a webhook says of a person’s message', () => {
  test('of an e-mail: who wrote, by which name, and to whom', () => {
    const data = {
      email_id: 'e1',
      from: '"Marie Dupont" <Marie@Example.COM>',
      to: ['Agence <contact@AGENCE.example>', 'notaire@example.com'],
      cc: ['luc@example.com'],
      received_for: ['contact@agence.example'],
      subject: 'Visite',
      attachments: [],
    };
    const said = receivedReport(
      JSON.stringify({ type: 'email.received', created_at: '2026-11-24T13:00:00Z', data }),
    );
    expect(said).toEqual({
      ...report({ from: 'Marie@example.com', name: 'Marie Dupont', subject: 'Visite' }),
      alsoTo: ['contact@agence.example', 'notaire@example.com', 'luc@example.com'],
    });
    expect(receivedReport(JSON.stringify({ type: 'email.sent', data }))).toBeUndefined();
  });

  test('of WhatsApp: media, the message that is answered, a tap, and what Twilio has answered itself', () => {
    const form = new URLSearchParams({
      MessageSid: 'SM1',
      From: 'whatsapp:+33612345678',
      To: 'whatsapp:+33700000001',
      Body: 'Oui',
      ButtonText: 'Oui, je confirme',
      ProfileName: 'Marie',
      OriginalRepliedMessageSid: 'SM0',
      NumMedia: '1',
      MediaUrl0: 'https://api.twilio.com/Media/ME1',
      MediaContentType0: 'image/png',
      OptOutType: 'HELP',
    });
    expect(inboundReport(parseForm(form.toString()), TUESDAY)).toMatchObject({
      text: 'Oui, je confirme',
      name: 'Marie',
      repliesTo: 'SM0',
      isTap: true,
      isAnswered: true,
      media: [{ url: 'https://api.twilio.com/Media/ME1', contentType: 'image/png' }],
    });
  });
});
