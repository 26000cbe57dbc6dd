import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { CoccinelleStack } from '../lib/coccinelle-stack.ts';
import { readStageConfig } from '../lib/stage-config.ts';

const app = new App();
try {
  const config = readStageConfig(app.node.tryGetContext('stage'));
  new CoccinelleStack(app, config, join(import.meta.dirname, '../dist/lambdas'));
} catch (error) {
  // A person reads this in the middle of a deployment: the sentence, not the stack.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
