import type { BroadcastFigures } from './broadcast/broadcast-model.ts';
import type { FairnessFigures } from './broadcast/fairness-model.ts';
import type { BundleFigures } from './bundles/measure-bundles.ts';
import type { InboxFigures } from './inbox/measure-inbox.ts';
import type { LedgerFigures } from './ledger/measure-ledger.ts';
import { SCENARIO_NAMES } from './ledger/scenarios.ts';
import type { LocalStackFigures } from './local-stack.ts';
import type { PlanningFigures } from './broadcast/measure-planning.ts';
import type { Figures } from './parts.ts';
import type { RenderingFigures } from './rendering/measure-rendering.ts';
import type { RoutingFigures } from './routing/measure-routing.ts';
import { dollars, durationOf, markdownTable, RENDERED, thousands, times } from './wording.ts';

/** The figures as tables that a person reads, one heading for each part that was measured. */
export function report({
  ledger,
  routing,
  rendering,
  inbox,
  bundles,
  model,
  fairness,
  planning,
  localStack,
}: Figures): string {
  const sections = [
    ledger && ['What a message costs', ...ledgerTables(ledger)],
    routing && ['Routing on one core', routingTable(routing)],
    rendering && ['Rendering one message (processor time)', renderingTable(rendering)],
    inbox && ['The first looks at an inbox (read units)', inboxTable(inbox)],
    bundles && ['Bundles and cold starts', bundleTable(bundles)],
    model && ['A broadcast to a million people (modelled)', modelTable(model)],
    fairness && ['While that goes on (modelled)', fairnessTable(fairness)],
    planning && ['A broadcast on this machine', planningTable(planning)],
    localStack && ['The local stack', localStackTable(localStack)],
  ];
  return sections
    .filter((section) => section !== undefined)
    .map(([heading, ...tables]) => [`## ${heading}`, ...tables].join('\n\n'))
    .join('\n\n');
}

function ledgerTables(figures: LedgerFigures): string[] {
  const { scenarios, growth, region, pricesAsOf } = figures;
  const money = scenarios.map((each) => [
    `${SCENARIO_NAMES[each.scenario]}, batches of ${each.batch}`,
    dollars(each.cost.total),
    dollars(each.lowerBound.total),
    times(each.timesLowerBound),
    dollars(each.careless.total),
    times(each.carelessTimes),
  ]);
  const items = ['api', 'functions', 'queues', 'table', 'scheduler', 'events', 'logs'] as const;
  const parts = scenarios.map((each) => [
    `${each.scenario}, ${each.batch}`,
    ...items.map((item) => dollars(each.cost[item])),
  ]);
  const units = scenarios.map((each) => [
    `${each.scenario}, ${each.batch}`,
    each.requests.toFixed(2),
    each.perMessage.sqsRequests.toFixed(2),
    each.perMessage.writeUnits.toFixed(2),
    each.perMessage.readUnits.toFixed(2),
    `${Math.round(each.perMessage.logBytes)} B`,
    `${each.cpuMs.toFixed(1)} ms`,
  ]);
  const functions = [...new Set(scenarios.flatMap((each) => Object.keys(each.cpuMsByFunction)))];
  const cpu = functions.map((label) => [
    label,
    ...scenarios.map((each) => each.cpuMsByFunction[label]?.toFixed(1) ?? ''),
  ]);
  const grown = growth.steps.map((step) => [
    thousands(step.stored),
    step.requests.toFixed(2),
    step.writeUnits.toFixed(2),
    step.readUnits.toFixed(2),
  ]);
  return [
    `Dollars for a million messages at the list prices of ${region}, ${pricesAsOf}, without what providers ask for:`,
    markdownTable(
      ['a million times', 'Coccinelle', 'lower bound', 'ratio', 'careless design', 'ratio'],
      money,
    ),
    'SQS: one request for what a function hands over together, one to receive a batch, one to delete it; each started 64 KB counts again. Polls of empty queues are not counted: they cost the same whatever is sent. Waiting times are assumed (bench/ledger/duration.ts).',
    'Where the money goes:',
    markdownTable(['scenario, batch', ...items], parts),
    'For one message:',
    markdownTable(
      ['scenario, batch', 'requests', 'of which SQS', 'write units', 'read units', 'logged', 'CPU'],
      units,
    ),
    'Processor time for one message, in ms, by function:',
    markdownTable(['function', ...scenarios.map(({ scenario, batch }) => `${scenario}, ${batch}`)], cpu),
    `A recipient of a broadcast, in a full pack, takes ${figures.packed.email.writeUnits.toFixed(2)} write units by e-mail and ${figures.packed.sms.writeUnits.toFixed(2)} by SMS (budget: 2.1).`,
    `The first SMS after ten quiet minutes reads ${figures.afterSilence.readUnits} units and ${figures.afterSilence.parameterReads} secrets: settings, keys and health are kept for seconds to minutes.`,
    `One SMS to somebody with a history, in batches of 10, as the table grows (rise: ${growth.risePercent} %):`,
    markdownTable(['messages stored', 'requests', 'write units', 'read units'], grown),
  ];
}

function planningTable(figures: PlanningFigures): string {
  const { people, readMs, plannedMs, plannedCpuSeconds, grownMb, channels } = figures;
  const { sentMs, grownUntilSentMb, accounted, accepted, delivery } = figures;
  const mix = Object.entries(channels)
    .filter(([, count]) => count > 0)
    .map(([channel, count]) => `${thousands(count)} ${channel}`);
  const cpu = plannedCpuSeconds === undefined ? '?' : durationOf(plannedCpuSeconds);
  return markdownTable(
    ['what', 'measured', 'budget'],
    [
      [`a file of ${thousands(people)} people, read`, durationOf(readMs / 1_000), ''],
      [`everybody decided on (${mix.join(', ')})`, durationOf(plannedMs / 1_000), '60 s'],
      ['processor time of the whole stack meanwhile', cpu, ''],
      ['memory of the whole stack grew meanwhile by', `${grownMb ?? '?'} MB`, '300 MB'],
      ['everybody with the simulated providers', durationOf(sentMs / 1_000), ''],
      ['memory of the whole stack grew until then by', `${grownUntilSentMb ?? '?'} MB`, ''],
      [
        'accounted for, of whom accepted',
        `${thousands(accounted)}, ${thousands(accepted)}`,
        thousands(people),
      ],
      [
        `${thousands(delivery.people)} more people, until the last receipt is counted`,
        durationOf(delivery.deliveredMs / 1_000),
        '',
      ],
      [
        'accounted for, sent, delivered, failed',
        [delivery.accounted, delivery.sent, delivery.delivered, delivery.failed].map(thousands).join(', '),
        `${thousands(delivery.people)}, none failed`,
      ],
    ],
  );
}

function routingTable(figures: RoutingFigures): string {
  return markdownTable(
    ['what', 'measured', 'aim'],
    [
      ['decisions on an everyday reminder', `${thousands(figures.remindersPerSecond)}/s`, '≥ 200,000/s'],
      ['decisions on 144 different messages', `${thousands(figures.decisionsPerSecond)}/s`, ''],
      [
        'json-rules-engine on the same',
        `${thousands(figures.rulesEnginePerSecond)}/s (ratio ${figures.ratio})`,
        '',
      ],
    ],
  );
}

function inboxTable(figures: readonly InboxFigures[]): string {
  const rows = figures.map(({ conversations, toAnswer, all, oneChannel, counts, sync }) => [
    thousands(conversations),
    ...[toAnswer, all, oneChannel, counts, sync].map(String),
  ]);
  const headings = [
    'conversations',
    'to answer',
    'all',
    'one channel',
    'counts of a view',
    'sync of 50 changes',
  ];
  return markdownTable(headings, rows);
}

function renderingTable(figures: readonly RenderingFigures[]): string {
  const rows = figures.map(({ channel, examples, longest }) => [
    RENDERED[channel],
    `${examples} µs`,
    '≤ 200 µs',
    `${longest} µs`,
  ]);
  return markdownTable(['message of the catalogue', 'with examples', 'aim', 'with the longest values'], rows);
}

function bundleTable(figures: readonly BundleFigures[]): string {
  const rows = figures.map((each) => [
    each.name,
    `${each.kb} KB (≤ ${each.limitKb})`,
    `${each.defaultKb} KB (${times(each.defaultKbTimes)})`,
    `${each.initMs} ms`,
    times(each.timesEmpty),
    `${each.defaultInitMs} ms (${times(each.defaultInitTimes)})`,
  ]);
  const header = ['function', 'bundle', 'default way', 'start', 'beside an empty handler', 'default way'];
  return markdownTable(header, rows);
}

function modelTable(figures: readonly BroadcastFigures[]): string {
  const rows = figures.map((each) => [
    `${each.channel} (${each.rate})`,
    durationOf(each.seconds),
    durationOf(each.limitSeconds),
    each.ratio.toFixed(3),
    String(each.concurrency),
    `${each.reportsPerSecond}/s (the API lets in ${each.throttlePerSecond}/s)`,
  ]);
  return markdownTable(
    ['channel', 'takes', 'provider’s own limit', 'ratio', 'senders at once', 'webhooks'],
    rows,
  );
}

function localStackTable(local: LocalStackFigures): string {
  return markdownTable(
    ['what', 'measured', 'aim'],
    [
      ['start to the first answer', `${(local.readyMs / 1_000).toFixed(1)} s`, '≤ 20 s'],
      [
        'warm POST /v1/messages, median (95th percentile)',
        `${local.medianPostMs} ms (${local.p95PostMs} ms)`,
        '≤ 40 ms',
      ],
      [
        `${thousands(local.messages)} messages by 20 clients: delivered`,
        `${thousands(local.delivered)} in ${(local.deliveredAfterMs / 1_000).toFixed(1)} s`,
        'all',
      ],
      ['– of which twice', String(local.sentTwice), '0'],
      ['memory of the whole stack afterwards', `${local.memoryMb ?? '?'} MB`, '< 800 MB'],
    ],
  );
}

function fairnessTable(figures: readonly FairnessFigures[]): string {
  return markdownTable(
    ['channel', 'a reminder waits, at p99', '300 people of another tenant', 'in a queue that is not fair'],
    figures.map(({ channel, reminderSeconds, smallBroadcastSeconds, withoutFairQueueSeconds }) => [
      channel,
      `${reminderSeconds.toFixed(2)} s`,
      `${smallBroadcastSeconds.toFixed(1)} s`,
      durationOf(Math.round(withoutFairQueueSeconds)),
    ]),
  );
}
