import { join } from 'node:path';
import { filesIn } from '../../shared/adapters/node/folder.ts';
import { S3WebStore } from '../../shared/adapters/signed-aws/s3-web-store.ts';
import { requireEnv } from '../../shared/env.ts';
import type { WebFile } from '../../shared/domain/web-files.ts';
import type { WebStore } from '../../shared/ports/web-store.ts';
import { retry } from './common.ts';

interface PublisherPorts {
  store: WebStore;
  files: () => Promise<readonly WebFile[]>;
  answer: (url: string, body: string) => Promise<void>;
}

export function publisherPorts(): PublisherPorts {
  return {
    store: new S3WebStore(requireEnv('applicationBucket'), retry()),
    // The build lies beside the bundle.
    files: () => filesIn(join(import.meta.dirname, 'web')),
    async answer(url, body) {
      // A presigned address, which was signed without a content type.
      const { ok, status } = await fetch(url, { method: 'PUT', body, headers: { 'content-type': '' } });
      if (!ok) throw new Error(`CloudFormation answered ${status}`);
    },
  };
}
