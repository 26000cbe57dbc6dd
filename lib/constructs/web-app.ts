import { join } from 'node:path';
import { CfnCustomResource, CfnOutput, Duration, FileSystem, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AccessLevel,
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { acknowledge } from './acknowledge.ts';
import { applicationHeaders } from './application-headers.ts';
import { logicalIdOf } from './logical-id.ts';
import { ServiceFunction } from './service-function.ts';

const ACCEPTED = {
  'AwsSolutions-CFR1': 'Agents work from wherever they are, and nobody else is served here.',
  'AwsSolutions-CFR2': 'The API behind it is throttled and wants a credential; the rest are public files.',
  'AwsSolutions-CFR3':
    'The API logs its requests without addresses; a log of files would be one of addresses.',
  'AwsSolutions-CFR4': 'Without a domain of its own a distribution has no choice of TLS versions.',
};

/**
 * All whose caching CloudFront lets one set; unless told otherwise it keeps an error for ten seconds, whatever the cache
 * policy says, and hands one agent's error to another:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
 */
const ERROR_STATUSES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

const PUBLISHER = 'publish-application';
/** A function that died does not answer; CloudFormation would wait for an hour. */
const LONGEST_PUBLICATION = Duration.minutes(2);

interface Surroundings {
  /** The host at which the API answers. */
  readonly apiHost: string;
  /** Other origins that the application talks to. */
  readonly connectTo: readonly string[];
}

/** The agents' application: private files behind CloudFront, and the API beside them, so that both are one origin. */
export class WebApp extends Construct {
  /** `https://…`, without a slash. */
  readonly address: string;
  readonly #deployment: Deployment;
  readonly #bucket: Bucket;

  constructor(scope: Construct, id: string, deployment: Deployment, surroundings: Surroundings) {
    super(scope, id);
    this.#deployment = deployment;
    this.#bucket = this.#makeBucket();
    const { distributionDomainName } = this.#makeDistribution(surroundings);
    this.address = `https://${deployment.config.application?.name ?? distributionDomainName}`;
    new CfnOutput(this, 'Address', { value: this.address }).overrideLogicalId('ApplicationUrl');
    new CfnOutput(this, 'Target', { value: distributionDomainName }).overrideLogicalId('ApplicationTarget');
  }

  /**
   * Puts the built application in place with every deployment that changes it or its settings, which its browsers read
   * at `/app-config.json`. @returns the function that does it.
   */
  publish(settings: object): ServiceFunction {
    const publisher = new ServiceFunction(this, 'Publisher', this.#deployment, {
      name: PUBLISHER,
      timeout: Duration.seconds(30),
    });
    publisher.setEnvironment({ applicationBucket: this.#bucket.bucketName });
    publisher.allow(['s3:ListBucket'], this.#bucket.bucketArn);
    publisher.allow(['s3:PutObject', 's3:DeleteObject'], this.#bucket.arnForObjects('*'));
    acknowledge(
      publisher,
      `AwsSolutions-IAM5[Resource::<${logicalIdOf(this.#bucket)}.Arn>/*]`,
      'The bucket holds the application and nothing else, and this function is what fills it.',
    );
    const files = new CfnCustomResource(this, 'Files', {
      serviceToken: publisher.lambda.functionArn,
      serviceTimeout: LONGEST_PUBLICATION.toSeconds(),
    });
    const version = FileSystem.fingerprint(join(this.#deployment.bundles, PUBLISHER));
    files.addPropertyOverride('version', version);
    files.addPropertyOverride('settings', Stack.of(this).toJsonString(settings));
    files.node.addDependency(publisher);
    return publisher;
  }

  #makeBucket(): Bucket {
    const bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // What is in it was built, and can be built again.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(
      bucket,
      'AwsSolutions-S1',
      'The files are public by way of CloudFront, and one function writes them at a deployment.',
    );
    return bucket;
  }

  #makeDistribution({ apiHost, connectTo }: Surroundings): Distribution {
    const { application } = this.#deployment.config;
    const distribution = new Distribution(this, 'Distribution', {
      defaultBehavior: this.#files(connectTo),
      additionalBehaviors: { '/v1/*': apiBehind(apiHost) },
      // Errors pass as they are, and none is kept.
      errorResponses: ERROR_STATUSES.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      // With the permission to list, which makes a missing file a 404, the root must never be a list.
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      ...(application && {
        domainNames: [application.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', application.certificateArn),
      }),
    });
    for (const [rule, reason] of Object.entries(ACCEPTED)) acknowledge(distribution, rule, reason);
    return distribution;
  }

  #files(connectTo: readonly string[]): BehaviorOptions {
    const fileOfAddress = new EdgeFunction(this, 'FileOfAddress', {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromFile({ filePath: join(import.meta.dirname, '../edge/file-of-address.js') }),
    });
    const originAccessLevels = [AccessLevel.READ, AccessLevel.LIST];
    return {
      // The library's own types of a bucket disagree about a field that may be undefined.
      origin: S3BucketOrigin.withOriginAccessControl(this.#bucket as IBucket, { originAccessLevels }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      // Files say themselves how long they may be kept; those without a hash in their name, not at all.
      cachePolicy: new CachePolicy(this, 'AsFilesSay', {
        minTtl: Duration.seconds(0),
        defaultTtl: Duration.seconds(0),
        maxTtl: Duration.days(365),
        enableAcceptEncodingBrotli: true,
        enableAcceptEncodingGzip: true,
      }),
      compress: true,
      responseHeadersPolicy: applicationHeaders(this, 'Headers', connectTo),
      functionAssociations: [{ function: fileOfAddress, eventType: FunctionEventType.VIEWER_REQUEST }],
    };
  }
}

/** Never cached, with everything that the browser says but the host. */
function apiBehind(host: string): BehaviorOptions {
  return {
    origin: new HttpOrigin(host),
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  };
}
