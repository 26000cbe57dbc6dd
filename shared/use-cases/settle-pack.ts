import { accepted } from '../domain/pack-run.ts';
import type { Called } from './call-pack.ts';
import { closePack, type KnownBefore } from './close-pack.ts';
import type { PackPorts, PackTask } from './pack-ports.ts';
import { reportOutcome } from './report-outcome.ts';
import { sideBySide } from './side-by-side.ts';
import { watchLost } from './watch-pack.ts';
import type { Member } from './weigh-pack.ts';

const AT_ONCE = 10;

/** Records what a call for some people came to, and closes the run. */
export async function settlePack(
  ports: PackPorts,
  task: PackTask,
  members: readonly Member[],
  called: Called,
  known: KnownBefore,
): Promise<'sent' | 'postponed' | 'misconfigured'> {
  const { command, startedAt } = task;
  await ports.scopes(command.tenantId).health.report(command.channel, !called.isSilent, startedAt);
  await reportRefused(ports, task, called);
  await reportLost(ports, task, called);
  await addSpending(ports, task, members, called);
  const counts = { ...known.counts };
  counts.accepted += called.results.size;
  counts.rejected += called.refused.length;
  counts.uncertain += called.lost.length;
  const fresh = members.flatMap(({ recipient: { messageId }, name, attempt }) => {
    const result = called.results.get(name);
    const isNew = attempt !== undefined && result !== undefined;
    return isNew ? [{ messageId, attempt: accepted(attempt, result) }] : [];
  });
  const pause = called.left.length > 0 ? called.pause : undefined;
  const outcome = await closePack(ports, task, called.results, {
    ...known,
    counts,
    made: fresh,
    ...(pause !== undefined && { pause }),
  });
  return pause?.because === 'misconfigured' ? 'misconfigured' : outcome;
}

async function reportRefused(ports: PackPorts, task: PackTask, { refused }: Called): Promise<void> {
  const at = ports.clock.now();
  const { prospects } = ports.scopes(task.command.tenantId);
  await sideBySide(refused, AT_ONCE, async ({ member, delivery, refusal }) => {
    const { errorCode, reason, suppress } = refusal;
    await report(ports, task, member.recipient.messageId, { status: 'rejected', at, errorCode, reason });
    if (suppress === undefined) return;
    const source = `${ports.provider.name}, answer to a message`;
    await prospects.suppress(task.command.channel, delivery.to, {
      reason: suppress,
      text: errorCode,
      source,
      at,
    });
  });
}

async function reportLost(ports: PackPorts, task: PackTask, { lost }: Called): Promise<void> {
  const at = ports.clock.now();
  await sideBySide(lost, AT_ONCE, ({ member, reason }) =>
    report(ports, task, member.recipient.messageId, { status: 'uncertain', at, reason }),
  );
  await watchLost(
    ports,
    task,
    lost.map(({ member }) => member.recipient.messageId),
  );
}

/** Records what became of one person's attempt, and does what follows, as for any message. */
export async function report(
  ports: PackPorts,
  { command: { tenantId, channel } }: PackTask,
  messageId: string,
  event: Parameters<typeof reportOutcome>[1]['event'],
): Promise<void> {
  await reportOutcome(ports, { tenantId, messageId, number: 1, channel, event }, true);
}

async function addSpending(
  ports: PackPorts,
  { command, startedAt }: PackTask,
  members: readonly Member[],
  { results }: Called,
): Promise<void> {
  const [first] = members;
  if (first?.facts.tenant.policy.monthlyBudget === undefined || results.size === 0) return;
  const costs = members
    .filter(({ name }) => results.has(name))
    .map(
      ({ recipient }) =>
        recipient.decision.channels.find(({ channel }) => channel === command.channel)?.cost ?? 0,
    );
  await ports.scopes(command.tenantId).spending.add(
    startedAt,
    costs.reduce((sum, cost) => sum + cost, 0),
  );
}
