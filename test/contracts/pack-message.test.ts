import { describe, expect, test } from 'vitest';
import { packMessage, parsePackCommand } from '../../shared/contracts/pack-message.ts';
import { packCommand } from '../support/broadcast.ts';

const travelled = (body: object): unknown => JSON.parse(JSON.stringify(body));

describe('A pack in a queue', () => {
  test('is read as it was written, with what is each person’s own', () => {
    const command = packCommand(2);
    const [first, second] = command.recipients;
    if (first === undefined || second === undefined) throw new Error('Nobody is there');
    const recipients = [
      { ...first, data: { rooms: 3, city: 'Lyon' }, isKnown: true as const },
      { ...second, decision: { ...second.decision, reason: 'Autrement.' } },
    ];
    expect(parsePackCommand(travelled(packMessage({ ...command, recipients })))).toEqual({
      ...command,
      recipients,
    });
  });

  test('of a hundred people takes less than 30 KB, since a decision that they share is written once', () => {
    expect(JSON.stringify(packMessage(packCommand(100))).length).toBeLessThan(30_000);
  });

  test.each([
    ['of another version', { v: 2 }],
    ['of another kind', { kind: 'letter' }],
    ['without a name', { pack: '' }],
    ['for nobody', { recipients: [] }],
    ['for a channel that nobody serves', { channel: 'voice' }],
    ['whose people were decided on for another channel', { channel: 'sms' }],
    ['without the decisions', { decisions: [] }],
  ])('%s is refused', (_, change) => {
    expect(() => parsePackCommand({ ...packMessage(packCommand(1)), ...change })).toThrow(/./);
  });

  test('for more people than a pack holds is refused', () => {
    expect(() => parsePackCommand(travelled(packMessage(packCommand(101))))).toThrow('too_big');
  });
});
