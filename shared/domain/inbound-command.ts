/** What a person can say in answer to a question of ours. */
export const ANSWERS = ['yes', 'no', 'later', 'cancel'] as const;
export type Answer = (typeof ANSWERS)[number];

/** What a whole message can command. */
export const INBOUND_COMMANDS = ['stop', 'start', 'help', ...ANSWERS] as const;
export type InboundCommand = (typeof INBOUND_COMMANDS)[number];

/**
 * The words of the French SMS charter and of Twilio, in both languages, and the labels of our own buttons, folded.
 * CANCEL ends messages, as Twilio has it; ANNULER is an answer.
 */
const WORDS: Readonly<Record<InboundCommand, readonly string[]>> = {
  stop: [
    'stop',
    'stopall',
    'unsubscribe',
    'cancel',
    'end',
    'quit',
    'arret',
    'arrete',
    'desabonner',
    'ne plus recevoir',
    'stop these alerts',
  ],
  start: ['start', 'unstop', 'reprendre'],
  help: ['help', 'info', 'aide', 'contact'],
  yes: [
    'oui',
    'yes',
    'ok',
    'daccord',
    'je confirme',
    'oui je confirme',
    'yes i confirm',
    'cela me convient',
    'it suits me',
  ],
  no: ['non', 'no', 'non merci', 'no thanks', 'no thank you'],
  later: [
    'plus tard',
    'later',
    'changer de date',
    'change the date',
    'reporter',
    'reschedule',
    'autre date',
    'another date',
  ],
  cancel: ['annuler', 'annule', 'jannule', 'non jannule', 'i cancel', 'no i cancel'],
};

const COMMANDS = new Map(
  INBOUND_COMMANDS.flatMap((command) => WORDS[command].map((word) => [word, command] as const)),
);

/**
 * What a whole message commands, compared without case, accents or punctuation: STOP among other words is a message
 * for a human. Whether an answer answers anything is another question: see `domain/pending-question.ts`.
 */
export function commandOf(text: string): InboundCommand | undefined {
  return COMMANDS.get(folded(text));
}

export function isAnswer(command: InboundCommand | undefined): command is Answer {
  return ANSWERS.some((answer) => answer === command);
}

/** Lower case, without accents and punctuation, single spaces. */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
