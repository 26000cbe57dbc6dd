import { beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../shared/domain/attempt.ts';
import type { NumberedConversation } from '../../shared/domain/conversation.ts';
import { DAY, HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { idOfStranger, ulidOf } from '../../shared/domain/message-id.ts';
import { attemptsOf } from '../../shared/domain/message-record.ts';
import type { InboundReport } from '../../shared/domain/reports.ts';
import type { InboundMessage, ThreadEntry } from '../../shared/domain/thread.ts';
import { Life } from '../support/crashes.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { prospect, TUESDAY } from '../support/routing-request.ts';

const PHONE = '+33612345678';
const MARIE = prospect().id;
const { email: _email, whatsapp: _whatsapp, ...bySms } = prospect();
const reminder = {
  templateId: 'APPOINTMENT_REMINDER_24H',
  data: { firstName: 'Marie', appointmentTime: '15h' },
};

let platform: Platform;
let count = 0;
beforeEach(async () => {
  platform = await Platform.open();
  count = 0;
});

/** Marie writes an SMS to the agency. */
function inbound(text: string, overrides: Partial<InboundReport> = {}): InboundReport {
  count += 1;
  const addresses = { channel: 'sms', from: PHONE, to: '38123' } as const;
  const providerId = `SM${count}`;
  return { kind: 'inbound', ...addresses, text, providerId, at: platform.clock.now(), ...overrides };
}

async function receive(text: string, overrides: Partial<InboundReport> = {}): Promise<void> {
  await platform.receive(inbound(text, overrides));
  await platform.run(MINUTE);
}

async function thread(prospectId = MARIE): Promise<readonly ThreadEntry[]> {
  return platform.scopes(TENANT).threads.all(prospectId);
}

async function conversation(prospectId = MARIE): Promise<NumberedConversation | undefined> {
  return platform.scopes(TENANT).conversations.get(prospectId);
}

async function lastInbound(prospectId = MARIE): Promise<InboundMessage> {
  const found = (await thread(prospectId)).findLast((entry) => entry.kind === 'inbound');
  if (found === undefined) throw new Error('Nothing was received');
  return found;
}

const events = (type: string) => platform.domainEvents.published.filter((event) => event.type === type);

describe('A message of a person', () => {
  test('who was written to joins their thread, on whatever channel they answer', async () => {
    await platform.post({ prospect: prospect() });
    await platform.run();
    await receive('Bonjour, et le parking ?');
    await receive('Je préfère ici', { channel: 'whatsapp', to: '+33700000001' });
    expect((await thread()).map((entry) => entry.kind === 'inbound' && [entry.channel, entry.text])).toEqual([
      ['sms', 'Bonjour, et le parking ?'],
      ['whatsapp', 'Je préfère ici'],
    ]);
    expect(await conversation()).toMatchObject({
      channel: 'whatsapp',
      unread: 2,
      waitingSince: TUESDAY + 10_000,
    });
    expect(platform.scopes(TENANT).conversations.all()).toHaveLength(1);
    expect(events('message.received')).toHaveLength(2);
  });

  test('whom nobody knows makes a person to qualify, the same by SMS and WhatsApp, at once or later', async () => {
    await platform.receive(inbound('Bonjour', { from: '+33699999999' }));
    await platform.receive(
      inbound('C’est Léa', { from: '+33699999999', channel: 'whatsapp', to: '+33700000001', name: 'Léa' }),
    );
    await platform.run(MINUTE);
    const id = idOfStranger('+33699999999');
    expect(
      platform
        .scopes(TENANT)
        .conversations.all()
        .map(({ prospectId }) => prospectId),
    ).toEqual([id]);
    expect(await conversation(id)).toMatchObject({ toQualify: true, unread: 2 });
    expect(await platform.scopes(TENANT).prospects.get(id)).toMatchObject({
      id,
      phone: '+33699999999',
      toQualify: true,
    });
  });

  test('goes to the person who was written to last at an address that two share', async () => {
    for (const id of ['flat_1', 'flat_2']) {
      await platform.post({ prospect: { ...bySms, id } });
      await platform.run(MINUTE);
    }
    await receive('D’accord');
    expect(await conversation('flat_1')).toBeUndefined();
    expect(await conversation('flat_2')).toMatchObject({ unread: 1 });
  });

  test('to an address that is nobody’s is nobody’s', async () => {
    await receive('Bonjour', { to: '+33999999999' });
    expect(platform.scopes(TENANT).conversations.all()).toEqual([]);
  });

  test('is recorded once, however often the provider tells it, and by whatever order', async () => {
    const first = inbound('Bonjour');
    for (const minutes of [0, 1, 30]) await platform.receive({ ...first, at: first.at + minutes * MINUTE });
    await platform.run(MINUTE);
    platform.duplicates = true;
    await platform.receive(inbound('Encore moi'));
    await platform.run(MINUTE);
    const id = idOfStranger(PHONE);
    expect(await thread(id)).toHaveLength(2);
    expect(await conversation(id)).toMatchObject({ unread: 2 });
  });

  test.each(['before', 'after'] as const)('survives a crash %s any of its effects', async (moment) => {
    for (let call = 1; call <= 14; call += 1) {
      platform = await Platform.open();
      await platform.scopes(TENANT).prospects.put(prospect());
      platform.crashAt({ call, moment });
      const stop = inbound('STOP', { providerId: 'SM1' });
      await platform.receive(stop).catch(async () => {
        platform.revive();
        await platform.receive(stop);
      });
      await platform.run(HOUR);
      platform.life = new Life();
      const kinds = (await thread()).map((entry) => entry.kind);
      expect([call, kinds]).toEqual([call, ['inbound', 'event']]);
      expect(await conversation()).toMatchObject({ unread: 1 });
      const facts = await platform.scopes(TENANT).prospects.addressFacts(bySms);
      expect(facts.sms?.suppression).toMatchObject({ reason: 'opted-out', text: 'STOP' });
      expect(platform.taken().map(({ text }) => text.slice(0, 14))).toEqual(['Agence du Parc']);
    }
  });
});

describe('An e-mail', () => {
  const email = {
    channel: 'email',
    from: 'marie@example.com',
    to: 'contact@agence.example',
    text: '',
  } as const;

  test('is shown without what it repeats', async () => {
    const report = inbound('', { ...email, subject: 'Re: Visite' });
    const text = 'Oui, 15 h.\n\nLe mar. 24 nov. 2026, Agence <a@b.fr> a écrit :\n> Bonjour';
    platform.content.put(report.providerId, { text });
    await platform.receive(report);
    await platform.run(MINUTE);
    const found = await lastInbound(idOfStranger('marie@example.com'));
    expect(found).toMatchObject({ text: 'Oui, 15 h.', subject: 'Re: Visite' });
    expect(found.quoted).toContain('> Bonjour');
  });

  test('from another address is of the person whose message it answers', async () => {
    const { messageId } = await platform.post({ channel: 'email' });
    await platform.run();
    const report = inbound('', { ...email, from: 'marie.travail@example.com' });
    platform.content.put(report.providerId, { text: 'Bonjour', references: [messageId] });
    await platform.receive(report);
    await platform.run(MINUTE);
    expect((await lastInbound()).from).toBe('marie.travail@example.com');
  });

  test('finds its tenant among all whom it went to', async () => {
    const to = { to: 'mari@example.com', alsoTo: ['notaire@example.com', 'contact@agence.example'] };
    await receive('Bonjour', { ...email, ...to });
    expect(await lastInbound(idOfStranger('marie@example.com'))).toMatchObject({
      to: 'contact@agence.example',
    });
  });

  test('keeps its files, or their names when they are not to be had', async () => {
    const file = { filename: 'pièce d’identité.pdf', contentType: 'application/pdf' };
    const files = [{ ...file, content: new Uint8Array([1, 2]) }];
    for (const lacksFiles of [false, true]) {
      const report = inbound('', email);
      platform.content.lacksFiles = lacksFiles;
      platform.content.put(report.providerId, { text: 'Voici', files });
      await platform.receive(report);
      await platform.run(HOUR);
      const { files: kept, id } = await lastInbound(idOfStranger('marie@example.com'));
      const key = `attachments/${TENANT}/${id}/0/${encodeURIComponent(file.filename)}`;
      expect(kept).toEqual([lacksFiles ? file : { ...file, key }]);
      expect(platform.attachments.keys().includes(key)).toBe(!lacksFiles);
    }
  });
});

describe('OUI and NON', () => {
  const appointmentAt = TUESDAY + DAY;
  const ask = async (): Promise<string> => {
    const { messageId } = await platform.post({ prospect: bySms, content: reminder, appointmentAt });
    await platform.run();
    return messageId;
  };
  const answered = async (messageId: string) => attemptsOf(await platform.record(messageId)).map(statusOf);

  test.each([
    ['OUI', 'yes', 'confirmed', false],
    ['Non.', 'no', 'cancelled', true],
    ['annuler', 'cancel', 'cancelled', true],
    ['Plus tard', 'later', 'to-confirm', true],
  ] as const)('%s answers the question that is pending', async (text, answer, status, waits) => {
    const messageId = await ask();
    await receive(text);
    expect(await lastInbound()).toMatchObject({ command: answer });
    expect(await conversation()).toMatchObject({ appointment: { at: appointmentAt, status } });
    expect((await conversation())?.waitingSince !== undefined).toBe(waits);
    expect(events('prospect.answered')).toMatchObject([{ messageId, answer, prospectId: MARIE }]);
    expect(await answered(messageId)).toEqual(['replied']);
  });

  test.each(['before', 'after'] as const)(
    'is done to its end after a crash %s any effect',
    async (moment) => {
      for (let call = 1; call <= 16; call += 1) {
        platform = await Platform.open();
        const messageId = await ask();
        platform.crashAt({ call, moment });
        const yes = inbound('OUI', { providerId: 'SM1' });
        await platform.receive(yes).catch(async () => {
          platform.revive();
          await platform.receive(yes);
        });
        await platform.run(HOUR);
        platform.life = new Life();
        expect([call, (await conversation())?.appointment?.status]).toEqual([call, 'confirmed']);
        expect((await conversation())?.waitingSince).toBeUndefined();
        expect(new Set(events('prospect.answered').map(({ id }) => id)).size).toBe(1);
        expect(await answered(messageId)).toEqual(['replied']);
      }
    },
  );

  test('is a message for a human when nothing is pending', async () => {
    await platform.post({ prospect: bySms });
    await platform.run();
    await receive('Oui');
    expect(await lastInbound()).not.toHaveProperty('command');
    expect((await conversation())?.waitingSince).toBeDefined();
    expect(events('prospect.answered')).toEqual([]);
  });

  test('answers a question once, and not when its time is over', async () => {
    await ask();
    await receive('OUI');
    await receive('NON');
    expect(await conversation()).toMatchObject({ appointment: { status: 'confirmed' } });
    expect(await lastInbound()).not.toHaveProperty('command');
    await ask();
    await platform.run(2 * DAY);
    await receive('OUI');
    expect(events('prospect.answered')).toHaveLength(1);
  });

  test('tapped under an older message answers that one', async () => {
    const first = await ask();
    const providerId = platform.taken(first)[0]?.providerId ?? '';
    const second = await ask();
    await receive('Oui, je confirme', { isTap: true, repliesTo: providerId });
    expect(events('prospect.answered')).toMatchObject([{ messageId: first }]);
    expect(await answered(second)).toEqual(['delivered']);
    expect(await lastInbound()).toMatchObject({ repliesTo: first });
  });

  test('among other words is for a human', async () => {
    await ask();
    await receive('Oui mais plutôt à 16 h');
    expect(await lastInbound()).not.toHaveProperty('command');
    expect((await conversation())?.waitingSince).toBeDefined();
  });
});

describe('STOP and AIDE', () => {
  const answers = () => platform.taken().map(({ channel, text }) => [channel, text]);

  test('STOP by SMS is confirmed once, and nothing follows it', async () => {
    await receive('STOP');
    await receive('STOP');
    await platform.post({ prospect: bySms });
    await platform.run(HOUR);
    expect(answers()).toEqual([['sms', expect.stringContaining('vous ne recevrez plus de SMS')]]);
    expect((await conversation(idOfStranger(PHONE)))?.waitingSince).toBeUndefined();
  });

  test('STOP that the provider has confirmed itself is not confirmed again', async () => {
    await receive('STOP', { isAnswered: true });
    await platform.run(HOUR);
    expect(answers()).toEqual([]);
  });

  test('STOP by WhatsApp closes WhatsApp without a word', async () => {
    await receive('Ne plus recevoir', { channel: 'whatsapp', to: '+33700000001' });
    await platform.run(HOUR);
    expect(answers()).toEqual([]);
    const facts = await platform.scopes(TENANT).prospects.addressFacts({ whatsapp: PHONE });
    expect(facts.whatsapp?.suppression?.reason).toBe('opted-out');
    expect(events('prospect.opted-out')).toHaveLength(1);
  });

  test('AIDE says who writes and how to stop, to the person who asked, in their language', async () => {
    await platform.scopes(TENANT).prospects.put({ ...bySms, locale: 'en' });
    await receive('help');
    await platform.run(HOUR);
    expect(answers()).toEqual([['sms', expect.stringContaining('send STOP')]]);
    expect((await conversation())?.waitingSince).toBeUndefined();
  });

  test('the answer to AIDE stands below it in the thread, whatever the chance in its name', async () => {
    for (const from of ['+33639980001', '+33639980002', '+33639980003', '+33639980004', '+33639980005'])
      await receive('AIDE', { from });
    await platform.run(HOUR);
    for (const { messageId } of platform.taken()) {
      const record = await platform.scopes(TENANT).messages.load(messageId);
      const [asked] = await platform.scopes(TENANT).threads.all(record?.message.prospect.id ?? '');
      expect(ulidOf(messageId)?.localeCompare(ulidOf(asked?.id ?? '') ?? '')).toBe(1);
    }
    expect(platform.taken()).toHaveLength(5);
  });

  test('AIDE after STOP is not answered by SMS', async () => {
    await receive('STOP');
    await receive('AIDE');
    await platform.run(HOUR);
    expect(answers()).toHaveLength(1);
  });
});

test('a failure of what was sent to somebody who writes to us shows in their conversation', async () => {
  await receive('Bonjour');
  const id = idOfStranger(PHONE);
  await platform.post({
    prospect: { ...bySms, id },
    content: { body: 'Bonjour' },
    preferences: { disabledChannels: ['sms'] },
  });
  await platform.run();
  expect((await conversation(id))?.failedAt).toBeDefined();
});
