/** `npm run bench [-- --json]`: what the README claims, measured here and now. Nothing leaves this machine. */
import { parseArgs } from 'node:util';
import { type BundleFigures, measureBundles } from './bundles.ts';
import { type LocalStackFigures, measureLocalStack } from './local-stack.ts';
import { measureRouting, type RoutingFigures } from './routing/measure-routing.ts';

interface Figures {
  localStack: LocalStackFigures;
  routing: RoutingFigures;
  bundles: BundleFigures[];
}

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const figures: Figures = {
  routing: await measureRouting(),
  bundles: await measureBundles(),
  localStack: await measureLocalStack(),
};
console.log(values.json ? JSON.stringify(figures, undefined, 2) : asTable(figures));

function asTable({ localStack: local, routing, bundles }: Figures): string {
  const rows: [string, string, string][] = [
    ['start of the local stack to its first answer', `${(local.readyMs / 1_000).toFixed(1)} s`, '≤ 20 s'],
    [
      'warm POST /v1/messages, median (95th percentile)',
      `${local.medianPostMs} ms (${local.p95PostMs} ms)`,
      '≤ 40 ms',
    ],
    [
      `${local.messages} messages by 20 clients: delivered`,
      `${local.delivered} in ${(local.deliveredAfterMs / 1_000).toFixed(1)} s`,
      'all',
    ],
    ['– of which twice', String(local.sentTwice), '0'],
    ['memory of the whole local stack afterwards', `${local.memoryMb ?? '?'} MB`, '< 800 MB'],
    ['routing decisions on one core', `${routing.remindersPerSecond.toLocaleString('en')}/s`, '≥ 200,000/s'],
    [
      '– of a mixed corpus, beside json-rules-engine',
      `${routing.decisionsPerSecond.toLocaleString('en')}/s, ${routing.ratio} ×`,
      '',
    ],
    ...bundles.map(({ name, kb, limitKb }): [string, string, string] => [
      `bundle of ${name}`,
      `${kb} KB`,
      `≤ ${limitKb} KB`,
    ]),
  ];
  return ['| what | measured | aim |', '|---|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join(
    '\n',
  );
}
