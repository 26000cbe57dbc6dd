import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { StageConfig } from '../stage-config.ts';
import { acknowledge } from './acknowledge.ts';
import { logicalIdOf } from './logical-id.ts';
import type { ServiceFunction } from './service-function.ts';

const KEYS = 'attachments/*';

/** Where attachments wait for their sender: private, and as forgetful as the table. */
export class AttachmentsBucket extends Construct {
  readonly #bucket: Bucket;

  constructor(scope: Construct, id: string, { retentionDays, protectData }: StageConfig) {
    super(scope, id);
    this.#bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      lifecycleRules: [
        { expiration: Duration.days(retentionDays), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      removalPolicy: protectData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(
      this.#bucket,
      'AwsSolutions-S1',
      'Only three kinds of function reach it, by their roles; a log of every read would be kept longer than the files.',
    );
  }

  /** Lets a function put attachments. */
  grantStore(grantee: ServiceFunction): void {
    this.#grant(grantee, 's3:PutObject');
  }

  /** Lets a function read attachments, or sign an address at which a provider reads one. */
  grantFetch(grantee: ServiceFunction): void {
    this.#grant(grantee, 's3:GetObject');
  }

  /** Lets a function delete attachments. */
  grantDelete(grantee: ServiceFunction): void {
    this.#grant(grantee, 's3:DeleteObject');
  }

  #grant(grantee: ServiceFunction, action: string): void {
    grantee.allow([action], this.#bucket.arnForObjects(KEYS));
    grantee.setEnvironment({ attachmentsBucket: this.#bucket.bucketName });
    acknowledge(
      grantee,
      `AwsSolutions-IAM5[Resource::<${logicalIdOf(this.#bucket)}.Arn>/${KEYS}]`,
      'Keys are made per message, below this one folder, and nothing else lies in the bucket.',
    );
  }
}
