import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { type ContentBody, shownType, type SimulatedContent } from './content.ts';
import { rejectionOf } from './content-review.ts';
import type { Answer } from './http-exchange.ts';
import type { Simulation } from './simulation.ts';
import { notFound, twilioError } from './twilio-error.ts';
import { approvalOf, contentAndApproval, contentResource, pageOf } from './twilio-content-resource.ts';

const action = z.object({
  type: z.string().optional(),
  title: z.string().optional(),
  id: z.string().optional(),
  url: z.string().optional(),
  phone: z.string().optional(),
});
const creationSchema = z.object({
  friendly_name: z.string().default(''),
  language: z.string().min(2),
  variables: z.record(z.string(), z.string()).default({}),
  types: z.partialRecord(
    z.enum(['twilio/text', 'twilio/quick-reply', 'twilio/call-to-action', 'twilio/card', 'whatsapp/card']),
    z.object({
      body: z.string().optional(),
      header_text: z.string().optional(),
      footer: z.string().optional(),
      actions: z.array(action).optional(),
    }),
  ),
});
const approvalSchema = z.object({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/),
  category: z.enum(['UTILITY', 'MARKETING', 'AUTHENTICATION']),
});

/** Twilio's Content resource: what `/v1/Content…` answers, in its wire format. */
export class TwilioContents {
  readonly #simulation: Simulation;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
  }

  /** `base`: where this API is, as the client knows it. */
  read(path: string, query: URLSearchParams, base: string): Answer {
    const { store } = this.#simulation;
    const now = this.#simulation.now();
    const newestFirst = [...store.contents.values()].toReversed();
    if (path === '/v1/Content') return pageOf(newestFirst.map(this.#resource), query, base + path);
    if (path === '/v1/ContentAndApprovals') {
      const { accountSid } = this.#simulation.options.twilio;
      const items = newestFirst.map((content) => contentAndApproval(content, accountSid, now));
      return pageOf(items, query, base + path);
    }
    const [, sid = '', approvals] = /^\/v1\/Content\/(\w+)(\/ApprovalRequests)?$/.exec(path) ?? [];
    const content = store.contents.get(sid);
    if (!content) return notFound(path);
    return { status: 200, body: approvals ? this.#approvals(content) : this.#resource(content) };
  }

  create(path: string, body: string): Answer {
    if (path === '/v1/Content') return this.#create(body);
    const [, sid = ''] = /^\/v1\/Content\/(\w+)\/ApprovalRequests\/whatsapp$/i.exec(path) ?? [];
    const content = this.#simulation.store.contents.get(sid);
    return content ? this.#requestApproval(content, body) : notFound(path);
  }

  remove(path: string): Answer {
    const [, sid = ''] = /^\/v1\/Content\/(\w+)$/.exec(path) ?? [];
    if (!this.#simulation.store.contents.has(sid)) return notFound(path);
    this.#simulation.store.commit([{ kind: 'content-gone', sid }]);
    return { status: 204 };
  }

  #create(body: string): Answer {
    const read = creationSchema.safeParse(parse(body));
    if (!read.success || Object.keys(read.data.types).length === 0) return invalid(read.error);
    const { friendly_name: friendlyName, language, variables, types } = read.data;
    const sid = `HX${randomBytes(16).toString('hex')}`;
    const createdAt = this.#simulation.now();
    const content: SimulatedContent = { sid, friendlyName, language, variables, types, createdAt };
    this.#simulation.store.commit([{ kind: 'content', value: content }]);
    return { status: 201, body: this.#resource(content) };
  }

  #requestApproval(content: SimulatedContent, body: string): Answer {
    if (content.approval)
      return twilioError(
        400,
        92_009,
        'The template associated with this SID has already been submitted for approval.',
      );
    const read = approvalSchema.safeParse(parse(body));
    if (!read.success) return invalid(read.error);
    const { name, category } = read.data;
    const reason = this.#rejection(name, shownType(content)[1], content.variables);
    const value: SimulatedContent = {
      ...content,
      approval: {
        name,
        category,
        requestedAt: this.#simulation.now(),
        verdict: reason === undefined ? { status: 'approved', reason: '' } : { status: 'rejected', reason },
      },
    };
    this.#simulation.store.commit([{ kind: 'content', value }]);
    return { status: 201, body: approvalOf(value, this.#simulation.now()) };
  }

  #rejection(name: string, body: ContentBody, samples: Readonly<Record<string, string>>): string | undefined {
    const fault = this.#simulation.faults.strikeApproval(name);
    return fault ? 'The template’s content violates WhatsApp’s Business Policy.' : rejectionOf(body, samples);
  }

  readonly #resource = (content: SimulatedContent): object =>
    contentResource(content, this.#simulation.options.twilio.accountSid);

  #approvals(content: SimulatedContent): object {
    const { accountSid } = this.#simulation.options.twilio;
    return {
      sid: content.sid,
      account_sid: accountSid,
      url: `https://content.twilio.com/v1/Content/${content.sid}/ApprovalRequests`,
      whatsapp: { type: 'whatsapp', ...approvalOf(content, this.#simulation.now()) },
    };
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function invalid(error: z.ZodError | undefined): Answer {
  const [issue] = error?.issues ?? [];
  const where = issue === undefined ? 'types' : issue.path.join('.');
  return twilioError(400, 20_001, `Invalid parameter: ${where} ${issue?.message ?? 'is needed'}`.trim());
}
