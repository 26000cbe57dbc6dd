/** One guard of the product, and what is left of the code when somebody forgets it. */
export interface Guard {
  name: string;
  /** What it keeps from happening. */
  keeps: string;
  file: string;
  /** The text that is the guard, exactly once in the file. */
  find: string;
  replace: string;
}

const useCase = (name: string): string => `shared/use-cases/${name}.ts`;

/**
 * What the promises rest on. `--break` takes one away, in the product's own code while it is loaded, and the simulation
 * has to notice: a promise that cannot be seen broken is not checked.
 */
export const GUARDS: readonly Guard[] = [
  {
    name: 'claim',
    keeps: 'one sender per attempt: the slot is taken by a conditional write',
    file: 'test/support/memory/message-store.ts',
    find: 'if (by !== undefined && !isSameClaim(by, slot)) return',
    replace: 'if (by?.kind === "ending") return',
  },
  {
    name: 'lease',
    keeps: 'others away from an attempt while a sender is at it',
    file: 'shared/domain/attempt.ts',
    find: "return now < attempt.claim.leaseUntil ? 'held' : 'expired';",
    replace: "return 'claimable';",
  },
  {
    name: 'takeover',
    keeps: 'two runs from taking over the same dead claim',
    file: 'test/support/memory/message-store.ts',
    find: 'const isMine = found?.claim.owner === previousOwner || found?.claim.owner === owner;',
    replace: 'const isMine = true;',
  },
  {
    name: 'request-idempotency',
    keeps: 'a request that is posted again from becoming a second message',
    file: useCase('submit-message'),
    find: "if (held === 'claimed') return undefined;",
    replace: 'return undefined;',
  },
  {
    name: 'provider-idempotency-key',
    keeps: 'an e-mail from leaving twice when its answer was lost',
    file: 'shared/domain/attempt.ts',
    find: 'return `${messageId}-${number}`;',
    replace: 'return `${messageId}-${number}-${Math.random()}`;',
  },
  {
    name: 'uncertain-is-asked',
    keeps: 'an attempt that may have left at a provider without keys from being made again',
    file: useCase('sender-ports'),
    find: 'return now - claim.at < provider.repeatableFor;',
    replace: 'return true;',
  },
  {
    name: 'rank',
    keeps: 'the status from depending on the order of webhooks',
    file: 'shared/domain/attempt.ts',
    find: 'if (rankOf(status) > rankOf(best)) best = status;',
    replace: 'best = status;',
  },
  {
    name: 'earliest-report',
    keeps: 'the instant of a report from depending on the order of webhooks',
    file: 'shared/domain/attempt.ts',
    find: 'if (known !== undefined && known.at <= event.at) return attempt;',
    replace: '',
  },
  {
    name: 'already-tried',
    keeps: 'a channel that failed from being tried again',
    file: 'shared/domain/routing/gates.ts',
    find: '(tried.includes(channel) ? deny() : undefined)',
    replace: 'undefined',
  },
  {
    name: 'second-copy-once',
    keeps: 'reminders that get lost from being sent again and again',
    file: useCase('resolve-attempt'),
    find: 'if (lost.length > 1 || !isAttemptWanted(record, number)) return;',
    replace: 'if (!isAttemptWanted(record, number)) return;',
  },
  {
    name: 'no-second-copy-of-advertising',
    keeps: 'advertisements and surveys from being sent once more in doubt',
    file: 'shared/domain/message.ts',
    find: "return type !== 'marketing' && type !== 'survey';",
    replace: 'return true;',
  },
  {
    name: 'believed-after-a-minute',
    keeps: 'a provider that has not seen the message yet from being believed',
    file: useCase('resolve-attempt'),
    find: 'facts.now - open.attempt.claim.at >= BELIEVED_AFTER',
    replace: 'true',
  },
  {
    name: 'other-messages',
    keeps: 'a message of the same text from being taken for the one that is looked for',
    file: useCase('resolve-attempt'),
    find: '? await messages.providerIdsSince(message.prospect.id, message.createdAt - NEIGHBOURS)',
    replace: '? new Set<string>()',
  },
  {
    name: 'key-age',
    keeps: 'an e-mail from leaving again once its provider has forgotten the idempotency key',
    file: useCase('sender-ports'),
    find: 'return now - claim.at < provider.repeatableFor;',
    replace: 'return provider.repeatableFor > 0;',
  },
  {
    name: 'ticket',
    keeps: 'copies of a command that was put back from multiplying',
    file: 'shared/domain/attempt.ts',
    find: 'return claim.ticket !== ticket && claim.owner !== ticket;',
    replace: 'return false;',
  },
  {
    name: 'come-again',
    keeps: 'an attempt from being left to a run that dies of it',
    file: useCase('send-message'),
    find: '  await sendQueues.send(command.decision.channel, command, queueDelay((at - now) / SECOND));\n',
    replace: '',
  },
  {
    name: 'take-up-again',
    keeps: 'an attempt from being left to a late copy that SQS does not deliver again',
    file: useCase('route-message'),
    find: '    await takeUpAgain(ports, record, number);\n',
    replace: '',
  },
  {
    name: 'watch-first',
    keeps: 'an attempt from being forgotten: somebody looks at it again before it is made',
    file: useCase('make-attempt'),
    find: 'if (!isWatched) await watch(ports, command, attempt);',
    replace: '',
  },
  {
    name: 'follow-up-name',
    keeps: 'repetitions from piling up schedules: names are deterministic',
    file: useCase('sender-ports'),
    find: '`${id}-ask-${number}-${tries}`',
    replace: '`ask-${Math.random()}`',
  },
  {
    name: 'queue-first',
    keeps: 'an accepted message from lying in the table with nobody to look at it',
    file: useCase('submit-message'),
    find: '  await ports.routingQueue.send({ message, number: 1 });\n  await scope.messages.create(message);',
    replace:
      '  await scope.messages.create(message);\n  await ports.routingQueue.send({ message, number: 1 });',
  },
  {
    name: 'store-if-missing',
    keeps: 'a message whose submission died from being sent without being kept',
    file: useCase('send-message'),
    find: 'if (!isStored) await messages.create(message);',
    replace: '',
  },
  {
    name: 'unwanted-attempt',
    keeps: 'an attempt from being made after the message arrived, ended or was cancelled',
    file: 'shared/domain/message-record.ts',
    find: 'if (endingOf(record) !== undefined || nextNumber(record) !== number) return false;',
    replace: '',
  },
  {
    name: 'cancel-takes-the-slot',
    keeps: 'a cancelled message from leaving',
    file: 'test/support/memory/message-store.ts',
    find: 'this.#slotsOf(messageId).set(slot.number, structuredClone(slot));',
    replace:
      "this.#slotsOf(messageId).set(slot.kind === 'ending' && slot.reason === 'cancelled' ? 90 : slot.number, structuredClone(slot));",
  },
  {
    name: 'repetition-finishes',
    keeps: 'what follows from a report from being forgotten when a run dies after recording it',
    file: useCase('report-outcome'),
    find: "if (outcome === 'unknown' || (outcome === 'unchanged' && !isRepetition)) return outcome;",
    replace: "if (outcome !== 'recorded') return outcome;",
  },
  {
    name: 'tell-first',
    keeps: 'other systems from never hearing of an outcome that a follow-up found out',
    file: useCase('resolve-attempt'),
    find: [
      '  await publishReport(ports, about);',
      '  const announced = await messages.announceEvent(message.id, number, event);',
      '  if (announced !== undefined) await tellStatistics(ports, about, announced);',
      '  await messages.recordEvent(message.id, number, event);',
    ].join('\n'),
    replace: [
      '  const announced = await messages.announceEvent(message.id, number, event);',
      '  if (announced !== undefined) await tellStatistics(ports, about, announced);',
      '  await messages.recordEvent(message.id, number, event);',
      '  await publishReport(ports, about);',
    ].join('\n'),
  },
  {
    name: 'count-first',
    keeps: 'statistics from lacking an outcome that a follow-up found out',
    file: useCase('resolve-attempt'),
    find: [
      '  const announced = await messages.announceEvent(message.id, number, event);',
      '  if (announced !== undefined) await tellStatistics(ports, about, announced);',
      '  await messages.recordEvent(message.id, number, event);',
    ].join('\n'),
    replace: [
      '  await messages.recordEvent(message.id, number, event);',
      '  const announced = await messages.announceEvent(message.id, number, event);',
      '  if (announced !== undefined) await tellStatistics(ports, about, announced);',
    ].join('\n'),
  },
  {
    name: 'counted-is-known',
    keeps: 'statistics from counting twice what is told twice',
    file: 'shared/domain/tally-page.ts',
    find: 'return (known & bitOf(milestone)) === 0;',
    replace: 'return true;',
  },
  {
    name: 'one-page-writer',
    keeps: 'two runs that count the same hour from undoing what the other counted',
    file: 'test/support/memory/statistics-store.ts',
    find: "if ((pages[page.number - 1]?.version ?? 0) !== page.version - 1) return 'lost';",
    replace: '',
  },
  {
    name: 'days-follow-pages',
    keeps: 'what was counted from missing on its day when a run died in between',
    file: useCase('project-statistics'),
    find: 'new Set(facts.map(',
    replace: 'new Set(fresh.map(',
  },
  {
    name: 'consent',
    keeps: 'advertisements from people who did not agree to them',
    file: 'shared/domain/routing/gates.ts',
    find: "  ['no-consent', noConsent],\n",
    replace: '',
  },
  {
    name: 'marketing-hours',
    keeps: 'advertisements by SMS from nights, Sundays and holidays',
    file: 'shared/domain/routing/gates.ts',
    find: "  ['marketing-hours-fr', marketingHours],\n",
    replace: '',
  },
  {
    name: 'quiet-hours',
    keeps: 'what can wait from ringing at night',
    file: 'shared/domain/routing/route.ts',
    find: 'if (!isNightFor(situation)) return evaluations;',
    replace: 'return evaluations;',
  },
  {
    name: 'whatsapp-window',
    keeps: 'free text from WhatsApp outside the 24 hours',
    file: 'shared/domain/routing/gates.ts',
    find: "  ['whatsapp-window', whatsappWindow],\n",
    replace: '',
  },
  {
    name: 'stop',
    keeps: 'people who wrote STOP from hearing more',
    file: 'shared/domain/routing/gates.ts',
    find: "  ['opted-out', optedOut],\n",
    replace: '',
  },
  {
    name: 'gate-before-sending',
    keeps: 'a STOP, a refusal or the night from being overlooked because it came after the decision',
    file: useCase('send-message'),
    find: 'if (closedBy !== undefined) return sendBack(',
    replace: 'if (false && closedBy !== undefined) return sendBack(',
  },
  {
    name: 'expiry',
    keeps: 'a reminder from coming after the appointment',
    file: 'shared/domain/routing/route.ts',
    find: "if (now >= expiryOf(message)) return everyChannel(situation, 'expired');",
    replace: '',
  },
  {
    name: 'newest-word',
    keeps: 'an old START from undoing a STOP',
    file: 'test/support/memory/prospect-store.ts',
    find: "if (suppression?.reason === 'opted-out' && suppression.at < at)",
    replace: "if (suppression?.reason === 'opted-out')",
  },
  {
    name: 'partial-batch',
    keeps: 'one poison record from taking the rest of its batch along',
    file: 'shared/runtime/queue/consumer.ts',
    find: 'return record.messageId;',
    replace: 'throw error;',
  },
  {
    name: 'journey-timer',
    keeps: 'a timer that fires twice from taking the step after it too early',
    file: 'shared/domain/journeys/advance.ts',
    find: 'if (standing?.serial !== serial || (step',
    replace: 'if (standing === undefined || step === undefined || (step',
  },
  {
    name: 'journey-revision',
    keeps: 'two runs from moving somebody on from the same place',
    file: 'test/support/memory/enrolment-store.ts',
    find: "if (this.#enrolments.get(enrolment.id)?.revision !== enrolment.revision - 1) return 'lost';",
    replace: '',
  },
  {
    name: 'journey-outbox',
    keeps: 'what a step has to do from being forgotten when the run that took it dies',
    file: 'shared/domain/journeys/walk.ts',
    find: 'outbox: [...outbox, ...this.commands],',
    replace: 'outbox: [...this.commands],',
  },
  {
    name: 'journey-queue-first',
    keeps: 'somebody who was enrolled by a request that died from standing still for ever',
    file: 'shared/use-cases/advance-journey.ts',
    find: "const isNew = (await enrolments.create(enrolment)) === 'created';",
    replace: 'const isNew = false;',
  },
];
