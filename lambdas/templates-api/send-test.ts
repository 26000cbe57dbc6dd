import { testBody } from '../../shared/contracts/http/template-body.ts';
import { toDraft } from '../../shared/contracts/http/to-draft.ts';
import type { ApiRequest, ApiResponse } from '../../shared/runtime/http/api.ts';
import { accepted, idempotencyOf } from '../../shared/runtime/http/accepted.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import type { TemplatePorts } from '../../shared/use-cases/change-template.ts';
import { testContent } from '../../shared/use-cases/preview-template.ts';
import { submitMessage, type SubmitPorts } from '../../shared/use-cases/submit-message.ts';

export type TestPorts = SubmitPorts;

/**
 * `POST /v1/templates/{templateId}/test`: a real message to one's own number or address, with examples where no data
 * are given. It is nobody's advertisement: general and urgent, so that neither consent nor the night keeps it.
 */
export async function sendTest(
  ports: TemplatePorts & TestPorts,
  request: ApiRequest,
  templateId: string,
): Promise<ApiResponse> {
  const { tenantId } = request;
  const { to, ...question } = fit(testBody, readJson(request));
  const { channel, locale } = question;
  const { templateVersion, ...content } = await testContent(ports, { ...question, tenantId, templateId });
  const address = { sms: { phone: to }, whatsapp: { whatsapp: to }, email: { email: to } }[channel];
  const { draft } = toDraft({
    prospect: { ...address, locale },
    messageType: 'general',
    priority: { level: 'urgent' },
    channel,
    content,
  });
  const submission = {
    tenantId,
    draft: { ...draft, isForAgent: true as const, content: { ...draft.content, templateVersion } },
    files: [],
    ...idempotencyOf(request),
  };
  return accepted(await submitMessage(ports, submission));
}
