/** Writes the document that `GET /v1/openapi.json` serves: `npm run openapi`. */
import { writeFileSync } from 'node:fs';
import { openApiDocument } from '../shared/contracts/openapi.ts';

writeFileSync(
  new URL('../lambdas/openapi/openapi.json', import.meta.url),
  `${JSON.stringify(openApiDocument(), undefined, 2)}\n`,
);
