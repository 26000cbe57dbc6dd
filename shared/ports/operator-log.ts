type Facts = Readonly<Record<string, string | number | undefined>>;

/**
 * What the people who run a stage should know of without looking for it; alarms count its codes. Ids and codes, never an
 * address or a text. Does not fail.
 */
export interface OperatorLog {
  warn(code: string, facts: Facts): void;
}
