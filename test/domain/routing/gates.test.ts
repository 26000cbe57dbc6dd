import { describe, expect, test } from 'vitest';
import type { SuppressionReason } from '../../../shared/domain/address-facts.ts';
import type { Channel } from '../../../shared/domain/channel.ts';
import { HOUR, MINUTE } from '../../../shared/domain/instant.ts';
import type { Content, Message } from '../../../shared/domain/message.ts';
import type { Consent, Prospect } from '../../../shared/domain/prospect.ts';
import type { Gate, GateRule } from '../../../shared/domain/routing/decision.ts';
import type { Sender, TenantPolicy } from '../../../shared/domain/tenant.ts';
import {
  approving,
  at,
  gatesOn,
  message,
  prospect,
  type RequestOverrides,
  tenant,
  TUESDAY,
} from '../../support/routing-request.ts';

type Said = [rule: GateRule, fr: string, en: string];

/** The rules that speak against a channel, and what they say in both languages. */
function said(channel: Channel, overrides: RequestOverrides): Said[] {
  const { locale: _locale, ...agency } = overrides.tenant ?? tenant();
  const english = gatesOn(channel, { ...overrides, tenant: { ...agency, locale: 'en' } });
  return gatesOn(channel, { ...overrides, tenant: { ...agency, locale: 'fr' } }).map(
    ({ rule, detail }, index) => [rule, detail, english[index]?.detail ?? ''],
  );
}

function rules(channel: Channel, overrides: RequestOverrides): GateRule[] {
  return gatesOn(channel, overrides).map(({ rule }) => rule);
}

const withoutAddress = (...names: ('phone' | 'email' | 'whatsapp')[]): Prospect => {
  const copy = prospect();
  for (const name of names) delete copy[name];
  return copy;
};
const to = (overrides: Partial<Prospect>): RequestOverrides => ({
  message: message({ prospect: prospect(overrides) }),
});
const saying = (content: Content, rest: Partial<Message> = {}): RequestOverrides => ({
  message: message({ content, ...rest }),
});

test('nothing speaks against a channel with an address, a sender and a plain text', () => {
  expect([rules('sms', {}), rules('whatsapp', {}), rules('email', {})]).toEqual([[], [], []]);
});

describe('no-address and not-configured say all there is to say', () => {
  test.each<[Channel, Prospect]>([
    ['sms', withoutAddress('phone')],
    ['voice', withoutAddress('phone')],
    ['whatsapp', withoutAddress('whatsapp')],
    ['email', withoutAddress('email')],
    ['telegram', prospect()],
  ])('%s without an address', (channel, person) => {
    const overrides = { message: message({ prospect: person }), tried: [channel] };
    const detail = ['Pas d’adresse pour ce canal.', 'No address for this channel.'] as const;
    expect(said(channel, overrides)).toEqual([['no-address', ...detail]]);
  });
  test.each<Channel>(['sms', 'whatsapp', 'email'])('%s without a sender', (channel) => {
    const detail = [
      'L’agence n’a pas d’expéditeur sur ce canal.',
      'The agency has no sender on this channel.',
    ] as const;
    expect(said(channel, { tenant: tenant({ senders: {} }), tried: [channel] })).toEqual([
      ['not-configured', ...detail],
    ]);
  });
  test.each<Channel>(['telegram', 'voice'])(
    '%s, which has no sender yet, whatever the tenant says',
    (channel) => {
      const senders = { [channel]: { address: 'x', twoWay: true } };
      const overrides = { ...to({ telegram: '123456' }), tenant: tenant({ senders }) };
      expect(rules(channel, overrides)).toEqual(['not-configured']);
    },
  );
});

test('disabled-by-prospect: the channel the person does not want, by the prospect or by the message', () => {
  const disabled = { disabledChannels: ['sms'] } as const;
  const detail = ['Le prospect a désactivé ce canal.', 'The prospect disabled this channel.'] as const;
  expect(said('sms', to({ preferences: disabled }))).toEqual([['disabled-by-prospect', ...detail]]);
  expect(said('sms', { message: message({ preferences: disabled }) })).toEqual([
    ['disabled-by-prospect', ...detail],
  ]);
  expect(rules('email', to({ preferences: disabled }))).toEqual([]);
});

describe('suppressions', () => {
  const facts = (reason: SuppressionReason): RequestOverrides => ({
    addresses: {
      whatsapp: { lastInboundAt: TUESDAY - HOUR },
      sms: { suppression: { reason, text: 'STOP', source: 'sms', at: TUESDAY } },
    },
  });
  test.each<[SuppressionReason, GateRule, string, string]>([
    [
      'opted-out',
      'opted-out',
      'Le prospect a demandé l’arrêt sur ce canal.',
      'The prospect asked to stop on this channel.',
    ],
    [
      'invalid',
      'suppressed-address',
      'Adresse à ne plus utiliser : adresse refusée par l’opérateur.',
      'Address not to be used any more: address refused by the carrier.',
    ],
    [
      'bounced',
      'suppressed-address',
      'Adresse à ne plus utiliser : adresse inexistante.',
      'Address not to be used any more: address does not exist.',
    ],
    [
      'complained',
      'suppressed-address',
      'Adresse à ne plus utiliser : signalé comme indésirable.',
      'Address not to be used any more: reported as spam.',
    ],
  ])('%s closes that channel by %s and no other', (reason, rule, fr, en) => {
    expect(said('sms', facts(reason))).toEqual([[rule, fr, en]]);
    expect([rules('whatsapp', facts(reason)), rules('email', facts(reason))]).toEqual([[], []]);
  });
});

describe('no-consent: marketing to someone who never agreed', () => {
  const refusal: Consent = { granted: false, text: 'Non', source: 'form', at: TUESDAY };
  const agreement: Consent = { ...refusal, granted: true, text: 'Oui' };
  const none: Said[] = [
    ['no-consent', 'Aucun consentement à la prospection enregistré.', 'No recorded consent to marketing.'],
  ];
  const refused: Said[] = [
    ['no-consent', 'Le prospect a refusé la prospection.', 'The prospect refused marketing.'],
  ];
  test.each<[string, Partial<Prospect>, Partial<TenantPolicy>, Said[]]>([
    ['nothing recorded', { consents: {} }, {}, none],
    ['nothing recorded of a customer, no soft opt-in', { consents: {}, customer: true }, {}, none],
    ['nothing recorded of a stranger, soft opt-in', { consents: {} }, { softOptIn: true }, none],
    [
      'nothing recorded of a customer, soft opt-in',
      { consents: {}, customer: true },
      { softOptIn: true },
      [],
    ],
    ['refused', { consents: { marketing: refusal } }, {}, refused],
    [
      'refused by a customer, soft opt-in',
      { consents: { marketing: refusal }, customer: true },
      { softOptIn: true },
      refused,
    ],
    ['granted', { consents: { marketing: agreement } }, {}, []],
  ])('%s', (_, person, policy, expected) => {
    const overrides = {
      message: message({ type: 'marketing', prospect: prospect(person) }),
      tenant: tenant({ policy }),
    };
    for (const channel of ['sms', 'whatsapp', 'email'] as const) {
      expect(said(channel, overrides)).toEqual(expected);
    }
  });
  test.each(['appointment', 'notification', 'survey', 'document', 'general'] as const)(
    '%s needs no consent',
    (type) => {
      expect(
        rules('sms', {
          message: message({ type, prospect: prospect({ consents: { marketing: refusal } }) }),
        }),
      ).toEqual([]);
    },
  );
});

describe('marketing-hours-fr', () => {
  const marketing = (now: string, person: Partial<Prospect> = {}, policy: Partial<TenantPolicy> = {}) => ({
    message: message({ type: 'marketing', createdAt: at(now), level: 'urgent', prospect: prospect(person) }),
    tenant: tenant({ policy }),
    now: at(now),
  });
  test('an SMS on a Sunday waits for Monday at 08:00', () => {
    const overrides = marketing('2026-11-22T15:00:00+01:00');
    expect(said('sms', overrides)).toEqual([
      [
        'marketing-hours-fr',
        'Prospection interdite à cette heure, possible à partir du 23/11/2026 08:00.',
        'Marketing is not allowed at this hour; possible from 23/11/2026, 08:00.',
      ],
    ]);
    expect(gatesOn('sms', overrides)[0]).toMatchObject({
      verdict: 'defer',
      until: at('2026-11-23T08:00:00+01:00'),
    });
  });
  test('e-mail and WhatsApp may go on a Sunday', () => {
    const overrides = marketing('2026-11-22T15:00:00+01:00');
    expect([rules('email', overrides), rules('whatsapp', overrides)]).toEqual([[], []]);
  });
  test.each([
    ['20:00', '2026-11-24T19:59:00+01:00', 20, false],
    ['20:00', '2026-11-24T20:00:00+01:00', 20, true],
    ['21:00', '2026-11-24T20:59:00+01:00', 21, false],
    ['22:00', '2026-11-24T21:59:00+01:00', 22, false],
    ['22:00 although the tenant says 23:00', '2026-11-24T22:00:00+01:00', 23, true],
  ])('with the evening limit at %s, %s', (_, now, hour, closed) => {
    const overrides = marketing(now, {}, { marketingEveningLimit: hour * 60 });
    expect(rules('sms', overrides).includes('marketing-hours-fr')).toBe(closed);
  });
  test('hours are those of the recipient', () => {
    const now = '2026-11-24T18:00:00+01:00';
    expect(rules('sms', marketing(now))).toEqual([]);
    expect(rules('sms', marketing(now, { timeZone: 'Indian/Reunion' }))).toEqual(['marketing-hours-fr']);
  });
  test('other messages go at any hour', () => {
    const sunday = at('2026-11-22T15:00:00+01:00');
    expect(rules('sms', { now: sunday, message: message({ createdAt: sunday }) })).toEqual([]);
  });
});

describe('whatsapp-window', () => {
  const reminder: Content = {
    templateId: 'APPOINTMENT_REMINDER_24H',
    data: { firstName: 'Marie', appointmentTime: '15:00', companyName: 'Agence du Parc' },
  };
  const approved = tenant({
    whatsappTemplates: approving('APPOINTMENT_REMINDER_24H', ['firstName', 'appointmentTime']),
  });
  const closed = { addresses: {} };
  test('free text more than 24 h after the last answer needs a template', () => {
    const detail = [
      'Texte libre hors de la fenêtre de 24 h : il faut un modèle approuvé.',
      'Free text outside the 24-hour window: an approved template is needed.',
    ] as const;
    expect(said('whatsapp', closed)).toEqual([['whatsapp-window', ...detail]]);
  });
  test.each([
    ['a minute before 24 h', 24 * HOUR - MINUTE, []],
    ['at 24 h', 24 * HOUR, ['whatsapp-window']],
    ['after a month', 30 * 24 * HOUR, ['whatsapp-window']],
  ])('free text %s', (_, ago, expected) => {
    const addresses = { whatsapp: { lastInboundAt: TUESDAY - ago } };
    expect(rules('whatsapp', { addresses })).toEqual(expected);
  });
  test('an approved template goes at any time', () => {
    expect(rules('whatsapp', { ...saying(reminder), ...closed, tenant: approved })).toEqual([]);
  });
  test('the window of WhatsApp says nothing of other channels', () => {
    expect([rules('sms', closed), rules('email', closed)]).toEqual([[], []]);
  });
});

describe('one-way-sender: a template that expects an answer', () => {
  const reminder: Content = {
    templateId: 'APPOINTMENT_REMINDER_24H',
    data: { firstName: 'Marie', appointmentTime: '15:00' },
  };
  const oneWay = tenant({ senders: { ...tenant().senders, sms: { address: 'AGENCE', twoWay: false } } });

  test('cannot leave from a name that nobody can answer', () => {
    const detail = [
      'Le message attend une réponse et cet expéditeur ne peut pas en recevoir.',
      'The message expects an answer and this sender cannot receive one.',
    ] as const;
    const overrides = { ...saying(reminder), tenant: oneWay };
    expect(said('sms', overrides)).toEqual([['one-way-sender', ...detail]]);
    expect(rules('email', overrides)).toEqual([]);
  });
  const linked = { ...oneWay, linkBase: 'https://messages.example' };

  test('leaves by SMS with a link where links can be made', () => {
    expect(rules('sms', { ...saying(reminder), tenant: linked })).toEqual([]);
  });
  test('does not on other channels, which have no wording for it', () => {
    const senders = { ...linked.senders, whatsapp: { address: '+33700000001', twoWay: false } };
    const overrides = { ...saying(reminder), tenant: { ...linked, senders } };
    expect(rules('whatsapp', overrides)).toContain('one-way-sender');
  });
  test('leaves from a number', () => {
    expect(rules('sms', saying(reminder))).toEqual([]);
  });
  test('may leave from a name in the words of the client, who answers for them', () => {
    const overrides = { ...saying({ ...reminder, body: 'Bonjour Marie, à demain 15h.' }), tenant: oneWay };
    expect(rules('sms', overrides)).toEqual([]);
  });
  test('any other message may leave from a name', () => {
    expect(rules('sms', { tenant: oneWay })).toEqual([]);
    const link = {
      templateId: 'VISIT_SURVEY',
      data: { firstName: 'Marie', surveyLink: 'https://a.example/1' },
    };
    expect(rules('sms', { ...saying(link), tenant: oneWay })).toEqual([]);
  });
});

describe('an advertisement of the catalogue by SMS says how to stop it', () => {
  const alert = saying(
    {
      templateId: 'NEW_PROPERTY_ALERT',
      data: { propertyAddress: '1 rue du Parc', propertyPrice: 245_000 },
    },
    { type: 'marketing' },
  );
  const sender = (sms: Sender): RequestOverrides => ({
    ...alert,
    tenant: tenant({ senders: { ...tenant().senders, sms } }),
  });

  test('by answering a number that can be answered, or with the number that the agency gave', () => {
    expect(rules('sms', alert)).toEqual([]);
    expect(rules('sms', sender({ address: 'AGENCE', twoWay: false, stopNumber: '36180' }))).toEqual([]);
  });
  test('and does not leave from a name without one', () => {
    const overrides = sender({ address: 'AGENCE', twoWay: false });
    expect(said('sms', overrides)).toEqual([
      [
        'unsupported-content',
        'Un SMS de prospection dit comment l’arrêter : il manque le numéro STOP de l’agence.',
        'A marketing SMS says how to stop it: the agency’s STOP number is missing.',
      ],
    ]);
    expect(rules('email', overrides)).toEqual([]);
  });
});

describe('unsupported-content', () => {
  const file = { filename: 'a.pdf', key: 'k' };
  const attachment: Said[] = [
    [
      'unsupported-content',
      'Le canal ne porte pas ces pièces jointes.',
      'The channel cannot carry these attachments.',
    ],
  ];
  const noText: Said[] = [
    [
      'unsupported-content',
      'Le contenu n’a pas de texte pour ce canal.',
      'The content has no text for this channel.',
    ],
  ];
  const tooLong: Said[] = [
    ['unsupported-content', 'Texte de plus de 1600 caractères.', 'Text over 1600 characters.'],
  ];
  test.each<[string, Channel, Content, Said[]]>([
    ['an attachment on SMS', 'sms', { body: 'a', attachments: [file] }, attachment],
    ['an attachment on WhatsApp', 'whatsapp', { body: 'a', attachments: [file] }, []],
    ['two attachments on WhatsApp', 'whatsapp', { body: 'a', attachments: [file, file] }, attachment],
    [
      'ten attachments by e-mail',
      'email',
      { body: 'a', attachments: Array.from({ length: 10 }, () => file) },
      [],
    ],
    ['HTML alone by SMS', 'sms', { html: '<p>a</p>' }, noText],
    ['HTML alone on WhatsApp', 'whatsapp', { html: '<p>a</p>' }, noText],
    ['HTML alone by e-mail', 'email', { html: '<p>a</p>' }, []],
    ['1,600 characters by SMS', 'sms', { body: 'a'.repeat(1_600) }, []],
    ['1,601 characters by SMS', 'sms', { body: 'a'.repeat(1_601) }, tooLong],
    ['1,601 characters on WhatsApp', 'whatsapp', { body: 'a'.repeat(1_601) }, tooLong],
    ['10,000 characters by e-mail', 'email', { body: 'a'.repeat(10_000) }, []],
    ['a template that lacks variables by e-mail', 'email', { templateId: 'NEW_PROPERTY_ALERT' }, noText],
  ])('%s', (_, channel, content, expected) => {
    expect(said(channel, saying(content))).toEqual(expected);
  });
});

test("an approved template has its own text on WhatsApp, when the message's own content has none for it", () => {
  const whatsappTemplates = approving('OFFER', []);
  const overrides = saying({ html: '<p>a</p>', templateId: 'OFFER' });
  expect(rules('whatsapp', { ...overrides, tenant: tenant({ whatsappTemplates }) })).toEqual([]);
  expect(rules('whatsapp', overrides)).toEqual(['unsupported-content']);
});

describe('budget of the calendar month', () => {
  const limited = tenant({ policy: { monthlyBudget: 1_000_000 } });
  test('what would exceed it is denied, what fits exactly is not', () => {
    const detail = [
      'Le budget du mois est épuisé pour ce canal.',
      'The month’s budget is used up for this channel.',
    ] as const;
    expect(said('sms', { tenant: limited, spentThisMonth: 950_001 })).toEqual([['budget', ...detail]]);
    expect(rules('sms', { tenant: limited, spentThisMonth: 950_000 })).toEqual([]);
  });
  test('a cheaper channel may still fit', () => {
    expect(rules('email', { tenant: limited, spentThisMonth: 990_000 })).toEqual([]);
    expect(rules('whatsapp', { tenant: limited, spentThisMonth: 990_000 })).toEqual([]);
    expect(rules('sms', { tenant: limited, spentThisMonth: 990_000 })).toEqual(['budget']);
  });
  test('an SMS counts all its parts', () => {
    const three = saying({ body: 'a'.repeat(400) });
    expect(rules('sms', { ...three, tenant: limited, spentThisMonth: 850_000 })).toEqual([]);
    expect(rules('sms', { ...three, tenant: limited, spentThisMonth: 850_001 })).toEqual(['budget']);
  });
  test('without a budget everything may be spent', () => {
    expect(rules('sms', { spentThisMonth: 10 ** 12 })).toEqual([]);
  });
});

describe('frequency-cap', () => {
  const capped = tenant({ policy: { frequencyCaps: { survey: { max: 2, days: 7 } } } });
  const survey = { message: message({ type: 'survey' }), tenant: capped };
  test('one message of the type too many is denied on every channel', () => {
    const detail = [
      'Déjà 2 messages de ce type en 7 jours.',
      'Already 2 messages of this type in 7 days.',
    ] as const;
    for (const channel of ['sms', 'whatsapp', 'email'] as const)
      expect(said(channel, { ...survey, recentOfType: 2 })).toEqual([['frequency-cap', ...detail]]);
  });
  test('fewer messages, or messages of another type, are not', () => {
    expect(rules('sms', { ...survey, recentOfType: 1 })).toEqual([]);
    expect(rules('sms', { tenant: capped, recentOfType: 9 })).toEqual([]);
  });
});

test('already-tried: a channel that failed is not tried again', () => {
  const detail = ['Déjà essayé sans succès.', 'Already tried without success.'] as const;
  expect(said('sms', { tried: ['sms'] })).toEqual([['already-tried', ...detail]]);
  expect(rules('email', { tried: ['sms'] })).toEqual([]);
});

test('provider-down: the channel waits until its provider is tried again', () => {
  const until = TUESDAY + 5 * MINUTE;
  const detail = [
    'Le fournisseur ne répond pas en ce moment.',
    'The provider is not answering at the moment.',
  ] as const;
  expect(said('sms', { downUntil: { sms: until } })).toEqual([['provider-down', ...detail]]);
  expect(gatesOn('sms', { downUntil: { sms: until } })[0]).toMatchObject({ verdict: 'defer', until });
  expect(rules('sms', { downUntil: { sms: TUESDAY } })).toEqual([]);
  expect(rules('email', { downUntil: { sms: until } })).toEqual([]);
});

test('not-before: nothing leaves before the moment asked for', () => {
  const sendAt = TUESDAY + 2 * HOUR;
  const overrides = { message: message({ sendAt }) };
  const detail = ['Envoi demandé pour le 24/11/2026 16:00.', 'Asked to leave on 24/11/2026, 16:00.'] as const;
  expect(said('email', overrides)).toEqual([['not-before', ...detail]]);
  expect(rules('email', { ...overrides, now: sendAt })).toEqual([]);
});

test('expired: nothing leaves once the deadline has passed', () => {
  const overrides = { message: message({ sendWithin: 10 }), now: TUESDAY + 10 * MINUTE };
  const detail = ['L’échéance du message est passée.', 'The message’s deadline has passed.'] as const;
  expect(said('email', overrides)).toEqual([['expired', ...detail]]);
  expect(rules('email', { ...overrides, now: TUESDAY + 10 * MINUTE - 1 })).toEqual([]);
});

test('every rule that speaks against a channel is named, not only the first', () => {
  const found = gatesOn('sms', {
    message: message({
      type: 'marketing',
      prospect: prospect({ consents: {}, preferences: { disabledChannels: ['sms'] } }),
      content: { body: 'a'.repeat(2_000) },
      createdAt: at('2026-11-22T15:00:00+01:00'),
    }),
    now: at('2026-11-22T15:00:00+01:00'),
    addresses: { sms: { suppression: { reason: 'opted-out', text: 'STOP', source: 'sms', at: TUESDAY } } },
    tenant: tenant({ policy: { monthlyBudget: 0, frequencyCaps: { marketing: { max: 1, days: 7 } } } }),
    recentOfType: 1,
    tried: ['sms'],
    downUntil: { sms: at('2026-11-22T15:05:00+01:00') },
  });
  expect(found.map((gate: Gate) => `${gate.rule} ${gate.verdict}`)).toEqual([
    'disabled-by-prospect deny',
    'opted-out deny',
    'no-consent deny',
    'marketing-hours-fr defer',
    'unsupported-content deny',
    'budget deny',
    'frequency-cap deny',
    'already-tried deny',
    'provider-down defer',
  ]);
});
