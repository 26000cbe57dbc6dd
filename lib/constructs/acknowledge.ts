import { Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Accepts one finding of the AwsSolutions rules on a construct, for a reason that a reviewer can judge. */
export function acknowledge(construct: Construct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}
