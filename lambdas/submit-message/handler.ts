import { LIMITS, messageBody } from '../../shared/contracts/http/message-body.ts';
import { type EncodedFile, toDraft } from '../../shared/contracts/http/to-draft.ts';
import { AppError } from '../../shared/errors.ts';
import {
  apiHandler,
  type ApiOptions,
  type ApiRequest,
  type ApiResponse,
} from '../../shared/runtime/http/api.ts';
import { accepted, idempotencyOf } from '../../shared/runtime/http/accepted.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { requireWithinLimits } from '../../shared/runtime/http/request-size.ts';
import { type InlineFile, submitMessage, type SubmitPorts } from '../../shared/use-cases/submit-message.ts';

/** `POST /v1/messages`: the hot path, in a function of its own. */
export function createHandler(ports: SubmitPorts, options: ApiOptions) {
  const handle = async (request: ApiRequest): Promise<ApiResponse> => {
    const json = readJson(request);
    requireWithinLimits(request.body, json, LIMITS);
    const { draft, files } = toDraft(fit(messageBody, json));
    return accepted(
      await submitMessage(ports, {
        tenantId: request.tenantId,
        draft,
        files: files.map(decode),
        ...idempotencyOf(request),
      }),
    );
  };
  return apiHandler([{ method: 'POST', path: '/v1/messages', scope: 'messages:write', handle }], options);
}

function decode({ index, filename, contentType, base64 }: EncodedFile): InlineFile {
  const content = Buffer.from(base64, 'base64');
  if (content.length === 0) throw new AppError('invalid-request', `Attachment ${index} is empty.`);
  return { index, filename, contentType, content };
}
