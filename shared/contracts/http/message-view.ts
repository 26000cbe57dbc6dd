import { type Attempt, statusOf } from '../../domain/attempt.ts';
import { toIso } from '../../domain/instant.ts';
import {
  attemptsOf,
  endingOf,
  type MessageRecord,
  messageStatus,
  shownAs,
} from '../../domain/message-record.ts';
import { CATALOGUE_VERSION } from '../../domain/templates/own-wordings.ts';
import { timelineOf } from '../../domain/timeline.ts';
import { decisionView } from './decision-view.ts';

/** A message as `GET /v1/messages/{id}` shows it. `decision` is the latest one. */
export function messageView(record: MessageRecord): object {
  const { message } = record;
  const { templateId, templateVersion = CATALOGUE_VERSION } = message.content;
  const attempts = attemptsOf(record);
  const decision = endingOf(record)?.decision ?? latestDecision(record);
  const channel = attempts.at(-1)?.channel;
  return {
    id: message.id,
    status: messageStatus(record),
    ...(channel !== undefined && { channel }),
    prospectId: message.prospect.id,
    messageType: message.type,
    ...(templateId !== undefined && { template: { id: templateId, version: templateVersion } }),
    createdAt: toIso(message.createdAt),
    ...(decision !== undefined && { decision: decisionView(decision) }),
    attempts: attempts.map(attemptView),
    timeline: timelineOf(record).map((entry) => ({ ...entry, at: toIso(entry.at) })),
  };
}

function latestDecision(record: MessageRecord) {
  const last = attemptsOf(record).at(-1);
  const { deferral } = record;
  if (deferral !== undefined && deferral.number > (last?.number ?? 0)) return deferral.decision;
  return last?.decision;
}

function attemptView(attempt: Attempt): object {
  const { number, channel, providerId, events, claim } = attempt;
  const status = statusOf(attempt);
  const reported = status === 'sending' ? undefined : events[status];
  return {
    number,
    channel,
    status: shownAs(status),
    ...(providerId !== undefined && { providerId }),
    ...(reported?.errorCode !== undefined && { errorCode: reported.errorCode }),
    ...(reported?.reason !== undefined && { reason: reported.reason }),
    at: toIso(reported?.at ?? claim.at),
  };
}
