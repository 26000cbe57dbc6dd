import { beforeEach, describe, expect, it } from 'vitest';
import { dryRunResponse } from '../../shared/contracts/http/broadcast-view.ts';
import { broadcastResponse } from '../../shared/contracts/http/broadcast-response.ts';
import { type Answer, eventually } from '../support/client.ts';
import { useLocalStack } from '../support/local-stack.ts';

const stack = useLocalStack();
/** Everything of a broadcast happens in seconds; a loaded machine takes longer. */
const PATIENCE = 60_000;

const FLAT = { propertyAddress: '12 rue de la Paix, Lyon', propertyPrice: 285_000 };
const CONSENT = { granted: true, text: 'Oui', source: 'formulaire', at: '2026-01-05T10:00:00Z' };

/** The `number`-th of a crowd: half of them have a mailbox, a tenth prefer WhatsApp. */
function prospect(crowd: string, number: number) {
  const phone = `+3361${crowd}${String(number).padStart(5, '0')}`;
  return {
    id: `crowd_${crowd}_${number}`,
    name: 'Marie Dupont',
    phone,
    timeZone: 'Europe/Paris',
    consents: { marketing: CONSENT },
    ...(number % 2 === 0 && { email: `c${crowd}.${number}@example.com` }),
    ...(number % 10 === 1 && { whatsapp: phone, preferences: { preferredChannels: ['whatsapp'] } }),
  };
}

const broadcast = (audience: object, rest: object = {}) => ({
  messageType: 'marketing',
  content: { templateId: 'NEW_PROPERTY_ALERT', data: FLAT },
  audience,
  ...rest,
});

async function submit(body: object): Promise<string> {
  const answer = await stack.demo.post('/v1/broadcasts', body);
  if (answer.status !== 202) throw new Error(`Not accepted: ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}

const show = async (id: string): Promise<Answer['body']> =>
  (await stack.demo.get(`/v1/broadcasts/${id}`)).body;

/** The broadcast once everybody's fate is known. */
const finished = (id: string, delivered: number): Promise<Answer['body']> =>
  eventually(
    () => show(id),
    ({ status, outcomes }) =>
      status === 'finished' &&
      Object.values(outcomes as Record<string, { delivered: number }>).reduce(
        (sum, each) => sum + each.delivered,
        0,
      ) === delivered,
    PATIENCE,
  );

async function upload(csv: string): Promise<Answer['body']> {
  const { body: created } = await stack.demo.call('POST', '/v1/audiences');
  // As curl says it of a file.
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await fetch(created.uploadUrl, { method: 'PUT', headers, body: csv })).status).toBe(200);
  await stack.demo.call('POST', `/v1/audiences/${created.id}/read`);
  return eventually(
    () => stack.demo.get(`/v1/audiences/${created.id}`).then(({ body }) => body),
    ({ status }) => status !== 'reading',
    PATIENCE,
  );
}

beforeEach(async () => {
  await stack.autoDeliver(true);
  await stack.goToDaytime();
});

describe('An agency that has a new property', () => {
  it(
    'writes to 500 prospects: by e-mail where it can, by SMS otherwise, by WhatsApp to those who prefer it',
    async () => {
      const looked = [0, 1, 3, 498, 499].map((number) => ({ number, ...prospect('11', number) }));
      for (const { number } of looked) {
        const { id, ...fields } = prospect('11', number);
        await stack.demo.put(`/v1/prospects/${id}`, fields);
      }
      const audience = { prospects: Array.from({ length: 500 }, (_, number) => prospect('11', number)) };
      const { status, body: dry } = await stack.demo.post(
        '/v1/broadcasts',
        broadcast(audience, { dryRun: true }),
      );
      expect(status).toBe(200);
      expect(dryRunResponse.parse(dry)).toMatchObject({
        people: 500,
        channels: { email: 250, sms: 200, whatsapp: 50 },
        estimatedCost: { micros: 10_650_000 },
        smsOnlyCost: { micros: 25_000_000 },
        saving: { micros: 14_350_000 },
        leftOut: { total: 0 },
      });
      expect(await stack.outbox(prospect('11', 3).phone)).toEqual([]);

      const id = await submit(broadcast(audience));
      const shown = await finished(id, 500);
      expect(broadcastResponse.parse(shown)).toMatchObject({
        people: 500,
        progress: { accepted: 500, rejected: 0, uncertain: 0, sentBack: 0, cancelled: 0 },
        outcomes: { email: { delivered: 250 }, sms: { delivered: 200 }, whatsapp: { delivered: 50 } },
        cost: { micros: 10_650_000 },
      });
      for (const { number, phone, email } of looked) {
        const reached = [
          ...(await stack.outbox(phone)),
          ...(email === undefined ? [] : await stack.outbox(email)),
        ];
        const channel = number % 10 === 1 ? 'whatsapp' : email === undefined ? 'sms' : 'email';
        expect(reached.map((sent) => sent.channel)).toEqual([channel]);
        const { body: kept } = await stack.demo.get(`/v1/prospects/crowd_11_${number}/export`);
        expect(kept.messages).toMatchObject([{ channel, status: 'delivered' }]);
      }
      const { body: list } = await stack.demo.get('/v1/broadcasts');
      expect(list.items[0]).toMatchObject({ id, status: 'finished' });
    },
    PATIENCE,
  );

  it(
    'writes to whoever looks for it, once a household, and says nothing any more once it is sold',
    async () => {
      const looking = { tags: ['acheteur'], project: { budget: 300_000, areas: ['Lyon 3e'], rooms: 3 } };
      for (const [number, rest] of [
        looking,
        { ...looking, household: 'dupont' },
        { ...looking, household: 'dupont' },
        {},
      ].entries())
        await stack.demo.put(`/v1/prospects/crowd_22_${number * 2 + 3}`, {
          ...prospect('22', number * 2 + 3),
          id: undefined,
          consents: undefined,
          ...rest,
        });
      const criteria = {
        tags: { anyOf: ['Acheteur'] },
        budget: { min: 280_000 },
        areas: ['lyon 3e'],
        rooms: { min: 3 },
      };
      await stack.demo.put('/v1/segments/buyers_22', { name: 'Acheteurs de Lyon', criteria });
      await stack.demo.put('/v1/properties/flat_22', { status: 'for-sale', data: FLAT });
      const about = {
        messageType: 'notification',
        content: { templateId: 'NEW_PROPERTY_ALERT', property: 'flat_22' },
      };
      const first = await submit({ ...about, audience: { segment: 'buyers_22' } });
      expect(await finished(first, 2)).toMatchObject({ people: 2, duplicates: 1 });

      await stack.advance('PT13H');
      const second = await submit({ ...about, audience: { segment: 'buyers_22' } });
      await eventually(
        () => show(second),
        ({ status }) => status === 'waiting',
        PATIENCE,
      );
      await stack.demo.put('/v1/properties/flat_22', { status: 'sold' });
      await stack.advance('PT12H');
      const shown = await eventually(
        () => show(second),
        ({ status }) => status === 'finished',
        PATIENCE,
      );
      expect(shown).toMatchObject({
        progress: { accepted: 0 },
        plan: { leftOut: { reasons: [{ rule: 'off-market', people: 2 }] } },
      });
      const phones = [3, 5, 7].map((number) => prospect('22', number).phone);
      const sent = await Promise.all(phones.map((phone) => stack.outbox(phone)));
      expect(sent.flat()).toHaveLength(2);
    },
    PATIENCE,
  );

  it('uploads a file, learns which rows do not fit, and writes to the others with their own words', async () => {
    const rows = [
      '2;06 12 33 00 02;c33.2@example.com;9 quai Tilsitt',
      '4;12;;',
      '6;06 12 33 00 06;;3 place Carnot',
    ];
    const audience = await upload(`id;téléphone;email;propertyAddress\n${rows.join('\n')}\n`);
    expect(audience).toMatchObject({ status: 'ready', people: 2, refused: 1, duplicates: 0 });
    expect(await (await fetch(audience.errorsUrl)).text()).toMatch(/^row,column,problem\r\n2,phone,/);
    const content = { templateId: 'NEW_PROPERTY_ALERT', data: { propertyPrice: 285_000 } };
    const id = await submit({ messageType: 'notification', content, audience: { upload: audience.id } });
    await finished(id, 2);
    const [sms] = await stack.outbox('+33612330006');
    expect(sms.text).toContain('3 place Carnot');
    const [mail] = await stack.outbox('c33.2@example.com');
    expect(mail.html).toContain('9 quai Tilsitt');
  });
});

describe('A broadcast that cannot be', () => {
  const prospects = [prospect('44', 2)];

  it.each([
    [
      'to an unknown segment',
      broadcast({ segment: 'nobody_knows' }),
      'audience.segment',
      'is not a segment of yours',
    ],
    ['to nobody', broadcast({ prospects: [] }), 'audience.prospects', 'has nobody in it'],
    [
      'to an audience that there is not',
      broadcast({ upload: 'aud_none' }),
      'audience.upload',
      'is not an audience of yours',
    ],
    [
      'with a row that does not fit',
      broadcast({ prospects: [...prospects, { id: 'bad', phone: '12' }] }),
      'audience.prospects.1.phone',
      expect.stringMatching(/phone|number|numéro/i),
    ],
    [
      'of a template without its variables',
      broadcast({ prospects }, { content: { templateId: 'NEW_PROPERTY_ALERT', data: { propertyPrice: 1 } } }),
      'audience.prospects.0.data.propertyAddress',
      expect.any(String),
    ],
  ])('%s is refused with the place and the reason, and sends nothing', async (_what, body, path, message) => {
    const answer = await stack.demo.post('/v1/broadcasts', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toContainEqual({ path, message });
    expect(await stack.outbox(prospects[0]?.email ?? '')).toEqual([]);
  });
});

describe('A broadcast that is tended', () => {
  it('is paused before it leaves, goes on when it is resumed, and can be cancelled as long as it waits', async () => {
    const sendAt = new Date((await stack.now()) + 3_600_000).toISOString();
    const audience = { prospects: [prospect('55', 2), prospect('55', 3)] };
    const [paused, cancelled] = [
      await submit(broadcast(audience, { sendAt })),
      await submit(broadcast(audience, { sendAt })),
    ];
    expect((await show(paused)).status).toBe('waiting');
    await stack.demo.call('POST', `/v1/broadcasts/${paused}/pause`);
    await stack.demo.call('POST', `/v1/broadcasts/${cancelled}/cancel`);
    await stack.advance('PT2H');
    expect((await show(paused)).status).toBe('paused');
    await stack.demo.call('POST', `/v1/broadcasts/${paused}/resume`);
    for (let quarters = 0; quarters < 3; quarters += 1) await stack.advance('PT15M');
    await finished(paused, 2);
    expect((await show(cancelled)).status).toBe('cancelled');
    expect(await stack.outbox(prospect('55', 3).phone)).toHaveLength(1);
    const again = await stack.demo.call('POST', `/v1/broadcasts/${paused}/pause`);
    expect([again.status, again.body.code]).toEqual([409, 'broadcast-ended']);
  });
});
