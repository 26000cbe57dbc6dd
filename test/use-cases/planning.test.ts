import { beforeEach, describe, expect, test } from 'vitest';
import { parsePackCommand } from '../../shared/contracts/pack-message.ts';
import type { PackCommand, Recipient } from '../../shared/domain/broadcast.ts';
import { DAY, HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { submitBroadcast } from '../../shared/use-cases/submit-broadcast.ts';
import { previewBroadcast } from '../../shared/use-cases/preview-broadcast.ts';
import {
  changeBroadcast,
  listBroadcasts,
  listLeftOut,
  showBroadcast,
} from '../../shared/use-cases/tend-broadcast.ts';
import { createAudience, requestReading, showAudience } from '../../shared/use-cases/keep-audience.ts';
import { recipient } from '../support/broadcast.ts';
import { post, submission } from '../support/broadcasting.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { at, TUESDAY, TUESDAY_NIGHT } from '../support/routing-request.ts';

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.open();
});

const people = (count: number): Recipient[] =>
  Array.from({ length: count }, (_, number) => recipient(number));
const { email: _none, ...withoutEmail } = recipient(7_000).prospect;
const bySms = (number: number): Recipient => ({
  prospect: { ...withoutEmail, id: `sms_${number}`, phone: `+3361${String(number).padStart(7, '0')}` },
});

/** What was handed over to the senders. */
const packs = (): PackCommand[] =>
  Object.values(platform.packs).flatMap(({ sent }) => sent.map((body) => parsePackCommand(JSON.parse(body))));
const written = (): string[] =>
  packs().flatMap(({ recipients }) => recipients.map(({ prospect }) => prospect.id));
const show = (id: string) => showBroadcast(platform.ports(), TENANT, id);
const change = (id: string, verb: 'pause' | 'resume' | 'cancel') =>
  changeBroadcast(platform.ports(), TENANT, id, verb);
/** Nothing is sent: packs stay where they are. */
const plan = async (milliseconds = MINUTE): Promise<void> => {
  platform.holdPacks = true;
  await platform.run(milliseconds);
};

describe('A broadcast to people that were given', () => {
  test('is planned chunk by chunk: everybody once, a hundred to a pack, by the channel that suits them', async () => {
    const all = [...people(1_150), bySms(1), bySms(2), recipient(3)];
    const id = await post(platform, all);
    await plan();
    expect(written().toSorted()).toEqual([...new Set(all.map(({ prospect }) => prospect.id))].toSorted());
    expect(packs().every(({ recipients }) => recipients.length <= 100)).toBe(true);
    const { plan: known, planned, status } = await show(id);
    expect(known).toMatchObject({ people: 1_152, duplicates: 1, chunks: 3 });
    expect(planned.now.byChannel).toEqual({ email: 1_150, sms: 2 });
    expect(planned.now.cost).toBeLessThan(planned.now.smsCost / 10);
    expect(status).toBe('sending');
  });

  test('greets those by their first name whose name is known', async () => {
    const content = { templateId: 'PROPERTY_SOLD', data: { propertyAddress: '12 rue de la Paix' } };
    await post(
      platform,
      [{ prospect: { ...recipient(1).prospect, name: 'Zoé Dupont-Martin' } }, recipient(2)],
      {
        draft: { content },
      },
    );
    await plan();
    expect(packs().flatMap(({ recipients }) => recipients.map(({ data }) => data?.['firstName']))).toEqual([
      'Zoé',
      'Marie',
    ]);
  });

  test('leaves out who said STOP and has no other address, and says so', async () => {
    const stopped = bySms(4);
    const { prospects } = platform.scopes(TENANT);
    await prospects.suppress('sms', stopped.prospect.phone ?? '', {
      reason: 'opted-out',
      text: 'STOP',
      source: 'inbound',
      at: TUESDAY,
    });
    const id = await post(platform, [recipient(1), stopped]);
    await plan();
    expect(written()).toEqual([recipient(1).prospect.id]);
    expect((await show(id)).planned.leftOut).toEqual({ 'opted-out': 1 });
    expect(await listLeftOut(platform.ports(), TENANT, id, undefined)).toEqual({
      items: [{ prospectId: stopped.prospect.id, rule: 'opted-out' }],
    });
  });

  test('waits for the morning of those who sleep, and plans them again then', async () => {
    platform = await Platform.open({}, TUESDAY_NIGHT);
    const id = await post(platform, [recipient(1), bySms(1), bySms(2)]);
    await plan();
    expect(written()).toEqual([recipient(1).prospect.id]);
    expect((await show(id)).planned.later.byChannel).toEqual({ sms: 2 });
    await plan(10 * HOUR);
    expect(written()).toHaveLength(3);
    expect((await show(id)).planned).toMatchObject({
      now: { byChannel: { sms: 2, email: 1 } },
      later: { byChannel: {} },
    });
  });

  test('leaves when it is asked to, within thirty days', async () => {
    const sendAt = at('2026-11-26T10:00:00+01:00');
    const id = await post(platform, [recipient(1)], { draft: { sendAt } });
    await plan(DAY);
    expect((await show(id)).status).toBe('waiting');
    expect(written()).toEqual([]);
    await plan(DAY);
    expect(written()).toHaveLength(1);
    const late = submission([recipient(1)], { draft: { sendAt: TUESDAY + 40 * DAY } });
    await expect(submitBroadcast(platform.ports(), late)).rejects.toMatchObject({
      errors: [{ path: 'sendAt', message: expect.any(String) as string }],
    });
  });

  test('is one broadcast when it is asked for twice under one key', async () => {
    const idempotency = { key: 'k', bodyHash: 'h' };
    const [first, second] = [
      await post(platform, [recipient(1)], { idempotency }),
      await post(platform, [recipient(1)], { idempotency }),
    ];
    expect(second).toBe(first);
    await expect(
      post(platform, [recipient(2)], { idempotency: { key: 'k', bodyHash: 'other' } }),
    ).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    await plan();
    expect(new Set(packs().map(({ pack }) => pack)).size).toBe(1);
    expect((await listBroadcasts(platform.ports(), TENANT, 10, undefined)).items).toHaveLength(1);
  });
});

describe('A dry run', () => {
  test('says of everybody what then becomes of them, and keeps and sends nothing', async () => {
    platform = await Platform.open({}, TUESDAY_NIGHT);
    const all = [
      ...people(620),
      ...Array.from({ length: 30 }, (_, number) => bySms(number)),
      { prospect: { id: 'nowhere' } },
      recipient(5),
    ];
    const preview = await previewBroadcast(platform.ports(), submission(all));
    expect(preview).toMatchObject({ people: 651, duplicates: 1 });
    expect(preview.leftOut).toEqual([{ prospectId: 'nowhere', rule: 'no-address' }]);
    await plan();
    expect(packs()).toEqual([]);
    expect((await listBroadcasts(platform.ports(), TENANT, 10, undefined)).items).toEqual([]);
    const id = await post(platform, all);
    await plan();
    expect((await show(id)).planned).toEqual(preview.counts);
  });

  test('of more people than it can look at counts the others like those that it did', async () => {
    const preview = await previewBroadcast(platform.ports(), submission(people(12_000)));
    expect(preview).toMatchObject({
      people: 12_000,
      sampled: 10_000,
      counts: { now: { byChannel: { email: 12_000 } } },
    });
  });
});

describe('A broadcast to a segment', () => {
  const draft = { type: 'notification' as const };
  const audience = { kind: 'segment', segmentId: 'buyers' } as const;
  beforeEach(async () => {
    const { segments, prospects, people: roll } = platform.scopes(TENANT);
    await segments.put({ id: 'buyers', name: 'Acheteurs', criteria: { tags: { anyOf: ['acheteur'] } } });
    for (const [number, tags] of [['acheteur'], ['locataire'], ['Acheteur']].entries()) {
      const { prospect } = recipient(number);
      await roll.enrol(prospect.id);
      await prospects.put({ ...prospect, tags });
    }
  });

  test('goes to whoever is in it when it leaves', async () => {
    const sendAt = TUESDAY + HOUR;
    const id = await post(platform, [], { audience, draft: { ...draft, sendAt } });
    const { people: roll, prospects } = platform.scopes(TENANT);
    await roll.enrol('late');
    await prospects.put({ id: 'late', email: 'late@example.com', tags: ['acheteur'] });
    await plan(2 * HOUR);
    expect(written().toSorted()).toEqual(
      ['late', recipient(0).prospect.id, recipient(2).prospect.id].toSorted(),
    );
    expect((await show(id)).plan.people).toBe(3);
  });

  test('that there is not, or that has nobody in it, is refused, and nothing is sent', async () => {
    await expect(
      post(platform, [], { audience: { kind: 'segment', segmentId: 'unknown' } }),
    ).rejects.toMatchObject({
      errors: [{ path: 'audience.segment', message: 'is not a segment of yours' }],
    });
    const { segments } = platform.scopes(TENANT);
    await segments.put({ id: 'nobody', name: 'Personne', criteria: { customer: true } });
    await expect(
      post(platform, [], { audience: { kind: 'segment', segmentId: 'nobody' } }),
    ).rejects.toMatchObject({
      errors: [{ path: 'audience.segment', message: 'has nobody in it' }],
    });
    await expect(post(platform, [], { audience, missing: ['propertyPrice'] })).rejects.toMatchObject({
      errors: [{ path: 'content.data.propertyPrice', message: 'is needed by the template' }],
    });
    await plan();
    expect(packs()).toEqual([]);
  });
});

describe('A broadcast to a file', () => {
  const CSV =
    'Identifiant;Téléphone;E-mail;ville\np1;06 12 34 56 78;marie@example.com;Nîmes\np2;12;;Lyon\n;;;Paris\np3;;paul@example.com;\np1;;autre@example.com;\n';

  async function upload(text: string): Promise<string> {
    const ports = platform.ports();
    const { audience, uploadUrl } = await createAudience(ports, TENANT);
    platform.audiences.uploadTo(uploadUrl ?? '', text);
    await requestReading(ports, TENANT, audience.id);
    return audience.id;
  }

  test('takes the rows that fit, names those that do not, and fills the template with the columns', async () => {
    const audienceId = await upload(CSV);
    await expect(post(platform, [], { audience: { kind: 'upload', audienceId } })).rejects.toMatchObject({
      code: 'audience-not-ready',
    });
    await plan();
    const { audience, errorsUrl, uploadUrl } = await showAudience(platform.ports(), TENANT, audienceId);
    expect(audience).toMatchObject({
      status: 'ready',
      people: 2,
      duplicates: 1,
      refused: 2,
      variables: ['ville'],
    });
    expect(uploadUrl).toBeUndefined();
    expect(platform.audiences.downloadFrom(errorsUrl ?? '')?.split('\r\n')).toEqual([
      '\ufeffrow,column,problem',
      expect.stringMatching(/^2,phone,/),
      expect.stringMatching(/^3,row,/),
      '',
    ]);
    const id = await post(platform, [], { audience: { kind: 'upload', audienceId } });
    await plan();
    expect(
      packs().flatMap(({ recipients }) => recipients.map(({ prospect, data }) => [prospect.id, data])),
    ).toEqual([
      ['p1', { ville: 'Nîmes' }],
      ['p3', undefined],
    ]);
    expect((await show(id)).plan).toMatchObject({ people: 2, duplicates: 1 });
  });

  test.each([
    ['is empty', '', 'the file is empty'],
    ['names nobody', 'ville\nLyon\n', 'the heading needs a column id, phone, email or whatsapp'],
    ['has no row that fits', 'phone\n12\n', 'no row of the file says who to write to'],
  ])('is refused when it %s, and says why', async (_how, text, reason) => {
    const audienceId = await upload(text);
    await plan();
    expect((await showAudience(platform.ports(), TENANT, audienceId)).audience).toMatchObject({
      status: 'refused',
      reason,
    });
    await expect(post(platform, [], { audience: { kind: 'upload', audienceId } })).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });

  test('lacks a column that the template needs', async () => {
    const audienceId = await upload(CSV);
    await plan();
    const audience = { kind: 'upload', audienceId } as const;
    await expect(post(platform, [], { audience, missing: ['ville', 'prix'] })).rejects.toMatchObject({
      errors: [{ path: 'content.data.prix', message: 'is needed by the template' }],
    });
  });
});

describe('Somebody who tends a broadcast', () => {
  test('pauses it before its people are decided on, and goes on later', async () => {
    const id = await post(platform, people(3));
    await change(id, 'pause');
    await plan(3 * HOUR);
    expect(packs()).toEqual([]);
    expect((await show(id)).status).toBe('paused');
    await change(id, 'resume');
    await plan(HOUR);
    expect(written()).toHaveLength(3);
  });

  test('pauses it, and what is delivered again meanwhile does not multiply', async () => {
    const id = await post(platform, people(3));
    await change(id, 'pause');
    await plan();
    const command = { tenantId: TENANT, broadcastId: id, chunk: 0, round: 0 };
    for (let copy = 0; copy < 5; copy += 1) await platform.planning.send({ v: 1, ...command });
    await plan(30 * MINUTE);
    expect(platform.followUps.all().filter(({ followUp }) => followUp.kind === 'plan')).toHaveLength(1);
    expect(platform.planning).toHaveLength(0);
  });

  test('cancels it, and nobody else is written to, also not in the morning', async () => {
    platform = await Platform.open({}, TUESDAY_NIGHT);
    const id = await post(platform, [recipient(1), bySms(1)]);
    await plan();
    await change(id, 'cancel');
    await plan(DAY);
    expect(written()).toEqual([recipient(1).prospect.id]);
    expect((await show(id)).status).toBe('cancelled');
    await change(id, 'cancel');
    for (const verb of ['pause', 'resume'] as const)
      await expect(change(id, verb)).rejects.toMatchObject({ code: 'broadcast-ended' });
  });

  test('finds none that is not there', async () => {
    await expect(show('bc_none')).rejects.toMatchObject({ code: 'not-found' });
    await expect(listLeftOut(platform.ports(), TENANT, 'bc_none', undefined)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(showAudience(platform.ports(), TENANT, 'aud_none')).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
