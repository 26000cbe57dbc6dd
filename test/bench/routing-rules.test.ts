import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CORPUS } from '../../bench/routing/corpus.ts';
import { factsOf } from '../../bench/routing/facts.ts';
import { RulesEngine } from '../../bench/routing/rules-engine.ts';
import { route } from '../../shared/domain/routing/route.ts';
import type { RoutingRequest } from '../../shared/domain/routing/situation.ts';
import { anyRequest } from '../support/any-routing-request.ts';

const engine = new RulesEngine();

function chosen(request: RoutingRequest): string | undefined {
  const decision = route(request);
  return decision.outcome === 'send' ? decision.channel : undefined;
}

test('The rules engine that routing is timed beside chooses the same channel for everyday messages', async () => {
  const channels: (string | undefined)[] = [];
  for (const request of CORPUS) {
    const channel = await engine.decide(factsOf(request));
    expect(channel).toBe(chosen(request));
    channels.push(channel);
  }
  // Otherwise agreement would say little.
  expect(new Set(channels)).toEqual(new Set(['sms', 'whatsapp', 'email', undefined]));
});

test('and for whatever can happen', async () => {
  await fc.assert(
    fc.asyncProperty(anyRequest, async (request) => {
      expect(await engine.decide(factsOf(request))).toBe(chosen(request));
    }),
    { numRuns: 500 },
  );
});
