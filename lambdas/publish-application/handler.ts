import type {
  CloudFormationCustomResourceEvent,
  CloudFormationCustomResourceResponse,
  Context,
} from 'aws-lambda';
import type { WebFile } from '../../shared/domain/web-files.ts';
import type { WebStore } from '../../shared/ports/web-store.ts';
import { noteDeadline } from '../../shared/runtime/deadline.ts';
import type { Logger } from '../../shared/runtime/logger.ts';
import { publishApplication, withdrawApplication } from '../../shared/use-cases/publish-application.ts';

export interface PublisherPorts {
  store: WebStore;
  /** The build that was deployed with this function. */
  files: () => Promise<readonly WebFile[]>;
  /** Answers CloudFormation, which waits. */
  answer: (url: string, body: string) => Promise<void>;
}

const PHYSICAL_ID = 'application';

/** A custom resource of CloudFormation: the files of the application, with the settings of the stage beside them. */
export function createHandler({ store, files, answer }: PublisherPorts, logger: Logger) {
  const change = async (event: CloudFormationCustomResourceEvent): Promise<void> => {
    if (event.RequestType === 'Delete') return withdrawApplication(store);
    const settings = String(event.ResourceProperties['settings']);
    const config = { path: 'app-config.json', content: Buffer.from(settings) };
    return publishApplication(store, [...(await files()), config]);
  };
  return async (event: CloudFormationCustomResourceEvent, context?: Context): Promise<void> => {
    noteDeadline(context);
    const { StackId, RequestId, LogicalResourceId, ResponseURL } = event;
    const about = { PhysicalResourceId: PHYSICAL_ID, StackId, RequestId, LogicalResourceId };
    let response: CloudFormationCustomResourceResponse;
    try {
      await change(event);
      response = { ...about, Status: 'SUCCESS' };
    } catch (error) {
      logger.error('publish-application-failed', error);
      const Reason = error instanceof Error ? error.message : 'Unknown';
      response = { ...about, Status: 'FAILED', Reason };
    }
    await answer(ResponseURL, JSON.stringify(response));
  };
}
