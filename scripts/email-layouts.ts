/**
 * Renders the layout of e-mails into the fragments that are filled at run time: `npm run email-layouts`.
 * With `-- --preview <folder>` it writes what they make of every e-mail's examples there.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { layoutFragments } from './email-layouts/layout-fragments.ts';
import { previews } from './email-layouts/previews.ts';

const { values } = parseArgs({ options: { preview: { type: 'string' } } });

if (values.preview === undefined) {
  const fragments = await layoutFragments();
  writeFileSync(
    new URL('../shared/domain/templates/email-html/layout.json', import.meta.url),
    `${JSON.stringify(fragments, undefined, 2)}\n`,
  );
} else {
  mkdirSync(values.preview, { recursive: true });
  for (const [name, html] of previews()) writeFileSync(`${values.preview}/${name}.html`, html);
}
