/** The middle value; the lower of the two middle ones of an even number. @throws RangeError without values. */
export function medianOf(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('There is no median of nothing');
  return middle;
}
