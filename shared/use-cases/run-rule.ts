import type { Rule, RuleTask } from '../domain/rules.ts';
import type { TenantList } from '../ports/tenant-list.ts';
import { askAboutUnfinished, type UnfinishedPorts } from './ask-about-unfinished.ts';
import { beginRetention, forgetSilent, lookForSilent, type RetentionPorts } from './retain-people.ts';
import { rollUpStatistics, type RollUpPorts } from './roll-up-statistics.ts';
import { sendDigests, type DigestPorts } from './send-digests.ts';
import { sweepBroadcasts, type SweepPorts } from './sweep-broadcasts.ts';

export interface RulePorts extends DigestPorts, RetentionPorts, RollUpPorts, SweepPorts, UnfinishedPorts {
  tenantList: TenantList;
}

/** How many things a rule did for one tenant. Doing them again is harmless. */
const RULE_OF: Readonly<Record<Rule, (ports: RulePorts, tenantId: string) => Promise<number>>> = {
  'daily-digest': sendDigests,
  'provider-reconciliation': askAboutUnfinished,
  'recovery-sweep': sweepBroadcasts,
  retention: beginRetention,
  'statistics-roll-up': rollUpStatistics,
};

/** Does what a record of the rules' queue asks for, and counts what came of it. */
export async function runRule(ports: RulePorts, task: RuleTask): Promise<Record<string, number>> {
  switch (task.step) {
    case undefined:
      return followForAll(ports, task.rule);
    case 'look':
      return lookForSilent(ports, task);
    case 'forget':
      return forgetSilent(ports, task);
  }
}

/**
 * Follows a rule for every tenant. What fails for one keeps nobody else from theirs.
 * @throws Error that stands for all that failed: the record comes again.
 */
async function followForAll(ports: RulePorts, rule: Rule): Promise<{ tenants: number; done: number }> {
  const ids = await ports.tenantList.all();
  const faults: unknown[] = [];
  let done = 0;
  for (const id of ids) {
    try {
      done += await RULE_OF[rule](ports, id);
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0)
    throw new Error(`The rule ${rule} failed for ${faults.length} of ${ids.length} tenants`, {
      cause: faults[0],
    });
  return { tenants: ids.length, done };
}
