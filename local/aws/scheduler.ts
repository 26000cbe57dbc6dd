import { objectOf, textOf } from '../template/cloud-formation.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { describeSchedule, readSchedule } from './schedule-request.ts';
import type { ScheduleStore } from './schedule-store.ts';
import type { Access } from './statement.ts';
import { bodyOf, type AwsRequest, type AwsResponse, type AwsService } from './wire.ts';

export interface SchedulerOptions {
  readonly clock: VirtualClock;
  readonly store: ScheduleStore;
  readonly groups: readonly string[];
  readonly region: string;
  readonly accountId: string;
}

const OPERATIONS: Readonly<Record<string, string>> = {
  POST: 'CreateSchedule',
  PUT: 'UpdateSchedule',
  DELETE: 'DeleteSchedule',
  GET: 'GetSchedule',
};

/** EventBridge Scheduler's API for single schedules (restJson1). What falls due is `DueSchedules`' business. */
export class SchedulerService implements AwsService {
  readonly #options: SchedulerOptions;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  accesses(request: AwsRequest): readonly Access[] {
    const { group, name } = nameOf(request);
    const action = `scheduler:${OPERATIONS[request.method] ?? request.method}`;
    const roleArn = textOf(objectOf(bodyOf(request), 'Target'), 'RoleArn');
    const accesses: Access[] = [{ action, resource: this.#arn(group, name) }];
    if (roleArn === undefined) return accesses;
    const context = { 'iam:PassedToService': 'scheduler.amazonaws.com' };
    return [...accesses, { action: 'iam:PassRole', resource: roleArn, context }];
  }

  handle(request: AwsRequest): Promise<AwsResponse> {
    if (!request.url.pathname.startsWith('/schedules/')) {
      return Promise.resolve(failure(400, 'ValidationException', `${request.url.pathname} is not emulated`));
    }
    return Promise.resolve(this.#answer(request));
  }

  denied(message: string): AwsResponse {
    return failure(403, 'AccessDeniedException', message);
  }

  #answer(request: AwsRequest): AwsResponse {
    const { group, name } = nameOf(request);
    if (!this.#options.groups.includes(group)) {
      return failure(404, 'ResourceNotFoundException', `Schedule group ${group} does not exist.`);
    }
    try {
      if (request.method === 'POST' || request.method === 'PUT') return this.#write(request, group, name);
    } catch (error) {
      if (error instanceof RangeError) return failure(400, 'ValidationException', error.message);
      throw error;
    }
    return request.method === 'DELETE' ? this.#delete(group, name) : this.#get(group, name);
  }

  #write(request: AwsRequest, group: string, name: string): AwsResponse {
    const { store, clock } = this.#options;
    const schedule = readSchedule(name, bodyOf(request), clock.now());
    const existing = store.get(group, name);
    if (request.method === 'PUT' && !existing) return missing(name);
    if (request.method === 'POST' && existing) {
      const isRepeated = schedule.clientToken !== undefined && schedule.clientToken === existing.clientToken;
      if (!isRepeated) return failure(409, 'ConflictException', `Schedule ${name} already exists.`);
    }
    store.put(schedule);
    return success({ ScheduleArn: this.#arn(group, name) });
  }

  #delete(group: string, name: string): AwsResponse {
    return this.#options.store.delete(group, name) ? success({}) : missing(name);
  }

  #get(group: string, name: string): AwsResponse {
    const schedule = this.#options.store.get(group, name);
    return schedule ? success(describeSchedule(schedule, this.#arn(group, name))) : missing(name);
  }

  #arn(group: string, name: string): string {
    const { region, accountId } = this.#options;
    return `arn:aws:scheduler:${region}:${accountId}:schedule/${group}/${name}`;
  }
}

function nameOf(request: AwsRequest): { readonly group: string; readonly name: string } {
  const name = decodeURIComponent(request.url.pathname.split('/')[2] ?? '');
  const inBody =
    request.method === 'POST' || request.method === 'PUT' ? textOf(bodyOf(request), 'GroupName') : undefined;
  return { name, group: inBody ?? request.url.searchParams.get('groupName') ?? 'default' };
}

function success(body: object): AwsResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function failure(status: number, type: string, message: string): AwsResponse {
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': type };
  return { status, headers, body: JSON.stringify({ Message: message }) };
}

function missing(name: string): AwsResponse {
  return failure(404, 'ResourceNotFoundException', `Schedule ${name} does not exist.`);
}
