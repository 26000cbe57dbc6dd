/**
 * `npm run bench [-- --json] [--only ledger,model] [--write-baseline]`: what the README claims, measured here and now.
 * Nothing leaves this machine.
 */
import { parseArgs } from 'node:util';
import { writeBaseline } from './ledger/baseline.ts';
import { measure, readParts } from './parts.ts';
import { report } from './report.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    'write-baseline': { type: 'boolean', default: false },
  },
});
const figures = await measure(readParts(values.only));
if (values['write-baseline'] && figures.ledger !== undefined) writeBaseline(figures.ledger.scenarios);
console.log(values.json ? JSON.stringify(figures, undefined, 2) : report(figures));
