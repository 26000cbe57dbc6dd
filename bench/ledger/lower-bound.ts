import { type Design, type Need, sumOf } from './needs.ts';
import type { Scenario } from './scenarios.ts';

/**
 * The least that any design with the same promises uses for a message, worked out and not measured. It logs nothing
 * that went well, computes in no time, keeps in memory all that may be a minute old, and asks every provider to tell
 * only what says something new. `batch`: records that a queue hands over at once.
 */
export function lowerBound(scenario: Scenario, batch: number): Design {
  const attempts =
    scenario === 'fallback'
      ? [...refusedAttempt(batch), ...backToRouting(batch), ...deliveredAttempt('email', batch, true)]
      : deliveredAttempt(scenario, batch, false);
  return sumOf([...acceptance(), ...decision(batch), ...attempts]);
}

const takenUp = (why: string, share: number): Need => ({
  why,
  usage: { sqsRequests: 2 * share, invocations: share },
});

/** Gathered from many batches, what is left to do for each of them is next to nothing. */
const counted = (share: number): Need => ({
  why: 'what became of it is counted without a write of its own: told in one message a batch, sent meanwhile',
  usage: { sqsRequests: share },
});

function acceptance(): Need[] {
  return [
    { why: 'a client posts a message', usage: { apiRequests: 1, invocations: 1 } },
    {
      why: 'what is answered 202 is in a queue, and nobody else comes along in this invocation',
      usage: { sqsRequests: 1 },
      waits: { queue: 1 },
    },
    { why: 'and can be read at once: one item, written meanwhile', usage: { writeUnits: 1 } },
  ];
}

function decision(batch: number): Need[] {
  const each = 1 / batch;
  return [
    takenUp('nobody waits for what a decision reads: it is taken behind the queue', each),
    {
      why: 'the person and the addresses could be one item, and a decision may be a moment out of date',
      usage: { readUnits: 0.5 },
      waits: { table: each },
    },
    {
      why: 'a channel that hangs must not hold up the others: each has its queue',
      usage: { sqsRequests: each },
      waits: { queue: each },
    },
  ];
}

/** Up to the provider's answer, which is written down: without it nobody could tell a crash from a message under way. */
function attempt(batch: number): Need[] {
  const each = 1 / batch;
  return [
    takenUp('the sender of the channel', each),
    {
      why: 'a STOP counts at once: a consistent read of the person',
      usage: { readUnits: 1 },
      waits: { table: each },
    },
    {
      why: 'exactly one sender may call the provider: one conditional write, with the decision in it',
      usage: { writeUnits: 1 },
      waits: { table: each },
    },
    {
      why: 'somebody looks again if nothing is heard: one delayed queue message for the batch, sent meanwhile',
      usage: { sqsRequests: each },
    },
    { why: 'the provider', usage: { providerCalls: 1 }, waits: { provider: each } },
    { why: 'its answer', usage: { writeUnits: 1 }, waits: { table: each } },
    counted(each),
    // A watch covers a batch of attempts, and a batch of watches is worked off at once.
    takenUp('the watch', each * each),
    {
      why: 'the watch looks whether the attempt is settled',
      usage: { readUnits: 0.5 },
      waits: { table: each * each },
    },
  ];
}

function refusedAttempt(batch: number): Need[] {
  return [
    ...attempt(batch),
    { why: 'a number that the carrier calls invalid is not used again', usage: { writeUnits: 1 } },
    { why: 'message.failed is published', usage: { events: 1 } },
  ];
}

function backToRouting(batch: number): Need[] {
  const each = 1 / batch;
  return [
    { why: 'the next channel is decided on', usage: { sqsRequests: each }, waits: { queue: each } },
    ...decision(batch),
  ];
}

function deliveredAttempt(channel: 'sms' | 'email', batch: number, isFallback: boolean): Need[] {
  const each = 1 / batch;
  // Twilio calls for every status; Resend for those that one asks for.
  const callbacks = channel === 'sms' ? 2 : 1;
  const late: Need = {
    why: 'a late receipt for an earlier attempt stops this one: a consistent read of the message',
    usage: { readUnits: 1 },
  };
  return [
    ...(isFallback ? [late] : []),
    ...attempt(batch),
    { why: 'the provider reports', usage: { apiRequests: callbacks, invocations: callbacks } },
    {
      why: 'a report is answered at once and not lost, and nobody else comes along in this invocation',
      usage: { sqsRequests: 1 },
      waits: { queue: 1 },
    },
    takenUp('the report', each),
    { why: 'it is written down', usage: { writeUnits: 1 }, waits: { table: each } },
    counted(each),
    { why: 'message.delivered is published', usage: { events: 1 }, waits: { events: each } },
  ];
}
