import { readStatements, type Statement } from '../aws/statement.ts';
import { isObject, listOf, objectsOf, textOf } from './cloud-formation.ts';
import type { TemplateScope } from './template-scope.ts';

/** AWS's own policies that give nothing the local stack emulates: logs and traces. */
const IGNORED_MANAGED_POLICIES =
  /\/(AWSLambdaBasicExecutionRole|AWSXRayDaemonWriteAccess|CloudWatchLambdaInsightsExecutionRolePolicy)$/;

/** Collects what each role may do, by role ARN: inline policies and those attached from elsewhere in the template. */
export function readRoles(scope: TemplateScope): ReadonlyMap<string, readonly Statement[]> {
  const statements = new Map<string, Statement[]>();
  const arns = new Map<string, string>();
  for (const role of scope.resourcesOf('AWS::IAM::Role')) {
    const arn = role.physical.attributes['Arn']!;
    arns.set(role.physical.ref, arn);
    const inline = objectsOf(role.properties, 'Policies');
    statements.set(
      arn,
      inline.flatMap((policy) => readStatements(policy['PolicyDocument'], role.logicalId)),
    );
    for (const managed of listOf(role.properties, 'ManagedPolicyArns'))
      refuseUnknown(managed, role.logicalId);
  }
  for (const policy of scope.resourcesOf(
    'AWS::IAM::Policy',
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::RolePolicy',
  )) {
    const names = [...listOf(policy.properties, 'Roles'), ...listOf(policy.properties, 'RoleName')];
    for (const name of names) {
      statements
        .get(arns.get(String(name)) ?? '')
        ?.push(...readStatements(policy.properties['PolicyDocument'], policy.logicalId));
    }
  }
  return statements;
}

function refuseUnknown(managed: unknown, owner: string): void {
  if (IGNORED_MANAGED_POLICIES.test(String(managed))) return;
  const known = isObject(managed) ? textOf(managed, 'Ref') : String(managed);
  throw new Error(
    `The role ${owner} has the managed policy ${known}, whose content the local stack does not know`,
  );
}
