import type { Alarms } from './constructs/alarms.ts';
import type { Stage, StageConfig } from './stage-config.ts';

/** What the constructs of one stack share. */
export interface Deployment {
  readonly config: StageConfig;
  /** The folder with one bundle per function, as `npm run build` writes it. */
  readonly bundles: string;
  readonly alarms: Alarms;
}

/** The physical name of something that exists once per stage: `coccinelle-<stage>[-<part>]`. */
export function physicalName({ stage }: StageConfig, part?: string): string {
  return ['coccinelle', stage, part].filter((word) => word !== undefined).join('-');
}

/** The SSM path under which a stage's secrets lie. */
export function secretsPrefix(stage: Stage): string {
  return `/coccinelle/${stage}`;
}
