import { beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../shared/domain/attempt.ts';
import type { Answer } from '../../shared/domain/inbound-command.ts';
import { DAY, HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { attemptsOf } from '../../shared/domain/message-record.ts';
import type { InboundMessage } from '../../shared/domain/thread.ts';
import { followLink, readLink } from '../../shared/use-cases/follow-link.ts';
import { Life } from '../support/crashes.ts';
import { linksUnder } from '../support/links.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { prospect, tenant, TUESDAY } from '../support/routing-request.ts';

const links = linksUnder(7);
const { seal } = await links();
const ONE_WAY = {
  linkBase: 'https://messages.example',
  senders: { ...tenant().senders, sms: { address: 'PARC', twoWay: false } },
};
const { email: _email, whatsapp: _whatsapp, ...bySms } = prospect({ name: 'Marie' });
const MARIE = bySms.id;
const appointmentAt = TUESDAY + DAY;
const reminder = {
  templateId: 'APPOINTMENT_REMINDER_24H',
  data: { firstName: 'Marie', appointmentTime: '15h' },
};
const followUp = {
  templateId: 'VISIT_FOLLOW_UP',
  data: { firstName: 'Marie', propertyAddress: '1 rue du Parc' },
};

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.open(ONE_WAY);
});

async function ask(draft: object = { content: reminder, appointmentAt }): Promise<string> {
  const { messageId } = await platform.post({ prospect: bySms, ...draft });
  await platform.run();
  return messageId;
}

const linkTo = (messageId: string): string => seal({ kind: 'answer', tenantId: TENANT, messageId });
const ports = () => ({ ...platform.ports(), links });
async function tap(messageId: string, answer: Answer): Promise<string | undefined> {
  const target = await followLink(ports(), linkTo(messageId), `answer=${answer}`);
  return target?.kind === 'answer' ? target.tapped?.outcome : undefined;
}
async function shown(messageId: string): Promise<string | undefined> {
  const target = await readLink(ports(), linkTo(messageId));
  return target?.kind === 'answer' ? target.question.state : undefined;
}

const thread = async () =>
  (await platform.scopes(TENANT).threads.all(MARIE)).filter(
    (entry): entry is InboundMessage => entry.kind === 'inbound',
  );
const conversation = () => platform.scopes(TENANT).conversations.get(MARIE);
const events = (type: string) => platform.domainEvents.published.filter((event) => event.type === type);
const statuses = async (messageId: string) => attemptsOf(await platform.record(messageId)).map(statusOf);

describe('A reminder from a name that nobody can answer', () => {
  test('leaves by SMS all the same, with a link in place of « Répondez OUI »', async () => {
    const messageId = await ask();
    const [{ text } = { text: '' }] = platform.taken(messageId);
    expect(text).toContain('Confirmez ici : https://messages.example/l/');
    expect(text).not.toContain('Répondez');
  });

  test.each([
    ['yes', 'Oui (par le lien)', 'confirmed', false],
    ['no', 'Non (par le lien)', 'cancelled', true],
    ['later', 'Plus tard (par le lien)', 'to-confirm', true],
  ] as const)('%s by the link is what the word would have been', async (answer, text, status, waits) => {
    const messageId = await ask();
    await platform.run(MINUTE);
    const at = platform.clock.now();
    expect(await tap(messageId, answer)).toBe('taken');
    expect(await thread()).toMatchObject([
      { channel: 'sms', from: bySms.phone, to: 'PARC', text, command: answer, repliesTo: messageId, at },
    ]);
    expect(await conversation()).toMatchObject({
      name: 'Marie',
      unread: 1,
      appointment: { at: appointmentAt, status },
      preview: { direction: 'inbound', text },
    });
    expect((await conversation())?.waitingSince !== undefined).toBe(waits);
    expect(events('prospect.answered')).toMatchObject([{ messageId, answer, prospectId: MARIE }]);
    expect(events('message.received')).toHaveLength(1);
    expect(await statuses(messageId)).toEqual(['replied']);
  });

  test('is read without being answered', async () => {
    const messageId = await ask();
    expect(await shown(messageId)).toBe('open');
    for (const form of [
      '',
      'List-Unsubscribe=One-Click',
      'answer=stop',
      'answer=cancel',
      'answer=yes&answer=no',
    ])
      expect(await followLink(ports(), linkTo(messageId), form)).not.toHaveProperty('tapped');
    expect([await thread(), await conversation()]).toEqual([[], undefined]);
    expect(await statuses(messageId)).toEqual(['delivered']);
  });
});

describe('A second tap', () => {
  test.each(['yes', 'no'] as const)('on %s changes nothing once the first said yes', async (second) => {
    const messageId = await ask();
    await tap(messageId, 'yes');
    const before = [await thread(), await conversation(), platform.domainEvents.published.length];
    await platform.run(HOUR);
    expect(await shown(messageId)).toBe('answered');
    expect(await tap(messageId, second)).toBe('answered');
    expect([await thread(), await conversation(), platform.domainEvents.published.length]).toEqual(before);
  });

  test('finds that a word came before it', async () => {
    platform = await Platform.open({ linkBase: ONE_WAY.linkBase });
    const messageId = await ask();
    const at = platform.clock.now();
    const sms = { channel: 'sms', from: bySms.phone ?? '', to: '38123' } as const;
    await platform.receive({ kind: 'inbound', ...sms, text: 'NON', providerId: 'SM1', at });
    await platform.run(MINUTE);
    expect(await tap(messageId, 'yes')).toBe('answered');
    expect(await conversation()).toMatchObject({ appointment: { status: 'cancelled' }, unread: 1 });
  });

  test('at the same moment as another leaves one answer', async () => {
    const messageId = await ask();
    const outcomes = await Promise.all([tap(messageId, 'yes'), tap(messageId, 'no')]);
    expect(new Set(outcomes)).toEqual(new Set(['answered', 'taken']));
    expect(await thread()).toHaveLength(1);
    expect(new Set(events('prospect.answered').map(({ id, answer }) => `${id} ${answer}`)).size).toBe(1);
  });
});

describe('A tap that comes too late', () => {
  test('after the appointment changes nothing', async () => {
    const messageId = await ask();
    await platform.run(DAY);
    expect([await shown(messageId), await tap(messageId, 'yes')]).toEqual(['over', 'over']);
    // Neither does the one after it.
    expect(await tap(messageId, 'yes')).toBe('over');
    expect([await thread(), await conversation()]).toEqual([[], undefined]);
  });

  test('for somebody who was forgotten leads nowhere', async () => {
    const messageId = await ask();
    await platform.scopes(TENANT).messages.forget(await platform.record(messageId));
    expect(await readLink(ports(), linkTo(messageId))).toBeUndefined();
  });
});

test('A question without a date: yes wants somebody to go on, no does not', async () => {
  for (const [answer, waits] of [
    ['yes', true],
    ['no', false],
  ] as const) {
    platform = await Platform.open(ONE_WAY);
    await tap(await ask({ content: followUp }), answer);
    expect(await conversation()).not.toHaveProperty('appointment');
    expect((await conversation())?.waitingSince !== undefined).toBe(waits);
  }
});

describe('A run that dies', () => {
  const said = async () => (await thread()).map(({ command }) => command);

  test.each(['before', 'after'] as const)('%s any effect is finished by the next tap', async (moment) => {
    let isLast = false;
    for (let call = 1; !isLast; call += 1) {
      platform = await Platform.open(ONE_WAY);
      const messageId = await ask();
      platform.crashAt({ call, moment });
      isLast = (await tap(messageId, 'yes').catch(() => 'died')) !== 'died';
      platform.life = new Life();
      await platform.run(MINUTE);
      await tap(messageId, 'yes');
      expect([call, await said()]).toEqual([call, ['yes']]);
      expect(await conversation()).toMatchObject({ unread: 1, appointment: { status: 'confirmed' } });
      expect(new Set(events('prospect.answered').map(({ id }) => id)).size).toBe(1);
      expect(new Set(events('message.received').map(({ id }) => id)).size).toBe(1);
      expect(await statuses(messageId)).toEqual(['replied']);
      expect(call).toBeLessThan(30);
    }
  });

  test('with one answer half told is finished with that one, whatever is tapped next, and however late', async () => {
    for (const later of [MINUTE, 2 * DAY]) {
      platform = await Platform.open(ONE_WAY);
      const messageId = await ask();
      platform.outages.add('scopes.threads.add');
      await expect(tap(messageId, 'yes')).rejects.toThrow('threads.add');
      platform.outages.clear();
      await platform.run(later);
      expect(await tap(messageId, 'no')).toBe('answered');
      expect(await said()).toEqual(['yes']);
      expect(await conversation()).toMatchObject({ appointment: { status: 'confirmed' } });
    }
  });
});
