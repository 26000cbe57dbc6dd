import { expect, test } from 'vitest';
import { prepareAssembly } from '../../local/template/assembly.ts';
import { readAssembly } from '../../local/template/read-template.ts';
import { asTable, permissionReport } from '../../scripts/permission-report.ts';
import { BASE } from './support/signing.ts';

const model = readAssembly(await prepareAssembly(() => {}), { publicUrl: BASE, awsUrl: BASE });
const granted = model.functions.flatMap(({ label, roleArn }) =>
  (model.roles.get(roleArn) ?? []).flatMap(({ actions, resources }) =>
    actions.flatMap((action) => resources.map((resource) => ({ caller: label, action, resource, calls: 1 }))),
  ),
);

test('Every permission is used, and then no reason is needed: the reasons are what is wrong', () => {
  const { rows, problems } = permissionReport(model, { used: granted, denials: [] });
  expect(rows.every(({ verdict, calls }) => verdict === 'used' && calls === 1)).toBe(true);
  expect(problems.length).toBeGreaterThan(2);
  expect(problems.every((problem) => problem.endsWith('needs no reason'))).toBe(true);
});

test('A permission that nothing used and nobody explains is named with its function and its resource', () => {
  const isQueried = ({ caller, action }: (typeof granted)[number]) =>
    caller === 'record-event' && action === 'dynamodb:Query';
  const used = granted.filter(
    (grant) => !isQueried(grant) && !/^(logs|events):|sqs:[RDG]/.test(grant.action),
  );
  const report = permissionReport(model, { used, denials: [] });
  const table = model.tables[0]?.arn;
  expect(report.problems).toContain(`record-event may dynamodb:Query on ${table} and never does`);
  expect(asTable(report)).toMatch(/record-event +dynamodb:Query +unused/);
  expect(asTable(report)).toMatch(/send-email +logs:PutLogEvents +justified .*Lambda writes/);
});

test('A use of another function or another resource is no use of a permission', () => {
  const [first] = granted;
  const used = [
    { ...first!, caller: 'somebody-else' },
    { ...first!, resource: 'arn:aws:s3:::elsewhere' },
  ];
  const { rows } = permissionReport(model, { used, denials: [] });
  expect(rows.filter(({ verdict }) => verdict === 'used')).toEqual([]);
});

test('A call that a role did not allow is a problem, told once', () => {
  const denial = { at: '2026-11-24T13:00:00Z', caller: 'send-sms', action: 's3:GetObject', resource: 'x' };
  const { problems } = permissionReport(model, { used: granted, denials: [denial, denial] });
  const told = problems.filter((problem) => problem === 'send-sms may not s3:GetObject on x and tried');
  expect(told).toHaveLength(1);
});
