import type { RowError } from '../domain/audience.ts';

/** Rows that do not fit, for a spreadsheet: row, column, what is wrong. `refused`: of how many these are the first. */
export function errorFile(rows: readonly RowError[], refused: number): string {
  const lines = rows.flatMap(({ row, errors }) =>
    errors.map(({ path, message }) => [row, path === '' ? 'row' : path, message].map(cell).join(',')),
  );
  const more = refused > rows.length ? [`,,${cell(`and ${refused - rows.length} more rows`)}`] : [];
  return `\ufeff${['row,column,problem', ...lines, ...more].join('\r\n')}\r\n`;
}

function cell(value: string | number): string {
  const text = String(value);
  // What a spreadsheet would take for a formula is text.
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
