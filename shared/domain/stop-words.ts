/** The words of the French SMS charter and of Twilio, compared without case, accents or punctuation. */
const STOP = new Set([
  'STOP',
  'STOPALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'ARRET',
  'ARRETE',
  'DESABONNER',
]);
const START = new Set(['START', 'UNSTOP', 'REPRENDRE']);

/** What a whole message commands: STOP among other words is a message for a human. */
export function commandOf(text: string): 'stop' | 'start' | undefined {
  const word = text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .trim()
    .toUpperCase();
  if (STOP.has(word)) return 'stop';
  return START.has(word) ? 'start' : undefined;
}
