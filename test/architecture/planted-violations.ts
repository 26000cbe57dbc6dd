/** A file that breaks one rule, and the sentence that has to say so. */
export interface PlantedViolation {
  readonly rule: string;
  readonly file: string;
  readonly source: string;
  readonly found: string;
}

function planted(rule: string, file: string, source: string, found: string): PlantedViolation {
  return { rule, file, source, found: `${file} ${found}` };
}

/** One breach of every rule at least. */
export const PLANTED_VIOLATIONS: readonly PlantedViolation[] = [
  planted(
    'the domain imports only the domain',
    'shared/domain/score.ts',
    "import { requireEnv } from '../env.ts';",
    '(domain) must not import shared/env.ts',
  ),
  planted(
    'the domain imports no package',
    'shared/domain/phone.ts',
    "import parse from 'libphonenumber-js/max';",
    '(domain) must not import libphonenumber-js/max',
  ),
  planted(
    'the domain does no input or output',
    'shared/domain/file.ts',
    "import { readFile } from 'node:fs/promises';",
    '(domain) must not import node:fs/promises',
  ),
  planted(
    'the domain hashes but draws nothing at random',
    'shared/domain/id.ts',
    "import { randomUUID } from 'node:crypto';",
    '(domain) must not import node:crypto',
  ),
  planted(
    'the domain has no clock',
    'shared/domain/clock.ts',
    'export const age = (since: number) => Date.now() - since;',
    '(domain) must not use Date.now(',
  ),
  planted(
    'the domain has no logger',
    'shared/domain/log.ts',
    "export const log = () => console.log('x');",
    '(domain) must not use console.',
  ),
  planted(
    'ports know no contract',
    'shared/ports/queue.ts',
    "import type { Body } from '../contracts/body.ts';",
    '(ports) must not import shared/contracts/body.ts',
  ),
  planted(
    'use cases name no adapter',
    'shared/use-cases/send.ts',
    "import { table } from '../adapters/dynamodb/table.ts';",
    '(use-cases) must not import shared/adapters/dynamodb/table.ts',
  ),
  planted(
    'use cases know no SDK',
    'shared/use-cases/call.ts',
    "import {\n  SQSClient,\n} from '@aws-sdk/client-sqs';",
    '(use-cases) must not import @aws-sdk/client-sqs',
  ),
  planted(
    'a dynamic import counts too',
    'shared/use-cases/lazy.ts',
    "export const load = () => import('twilio');",
    '(use-cases) must not import twilio',
  ),
  planted(
    'a re-export counts too',
    'shared/use-cases/again.ts',
    "export * from '../contracts/body.ts';",
    '(use-cases) must not import shared/contracts/body.ts',
  ),
  planted(
    'contracts know zod and the domain alone',
    'shared/contracts/body.ts',
    "import '../ports/queue.ts';",
    '(contracts) must not import shared/ports/queue.ts',
  ),
  planted(
    'an adapter imports no other adapter',
    'shared/adapters/channels/twilio/send.ts',
    "import { key } from '../resend/key.ts';",
    '(adapters) must not import shared/adapters/channels/resend/key.ts',
  ),
  planted(
    'what adapters share imports none of them',
    'shared/adapters/batch.ts',
    "import { table } from './dynamodb/table.ts';",
    '(adapters) must not import shared/adapters/dynamodb/table.ts',
  ),
  planted(
    'an adapter imports no use case',
    'shared/adapters/dynamodb/table.ts',
    "import { send } from '../../use-cases/send.ts';",
    '(adapters) must not import shared/use-cases/send.ts',
  ),
  planted(
    'the runtime names no adapter',
    'shared/runtime/http.ts',
    "import { table } from '../adapters/dynamodb/table.ts';",
    '(runtime) must not import shared/adapters/dynamodb/table.ts',
  ),
  planted(
    'errors depend on nothing but the domain',
    'shared/errors.ts',
    "import { z } from 'zod';",
    '(errors) must not import zod',
  ),
  planted(
    'the environment contract depends on nothing',
    'shared/env.ts',
    "import type { Channel } from './domain/channel.ts';",
    '(env) must not import shared/domain/channel.ts',
  ),
  planted(
    'handlers name no adapter',
    'lambdas/submit-message/handler.ts',
    "import { table } from '../../shared/adapters/dynamodb/table.ts';",
    '(handlers) must not import shared/adapters/dynamodb/table.ts',
  ),
  planted(
    'handlers take the domain only as types',
    'lambdas/openapi/handler.ts',
    "import { score } from '../../shared/domain/score.ts';",
    '(handlers) must not import shared/domain/score.ts',
  ),
  planted(
    'handlers know no SDK',
    'lambdas/receive-webhook/handler.ts',
    "import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';",
    '(handlers) must not import twilio/lib/webhooks/webhooks.js',
  ),
  planted(
    'entries only put together',
    'lambdas/submit-message/index.ts',
    "import { SQSClient } from '@aws-sdk/client-sqs';",
    '(entries) must not import @aws-sdk/client-sqs',
  ),
  planted(
    'the wiring knows no handler',
    'lambdas/wiring.ts',
    "import { handler } from './submit-message/handler.ts';",
    '(wiring) must not import lambdas/submit-message/handler.ts',
  ),
  planted(
    'the stack knows run-time code by path only',
    'lib/stack.ts',
    "import { handler } from '../lambdas/submit-message/handler.ts';",
    '(lib) must not import lambdas/submit-message/handler.ts',
  ),
  planted(
    'the stack takes the domain only as types',
    'lib/channels.ts',
    "import { score } from '../shared/domain/score.ts';",
    '(lib) must not import shared/domain/score.ts',
  ),
  planted(
    "the local stack never reaches into a handler's inside",
    'local/shortcut.ts',
    "import { handler } from '../lambdas/submit-message/handler.ts';",
    '(local) must not import lambdas/submit-message/handler.ts',
  ),
  planted(
    'the demonstration plays the rules, not the handlers',
    'local/demo/shortcut.ts',
    "import { handler } from '../../lambdas/submit-message/handler.ts';",
    '(demonstration) must not import lambdas/submit-message/handler.ts',
  ),
  planted(
    'the local stack reads the template, not the constructs',
    'local/stack.ts',
    "import { Stack } from '../lib/stack.ts';",
    '(local) must not import lib/stack.ts',
  ),
  planted(
    'the application takes contracts only as types',
    'web/src/inbox.ts',
    "import { Body } from '../../shared/contracts/body.ts';",
    '(web) must not import shared/contracts/body.ts',
  ),
  planted(
    'the application takes nothing of Node',
    'web/src/file.ts',
    "import { readFileSync } from 'node:fs';",
    '(web) must not import node:fs',
  ),
  planted(
    'the made-up API is no part of the application',
    'web/src/api.ts',
    "import { createFakeApi } from '../dev/fake-api.ts';",
    '(web) must not import web/dev/fake-api.ts',
  ),
  planted(
    'the made-up API knows no adapter',
    'web/dev/table.ts',
    "import { table } from '../../shared/adapters/dynamodb/table.ts';",
    '(web-workshop) must not import shared/adapters/dynamodb/table.ts',
  ),
  planted('every file has its place', 'shared/helpers.ts', 'export const help = 1;', 'belongs to no layer'),
];
