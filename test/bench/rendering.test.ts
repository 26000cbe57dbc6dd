import { expect, test } from 'vitest';
import { messagesOn } from '../../bench/rendering/corpus.ts';
import { render } from '../../bench/rendering/measure-rendering.ts';

test.each([
  ['sms', 30],
  ['email', 18],
  ['whatsapp', 26],
] as const)(
  'Rendering is timed on every wording of the catalogue by %s, each in two languages',
  (channel, count) => {
    const examples = messagesOn(channel, 'examples');
    expect(examples).toHaveLength(count);
    const rendered = examples.map((message) => render(message, channel));
    expect(new Set(rendered).size).toBe(count);
    const longest = messagesOn(channel, 'longest').map((message) => render(message, channel));
    expect(longest).toHaveLength(count);
    for (const [index, text] of longest.entries())
      expect(text.length).toBeGreaterThan(rendered[index]?.length ?? Infinity);
  },
);

test('A message that says nothing on a channel is not timed', () => {
  const message = messagesOn('sms', 'examples').find(({ content }) => content.templateId === 'MISSED_CALL');
  expect(() => render(message!, 'email')).toThrow('MISSED_CALL says nothing on email');
});
