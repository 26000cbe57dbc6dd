import { beforeEach, describe, expect, test } from 'vitest';
import type { Recipient } from '../../shared/domain/broadcast.ts';
import { DAY, HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { idOfStranger } from '../../shared/domain/message-id.ts';
import type { Consent, Prospect } from '../../shared/domain/prospect.ts';
import { AppError } from '../../shared/errors.ts';
import { eraseProspect } from '../../shared/use-cases/erase-prospect.ts';
import { putProspect } from '../../shared/use-cases/keep-prospect.ts';
import { previewRoute } from '../../shared/use-cases/preview-route.ts';
import { submitIntake } from '../../shared/use-cases/submit-intake.ts';
import { listLeftOut } from '../../shared/use-cases/tend-broadcast.ts';
import { post } from '../support/broadcasting.ts';
import { enrolment as enrolmentOf } from '../support/enrolment.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { prospect, TUESDAY } from '../support/routing-request.ts';

const consent = (granted: boolean, at: number): Consent => ({ granted, text: 'mots', source: 'lien', at });
const { consents: _apart, ...marie } = prospect({ name: 'Marie Dupont' });

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.open();
});

const recipients = (...people: Prospect[]): Recipient[] => people.map((one) => ({ prospect: one }));
const erase = (id: string) => eraseProspect(platform.ports(), TENANT, id);
const know = (person: Prospect) => putProspect(platform.ports(), TENANT, person);
const writtenTo = () => platform.taken().map(({ to }) => to);

describe('A person who was erased hears nothing that was accepted before', () => {
  const later = { draft: { sendAt: TUESDAY + 3 * HOUR } };
  const ines: Prospect = { id: 'ines', name: 'Inès', email: 'ines@example.com' };

  test.each([
    ['who was known', true, 'erased'],
    ['whom the broadcast alone names', false, 'not-found'],
  ])('of a broadcast that waits, %s', async (_, isKnown, answered) => {
    if (isKnown) await know(ines);
    const id = await post(platform, recipients(ines, { id: 'leo', email: 'leo@example.com' }), later);
    await platform.run(HOUR);
    const answer = await erase('ines').then(
      () => 'erased',
      (error: unknown) => error instanceof AppError && error.code,
    );
    expect(answer).toBe(answered);
    await platform.run(DAY);
    expect(writtenTo()).toEqual(['leo@example.com']);
    const { items } = await listLeftOut(platform.ports(), TENANT, id, undefined);
    expect(items).toEqual([{ prospectId: 'ines', rule: 'erased' }]);
  });

  test('of a broadcast that names them by their address alone, and who shares it does', async () => {
    await know({ ...ines, id: 'crm-9' });
    await know({ ...ines, id: 'crm-10', name: 'Ali' });
    const byAddress = { id: idOfStranger('ines@example.com'), email: 'ines@example.com' };
    await post(platform, recipients(byAddress), later);
    await post(platform, recipients({ id: 'crm-10', email: 'INES@example.com' }), later);
    await platform.run(HOUR);
    await erase('crm-9');
    await platform.run(DAY);
    expect(writtenTo()).toEqual(['INES@example.com']);
  });

  test('of a message that waits, or was accepted as the erasure ran', async () => {
    await know(marie);
    const { messageId: waiting } = await platform.post({ prospect: marie, sendAt: TUESDAY + HOUR });
    await platform.run(MINUTE);
    const { messageId: racing } = await platform.post({ prospect: marie, channel: 'email' });
    const { message } = await platform.record(racing);
    await erase(marie.id);
    await platform.routing.send({ message, number: 1 });
    await platform.run(DAY);
    expect(platform.taken()).toEqual([]);
    for (const id of [waiting, racing]) {
      expect(await platform.status(id)).toBe('cancelled');
      expect(JSON.stringify(await platform.record(id))).not.toContain('Marie');
    }
  });

  test('of an audience that was to enter a journey', async () => {
    const flat = {
      propertyAddress: '12 rue X',
      propertyPrice: 1,
      propertyImage: 'https://a.example/1.jpg',
      propertyUrl: 'https://a.example/1',
    };
    platform = await Platform.open({ policy: { softOptIn: true } });
    await platform.scopes(TENANT).properties.put('flat-1', { status: 'for-sale', data: flat }, 0);
    const people = recipients(
      { ...ines, customer: true },
      { id: 'leo', name: 'Léo', email: 'leo@example.com', customer: true },
    );
    const audience = { kind: 'given', people } as const;
    await submitIntake(platform.ports(), {
      tenantId: TENANT,
      journeyId: 'new-property',
      audience,
      data: {},
      property: 'flat-1',
    });
    await erase('ines').catch(() => undefined);
    await platform.run(DAY);
    expect(writtenTo()).toEqual(['leo@example.com']);
    expect(await platform.scopes(TENANT).prospects.get('ines')).toBeUndefined();
  });

  test('of an audience that entered, and waits in the queue of journeys', async () => {
    const enrolment = { ...enrolmentOf({ prospect: ines }), createdAt: TUESDAY };
    await erase('ines').catch(() => undefined);
    await platform.journeys.send({ kind: 'entered', tenantId: TENANT, enrolment });
    await platform.run(3 * DAY);
    expect(writtenTo()).toEqual([]);
    expect(await platform.scopes(TENANT).enrolments.load(enrolment.id)).toBeUndefined();
  });

  test('and what names them afterwards is sent', async () => {
    await know(marie);
    await erase(marie.id);
    platform.clock.moveTo(TUESDAY + HOUR);
    const { messageId } = await platform.post({ prospect: marie, channel: 'email' });
    await platform.run();
    expect(await platform.status(messageId)).toBe('delivered');
  });
});

describe('A refusal outlives the person who was erased', () => {
  const refuse = () =>
    platform.scopes(TENANT).prospects.recordRefusal(marie.id, 'marketing', consent(false, TUESDAY));
  const advertise = async (about: Partial<Prospect> = {}) => {
    platform.clock.moveTo(platform.clock.now() + HOUR);
    const { messageId } = await platform.post({
      prospect: { ...marie, ...about },
      type: 'marketing',
      channel: 'email',
    });
    await platform.run();
    return platform.status(messageId);
  };
  beforeEach(async () => {
    await know({ ...marie, customer: true, consents: { marketing: consent(true, TUESDAY - 30 * DAY) } });
    await refuse();
    await erase(marie.id);
  });

  test.each([
    [
      'with the consent that the agency had copied',
      { consents: { marketing: consent(true, TUESDAY - 30 * DAY) } },
    ],
    ['without any consent', {}],
    ['under another id', { id: 'crm:77', consents: { marketing: consent(true, TUESDAY - 30 * DAY) } }],
  ])('when they are named again %s', async (_, about) => {
    expect(await advertise(about)).toBe('undeliverable');
    expect(platform.taken()).toEqual([]);
  });

  test('when they are a customer and the agency counts on that', async () => {
    platform = await Platform.open({ policy: { softOptIn: true } });
    await know({ ...marie, customer: true });
    await refuse();
    await erase(marie.id);
    expect(await advertise({ customer: true })).toBe('undeliverable');
  });

  test('until they agree again', async () => {
    expect(await advertise({ consents: { marketing: consent(true, TUESDAY + MINUTE) } })).toBe('delivered');
  });

  test('and keeps no message from them that is no advertisement', async () => {
    platform.clock.moveTo(TUESDAY + HOUR);
    const { messageId } = await platform.post({ prospect: marie, channel: 'email' });
    await platform.run();
    expect(await platform.status(messageId)).toBe('delivered');
  });
});

describe('A consent of the future is refused', () => {
  const person: Prospect = {
    ...marie,
    consents: { marketing: consent(true, Date.parse('2098-01-01T00:00:00Z')) },
  };
  const refused = (path: string) => ({ code: 'invalid-request', errors: [{ path }] });

  test('in a message and in a preview', async () => {
    const draft = { prospect: person, type: 'marketing', content: { body: 'Bonjour' } } as const;
    await expect(platform.post(draft)).rejects.toMatchObject(refused('prospect.consents.marketing.at'));
    await expect(previewRoute(platform.ports(), TENANT, draft, TUESDAY)).rejects.toMatchObject(
      refused('prospect.consents.marketing.at'),
    );
  });

  test('in a broadcast', async () => {
    await expect(post(platform, recipients(marie, person))).rejects.toMatchObject(
      refused('audience.prospects.1.consents.marketing.at'),
    );
  });

  test('and one by a clock that is a little fast hides no refusal of the next minute', async () => {
    await know({ ...marie, consents: { marketing: consent(true, TUESDAY + 4 * MINUTE) } });
    await platform
      .scopes(TENANT)
      .prospects.recordRefusal(marie.id, 'marketing', consent(false, TUESDAY + MINUTE));
    platform.clock.moveTo(TUESDAY + HOUR);
    const { messageId } = await platform.post({ prospect: marie, type: 'marketing', channel: 'email' });
    await platform.run();
    expect(await platform.status(messageId)).toBe('undeliverable');
  });
});
