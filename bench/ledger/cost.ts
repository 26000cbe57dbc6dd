import { PRICES } from '../prices.ts';
import type { Usage } from './usage.ts';

/** Dollars for a million messages, by what is paid for. */
export interface Cost {
  api: number;
  functions: number;
  queues: number;
  table: number;
  scheduler: number;
  events: number;
  logs: number;
  files: number;
  total: number;
}

const MILLION = 1_000_000;
const GIGABYTE = 1e9;
/** Every function of the stack has half a gigabyte (`lib/constructs/service-function.ts`). */
export const MEMORY_MEGABYTES = 512;

/** @param usage of one message. @param milliseconds that its functions run, all together. */
export function costOf(usage: Readonly<Usage>, milliseconds: number): Cost {
  const gbSeconds = (milliseconds / 1_000) * (MEMORY_MEGABYTES / 1_024);
  const parts = {
    api: usage.apiRequests * PRICES.apiRequest,
    functions: usage.invocations * PRICES.lambdaRequest + gbSeconds * PRICES.lambdaGbSecond,
    queues: usage.sqsRequests * PRICES.sqsRequest,
    table: usage.writeUnits * PRICES.writeUnit + usage.readUnits * PRICES.readUnit,
    scheduler: usage.scheduledInvocations * PRICES.scheduledInvocation,
    events: usage.events * PRICES.event,
    logs: (usage.logBytes / GIGABYTE) * PRICES.logGigabyte,
    files: usage.s3Puts * PRICES.s3Put + usage.s3Gets * PRICES.s3Get,
  };
  const sum = Object.values(parts).reduce((total, part) => total + part, 0);
  const perMillion = Object.entries({ ...parts, total: sum }).map(([name, dollars]) => [
    name,
    cents(dollars * MILLION),
  ]);
  return Object.fromEntries(perMillion) as Cost;
}

function cents(dollars: number): number {
  return Math.round(dollars * 100) / 100;
}
