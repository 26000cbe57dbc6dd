import { expect, test } from 'vitest';
import { eventually } from '../support/client.ts';
import { useLocalStack } from '../support/local-stack.ts';

const stack = useLocalStack();

interface Row {
  preview: { text: string };
}

const TEXT = 'Je prends la maison.';
const paragraph = `<p>${TEXT}</p>`;

test.each([
  ['divisions', `${'<div>'.repeat(20_000)}${TEXT}${'</div>'.repeat(20_000)}`],
  ['tables', `${'<table><tr><td>'.repeat(20_000)}${TEXT}`],
  ['lists', `${'<ul><li>'.repeat(20_000)}${TEXT}${'</li></ul>'.repeat(20_000)}`],
  ['quotations', `${paragraph}${'<blockquote>'.repeat(20_000)}Quand ?`],
  ['emphases that do not end', `${paragraph}${'<b>'.repeat(100_000)}`],
])('An e-mail of twenty thousand nested %s is in the inbox', async (what, html) => {
  const from = `${what.replaceAll(' ', '-')}@example.com`;
  expect((await stack.demo.post('/_local/replies', { channel: 'email', from, html })).status).toBe(202);
  const inbox = async () => (await stack.demo.get('/v1/conversations?view=all')).body.items;
  const items = await eventually(inbox, (found) =>
    found.some(({ preview }: Row) => preview.text.includes(TEXT)),
  );
  const [{ prospectId }] = items;
  const { body } = await stack.demo.get(`/v1/conversations/${prospectId}/messages`);
  expect(body.items.map(({ text }: { text?: string }) => text)).toEqual([expect.stringContaining(TEXT)]);
  await stack.demo.call('DELETE', `/v1/prospects/${prospectId}`);
});
