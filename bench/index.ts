/**
 * `npm run bench [-- --json] [--only ledger,model] [--small] [--write-baseline]`: what the README claims, measured here
 * and now. `--small`: whether every part runs, in seconds; the figures say nothing. Nothing leaves this machine.
 */
import { parseArgs } from 'node:util';
import { writeBaseline } from './ledger/baseline.ts';
import { measure, readParts } from './parts.ts';
import { report } from './report.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    small: { type: 'boolean', default: false },
    'write-baseline': { type: 'boolean', default: false },
  },
});
if (values.small && values['write-baseline'])
  throw new Error('A baseline is what was measured in full: leave out --small');
const figures = await measure(readParts(values.only), values.small ? 'small' : 'full');
if (values['write-baseline'] && figures.ledger !== undefined) writeBaseline(figures.ledger.scenarios);
console.log(values.json ? JSON.stringify(figures, undefined, 2) : report(figures));
