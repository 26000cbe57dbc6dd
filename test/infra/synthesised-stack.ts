import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CoccinelleStack } from '../../lib/coccinelle-stack.ts';
import type { Stage, StageConfig } from '../../lib/stage-config.ts';
import { readStageConfig } from '../../lib/stage-config.ts';
import { BUNDLES } from '../../scripts/bundles.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- a template is a tree of anything, and tests read deep into it
export type Properties = Record<string, any>;

export interface Resource {
  readonly id: string;
  readonly properties: Properties;
  readonly metadata: Properties;
  readonly deletionPolicy: string | undefined;
}

/** One stack as CloudFormation would get it. */
export class SynthesisedStack {
  readonly stack: CoccinelleStack;
  readonly template: Template;

  constructor(stage: Stage, overrides: Partial<StageConfig> = {}) {
    this.stack = new CoccinelleStack(new App(), { ...readStageConfig(stage), ...overrides }, emptyBundles());
    this.template = Template.fromStack(this.stack);
  }

  /** The resources of a type: `AWS::SQS::Queue`. */
  resources(type: string): Resource[] {
    return Object.entries(this.template.findResources(type)).map(([id, resource]) => ({
      id,
      properties: resource['Properties'] ?? {},
      metadata: resource['Metadata'] ?? {},
      deletionPolicy: resource['DeletionPolicy'],
    }));
  }

  /** The functions by the name of their bundle. */
  functions(): Map<string, Resource> {
    const { stackName } = this.stack;
    return new Map(
      this.resources('AWS::Lambda::Function').map((found) => [
        String(found.properties['FunctionName']).replace(`${stackName}-`, ''),
        found,
      ]),
    );
  }
}

let bundles: string | undefined;

/** What a stack says does not depend on what its functions do. */
function emptyBundles(): string {
  if (bundles) return bundles;
  bundles = mkdtempSync(join(tmpdir(), 'empty-bundles-'));
  for (const { name } of BUNDLES) {
    mkdirSync(join(bundles, name));
    writeFileSync(join(bundles, name, 'index.mjs'), `// ${name}\n`);
  }
  return bundles;
}
