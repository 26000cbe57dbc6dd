import { isObject, objectOf, objectsOf, textOf, type Properties } from './cloud-formation.ts';
import type { ApplicationModel, ChannelModel } from './model.ts';
import type { TemplateScope } from './template-scope.ts';

/** The agents' application as CloudFront and Cognito are told of it. `filesUrl`: where S3 hands out files here. */
export function readApplication(scope: TemplateScope, filesUrl: string): ApplicationModel | undefined {
  const [policy] = scope.resourcesOf('AWS::CloudFront::ResponseHeadersPolicy');
  const [edge] = scope.resourcesOf('AWS::CloudFront::Function');
  const [client] = scope.resourcesOf('AWS::Cognito::UserPoolClient');
  const [files] = scope.resourcesOf('AWS::CloudFormation::CustomResource');
  if (!policy || !edge || !client || !files) return undefined;
  const settings: unknown = JSON.parse(textOf(files.properties, 'settings') ?? '{}');
  return {
    headers: showingFilesOf(filesUrl, headersOf(objectOf(policy.properties, 'ResponseHeadersPolicyConfig'))),
    edgeCode: textOf(edge.properties, 'FunctionCode') ?? '',
    settings: isObject(settings) ? settings : {},
    clientId: client.physical.ref,
  };
}

/** How CloudFront writes each part of a policy. */
const SECURITY_HEADERS: Readonly<Record<string, (part: Properties) => [name: string, value: string]>> = {
  ContentSecurityPolicy: (part) => ['content-security-policy', textOf(part, 'ContentSecurityPolicy') ?? ''],
  ContentTypeOptions: () => ['x-content-type-options', 'nosniff'],
  ReferrerPolicy: (part) => ['referrer-policy', textOf(part, 'ReferrerPolicy') ?? ''],
  StrictTransportSecurity: (part) => [
    'strict-transport-security',
    `max-age=${String(part['AccessControlMaxAgeSec'])}${part['IncludeSubdomains'] === true ? '; includeSubDomains' : ''}`,
  ],
};

/** @throws Error for a header that would be left out here. */
function headersOf(policy: Properties): Record<string, string> {
  const security = Object.entries(objectOf(policy, 'SecurityHeadersConfig')).map(([name, part]) => {
    const write = SECURITY_HEADERS[name];
    if (!write || !isObject(part)) throw new Error(`The local stack does not know the header ${name}`);
    return write(part);
  });
  const custom = objectsOf(objectOf(policy, 'CustomHeadersConfig'), 'Items').map((item): [string, string] => [
    (textOf(item, 'Header') ?? '').toLowerCase(),
    textOf(item, 'Value') ?? '',
  ]);
  return Object.fromEntries([...security, ...custom]);
}

/** Photos that people sent lie at S3: at an https address in AWS, at one of this machine here. */
function showingFilesOf(filesUrl: string, headers: Record<string, string>): Record<string, string> {
  const name = 'content-security-policy';
  return { ...headers, [name]: (headers[name] ?? '').replace("img-src 'self'", `$& ${filesUrl}`) };
}

/** The namespaces of live events. */
export function readChannels(scope: TemplateScope): readonly ChannelModel[] {
  return [...scope.resourcesOf('AWS::AppSync::ChannelNamespace')].map(({ logicalId, properties }) => {
    const name = textOf(properties, 'Name') ?? logicalId;
    return {
      name,
      arn: scope.arn('appsync', `apis/${textOf(properties, 'ApiId')}/channelNamespace/${name}`),
      code: textOf(properties, 'CodeHandlers') ?? '',
    };
  });
}
