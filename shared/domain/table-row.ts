/** One row of a file that somebody made, by the names in its heading. Cells without text are left out. */
export interface TableRow {
  /** From 1, without the heading. */
  number: number;
  cells: Readonly<Record<string, string>>;
}
