import { objectOf, textOf, type Properties } from '../template/cloud-formation.ts';
import { dueAfter } from './schedule-expression.ts';
import type { Schedule } from './schedule-store.ts';

/**
 * Reads the body of CreateSchedule or UpdateSchedule.
 * @throws RangeError with the message of a ValidationException.
 */
export function readSchedule(name: string, body: Properties, now: number): Schedule {
  if (!/^[0-9a-zA-Z-_.]{1,64}$/.test(name))
    throw new RangeError(`Name ${name} is not 1 to 64 of the characters allowed`);
  const target = objectOf(body, 'Target');
  const [arn, roleArn] = [textOf(target, 'Arn'), textOf(target, 'RoleArn')];
  if (arn === undefined || roleArn === undefined) throw new RangeError('A target needs an Arn and a RoleArn');
  if (!arn.startsWith('arn:aws:sqs:'))
    throw new RangeError(`The target ${arn} is not a queue, which is all the local stack can write to`);
  if (textOf(objectOf(body, 'FlexibleTimeWindow'), 'Mode') !== 'OFF')
    throw new RangeError('FlexibleTimeWindow must be OFF here');
  const expression = textOf(body, 'ScheduleExpression') ?? '';
  const timeZone = textOf(body, 'ScheduleExpressionTimezone') ?? 'UTC';
  const due = dueAfter(expression, timeZone, now);
  return {
    name,
    group: textOf(body, 'GroupName') ?? 'default',
    expression,
    timeZone,
    due: textOf(body, 'State') === 'DISABLED' ? undefined : due,
    target: { arn, roleArn, input: textOf(target, 'Input') ?? '' },
    deleteAfterCompletion: textOf(body, 'ActionAfterCompletion') === 'DELETE',
    clientToken: textOf(body, 'ClientToken'),
  };
}

/** The body of GetSchedule's answer. */
export function describeSchedule(schedule: Schedule, arn: string): Properties {
  const { name, group, expression, timeZone, due, target } = schedule;
  return {
    Arn: arn,
    Name: name,
    GroupName: group,
    ScheduleExpression: expression,
    ScheduleExpressionTimezone: timeZone,
    State: due === undefined ? 'DISABLED' : 'ENABLED',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: target.arn, RoleArn: target.roleArn, Input: target.input },
    ActionAfterCompletion: schedule.deleteAfterCompletion ? 'DELETE' : 'NONE',
  };
}
