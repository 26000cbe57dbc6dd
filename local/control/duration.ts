const PATTERN = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const SECONDS = [604_800, 86_400, 3_600, 60, 1];

/** Milliseconds of an ISO 8601 duration of fixed length, such as `PT6H` or `P2D`; undefined for anything else. */
export function durationMilliseconds(text: string): number | undefined {
  const match = PATTERN.exec(text);
  if (!match || text.endsWith('P') || text.endsWith('T')) return undefined;
  return SECONDS.reduce((sum, length, index) => sum + Number(match[index + 1] ?? 0) * length * 1000, 0);
}
