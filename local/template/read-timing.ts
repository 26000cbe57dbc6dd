import { isObject, objectOf, objectsOf, textOf } from './cloud-formation.ts';
import type { RuleModel, ScheduleModel } from './model.ts';
import type { TemplateScope } from './template-scope.ts';

/** The schedules that the template itself defines, such as a recurring reconciliation. */
export function readSchedules(scope: TemplateScope): readonly ScheduleModel[] {
  return [...scope.resourcesOf('AWS::Scheduler::Schedule')]
    .filter(({ properties }) => properties['State'] !== 'DISABLED')
    .map(({ logicalId, properties }) => {
      const target = objectOf(properties, 'Target');
      return {
        name: textOf(properties, 'Name') ?? logicalId,
        group: textOf(properties, 'GroupName') ?? 'default',
        expression: textOf(properties, 'ScheduleExpression') ?? '',
        timeZone: textOf(properties, 'ScheduleExpressionTimezone') ?? 'UTC',
        target: {
          arn: textOf(target, 'Arn') ?? '',
          roleArn: textOf(target, 'RoleArn') ?? '',
          input: textOf(target, 'Input') ?? '{}',
        },
      };
    });
}

/** The rules of event buses. Schedules written as rules are not emulated: Scheduler replaces them. */
export function readRules(scope: TemplateScope): readonly RuleModel[] {
  return [...scope.resourcesOf('AWS::Events::Rule')].map(({ logicalId, properties }) => {
    const pattern = properties['EventPattern'];
    if (!isObject(pattern)) throw new Error(`The rule ${logicalId} has no event pattern; use a schedule`);
    return {
      busName: textOf(properties, 'EventBusName') ?? 'default',
      pattern,
      targetArns: objectsOf(properties, 'Targets').map((target) => textOf(target, 'Arn') ?? ''),
    };
  });
}
