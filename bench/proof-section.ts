import type { BundleFigures } from './bundles/measure-bundles.ts';
import type { LedgerFigures } from './ledger/measure-ledger.ts';
import { SCENARIO_NAMES, SCENARIOS } from './ledger/scenarios.ts';
import type { Figures } from './parts.ts';
import { dollars, durationOf, markdownTable, RENDERED, thousands, times } from './wording.ts';

/** What `npm run simulate -- --guards --json` prints. */
export interface SimulationFigures {
  readonly seedsPerSecond: number;
  readonly seeds: number;
  /** How many faults struck in all of them. */
  readonly faults: number;
  /** Guards that were taken out one at a time, and how many seeds it took to notice; `null` when nothing did. */
  readonly guards: readonly {
    readonly name: string;
    /** What the guard is for. */
    readonly keeps: string;
    /** The promise that was broken without it. */
    readonly breaks: string | null;
    readonly seeds: number | null;
  }[];
}

const PROOF_BEGIN = '<!-- proof:begin -->';
const PROOF_END = '<!-- proof:end -->';

/** Puts a section between the marks of a document. @throws Error when the marks are not there, in order. */
export function replaceProof(document: string, section: string): string {
  const [begin, end] = [document.indexOf(PROOF_BEGIN), document.indexOf(PROOF_END)];
  if (begin === -1 || end < begin) throw new Error(`The document has no ${PROOF_BEGIN} … ${PROOF_END}`);
  return `${document.slice(0, begin + PROOF_BEGIN.length)}\n${section}\n${document.slice(end)}`;
}

/** The README's account of what was proven and measured. @throws Error that names the part that was not measured. */
export function proofSection(figures: Figures, simulation: SimulationFigures): string {
  return [promises(simulation), costs(figures), speed(figures)].join('\n\n');
}

function required<T>(part: T | undefined, name: string): T {
  if (part === undefined) throw new Error(`The bench did not measure ${name}: run it without --only`);
  return part;
}

function promises({ seeds, seedsPerSecond, faults, guards }: SimulationFigures): string {
  const rows = guards.map(({ name, keeps, breaks, seeds: needed }) => [
    `\`${name}\``,
    keeps,
    needed === null ? '**not noticed**' : `\`${breaks ?? ''}\` in seed ${thousands(needed)}`,
  ]);
  return [
    '### Nothing lost, nothing doubled',
    `\`npm run simulate\` plays days in which functions die between any two effects, queues deliver twice, webhooks come late, out of order or never, clocks are wrong and providers hang, refuse and lose answers ([docs/simulation.md](docs/simulation.md)). Then every message must have ended, have reached the person as often as was promised, and say so. **${thousands(seeds)} days with ${thousands(faults)} faults and without a broken promise** (${thousands(Math.round(seedsPerSecond))} days a second).`,
    'That it would notice is shown with each guard taken out of the product’s code in turn (`npm run simulate -- --break <guard>`):',
    markdownTable(['guard', 'keeps', 'promise broken without it'], rows),
  ].join('\n\n');
}

function costs(figures: Figures): string {
  const ledger = required(figures.ledger, 'the ledger');
  const rows = SCENARIOS.map((scenario) => {
    const [alone, full] = [figureOf(ledger, scenario, 1), figureOf(ledger, scenario, 10)];
    return [
      SCENARIO_NAMES[scenario],
      `**${dollars(full.cost.total)}** (${times(full.timesLowerBound)})`,
      `${dollars(alone.cost.total)} (${times(alone.timesLowerBound)})`,
      `${dollars(full.careless.total)} (${times(full.carelessTimes)})`,
    ];
  });
  const { steps, risePercent } = ledger.growth;
  const single = figureOf(ledger, 'sms', 10).perMessage;
  return [
    '### What a million messages cost',
    `What AWS asks for, from the client’s request to the provider’s receipt, at the list prices of ${ledger.region} (${ledger.pricesAsOf}); what Twilio and Resend ask for comes on top. In brackets: how many times the least that any design with the same promises needs, worked out in \`bench/ledger/lower-bound.ts\`.`,
    markdownTable(
      [
        'a million times',
        'queues busy (batches of 10; aim ≤ 1.3 ×)',
        'queues idle (batches of 1; aim ≤ 1.6 ×)',
        'a careless design (times ours)',
      ],
      rows,
    ),
    `A single message is ${single.writeUnits} write units and ${single.readUnits} read units. With ${thousands(steps.at(-1)?.stored ?? 0)} messages stored it uses ${risePercent === 0 ? 'exactly as much as' : `${risePercent} % more than`} with ${thousands(steps[0]?.stored ?? 0)}. Requests, units and log bytes are counted over the real handlers; processor time is this machine’s; how long AWS and the providers take to answer is assumed (\`bench/ledger/duration.ts\`).`,
  ].join('\n\n');
}

function figureOf({ scenarios }: LedgerFigures, scenario: string, batch: number) {
  const found = scenarios.find((each) => each.scenario === scenario && each.batch === batch);
  if (found === undefined) throw new Error(`The ledger has no ${scenario} in batches of ${batch}`);
  return found;
}

function speed(figures: Figures): string {
  const machine = required(figures.machine, 'the machine');
  const rows = [
    ...routingRows(figures),
    ...renderingRows(figures),
    ...inboxRows(figures),
    ...bundleRows(required(figures.bundles, 'the bundles')),
    ...localRows(figures),
    ...broadcastRows(figures),
  ];
  return [
    '### Speed',
    `\`npm run bench\` on ${machine.cores} shared cores, Node ${machine.node.replace('v', '')}, ${machine.date}. Trust the ratios: milliseconds are this machine’s.`,
    markdownTable(['what', 'measured', 'beside'], rows),
  ].join('\n\n');
}

function routingRows(figures: Figures): string[][] {
  const { remindersPerSecond, decisionsPerSecond, rulesEnginePerSecond, ratio } = required(
    figures.routing,
    'routing',
  );
  return [
    [
      'routing decisions on one core, everyday reminder',
      `${thousands(remindersPerSecond)}/s`,
      'aim: 200,000/s',
    ],
    [
      'the same for 144 different messages',
      `${thousands(decisionsPerSecond)}/s`,
      `json-rules-engine: ${thousands(rulesEnginePerSecond)}/s (${ratio} × slower)`,
    ],
  ];
}

function renderingRows(figures: Figures): string[][] {
  return required(figures.rendering, 'rendering').map(({ channel, examples, longest }) => [
    `processor time of rendering one ${RENDERED[channel]} (with the longest values)`,
    `${examples} µs (${longest} µs)`,
    'aim: 200 µs',
  ]);
}

/** The first page of what is to answer, in a small inbox and in a large one. */
function inboxRows(figures: Figures): string[][] {
  const inboxes = required(figures.inbox, 'inbox');
  const units = inboxes.map(({ toAnswer }) => String(toAnswer)).join(' and ');
  const sizes = inboxes.map(({ conversations }) => thousands(conversations)).join(' and ');
  return [['read units of the first page of an inbox', units, `with ${sizes} conversations; aim: the same`]];
}

function bundleRows(bundles: readonly BundleFigures[]): string[][] {
  const range = (of: (each: BundleFigures) => number): [number, number] => {
    const values = bundles.map(of);
    return [Math.min(...values), Math.max(...values)];
  };
  const [kb, defaultKb] = [range((each) => each.kb), range((each) => each.defaultKb)];
  const [start, defaultStart] = [range((each) => each.initMs), range((each) => each.defaultInitMs)];
  const empty = bundles[0]?.emptyInitMs ?? 0;
  return [
    [
      'size of a function',
      `${kb[0]}–${kb[1]} KB`,
      `bundled the default way: ${defaultKb[0]}–${defaultKb[1]} KB`,
    ],
    [
      'cold start of a function',
      `${Math.round(start[0])}–${Math.round(start[1])} ms`,
      `default way: ${Math.round(defaultStart[0])}–${Math.round(defaultStart[1])} ms; empty handler: ${Math.round(empty)} ms`,
    ],
  ];
}

function localRows(figures: Figures): string[][] {
  const local = required(figures.localStack, 'the local stack');
  return [
    ['local stack: start to first answer', `${(local.readyMs / 1_000).toFixed(1)} s`, 'aim: 20 s'],
    ['warm POST /v1/messages, median', `${local.medianPostMs} ms`, 'aim: 40 ms'],
    [
      `${thousands(local.messages)} messages by 20 clients`,
      `${thousands(local.delivered)} delivered in ${(local.deliveredAfterMs / 1_000).toFixed(1)} s, ${local.sentTwice} twice`,
      'aim: all, none twice',
    ],
    ['memory of the whole stack afterwards', `${local.memoryMb ?? '?'} MB`, 'aim: 800 MB'],
  ];
}

function broadcastRows(figures: Figures): string[][] {
  return required(figures.model, 'the broadcasts').map(({ channel, rate, seconds, limitSeconds, ratio }) => [
    `*modelled:* a million recipients by ${channel} (${rate})`,
    durationOf(seconds),
    `the provider’s own limit: ${durationOf(limitSeconds)} (${ratio.toFixed(2)} ×)`,
  ]);
}
