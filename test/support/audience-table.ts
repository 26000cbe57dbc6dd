import { readCsv } from '../../shared/adapters/csv/csv-table.ts';
import { headingProblem, recipientOf, variablesIn } from '../../shared/contracts/http/audience-row.ts';

/** How files of people are read, as the functions do it. */
export const AUDIENCE_TABLE = { read: readCsv, headingProblem, variablesIn, recipientOf };
