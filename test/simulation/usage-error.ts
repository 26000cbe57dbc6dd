/** What was asked for cannot be done as it was typed: said in one line, without where in the code that was noticed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
