import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { layoutFragments } from '../../../scripts/email-layouts/layout-fragments.ts';

const KEPT = new URL('../../../shared/domain/templates/email-html/layout.json', import.meta.url);

test('The layout that is filled is the one that MJML makes: npm run email-layouts', async () => {
  expect(JSON.parse(await readFile(KEPT, 'utf8'))).toEqual(await layoutFragments());
});
