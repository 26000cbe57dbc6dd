import BaseTwilio from 'twilio/lib/base/BaseTwilio.js';
import Domain from 'twilio/lib/base/Domain.js';
import Version from 'twilio/lib/base/Version.js';
import type V1 from 'twilio/lib/rest/content/V1.js';
import { ContentListInstance } from 'twilio/lib/rest/content/v1/content.js';
import { ContentAndApprovalsListInstance } from 'twilio/lib/rest/content/v1/contentAndApprovals.js';
import type { WhatsAppSubmission } from '../../../domain/templates/whatsapp-submission.ts';
import type { Finding } from '../../../domain/template-review.ts';
import type { ReviewStatus } from '../../../domain/whatsapp-approval.ts';
import type { ReviewedContent, TemplateReview } from '../../../ports/template-review.ts';
import { contentDraft, contentName } from './content-draft.ts';
import { isTwilioFault } from './fault.ts';
import { TwilioBusy, TwilioHttpClient } from './http-client.ts';

const TWILIO = 'https://content.twilio.com';
const PAGE_SIZE = 500;
/** Then Twilio is not busy but closed to us. */
const MOST_WAITS = 6;

const STATUSES: Readonly<Record<string, ReviewStatus | 'approved'>> = {
  unsubmitted: 'unsubmitted',
  received: 'received',
  pending: 'pending',
  approved: 'approved',
  rejected: 'rejected',
  paused: 'paused',
  disabled: 'disabled',
};

export interface TwilioContentOptions {
  account: { accountSid: string; authToken: string };
  /** Instead of Twilio's own. */
  baseUrl?: string | undefined;
  /** Waits so many milliseconds. */
  sleep: (milliseconds: number) => Promise<void>;
  /** Told when Twilio asks to wait. */
  tell: (line: string) => void;
}

/** Twilio's Content API, through the SDK's resources alone; see `api.ts`. */
export class TwilioContentApi implements TemplateReview {
  readonly #version: V1.default;
  readonly #options: TwilioContentOptions;

  constructor(options: TwilioContentOptions) {
    const { account, baseUrl = TWILIO } = options;
    const client = new BaseTwilio.Client(account.accountSid, account.authToken, {
      httpClient: new TwilioHttpClient() as never,
    });
    this.#version = new Version.default(new Domain.default(client, baseUrl), 'v1') as V1.default;
    this.#options = options;
  }

  async list(): Promise<readonly ReviewedContent[]> {
    const contents = ContentAndApprovalsListInstance(this.#version);
    const found: ReviewedContent[] = [];
    let page = await this.#call(() => contents.page({ pageSize: PAGE_SIZE }));
    for (;;) {
      for (const { sid, friendlyName, approvalRequests } of page.instances)
        found.push({ contentSid: sid, name: friendlyName, ...findingOf(approvalRequests) });
      const { nextPageUrl } = page;
      if (nextPageUrl === undefined) return found;
      page = await this.#call(() => contents.getPage(nextPageUrl));
    }
  }

  nameOf(submission: WhatsAppSubmission, tenantId: string): string {
    return contentName(submission, tenantId);
  }

  async create(submission: WhatsAppSubmission, name: string): Promise<string> {
    // The SDK sends what it is given as it is, although its types speak of other names.
    const draft = contentDraft(submission, name) as never;
    const { sid } = await this.#call(() => ContentListInstance(this.#version).create(draft));
    return sid;
  }

  async requestApproval(contentSid: string, name: string, category: string): Promise<Finding> {
    const { approvalCreate } = ContentListInstance(this.#version)(contentSid);
    return findingOf(await this.#call(() => approvalCreate.create({ name, category })));
  }

  async #call<Result>(request: () => Promise<Result>): Promise<Result> {
    for (let waits = 0; ; waits += 1) {
      try {
        return await request();
      } catch (error) {
        if (!(error instanceof TwilioBusy) || error.unreachable || waits === MOST_WAITS) throw explain(error);
        this.#options.tell(`Twilio asks to wait ${error.retryAfterSeconds} s.`);
        await this.#options.sleep(error.retryAfterSeconds * 1_000);
      }
    }
  }
}

function findingOf(approval: unknown): Finding {
  const given = Object(approval) as { status?: string; rejection_reason?: string; rejectionReason?: string };
  const reason = given.rejectionReason ?? given.rejection_reason ?? '';
  const status = STATUSES[given.status ?? 'unsubmitted'] ?? 'pending';
  return { status, ...(reason !== '' && { reason: reason.slice(0, 500) }) };
}

function explain(error: unknown): Error {
  if (error instanceof TwilioBusy) return new Error(`Twilio: ${error.message}`);
  if (!isTwilioFault(error))
    return new Error('Twilio did not answer. Run the command again: nothing is doubled.', { cause: error });
  if (error.status === 401) return new Error('Twilio refuses the credentials of the stage.');
  return new Error(`Twilio refuses (${error.code ?? error.status}): ${error.message}`);
}
