import type { Denial, UsedPermission } from '../local/aws/call-log.ts';
import type { LocalModel } from '../local/template/model.ts';
import { JUSTIFIED, type Justification } from './justified-permissions.ts';

/** What the functions of one or several local stacks did in AWS. */
export interface CallReport {
  readonly used: readonly UsedPermission[];
  readonly denials: readonly Denial[];
}

/** One action on one resource that a function's role allows, and what it is there for. */
export interface PermissionRow {
  readonly function: string;
  readonly action: string;
  readonly resource: string;
  readonly calls: number;
  readonly verdict: 'used' | 'justified' | 'unused';
  readonly reason: string;
}

export interface PermissionReport {
  readonly rows: readonly PermissionRow[];
  /** What has to change: permissions without use, reasons without need, calls that a role did not allow. */
  readonly problems: readonly string[];
}

/** Holds the roles of a stack's functions against what the functions did. */
export function permissionReport(model: LocalModel, { used, denials }: CallReport): PermissionReport {
  const rows = grantsOf(model).map((grant) => rowOf(grant, used));
  const unused = rows.filter(({ verdict }) => verdict === 'unused');
  const idle = JUSTIFIED.filter((justification) => !rows.some((row) => isNeeded(justification, row)));
  return {
    rows,
    problems: [
      ...unused.map((row) => `${row.function} may ${row.action} on ${row.resource} and never does`),
      ...idle.map(
        ({ functions, actions }) => `${functions.join(', ')}: ${actions.join(', ')} needs no reason`,
      ),
      ...new Set(
        denials.map(({ caller, action, resource }) => `${caller} may not ${action} on ${resource} and tried`),
      ),
    ],
  };
}

type Grant = Pick<PermissionRow, 'function' | 'action' | 'resource'>;

function grantsOf({ functions, roles }: LocalModel): Grant[] {
  return functions.flatMap(({ label, roleArn }) =>
    (roles.get(roleArn) ?? []).flatMap(({ actions, resources }) =>
      actions.flatMap((action) => resources.map((resource) => ({ function: label, action, resource }))),
    ),
  );
}

function rowOf(grant: Grant, used: readonly UsedPermission[]): PermissionRow {
  const calls = used
    .filter(
      ({ caller, action, resource }) =>
        caller === grant.function && action === grant.action && resource === grant.resource,
    )
    .reduce((sum, one) => sum + one.calls, 0);
  if (calls > 0) return { ...grant, calls, verdict: 'used', reason: '' };
  const justification = JUSTIFIED.find((candidate) => covers(candidate, grant));
  if (justification === undefined) return { ...grant, calls, verdict: 'unused', reason: '' };
  return { ...grant, calls, verdict: 'justified', reason: justification.reason };
}

function covers({ functions, actions, resource = '' }: Justification, grant: Grant): boolean {
  const isMeant = functions.includes('every function') || functions.includes(grant.function);
  return isMeant && actions.includes(grant.action) && grant.resource.endsWith(resource);
}

function isNeeded(justification: Justification, row: PermissionRow): boolean {
  return row.verdict === 'justified' && covers(justification, row);
}

/** The report as text, one line a permission. */
export function asTable({ rows, problems }: PermissionReport): string {
  const lines = rows.map(({ function: name, action, resource, calls, verdict, reason }) => {
    const use = verdict === 'used' ? `used (${calls})` : verdict;
    const short = resource.replace(/^arn:aws:\w+:[\w-]*:\d*:/, '');
    return [name.padEnd(16), action.padEnd(26), use.padEnd(12), short, reason && `– ${reason}`]
      .join(' ')
      .trim();
  });
  const count = (verdict: string) => rows.filter((row) => row.verdict === verdict).length;
  const sums = `${rows.length} permissions: ${count('used')} used, ${count('justified')} justified, ${count('unused')} unused`;
  return [...lines, '', sums, ...problems.map((problem) => `PROBLEM ${problem}`)].join('\n');
}
