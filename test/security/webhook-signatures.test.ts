import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Call } from '../lambdas/http.ts';
import { ApiUnderTest, OURS, THEIRS } from './support/api.ts';
import {
  BASE,
  formBody,
  fromResend,
  fromTwilio,
  fromYousign,
  NO_SIGNATURE,
  type Pair,
  standardHeaders,
  standardSigned,
  type SvixHeaders,
  svixHeaders,
  type TwilioRequest,
  twilioSignature,
  urlOf,
  yousignSignature,
} from './support/signing.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 40);
const STATUS = '/webhooks/twilio/status';
const INBOUND = '/webhooks/twilio/inbound';
const RESEND = '/webhooks/resend';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.open();
});
afterAll(() => api.close());

/** What becomes of a webhook: refused as a forgery, ignored, reported, or answered in another way altogether. */
async function fateOf(path: string, options: Call): Promise<string> {
  const before = api.reports.sent.length;
  const { status, headers, body } = await api.send('POST', path, options);
  const reports = api.reports.sent.length - before;
  const isProblem = headers['content-type'] === 'application/problem+json';
  if (status === 403 && isProblem && body.code === 'invalid-signature' && reports === 0) return 'refused';
  if (status !== 200 && status !== 204) return `answered ${status}, reports: ${reports}`;
  return reports === 0 ? 'ignored' : 'reported';
}

const TAKEN = ['ignored', 'reported'];

/** What callbacks and inbound messages carry, and what nobody has seen yet. */
const DELIVERED: TwilioRequest = {
  path: STATUS,
  query: `tenant=${OURS.tenant}&message=msg_1&attempt=1&channel=sms`,
  pairs: [
    ['AccountSid', 'AC00112233445566778899aabbccddeeff'],
    ['ApiVersion', '2010-04-01'],
    ['ErrorCode', ''],
    ['From', '38111'],
    ['MessageSid', 'SM00112233445566778899aabbccddeeff'],
    ['MessageStatus', 'delivered'],
    ['RawDlrDoneDate', '2611241402'],
    ['To', '+33612345678'],
  ],
};
const STOP: TwilioRequest = {
  path: INBOUND,
  query: '',
  pairs: [
    ['Body', 'STOP'],
    ['From', '+33612345678'],
    ['FromCity', ''],
    ['MessageSid', 'SM99'],
    ['NumMedia', '0'],
    ['To', OURS.sms],
  ],
};

const anyName = fc.oneof(
  fc.constantFrom('Body', 'From', 'To', 'MessageStatus', 'MediaUrl0', 'ProfileName', 'É', 'a b', 'x=y', ''),
  // Names that JavaScript objects have of their own.
  fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', '0'),
  fc.string({ maxLength: 12 }),
);
const anyValue = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '+',
    '%2B',
    'a+b c',
    'Ça va ? Été & hiver',
    '👍🏽',
    '\r\n',
    "'quoted'",
    '\u0000',
    '\ufeff',
  ),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
const anyPairs: fc.Arbitrary<Pair[]> = fc.oneof(
  fc.array(fc.tuple(anyName, anyValue), { maxLength: 12 }),
  // Many parameters, with many names repeated.
  fc.array(fc.tuple(fc.constantFrom('a', 'B', 'c', 'Media'), anyValue), { minLength: 40, maxLength: 80 }),
);
/** Characters that URLs carry as they are, and that libraries like to escape. */
const anyQuery = fc.oneof(
  fc.constantFrom(
    '',
    DELIVERED.query,
    "name=l'agence",
    'a=1&a=2',
    'x=%20%2B+',
    'empty=&flag',
    'a=b=c',
    'q=(x)*!~',
  ),
  fc.string({ maxLength: 20 }).map((text) => `q=${encodeURIComponent(text)}`),
);
const anyTwilioRequest: fc.Arbitrary<TwilioRequest> = fc.record({
  path: fc.constantFrom(STATUS, INBOUND),
  query: anyQuery,
  pairs: anyPairs,
});

/** What Twilio's scheme would sign for a body: nothing tells apart two bodies for which it is the same. */
function signatureOf(request: TwilioRequest, body: string): string {
  return twilioSignature(urlOf(request), [...new URLSearchParams(body)]);
}

const SIGNATURES: readonly (readonly [string, (good: string, request: TwilioRequest) => string])[] = [
  ['without a signature', () => NO_SIGNATURE],
  ['with an empty signature', () => ''],
  ['signed with another token', (_, request) => twilioSignature(urlOf(request), request.pairs, 'guess')],
  ['signed with no token', (_, request) => twilioSignature(urlOf(request), request.pairs, '\0')],
  [
    'signed with SHA-256',
    (_, { pairs }) => createHmac('sha256', 'guess').update(formBody(pairs)).digest('base64'),
  ],
  ['with the signature cut short', (good) => good.slice(0, -1)],
  ['with the signature without its padding', (good) => good.replace(/=+$/, '')],
  ['with something behind the signature', (good) => `${good}A`],
  ['with more padding', (good) => `${good}=`],
  ['with a space behind the signature', (good) => `${good} `],
  ['with the signature twice, as two headers arrive', (good) => `${good},${good}`],
  ['with a forged signature beside the good one', (good) => `${twilioSignature('', [])},${good}`],
  ['with a forged signature behind the good one', (good) => `${good}, ${twilioSignature('', [])}`],
  ['with the signature in hexadecimal', (good) => Buffer.from(good, 'base64').toString('hex')],
  ['with the scheme in front of the signature', (good) => `sha1=${good}`],
  ['with the signature in capitals', (good) => good.toUpperCase()],
  ['with the signature in small letters', (good) => good.toLowerCase()],
  [
    'signed for another host',
    (_, { pairs, ...to }) => twilioSignature(urlOf(to, 'https://evil.example/api'), pairs),
  ],
  [
    'signed for plain http',
    (_, { pairs, ...to }) => twilioSignature(urlOf(to, BASE.replace('https', 'http')), pairs),
  ],
  [
    'signed for another port',
    (_, { pairs, ...to }) => twilioSignature(urlOf(to, BASE.replace('.example', '.example:8443')), pairs),
  ],
  [
    'signed for a host with a name and a password in it',
    (_, { pairs, ...to }) => twilioSignature(urlOf(to, BASE.replace('//', '//twilio:x@')), pairs),
  ],
  [
    'signed for an address without the base path',
    (_, { pairs, ...to }) => twilioSignature(urlOf(to, new URL(BASE).origin), pairs),
  ],
  [
    'signed for the other webhook',
    (_, { pairs, query, path }) =>
      twilioSignature(urlOf({ query, path: path === STATUS ? INBOUND : STATUS }), pairs),
  ],
  [
    'signed for a slash more',
    (_, { pairs, query, path }) => twilioSignature(urlOf({ query, path: `${path}/` }), pairs),
  ],
  [
    'signed for another query',
    (_, { pairs, query, path }) => twilioSignature(urlOf({ path, query: `${query}&x=1` }), pairs),
  ],
];

const BODIES: readonly (readonly [string, (body: string) => string])[] = [
  ['with an empty body', () => ''],
  ['with the body cut short', (body) => body.slice(0, -1)],
  ['with the body doubled and changed', (body) => `${body}&${body}x`],
  ['with a parameter added', (body) => `${body}&Added=1`],
  ['with an empty parameter added', (body) => `${body}&Added=`],
  ['with a parameter added that objects have anyway', (body) => `${body}&constructor=1`],
  ['with the ancestor of all objects added', (body) => `${body}&__proto__=1`],
  ['with another value for a parameter added', (body) => `${body}&${body.split('=')[0]}=other`],
  ['with a parameter taken away', (body) => body.split('&').slice(1).join('&')],
  ['with a value changed', (body) => body.replace(/=([^&]*)/, '=x$1')],
  ['with a name changed', (body) => `x${body}`],
  ['with a value in another case', (body) => body.replace('delivered', 'Delivered').replace('STOP', 'stop')],
  ['as JSON', (body) => JSON.stringify(Object.fromEntries(new URLSearchParams(body)))],
];

interface Forgery {
  path: string;
  options: Call;
}

/** Two requests as they come every day, and some that nobody has thought of. */
const corpus = () => [DELIVERED, STOP, ...fc.sample(anyTwilioRequest, Math.ceil(RUNS / 4))];

async function notRefused(forgeries: readonly Forgery[]): Promise<Forgery[]> {
  const taken: Forgery[] = [];
  for (const forgery of forgeries)
    if ((await fateOf(forgery.path, forgery.options)) !== 'refused') taken.push(forgery);
  return taken;
}

describe('Twilio’s webhooks', () => {
  test('are taken when Twilio signed them, whatever they carry and however they are encoded', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyTwilioRequest,
        fc.constantFrom('+', '%20'),
        fc.boolean(),
        async (request, space, base64) => {
          const body = formBody(request.pairs, space);
          const fate = await fateOf(request.path, { ...fromTwilio(request, undefined, body), base64 });
          expect(TAKEN).toContain(fate);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test.each(['https://hooks.agence.example:443/api', BASE])(
    'are taken when %s is what was signed',
    async (base) => {
      for (const request of [DELIVERED, STOP]) {
        const signature = twilioSignature(urlOf(request, base), request.pairs);
        expect(await fateOf(request.path, fromTwilio(request, signature))).toBe('reported');
      }
    },
  );

  test('are taken with their parameters in any order, which the signature does not cover', async () => {
    const reversed = { ...DELIVERED, pairs: DELIVERED.pairs.toReversed() };
    const signature = twilioSignature(urlOf(DELIVERED), DELIVERED.pairs);
    for (const request of [DELIVERED, reversed])
      expect(await fateOf(STATUS, fromTwilio(request, signature))).toBe('reported');
    const [first, second] = api.reports.sent.slice(-2);
    expect(second).toBe(first);
  });

  test.each(SIGNATURES)('are refused %s', async (_, sign) => {
    const forgeries = corpus().flatMap((request): Forgery[] => {
      const good = twilioSignature(urlOf(request), request.pairs);
      const signature = sign(good, request);
      return signature === good ? [] : [{ path: request.path, options: fromTwilio(request, signature) }];
    });
    expect(forgeries.length).toBeGreaterThan(1);
    expect(await notRefused(forgeries)).toEqual([]);
  });

  test.each(BODIES)('are refused %s', async (_, change) => {
    const forgeries = corpus().flatMap((request): Forgery[] => {
      const genuine = fromTwilio(request);
      const body = change(String(genuine.body));
      const isSame = signatureOf(request, body) === signatureOf(request, String(genuine.body));
      return isSame ? [] : [{ path: request.path, options: { ...genuine, body } }];
    });
    expect(forgeries.length).toBeGreaterThan(0);
    expect(await notRefused(forgeries)).toEqual([]);
  });

  test.each([
    ['another tenant', DELIVERED.query.replace(OURS.tenant, 'tenant_theirs')],
    ['another message', DELIVERED.query.replace('msg_1', 'msg_2')],
    ['another attempt', DELIVERED.query.replace('attempt=1', 'attempt=2')],
    ['another channel', DELIVERED.query.replace('sms', 'whatsapp')],
    ['a parameter more', `${DELIVERED.query}&extra=1`],
    ['a parameter less', DELIVERED.query.replace('&channel=sms', '')],
    ['its parameters in another order', DELIVERED.query.split('&').toReversed().join('&')],
    ['a letter escaped and changed', DELIVERED.query.replace('sms', 's%6Es')],
    ['nothing', ''],
  ])('are refused with %s in the query', async (_, query) => {
    expect(await fateOf(STATUS, { ...fromTwilio(DELIVERED), query })).toBe('refused');
  });

  test.each([
    ['a value said twice', `${formBody(DELIVERED.pairs)}&MessageStatus=delivered`],
    [
      'a value that runs on into the next name',
      formBody(DELIVERED.pairs).replace('&RawDlrDoneDate=', 'RawDlrDoneDate'),
    ],
    [
      'a name that runs on into its value',
      formBody(DELIVERED.pairs).replace('MessageStatus=d', 'MessageStatusd='),
    ],
  ])('cannot tell %s, and nothing comes of it', async (_, body) => {
    expect(await fateOf(STATUS, { ...fromTwilio(DELIVERED), body })).toBe('ignored');
  });

  test('are the same report when a letter of the query is escaped on the way, or a nameless nothing is added', async () => {
    const query = DELIVERED.query.replace('channel=sms', 'channel=s%6Ds');
    const body = `${formBody(DELIVERED.pairs)}&=`;
    for (const change of [{}, { query }, { body }])
      expect(await fateOf(STATUS, { ...fromTwilio(DELIVERED), ...change })).toBe('reported');
    expect(new Set(api.reports.sent.slice(-3)).size).toBe(1);
  });

  test('cannot tell where the query ends and the form begins, and nothing comes of it', async () => {
    const query = `${DELIVERED.query}AccountSidAC00112233445566778899aabbccddeeff`;
    const body = formBody(DELIVERED.pairs.slice(1));
    expect(await fateOf(STATUS, { ...fromTwilio(DELIVERED), query, body })).toBe('ignored');
  });
});

const EVENT = JSON.stringify({
  type: 'email.delivered',
  created_at: '2026-11-24T13:00:05.000Z',
  data: {
    email_id: 'e1',
    to: ['marie@example.com'],
    tags: { tenant: OURS.tenant, message: 'msg_1', attempt: '1' },
  },
});
const EVENT_OF_ANOTHER_LIST = EVENT.replace('e1', 'e2');
const SECONDS = 1_000;

/** What may be done to a body that was signed. */
const CHANGED_BODIES: readonly (readonly [string, (body: string) => string])[] = [
  ['empty', () => ''],
  ['cut short', (body) => body.slice(0, -1)],
  [
    'changed',
    (body) =>
      body.replace('delivered', 'bounced').replace('.done', '.declined').replace('signed', 'declined'),
  ],
  ['about something else', (body) => body.replace('msg_1', 'msg_2').replace('enr_0', 'enr_1')],
  ['longer by a space', (body) => `${body} `],
  ['longer by a line', (body) => `${body}\n`],
  ['written in another way', (body) => JSON.stringify(JSON.parse(body), undefined, 1)],
  ['behind a byte order mark', (body) => `\ufeff${body}`],
];

/** The headers of a webhook of the scheme, genuine unless told otherwise. */
type Sign = (options?: { body?: string; at?: number; key?: Buffer }) => SvixHeaders;
type ChangeHeaders = (good: SvixHeaders, sign: Sign) => Partial<SvixHeaders>;

const headersWith = (change: ChangeHeaders): ChangeHeaders => change;
const forSeconds =
  (offset: number): ChangeHeaders =>
  (_, sign) =>
    sign({ at: Date.now() + offset * SECONDS });

const FORGED_HEADERS: readonly (readonly [string, ChangeHeaders])[] = [
  ['without any header', headersWith(() => ({}))],
  ['without its id', headersWith(({ timestamp, signature }) => ({ timestamp, signature }))],
  ['without its timestamp', headersWith(({ id, signature }) => ({ id, signature }))],
  ['without its signature', headersWith(({ id, timestamp }) => ({ id, timestamp }))],
  ['with an empty signature', headersWith((good) => ({ ...good, signature: '' }))],
  ['with another id', headersWith((good) => ({ ...good, id: 'msg_other' }))],
  ['with the id in capitals', headersWith((good) => ({ ...good, id: good.id.toUpperCase() }))],
  [
    'with the id twice, as two headers arrive',
    headersWith((good) => ({ ...good, id: `${good.id},${good.id}` })),
  ],
  [
    'with a later timestamp',
    headersWith((good) => ({ ...good, timestamp: String(Number(good.timestamp) + 1) })),
  ],
  ['with a timestamp in words', headersWith((good) => ({ ...good, timestamp: 'now' }))],
  [
    'with something behind the timestamp',
    headersWith((good) => ({ ...good, timestamp: `${good.timestamp}x` })),
  ],
  ['with a fraction of a second', headersWith((good) => ({ ...good, timestamp: `${good.timestamp}.5` }))],
  [
    'with a timestamp in milliseconds',
    headersWith((good) => ({ ...good, timestamp: `${good.timestamp}000` })),
  ],
  [
    'with the timestamp twice',
    headersWith((good) => ({ ...good, timestamp: `${good.timestamp},${good.timestamp}` })),
  ],
  ['replayed six minutes later', forSeconds(-360)],
  ['replayed a day later', forSeconds(-86_400)],
  ['of tomorrow', forSeconds(86_400)],
  ['signed with another secret', headersWith((_, sign) => sign({ key: Buffer.from('guess') }))],
  ['signed for another body', headersWith((_, sign) => sign({ body: EVENT_OF_ANOTHER_LIST }))],
  [
    'without the version of the scheme',
    headersWith((good) => ({ ...good, signature: good.signature.slice(3) })),
  ],
  [
    'with another version',
    headersWith((good) => ({ ...good, signature: good.signature.replace('v1', 'v2') })),
  ],
  [
    'with the version in capitals',
    headersWith((good) => ({ ...good, signature: good.signature.replace('v1', 'V1') })),
  ],
  [
    'with the signature cut short',
    headersWith((good) => ({ ...good, signature: good.signature.slice(0, -2) })),
  ],
  ['with more padding', headersWith((good) => ({ ...good, signature: `${good.signature}=` }))],
  [
    'with the signature in capitals',
    headersWith((good) => ({ ...good, signature: `v1,${good.signature.slice(3).toUpperCase()}` })),
  ],
  [
    'with something behind the signature',
    headersWith((good) => ({ ...good, signature: `${good.signature},x` })),
  ],
  [
    'with the signature twice, as two headers arrive',
    headersWith((good) => ({ ...good, signature: `${good.signature},${good.signature}` })),
  ],
];

describe('Resend’s webhook', () => {
  test('is taken when Resend signed it, whatever it carries', async () => {
    const anyBody = fc.oneof(
      fc.json(),
      fc.string({ unit: 'grapheme' }).filter((text) => text !== ''),
    );
    await fc.assert(
      fc.asyncProperty(
        anyBody,
        fc.integer({ min: -290, max: 290 }),
        fc.boolean(),
        async (body, late, base64) => {
          const headers = svixHeaders(body, { at: Date.now() - late * SECONDS });
          expect(TAKEN).toContain(await fateOf(RESEND, { ...fromResend(body, headers), base64 }));
        },
      ),
      { numRuns: RUNS },
    );
    expect(await fateOf(RESEND, fromResend(EVENT))).toBe('reported');
  });

  test.each([
    ['an old secret beside', (good: string) => `v1,${Buffer.alloc(32).toString('base64')} ${good}`],
    [
      'a scheme that we do not know beside',
      (good: string) => `v1a,${Buffer.alloc(64).toString('base64')} ${good}`,
    ],
  ])('is taken with %s its signature, as the scheme provides for', async (_, sign) => {
    const headers = svixHeaders(EVENT);
    const both = { ...headers, signature: sign(headers.signature) };
    expect(await fateOf(RESEND, fromResend(EVENT, both))).toBe('reported');
  });

  test.each(FORGED_HEADERS)('is refused %s', async (_, change) => {
    const sign: Sign = ({ body = EVENT, ...options } = {}) => svixHeaders(body, options);
    expect(await fateOf(RESEND, fromResend(EVENT, change(sign(), sign)))).toBe('refused');
  });

  test.each(CHANGED_BODIES)('is refused with a body that is %s', async (_, change) => {
    expect(await fateOf(RESEND, fromResend(change(EVENT), svixHeaders(EVENT)))).toBe('refused');
  });
});

const ENROLMENT = `enr_0${'1'.repeat(41)}`;
const SIGNED_AT = `/webhooks/signature/${OURS.tenant}`;
const TOLD = JSON.stringify({ type: 'signed', data: { enrolmentId: ENROLMENT } });
const DONE = JSON.stringify({
  event_name: 'signature_request.done',
  data: { signature_request: { id: 'sr_1', external_id: ENROLMENT, status: 'done' } },
});

describe('The webhook of a signature provider, by the scheme of Standard Webhooks', () => {
  test('is taken when the secret of the tenant signed it, whatever it carries', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.json(), fc.string({ minLength: 1 })),
        fc.boolean(),
        async (body, base64) => {
          expect(TAKEN).toContain(await fateOf(SIGNED_AT, { ...standardSigned(OURS.tenant, body), base64 }));
        },
      ),
      { numRuns: RUNS },
    );
    expect(await fateOf(SIGNED_AT, standardSigned(OURS.tenant, TOLD))).toBe('reported');
  });

  test.each(FORGED_HEADERS)('is refused %s', async (_, change) => {
    const sign: Sign = ({ body = TOLD, ...options } = {}) => standardHeaders(OURS.tenant, body, options);
    const headers = change(sign(), sign);
    expect(await fateOf(SIGNED_AT, standardSigned(OURS.tenant, TOLD, headers))).toBe('refused');
  });

  test.each(CHANGED_BODIES)('is refused with a body that is %s', async (_, change) => {
    const headers = standardHeaders(OURS.tenant, TOLD);
    expect(await fateOf(SIGNED_AT, standardSigned(OURS.tenant, change(TOLD), headers))).toBe('refused');
  });
});

describe('Yousign’s webhook', () => {
  const genuine = yousignSignature(OURS.tenant, DONE);

  test('is taken when the secret of the tenant signed it, whatever it carries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string({ unit: 'grapheme', minLength: 1 })), async (body) => {
        const signature = yousignSignature(OURS.tenant, body);
        expect(TAKEN).toContain(await fateOf(SIGNED_AT, fromYousign(body, signature)));
      }),
      { numRuns: RUNS },
    );
    expect(await fateOf(SIGNED_AT, fromYousign(DONE, genuine))).toBe('reported');
  });

  test.each([
    ['with an empty signature', () => ''],
    ['without the name of the hash', (good: string) => good.slice('sha256='.length)],
    ['with another name of the hash', (good: string) => good.replace('sha256', 'sha1')],
    ['with the name of the hash alone', () => 'sha256='],
    ['with the signature in capitals', (good: string) => `sha256=${good.slice(7).toUpperCase()}`],
    ['with the signature cut short', (good: string) => good.slice(0, -1)],
    ['with something behind the signature', (good: string) => `${good}0`],
    ['with a letter changed', (good: string) => good.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
    ['with the signature twice, as two headers arrive', (good: string) => `${good},${good}`],
    ['with a space before the signature', (good: string) => ` ${good}`],
    ['in base64', (good: string) => `sha256=${Buffer.from(good.slice(7), 'hex').toString('base64')}`],
    ['signed with another secret', () => yousignSignature('tenant_nobody', DONE)],
    ['signed for another body', () => yousignSignature(OURS.tenant, TOLD)],
  ])('is refused %s', async (_, change) => {
    expect(await fateOf(SIGNED_AT, fromYousign(DONE, change(genuine)))).toBe('refused');
  });

  test.each(CHANGED_BODIES)('is refused with a body that is %s', async (_, change) => {
    expect(await fateOf(SIGNED_AT, fromYousign(change(DONE), genuine))).toBe('refused');
  });
});

describe('The address of a signature webhook is a hint', () => {
  test.each([
    ['another tenant’s', `/webhooks/signature/${THEIRS.tenant}`],
    ['that of no tenant', '/webhooks/signature/tenant_nobody'],
    ['that of the stage’s own secrets', '/webhooks/signature/twilio'],
    ['in capitals', `/webhooks/signature/${OURS.tenant.toUpperCase()}`],
    ['longer by a space', `/webhooks/signature/${OURS.tenant}%20`],
    ['as long as can be', `/webhooks/signature/${'a'.repeat(2_000)}`],
  ])('%s does not fit our signature', async (_, path) => {
    expect(await fateOf(path, standardSigned(OURS.tenant, TOLD))).toBe('refused');
    expect(await fateOf(path, fromYousign(DONE, yousignSignature(OURS.tenant, DONE)))).toBe('refused');
  });

  test('one scheme does not vouch for the other', async () => {
    const both = standardSigned(OURS.tenant, DONE);
    const headers = { ...both.headers, 'x-yousign-signature-256': 'sha256=00' };
    expect(await fateOf(SIGNED_AT, { ...both, headers })).toBe('refused');
    expect(await fateOf(SIGNED_AT, { key: null, body: TOLD })).toBe('refused');
    expect(await fateOf(SIGNED_AT, { key: OURS.key, body: TOLD })).toBe('refused');
  });

  test.each([
    ['no JSON', 'hello'],
    ['an event that nobody waits for', DONE.replace('.done', '.activated')],
    ['somebody else’s document', DONE.replace(ENROLMENT, 'contract-17')],
    ['a document without a name of ours', DONE.replace('external_id', 'other_id')],
    ['nothing', '{}'],
    ['what objects have of their own', DONE.replace('signature_request.done', '__proto__')],
    ['a function that objects have', DONE.replace('signature_request.done', 'constructor')],
  ])('what is genuine and about %s is ignored', async (_, body) => {
    const signature = yousignSignature(OURS.tenant, body);
    expect(await fateOf(SIGNED_AT, fromYousign(body, signature))).toBe('ignored');
  });
});

describe('What was genuine once, sent again', () => {
  test('by Twilio’s scheme, which has no time in it, is the same report; behind the queue it changes nothing', async () => {
    const { body } = await api.send('POST', '/v1/messages', {
      key: OURS.key,
      body: {
        prospect: { id: 'p1', phone: '+33612345678' },
        messageType: 'general',
        content: { body: 'Bonjour' },
      },
    });
    const { messages, prospects } = api.scopes(OURS.tenant);
    const decision = { outcome: 'undeliverable', channels: [] } as never;
    const claim = { owner: 'o', at: api.clock.now(), leaseUntil: api.clock.now(), released: false };
    await messages.takeSlot(body.id, {
      kind: 'attempt',
      number: 1,
      channel: 'sms',
      decision,
      claim,
      events: {},
    });
    const delivered = { ...DELIVERED, query: DELIVERED.query.replace('msg_1', body.id) };
    await api.recordReports();
    for (const request of [delivered, STOP]) await fateOf(request.path, fromTwilio(request));
    await api.recordReports();
    const known = await messages.load(body.id);
    const facts = await prospects.addressFacts({ phone: '+33612345678' });
    api.clock.moveTo(api.clock.now() + 30 * 86_400 * SECONDS);
    for (const request of [delivered, STOP]) await fateOf(request.path, fromTwilio(request));
    await api.recordReports();
    expect(await messages.load(body.id)).toEqual(known);
    const again = await prospects.addressFacts({ phone: '+33612345678' });
    expect(again.sms?.suppression?.reason).toBe(facts.sms?.suppression?.reason);
    expect(facts.sms?.suppression?.reason).toBe('opted-out');
  });
});
