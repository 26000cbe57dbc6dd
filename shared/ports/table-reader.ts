import type { TableRow } from '../domain/table-row.ts';

/** The file is no table, or not from a row on: `message` says what is wrong, for the person who made it. */
export class UnreadableTable extends Error {}

/**
 * Reads a table that a person saved from a spreadsheet, row by row, however large.
 * @throws UnreadableTable
 */
export type TableReader = (
  file: AsyncIterable<Uint8Array>,
) => Promise<{ columns: readonly string[]; rows: AsyncIterable<TableRow> }>;
