import { App, Stack, Validations } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { STAGES } from '../../lib/stage-config.ts';
import { SynthesisedStack } from './synthesised-stack.ts';

function findingsIn(scope: IConstruct): string[] {
  const { violations } = new AwsSolutionsChecks().validateScope(scope);
  return violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
  );
}

/** The findings accepted below a construct, each with its reason. */
function acknowledgedIn(scope: IConstruct): [rule: string, reason: string][] {
  return scope.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries<string>(data));
}

describe('The AwsSolutions rules of cdk-nag', () => {
  it.each(STAGES)('find nothing in %s that has not been accepted', (stage) => {
    expect(findingsIn(new SynthesisedStack(stage).stack)).toEqual([]);
  });

  it.each(STAGES)('every finding accepted in %s has a reason of a sentence', (stage) => {
    const acknowledged = acknowledgedIn(new SynthesisedStack(stage).stack);
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(acknowledged.filter(([, reason]) => !/^[A-Z].{20,}[.\d]$/.test(reason))).toEqual([]);
  });

  it('do find a flaw that is there', () => {
    const stack = new Stack(new App(), 'flawed');
    const topic = new Topic(stack, 'Topic');
    expect(findingsIn(stack)).toEqual([`AwsSolutions-SNS3 at ${topic.node.defaultChild?.node.path}`]);
  });
});
