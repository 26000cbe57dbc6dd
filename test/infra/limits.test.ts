import { describe, expect, it } from 'vitest';
import { SynthesisedStack } from './synthesised-stack.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST_RESOURCES = 500;
const LARGEST_TEMPLATE = 1_000_000;

describe.each(['dev', 'prod'] as const)('The template of %s', (stage) => {
  const template = new SynthesisedStack(stage).template.toJSON();

  it('leaves a tenth of the resources that CloudFormation allows a stack to what comes next', () => {
    expect(Object.keys(template['Resources']).length).toBeLessThan(MOST_RESOURCES * 0.9);
  });

  it('is half as large as CloudFormation takes', () => {
    expect(JSON.stringify(template).length).toBeLessThan(LARGEST_TEMPLATE / 2);
  });
});
