import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { idOfStranger } from '../../shared/domain/message-id.ts';
import type { Prospect } from '../../shared/domain/prospect.ts';
import type { InboundReport } from '../../shared/domain/reports.ts';
import { enrolProspect } from '../../shared/use-cases/enrol-prospect.ts';
import { eraseProspect } from '../../shared/use-cases/erase-prospect.ts';
import { makeAppointment } from '../../shared/use-cases/keep-appointment.ts';
import { putProspect } from '../../shared/use-cases/keep-prospect.ts';
import { listProspects } from '../../shared/use-cases/list-prospects.ts';
import { reply } from '../../shared/use-cases/reply.ts';
import { submitIntake } from '../../shared/use-cases/submit-intake.ts';
import { recipient } from '../support/broadcast.ts';
import { post as broadcast } from '../support/broadcasting.ts';
import { Crash, type CrashPlan } from '../support/crashes.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { TUESDAY } from '../support/routing-request.ts';

const ZOE: Prospect = {
  id: 'crm.42',
  name: 'Zoé Lefèvre',
  phone: '+33612345678',
  email: 'Zoe@example.com',
};

let platform: Platform;
let count = 0;
beforeEach(async () => {
  platform = await Platform.open();
  count = 0;
});

const scope = () => platform.scopes(TENANT);
const record = (id = ZOE.id) => scope().prospects.get(id);
const find = async (query: string): Promise<string[]> =>
  (await listProspects(scope(), { query, limit: 50, after: undefined })).items.map(({ id }) => id);
const onRoll = async (): Promise<string[]> =>
  (await scope().people.everybody()).people.map(({ prospect }) => prospect.id);
const answer = (id: string) =>
  reply(platform.ports(), TENANT, id, { by: 'camille', content: { body: 'Bonjour' } });

async function hear(text: string, about: Partial<InboundReport> = {}): Promise<void> {
  count += 1;
  const from = { channel: 'sms', from: ZOE.phone ?? '', to: '38123' } as const;
  const providerId = `SM${count}`;
  await platform.receive({ kind: 'inbound', ...from, text, providerId, at: platform.clock.now(), ...about });
  await platform.run(MINUTE);
}

const visit = (prospect: Prospect) =>
  makeAppointment(platform.ports(), {
    tenantId: TENANT,
    prospect,
    at: TUESDAY + 3 * DAY,
    durationMinutes: 30,
    address: '12 rue des Lilas',
    agentName: 'Julie Martin',
    data: { surveyLink: 'https://agence.example/avis' },
  });

const enrol = (prospect: Prospect) =>
  enrolProspect(platform.ports(), {
    tenantId: TENANT,
    journeyId: 'estimate-drip',
    prospect,
    data: {
      propertyAddress: 'Lyon',
      estimateLow: 200_000,
      estimateHigh: 220_000,
      estimateLink: 'https://a.example/e',
    },
  });

const takeIn = (prospect: Prospect) =>
  submitIntake(platform.ports(), {
    tenantId: TENANT,
    journeyId: 'estimate-drip',
    audience: { kind: 'given', people: [{ prospect }] },
    data: {
      propertyAddress: 'Lyon',
      estimateLow: 200_000,
      estimateHigh: 220_000,
      estimateLink: 'https://a.example/e',
    },
  });

const WAYS: [string, (prospect: Prospect) => Promise<unknown>][] = [
  ['a message request', (prospect) => platform.post({ prospect })],
  ['an appointment', visit],
  ['an enrolment', enrol],
  ['the audience of a bulk enrolment', takeIn],
];

describe.each(WAYS)('A person whom %s names', (_, name) => {
  test('is kept, answered, on the roll, and found by name, e-mail, phone and last digits', async () => {
    await name(ZOE);
    await platform.run(MINUTE);
    expect(await record()).toEqual(ZOE);
    expect(await onRoll()).toEqual([ZOE.id]);
    for (const query of ['zoe lefevre', 'zoe@EXAMPLE.com', '06 12 34 56 78', '5678', '345678'])
      expect([query, await find(query)]).toEqual([query, [ZOE.id]]);
    await answer(ZOE.id);
    await platform.run(MINUTE);
    expect(await scope().conversations.get(ZOE.id)).toMatchObject({ name: 'Zoé Lefèvre' });
  });

  test('who is known already is merged: what is given wins, what is absent erases nothing', async () => {
    const before = { ...ZOE, name: 'Zoe', tags: ['acheteur'], project: { budget: 300_000, rooms: 3 } };
    await putProspect(platform.ports(), TENANT, before);
    const { phone: _phone, ...rest } = ZOE;
    await name({ ...rest, project: { budget: 350_000 } });
    await platform.run(MINUTE);
    const project = { budget: 350_000, rooms: 3 };
    expect(await record()).toEqual({ ...ZOE, tags: ['acheteur'], project });
    expect(await find('lefevre')).toEqual([ZOE.id]);
  });

  test('who is known costs no write when nothing new is said', async () => {
    await putProspect(platform.ports(), TENANT, { ...ZOE, tags: ['acheteur'] });
    platform.revive();
    await name({ email: ZOE.email ?? '', id: ZOE.id, name: ZOE.name ?? '' });
    await platform.run(MINUTE);
    const writes = platform.life.calls.filter((call) =>
      /prospects\.save|people\.enrol|search\.add/.test(call),
    );
    expect(writes).toEqual([]);
  });

  test('is not brought back when erased before it is worked on, and may be by what is said after', async () => {
    await putProspect(platform.ports(), TENANT, { id: ZOE.id, name: 'Zoé' });
    await name(ZOE);
    await eraseProspect(platform.ports(), TENANT, ZOE.id);
    await platform.run(MINUTE);
    expect(await record()).toBeUndefined();
    expect(await onRoll()).toEqual([]);
    for (const query of ['zoe', 'lefevre', '5678']) expect(await find(query)).toEqual([]);
    await name(ZOE);
    await platform.run(MINUTE);
    expect(await record()).toEqual(ZOE);
  });

  test('is kept whatever call the process dies at', async () => {
    const faults: string[] = [];
    const moments = ['before', 'after'] as const;
    let calls = Infinity;
    for (let call = 1; call <= calls; call += 1)
      for (const moment of moments) {
        platform = await Platform.open();
        platform.crashAt({ call, moment } satisfies CrashPlan);
        const { life } = platform;
        // A client asks again until there is an answer.
        await name(ZOE).catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error;
          platform.revive();
          return name(ZOE);
        });
        await platform.run(10 * MINUTE);
        const isKept = (await record())?.name === ZOE.name && (await find('lefevre')).length === 1;
        if (!isKept || (await onRoll()).length === 0) faults.push(`${moment} ${life.calls.at(-1)}`);
        if (life.calls.length < call) calls = call;
      }
    expect(faults).toEqual([]);
  }, 60_000);
});

describe('A person', () => {
  test('who wrote as a stranger has a name from the first request that says one', async () => {
    await hear('Bonjour');
    const id = idOfStranger(ZOE.phone ?? '');
    expect(await record(id)).toEqual({ id, phone: ZOE.phone, toQualify: true });
    await platform.post({ prospect: { id, name: 'Zoé Lefèvre' } });
    await platform.run(MINUTE);
    expect(await record(id)).toEqual({ id, phone: ZOE.phone, name: 'Zoé Lefèvre' });
    const shown = await scope().conversations.get(id);
    expect([shown?.name, shown?.toQualify]).toEqual(['Zoé Lefèvre', undefined]);
  });

  test('keeps what was said since of them when a message leaves that waited for its time', async () => {
    await platform.post({ prospect: ZOE, sendAt: TUESDAY + DAY });
    await platform.run(MINUTE);
    expect(await record()).toEqual(ZOE);
    const moved = { ...ZOE, phone: '+33799999999' };
    await putProspect(platform.ports(), TENANT, moved);
    await platform.run(2 * DAY);
    expect(await record()).toEqual(moved);
  });

  test('keeps what was said since by a newer request when an older one is delivered again, late', async () => {
    const { messageId } = await platform.post({ prospect: ZOE });
    await platform.run(MINUTE);
    const { message } = await platform.record(messageId);
    await platform.post({ prospect: { id: ZOE.id, name: 'Zoé Martin' } });
    await platform.run(MINUTE);
    await platform.routing.send({ message, number: 1 });
    await platform.run(MINUTE);
    expect(await record()).toEqual({ ...ZOE, name: 'Zoé Martin' });
  });

  test('keeps what was said since they entered a journey when it writes to them', async () => {
    await enrol(ZOE);
    await platform.run(MINUTE);
    const moved = { ...ZOE, name: 'Zoé Martin' };
    await putProspect(platform.ports(), TENANT, moved);
    await platform.run(30 * DAY);
    expect(platform.taken().length).toBeGreaterThan(1);
    expect(await record()).toEqual(moved);
  });

  test('of a broadcast is recorded when they write, by what was said of them, and not before', async () => {
    const { prospect } = recipient(1, { name: 'Paul Durand' });
    await broadcast(platform, [{ prospect }]);
    await platform.run(HOUR);
    expect(await record(prospect.id)).toBeUndefined();
    const [sent] = platform.taken();
    platform.content.put('SM1', { references: [sent?.messageId ?? ''] });
    await hear('Bonjour', { channel: 'email', from: prospect.email ?? '', to: 'contact@agence.example' });
    expect(await record(prospect.id)).toMatchObject({ id: prospect.id, name: 'Paul Durand' });
    expect(await find('durand')).toEqual([prospect.id]);
    expect(await scope().conversations.get(prospect.id)).toMatchObject({ name: 'Paul Durand' });
  });

  test('who answers what an erased person was sent is not that person', async () => {
    const { messageId } = await platform.post({ prospect: ZOE });
    await platform.run(MINUTE);
    await eraseProspect(platform.ports(), TENANT, ZOE.id);
    platform.content.put('SM1', { references: [messageId] });
    const from = 'zoe@example.com';
    await hear('Bonjour', { channel: 'email', from, to: 'contact@agence.example' });
    expect(await record('erased')).toBeUndefined();
    expect(await record(idOfStranger(from))).toMatchObject({ email: from, toQualify: true });
  });

  test('is not found by a former name, nor is it left behind when a run died before it was dropped', async () => {
    const { search } = scope();
    const remove = search.remove.bind(search);
    await platform.post({ prospect: ZOE });
    await platform.run(MINUTE);
    search.remove = async () => {
      search.remove = remove;
      throw new Error('The index does not answer');
    };
    await platform.post({ prospect: { ...ZOE, name: 'Zoé Martin' } });
    await platform.run(10 * MINUTE);
    expect(await find('zoe')).toEqual([ZOE.id]);
    expect(await find('lefevre')).toEqual([]);
    await eraseProspect(platform.ports(), TENANT, ZOE.id);
    for (const term of ['lefevre', 'martin', 'zoe'])
      expect((await search.people(term, { limit: 10 })).items).toEqual([]);
  });

  test('who is erased while they are being recorded stays erased, with all that leads to them', async () => {
    const { search } = scope();
    const add = search.add.bind(search);
    await platform.post({ prospect: ZOE });
    search.add = async (...terms) => {
      await add(...terms);
      search.add = add;
      await eraseProspect(platform.ports(), TENANT, ZOE.id);
    };
    await platform.run(MINUTE);
    expect(await record()).toBeUndefined();
    expect(await onRoll()).toEqual([]);
    expect((await search.people('lefevre', { limit: 10 })).items).toEqual([]);
  });
});
