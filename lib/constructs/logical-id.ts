import { CfnElement, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The name that the template gives the one resource of a construct. */
export function logicalIdOf({ node: { defaultChild, path } }: Construct): string {
  if (!CfnElement.isCfnElement(defaultChild)) throw new Error(`${path} has no resource of its own`);
  return Stack.of(defaultChild).getLogicalId(defaultChild);
}
