import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { StageConfig } from '../stage-config.ts';
import { acknowledge } from './acknowledge.ts';
import { logicalIdOf } from './logical-id.ts';
import type { ServiceFunction } from './service-function.ts';

const ATTACHMENTS = 'attachments/*';
const AUDIENCES = 'audiences/*';
/** Broadcasts leave within thirty days (`use-cases/submit-broadcast.ts`), and some people wait some days more. */
const AUDIENCE_DAYS = 60;

/** Where attachments wait for their sender, and the people of broadcasts: private, and as forgetful as the table. */
export class AttachmentsBucket extends Construct {
  /** Where browsers put files: `https://…`, without a slash. */
  readonly address: string;
  readonly #bucket: Bucket;

  constructor(scope: Construct, id: string, { retentionDays, protectData }: StageConfig) {
    super(scope, id);
    this.#bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // From any page: who may put a file is said by the signature of its address. That of the application is made of this
      // bucket's own, so it cannot be named here.
      cors: [
        {
          allowedOrigins: ['*'],
          allowedMethods: [HttpMethods.PUT],
          allowedHeaders: ['content-type'],
          maxAge: 3_600,
        },
      ],
      lifecycleRules: [
        { expiration: Duration.days(retentionDays), abortIncompleteMultipartUploadAfter: Duration.days(1) },
        // Who was in it is needed until the last of them was written to, and is nobody's business later.
        { prefix: 'audiences/', expiration: Duration.days(Math.min(AUDIENCE_DAYS, retentionDays)) },
      ],
      removalPolicy: protectData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.address = `https://${this.#bucket.bucketRegionalDomainName}`;
    acknowledge(
      this.#bucket,
      'AwsSolutions-S1',
      'Few kinds of function reach it, by their roles; a log of every read would be kept longer than the files.',
    );
  }

  /** Lets a function put attachments. */
  grantStore(grantee: ServiceFunction): void {
    this.#grant(grantee, ATTACHMENTS, 's3:PutObject');
  }

  /** Lets a function read attachments, or sign an address at which a provider reads one. */
  grantFetch(grantee: ServiceFunction): void {
    this.#grant(grantee, ATTACHMENTS, 's3:GetObject');
  }

  /** Lets a function delete attachments. */
  grantDelete(grantee: ServiceFunction): void {
    this.#grant(grantee, ATTACHMENTS, 's3:DeleteObject');
  }

  /** Lets a function write and read audiences, or sign an address at which a client puts one. */
  grantAudiences(grantee: ServiceFunction): void {
    this.#grant(grantee, AUDIENCES, 's3:PutObject', 's3:GetObject');
  }

  #grant(grantee: ServiceFunction, keys: string, ...actions: readonly string[]): void {
    grantee.allow(actions, this.#bucket.arnForObjects(keys));
    grantee.setEnvironment({ attachmentsBucket: this.#bucket.bucketName });
    acknowledge(
      grantee,
      `AwsSolutions-IAM5[Resource::<${logicalIdOf(this.#bucket)}.Arn>/${keys}]`,
      'Keys are made per message or audience, below this one folder.',
    );
  }
}
