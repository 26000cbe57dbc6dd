import { expect, test } from 'vitest';
import type { Template } from '../../local/template/cloud-formation.ts';
import { resolve } from '../../local/template/intrinsics.ts';
import { TemplateScope } from '../../local/template/template-scope.ts';

const template: Template = {
  Parameters: { Stage: { Default: 'local' } },
  Mappings: { Runtimes: { 'eu-west-1': { node: 'nodejs24.x' } } },
  Conditions: {
    IsLocal: { 'Fn::Equals': [{ Ref: 'Stage' }, 'local'] },
    IsElsewhere: { 'Fn::Not': [{ Condition: 'IsLocal' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsElsewhere' }, { Condition: 'IsLocal' }] },
  },
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Sub': 'q-${Stage}' } } },
    Unnamed: { Type: 'AWS::SQS::Queue' },
    Bucket: { Type: 'AWS::S3::Bucket' },
    Api: { Type: 'AWS::ApiGatewayV2::Api' },
  },
};

const scope = new TemplateScope(template, {
  region: 'eu-west-1',
  accountId: '000000000000',
  stackName: 'product',
  publicUrl: 'http://127.0.0.1:3000',
  awsUrl: 'http://127.0.0.1:4000',
});

test.each([
  ['a queue by Ref', { Ref: 'Queue' }, 'http://127.0.0.1:4000/000000000000/q-local'],
  ['an ARN by GetAtt', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:eu-west-1:000000000000:q-local'],
  ['an ARN by dotted GetAtt', { 'Fn::GetAtt': 'Queue.Arn' }, 'arn:aws:sqs:eu-west-1:000000000000:q-local'],
  ['a name after the logical id', { 'Fn::GetAtt': ['Unnamed', 'QueueName'] }, 'product-Unnamed'],
  ['a bucket in small letters', { Ref: 'Bucket' }, 'product-bucket'],
  ['the API’s address', { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, 'http://127.0.0.1:3000'],
  ['Join', { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, { Ref: 'Stage' }]] }, 'arn:aws:local'],
  ['Split and Select', { 'Fn::Select': [1, { 'Fn::Split': ['-', 'a-b-c'] }] }, 'b'],
  ['Sub with own variables', { 'Fn::Sub': ['${A}-${AWS::Region}-${!B}', { A: 'x' }] }, 'x-eu-west-1-${B}'],
  ['Sub with an attribute', { 'Fn::Sub': '${Queue.QueueName}' }, 'q-local'],
  ['If', { 'Fn::If': ['IsLocal', 'yes', 'no'] }, 'yes'],
  ['If over Not', { 'Fn::If': ['IsElsewhere', 'yes', 'no'] }, 'no'],
  ['If over Or', { 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
  ['FindInMap', { 'Fn::FindInMap': ['Runtimes', { Ref: 'AWS::Region' }, 'node'] }, 'nodejs24.x'],
  ['no value in an object', { a: 1, b: { Ref: 'AWS::NoValue' } }, { a: 1 }],
  ['no value in a list', ['a', { Ref: 'AWS::NoValue' }], ['a']],
])('resolves %s', (_, value, expected) => {
  expect(resolve(value, scope)).toEqual(expected);
});

test.each([
  ['an unknown function', { 'Fn::Base64': 'x' }, 'Fn::Base64'],
  ['an unknown resource', { Ref: 'Nothing' }, 'Nothing'],
  ['an attribute that only AWS knows', { 'Fn::GetAtt': ['Queue', 'Colour'] }, 'Queue.Colour'],
])('names %s', (_, value, name) => {
  expect(() => resolve(value, scope)).toThrow(name);
});

test('takes the API’s composed address for the local one', () => {
  const composed = {
    'Fn::Join': [
      '',
      [
        'https://',
        { Ref: 'Api' },
        '.execute-api.',
        { Ref: 'AWS::Region' },
        '.',
        { Ref: 'AWS::URLSuffix' },
        '/v1',
      ],
    ],
  };
  const own = new TemplateScope(
    { Resources: { ...template.Resources, Thing: { Type: 'Thing', Properties: { Url: composed } } } },
    { region: 'eu-west-1', accountId: '0', stackName: 's', publicUrl: 'http://127.0.0.1:3000', awsUrl: '' },
  );
  const [thing] = [...own.resourcesOf('Thing')];
  expect(thing?.properties).toEqual({ Url: 'http://127.0.0.1:3000/v1' });
});
