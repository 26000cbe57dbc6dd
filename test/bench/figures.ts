import type { BundleFigures } from '../../bench/bundles/measure-bundles.ts';
import type { Cost } from '../../bench/ledger/cost.ts';
import type { ScenarioFigures } from '../../bench/ledger/measure-ledger.ts';
import { SCENARIOS } from '../../bench/ledger/scenarios.ts';
import { noUsage } from '../../bench/ledger/usage.ts';
import type { Figures } from '../../bench/parts.ts';

const costing = (total: number): Cost => ({
  api: 0,
  functions: 0,
  queues: 0,
  table: 0,
  scheduler: 0,
  events: 0,
  logs: 0,
  files: 0,
  total,
});

function scenario(name: ScenarioFigures['scenario'], batch: number): ScenarioFigures {
  const [cost, least] = batch === 1 ? [20, 16] : [12, 10];
  return {
    scenario: name,
    batch,
    requests: 20,
    perMessage: { ...noUsage(), writeUnits: 4, readUnits: 8 },
    byFunction: {},
    cpuMs: 10,
    cpuMsByFunction: {},
    cost: costing(cost),
    lowerBound: costing(least),
    careless: costing(80),
    timesLowerBound: cost / least,
    carelessTimes: 80 / cost,
  };
}

function bundle(name: string, kb: number, defaultKb: number): BundleFigures {
  return {
    name,
    kb,
    limitKb: 600,
    defaultKb,
    initMs: 100,
    emptyInitMs: 30,
    defaultInitMs: 200,
    timesEmpty: 3.3,
    defaultInitTimes: 2,
    defaultKbTimes: 5,
  };
}

/** What a whole bench prints, in round figures. */
export const FIGURES: Figures = {
  machine: { cores: 2, node: 'v24.21.0', date: '2026-11-30' },
  ledger: {
    region: 'eu-west-3',
    pricesAsOf: '2026-11',
    scenarios: SCENARIOS.flatMap((name) => [scenario(name, 1), scenario(name, 10)]),
    growth: {
      steps: [1_000, 100_000].map((stored) => ({ stored, requests: 20, writeUnits: 4, readUnits: 8 })),
      risePercent: 0,
    },
    afterSilence: { ...noUsage(), readUnits: 16 },
    packed: { email: { ...noUsage(), writeUnits: 2.08 }, sms: { ...noUsage(), writeUnits: 2.08 } },
  },
  routing: {
    remindersPerSecond: 300_000,
    decisionsPerSecond: 200_000,
    rulesEnginePerSecond: 1_000,
    ratio: 200,
  },
  rendering: [
    { channel: 'sms', examples: 10, longest: 40 },
    { channel: 'email', examples: 100, longest: 400 },
    { channel: 'whatsapp', examples: 12, longest: 50 },
  ],
  inbox: [1_000, 100_000].map((conversations) => ({
    conversations,
    toAnswer: 17,
    all: 15.5,
    oneChannel: 4.5,
    counts: 27.5,
    sync: 4,
  })),
  bundles: [bundle('openapi', 29, 66), bundle('run-follow-up', 488, 2_742)],
  model: [
    {
      channel: 'email',
      rate: '10 calls of 100 a second',
      recipients: 1_000_000,
      seconds: 1_050,
      limitSeconds: 1_000,
      ratio: 1.05,
      concurrency: 5,
      reportsPerSecond: 1_000,
      throttlePerSecond: 500,
    },
  ],
  localStack: {
    readyMs: 5_000,
    medianPostMs: 30,
    p95PostMs: 60,
    messages: 2_000,
    acceptedPerSecond: 50,
    deliveredAfterMs: 60_000,
    delivered: 2_000,
    sentTwice: 0,
    memoryMb: 500,
  },
};
