import { type Design, type Need, sumOf } from './needs.ts';
import type { Scenario } from './scenarios.ts';

/**
 * What a design costs that nobody thought about, worked out and not measured: one item a message that holds its text
 * and its status, an index on the status, a stream that feeds statistics, an event and a log of everything, one
 * schedule and one queue request a message. All of it is common practice.
 */
export function carelessDesign(scenario: Scenario): Design {
  const attempts = scenario === 'fallback' ? 2 : 1;
  // accepted, routed, then for each attempt sending and its result, and what the provider reports.
  const stateChanges = 2 + 2 * attempts + 2;
  const callbacks = 2;
  const schedules = attempts;
  const hops = 2 * attempts + callbacks + schedules;
  const invocations = 1 + hops + callbacks + stateChanges;
  return sumOf([
    { why: 'the request and every callback, the useless ones too', usage: { apiRequests: 1 + callbacks } },
    ...storage(stateChanges, attempts),
    {
      why: 'each message is sent, received and deleted alone',
      usage: { sqsRequests: 3 * hops },
      waits: { queue: hops },
    },
    {
      why: 'one schedule for each attempt, which looks whether it arrived',
      usage: { schedulerCalls: schedules, scheduledInvocations: schedules },
      waits: { scheduler: schedules },
    },
    {
      why: 'an event for each state, whoever listens',
      usage: { events: stateChanges },
      waits: { events: stateChanges },
    },
    { why: 'each hop, callback and stream record is an invocation', usage: { invocations } },
    {
      why: 'the provider and its secret, which is fetched each time',
      usage: { providerCalls: attempts, parameterReads: attempts + callbacks },
      waits: { provider: attempts, parameters: attempts + callbacks },
    },
    {
      why: 'the whole event (2 KB) and what the platform says of each invocation (0.4 KB) are logged',
      usage: { logBytes: 2_400 * invocations },
    },
  ]);
}

function storage(stateChanges: number, attempts: number): Need[] {
  // 1.2 KB: text, addresses, decision and status together.
  const item = 2;
  const index = 2 * item;
  return [
    {
      why: 'the item of more than 1 KB is written for each state, and the status in the index key moves it there',
      usage: { writeUnits: stateChanges * (item + index) },
      waits: { table: stateChanges },
    },
    { why: 'claims are transactions, which count double', usage: { writeUnits: attempts * (item + index) } },
    { why: 'statistics: one counter for each record of the stream', usage: { writeUnits: stateChanges } },
    {
      why: 'tenant, key, person and message are read again in each function, consistently',
      usage: { readUnits: 4 * (2 + attempts) },
      waits: { table: 2 + attempts },
    },
  ];
}
