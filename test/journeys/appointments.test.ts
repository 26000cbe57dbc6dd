import { describe, expect, test } from 'vitest';
import { type Answer, eventually } from '../support/client.ts';
import { useLocalStack } from '../support/local-stack.ts';

const stack = useLocalStack();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Person {
  id: string;
  name: string;
  phone?: string;
  email?: string;
  whatsapp?: string;
}

const person = (digits: string, ...ways: readonly ('phone' | 'email' | 'whatsapp')[]): Person => {
  const all = {
    phone: `+336${digits}`,
    email: `marie.${digits}@example.com`,
    whatsapp: `+336${digits}`,
  };
  const known = Object.fromEntries(ways.map((way) => [way, all[way]]));
  return { id: `prospect_${digits}`, name: 'Marie Dupont', ...known };
};

async function make(prospect: Person, at: number): Promise<{ id: string; enrolmentId: string }> {
  const answer = await stack.demo.post('/v1/appointments', {
    prospect,
    at: new Date(at).toISOString(),
    durationMinutes: 45,
    address: '12 rue des Lilas, Lyon 3e',
    location: { lat: 45.75, lng: 4.85 },
    agentName: 'Julie Martin',
    data: {
      surveyLink: 'https://agence.example/avis/8f3k',
      scheduleVisitLink: 'https://agence.example/rdv/8f3k',
    },
  });
  if (answer.status !== 201) throw new Error(`Not made: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

const change = (id: string, body: object) => stack.demo.call('PATCH', `/v1/appointments/${id}`, body);

/** Once the appointment stands so. */
const stands = (id: string, status: string) =>
  eventually(
    () => stack.demo.get(`/v1/appointments/${id}`),
    ({ body }) => body.status === status,
  );

const enrolment = (id: string) => stack.demo.get(`/v1/journeys/appointment/enrolments/${id}`);
const stepsOf = ({ body }: Answer): string[] => body.messages.map(({ step }: { step: string }) => step);

/** Once so many messages of the journey have reached the person. */
const delivered = (id: string, count: number) =>
  eventually(
    () => enrolment(id),
    ({ body }) =>
      body.messages.length === count &&
      body.messages.every(({ known }: { known: unknown[] }) => known.length > 0),
  );

const lastTo = async (address: string) => (await stack.outbox(address)).at(-1);

const tap = (link: string, answer: string) =>
  fetch(link, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `answer=${answer}`,
  });

/** The same answer in words, with the button of a WhatsApp message, and by the link of an e-mail. */
const WAYS = [
  {
    by: 'SMS',
    ways: ['phone'],
    answer: async ({ phone = '' }: Person, word: 'OUI' | 'NON') =>
      stack.demo.post('/_local/replies', { channel: 'sms', from: phone, text: word }),
  },
  {
    by: 'button',
    ways: ['whatsapp'],
    answer: async ({ whatsapp = '' }: Person, word: 'OUI' | 'NON') => {
      const text = word === 'OUI' ? 'Oui, je confirme' : 'Non, j’annule';
      return stack.demo.post('/_local/replies', { channel: 'whatsapp', from: whatsapp, text });
    },
  },
  {
    by: 'link',
    ways: ['email'],
    answer: async ({ email = '' }: Person, word: 'OUI' | 'NON') => {
      const { html } = await lastTo(email);
      const [, link = ''] = /href="(http[^"]+)"[^>]*>(?:<[^>]+>|\s)*Oui, je confirme/.exec(html) ?? [];
      return tap(link, word === 'OUI' ? 'yes' : 'no');
    },
  },
] as const;

test('OUI and NON say the same in words, with a button and by a link, and the day goes on accordingly', async () => {
  await stack.goToDaytime(15);
  const at = (await stack.now()) + DAY + HOUR;
  const visits = await Promise.all(
    WAYS.flatMap((way, index) =>
      (['OUI', 'NON'] as const).map(async (word, place) => {
        const prospect = person(`1200${index}${place}01`, ...way.ways);
        return { way, word, prospect, made: await make(prospect, at) };
      }),
    ),
  );
  for (const { made } of visits) await delivered(made.enrolmentId, 1);
  await stack.advance('PT61M');
  for (const { made } of visits) await delivered(made.enrolmentId, 2);
  for (const { way, word, prospect } of visits) await way.answer(prospect, word);
  for (const { word, made } of visits) await stands(made.id, word === 'OUI' ? 'confirmed' : 'cancelled');

  await stack.advance('PT22H');
  for (const { way, word, prospect, made } of visits) {
    const known = await eventually(
      () => enrolment(made.enrolmentId),
      ({ body }) =>
        word === 'NON' ? body.state === 'finished' : stepsOf({ body } as Answer).includes('location'),
    );
    const steps = ['confirmation', 'reminder', word === 'NON' ? 'other-times' : 'location'];
    expect({ by: way.by, word, steps: stepsOf(known) }).toEqual({ by: way.by, word, steps });
    const { body: conversation } = await stack.demo.get(`/v1/conversations/${prospect.id}`);
    const status = word === 'OUI' ? 'confirmed' : 'cancelled';
    expect(conversation).toMatchObject({
      appointment: { id: made.id, status },
      appointments: [{ id: made.id, status, address: '12 rue des Lilas, Lyon 3e' }],
    });
  }
  const [yes, no] = visits;
  // Whoever called it off is offered other times, and called.
  expect((await lastTo(no?.prospect.phone ?? '')).text).toContain('https://agence.example/rdv/8f3k');
  const { body: waiting } = await stack.demo.get(`/v1/conversations/${no?.prospect.id}/messages`);
  expect(waiting.items).toContainEqual(expect.objectContaining({ kind: 'note', agent: { id: 'journey' } }));

  await stack.advance('P1D');
  const over = await eventually(
    () => enrolment(yes?.made.enrolmentId ?? ''),
    ({ body }) => body.state === 'finished',
  );
  expect(stepsOf(over)).toEqual(['confirmation', 'reminder', 'location', 'survey']);
  const asked = new Date(over.body.messages.at(-1).at);
  expect(asked.toLocaleTimeString('fr', { timeZone: 'Europe/Paris', timeStyle: 'short' })).toBe('10:00');
}, 90_000);

describe('What the agency decides', () => {
  test('a visit that moves takes everything along; one that is called off is not spoken of again', async () => {
    await stack.goToDaytime(15);
    const at = (await stack.now()) + 3 * DAY;
    const [moving, leaving] = [person('13000001', 'phone', 'email'), person('13000002', 'phone', 'email')];
    const moved = await make(moving, at);
    const left = await make(leaving, at);
    for (const { enrolmentId } of [moved, left]) await delivered(enrolmentId, 1);
    const [mail] = await stack.outbox(moving.email ?? '');
    expect(mail.html).toContain('12 rue des Lilas');
    expect(JSON.stringify(mail)).toContain('.ics');

    const later = new Date(at + DAY).toISOString();
    expect((await change(moved.id, { at: later })).body).toMatchObject({ at: later, status: 'moved' });
    expect((await change(left.id, { status: 'cancelled' })).body.status).toBe('cancelled');
    await delivered(moved.enrolmentId, 3);
    await eventually(
      () => lastTo(leaving.phone ?? ''),
      (item) => item?.text.includes('annulé'),
    );

    await stack.advance('P2DT1H');
    expect(stepsOf(await enrolment(moved.enrolmentId))).toEqual(['confirmation', 'moved', 'moved-details']);
    await stack.advance('P1D');
    const known = await delivered(moved.enrolmentId, 4);
    expect(stepsOf(known).at(-1)).toBe('reminder');
    expect(Math.abs(Date.parse(known.body.messages[3].at) - at)).toBeLessThan(60_000);
    expect(stepsOf(await enrolment(left.enrolmentId))).toEqual(['confirmation', 'cancelled']);
    const agenda = `/v1/appointments?from=${new Date(at).toISOString()}&to=${new Date(at + 2 * DAY).toISOString()}`;
    const { body: page } = await stack.demo.get(agenda);
    expect(page.items.map(({ id, status }: { id: string; status: string }) => [id, status])).toEqual([
      [left.id, 'cancelled'],
      [moved.id, 'moved'],
    ]);
    expect((await change(moved.id, { status: 'honoured' })).body.status).toBe('honoured');
  }, 90_000);
});

test('A receipt that comes late keeps the SMS from leaving: the way to the visit is told once', async () => {
  await stack.goToDaytime(9);
  const prospects = [person('14000001', 'phone', 'whatsapp'), person('14000002', 'phone', 'whatsapp')];
  const at = (await stack.now()) + 3 * HOUR;
  const [heard, unheard] = await Promise.all(prospects.map((prospect) => make(prospect, at)));
  await delivered(heard?.enrolmentId ?? '', 1);
  await delivered(unheard?.enrolmentId ?? '', 1);
  await stack.autoDeliver(false);
  await stack.advance('PT61M');
  const location = await eventually(
    () => lastTo(prospects[0]?.whatsapp ?? ''),
    (item) => item?.channel === 'whatsapp' && item.text.includes('12 rue des Lilas'),
  );
  await eventually(
    () => enrolment(unheard?.enrolmentId ?? ''),
    (answer) => stepsOf(answer).includes('location'),
  );
  await stack.advance('PT12M');
  await stack.demo.post('/_local/events', { providerId: location.providerId, event: 'delivered' });
  await eventually(
    () => enrolment(heard?.enrolmentId ?? ''),
    ({ body }) => body.messages.at(-1).known.length > 0,
  );
  await stack.advance('PT5M');
  const channels = async ({ phone = '' }: Person) =>
    (await stack.outbox(phone)).map(({ channel }) => channel).slice(1);
  await eventually(
    () => channels(prospects[1]!),
    (found) => found.length === 2,
  );
  expect(await channels(prospects[1]!)).toEqual(['whatsapp', 'sms']);
  expect(await channels(prospects[0]!)).toEqual(['whatsapp']);
  await stack.autoDeliver(true);
}, 90_000);
