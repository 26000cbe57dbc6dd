import type { Properties, SynthesisedStack } from './synthesised-stack.ts';

/** One action that a role is allowed on one resource, the resource as text with logical ids in angle brackets. */
export interface Permission {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
}

/** Every permission of every role in the stack. */
export function listPermissions(stack: SynthesisedStack): Permission[] {
  return stack
    .resources('AWS::IAM::Policy')
    .flatMap(({ properties }) =>
      allowed(properties['PolicyDocument']).flatMap(({ action, resource }) =>
        properties['Roles'].map((role: Properties) => ({ role: role['Ref'], action, resource })),
      ),
    );
}

/** The permissions of each function, as `action resource` under its name. */
export function permissionsByFunction(stack: SynthesisedStack): Map<string, string[]> {
  const permissions = listPermissions(stack);
  return new Map(
    Array.from(stack.functions(), ([name, { properties }]) => {
      const role = properties['Role']['Fn::GetAtt'][0];
      const own = permissions.filter((permission) => permission.role === role);
      return [name, own.map(({ action, resource }) => `${action} ${resource}`).toSorted()];
    }),
  );
}

/** What the `Allow` statements of a policy document say, one action and resource at a time. */
export function allowed(document: Properties): { action: string; resource: string; principal: unknown }[] {
  return document['Statement']
    .filter((statement: Properties) => statement['Effect'] === 'Allow')
    .flatMap((statement: Properties) =>
      [statement['Action']].flat().flatMap((action: string) =>
        [statement['Resource']].flat().map((resource: string | Properties) => ({
          action,
          resource: asText(resource),
          principal: statement['Principal'],
        })),
      ),
    );
}

/** An intrinsic as text: `<RouterQueue.Arn>`, `arn:<AWS::Partition>:ssm:…`. */
function asText(value: string | Properties): string {
  if (typeof value === 'string') return value;
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value;
  if (ref) return `<${ref}>`;
  if (attribute) return `<${readable(attribute[0])}.${attribute[1]}>`;
  if (join) return join[1].map(asText).join(join[0]);
  throw new Error(`No text for ${JSON.stringify(value)}`);
}

/** A logical id without the hash that CDK appends. */
function readable(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}
