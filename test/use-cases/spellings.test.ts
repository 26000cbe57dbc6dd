import { beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '../../shared/domain/instant.ts';
import { identityOf } from '../../shared/domain/identity.ts';
import { idOfStranger } from '../../shared/domain/message-id.ts';
import { attemptsOf } from '../../shared/domain/message-record.ts';
import { SeenPeople } from '../../shared/domain/seen-people.ts';
import { followLink } from '../../shared/use-cases/follow-link.ts';
import { linksUnder } from '../support/links.ts';
import { Platform, TENANT } from '../support/platform.ts';

const CAPITAL = 'Nina.x@example.com';
const SMALL = 'nina.x@example.com';
const SPELLINGS = [
  [CAPITAL, SMALL],
  [SMALL, CAPITAL],
  [SMALL, 'NINA.X@example.com'],
] as const;
const MARKETING = { granted: true, text: 'Oui', source: 'formulaire', at: 0 };

let platform: Platform;
let count = 0;
beforeEach(async () => {
  platform = await Platform.open();
  count = 0;
});

/** A message by e-mail alone, to one who goes by their address. @returns what became of it. */
async function send(email: string, type: 'general' | 'marketing' = 'general') {
  const consents = { marketing: MARKETING };
  const prospect = { id: idOfStranger(email), email, consents };
  const content = { subject: 'Un avis', body: 'Bonjour' };
  const { messageId } = await platform.post({ prospect, type, content, channel: 'email' });
  await platform.run(MINUTE);
  return { messageId, status: await platform.status(messageId) };
}

const gatesOf = async (messageId: string): Promise<string[]> => {
  const [ending] = (await platform.record(messageId)).slots;
  return ending?.decision?.channels.flatMap(({ gates }) => gates.map(({ rule }) => rule)) ?? [];
};

async function hear(from: string, text: string, to = 'contact@agence.example'): Promise<void> {
  count += 1;
  const providerId = `re_${count}`;
  const at = platform.clock.now();
  await platform.receive({ kind: 'inbound', channel: 'email', from, to, text, providerId, at });
  await platform.run(MINUTE);
}

const report = (email: string, reason: 'bounced' | 'complained') =>
  send(email).then(async ({ messageId }) => {
    const event = {
      status: reason === 'bounced' ? 'failed' : 'delivered',
      at: platform.clock.now(),
    } as const;
    const about = { tenantId: TENANT, messageId, number: 1, channel: 'email' } as const;
    await platform.receive({
      kind: 'status',
      ...about,
      event,
      suppress: { address: email, reason },
    });
    await platform.run(MINUTE);
  });

describe.each(SPELLINGS)('What is said of %s', (said, spelled) => {
  test.each([
    ['a STOP by e-mail', () => hear(said, 'STOP'), 'opted-out'],
    ['a bounce', () => report(said, 'bounced'), 'suppressed-address'],
    ['a complaint', () => report(said, 'complained'), 'suppressed-address'],
  ] as const)(`%s, closes ${spelled}`, async (_, happen, gate) => {
    await happen();
    const { messageId, status } = await send(spelled);
    expect(status).toBe('undeliverable');
    expect(await gatesOf(messageId)).toContain(gate);
  });

  test(`by the link of an advertisement, keeps others from ${spelled}`, async () => {
    const { messageId, status } = await send(said, 'marketing');
    expect(status).toBe('delivered');
    const links = linksUnder(7);
    const prospectId = idOfStranger(said);
    const link = { kind: 'unsubscribe', tenantId: TENANT, prospectId, messageId, locale: 'fr' } as const;
    await followLink({ ...platform.ports(), links }, (await links()).seal(link), '');
    const after = await send(spelled, 'marketing');
    expect(after.status).toBe('undeliverable');
    expect(await gatesOf(after.messageId)).toContain('no-consent');
  });

  test(`is of the same person as ${spelled}, who is answered in one thread`, async () => {
    await hear(said, 'Bonjour');
    await hear(spelled, 'Encore moi');
    const { conversations, threads } = platform.scopes(TENANT);
    expect(conversations.all().map(({ prospectId }) => prospectId)).toEqual([idOfStranger(SMALL)]);
    expect(await threads.all(idOfStranger(spelled))).toHaveLength(2);
  });

  test(`is left out of an audience that has ${spelled}`, () => {
    const seen = new SeenPeople();
    expect(seen.add({ id: 'a', email: said })).toBe(true);
    expect(seen.add({ id: 'b', email: spelled })).toBe(false);
  });
});

test.each(['Contact@agence.example', 'contact@Agence.Example', 'CONTACT@AGENCE.EXAMPLE'])(
  'An e-mail to %s is heard',
  async (to) => {
    await hear(SMALL, 'Bonjour', to);
    expect(platform.scopes(TENANT).conversations.all()).toHaveLength(1);
  },
);

test('An e-mail goes to the address as it was given', async () => {
  const { messageId } = await send(CAPITAL);
  const [attempt] = attemptsOf(await platform.record(messageId));
  expect(attempt?.channel).toBe('email');
  expect(platform.resend.taken.map(({ to }) => to)).toEqual([CAPITAL]);
});

test('Numbers are what they are, and letters with accents are one however they are coded', () => {
  expect(identityOf('sms', '+33612345678')).toBe('+33612345678');
  expect(identityOf('telegram', '-123')).toBe('-123');
  expect(identityOf('email', 'Zoe\u0301@Exemple.FR')).toBe('zo\u00e9@exemple.fr');
});
