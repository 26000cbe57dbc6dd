import type {
  AttemptQuestion,
  ChannelProvider,
  Delivery,
  DeliveryOutcome,
  Inquiry,
} from '../../../ports/channel-provider.ts';
import type { FilledTemplate } from '../../../domain/approved-template.ts';
import { photoOf } from '../../../domain/rendered-content.ts';
import type { AttachmentStore } from '../../../ports/attachment-store.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Links } from '../../../ports/links.ts';
import type { Secrets } from '../../../ports/secrets.ts';
import { withAnswerLinks } from '../answer-links.ts';
import { twilioMessages } from './api.ts';
import { meaningOf, reasonOf } from './errors.ts';
import { TwilioBusy } from './http-client.ts';
import { findMessage } from './find-message.ts';
import { callbackBase, outgoingMessage, templateOf } from './outgoing.ts';
import { isTwilioFault, type TwilioFault } from './fault.ts';

export interface TwilioOptions {
  secrets: Secrets;
  /** Asked for only when a message has files. */
  attachments: () => AttachmentStore;
  clock: Clock;
  publicBaseUrl: string;
  /** Instead of Twilio's own. */
  baseUrl?: string | undefined;
  /** For the links behind a template's buttons, and those that answer an SMS; asked for only when there are any. */
  links: Links;
}

/** SMS and WhatsApp by Twilio, which has no idempotency key: what may have left is never sent again blindly. */
export class TwilioProvider implements ChannelProvider {
  readonly name = 'twilio';
  readonly repeatableFor = 0;
  readonly #options: TwilioOptions;

  constructor(options: TwilioOptions) {
    this.#options = options;
  }

  async send(asked: Delivery): Promise<DeliveryOutcome> {
    const delivery = await withAnswerLinks(asked, this.#options.links);
    const { publicBaseUrl, baseUrl, clock } = this.#options;
    const callbacksTo = callbackBase(publicBaseUrl, baseUrl !== undefined);
    const beside = {
      template: await this.#withTokens(templateOf(delivery)),
      mediaUrl: await this.#mediaUrl(delivery),
    };
    const request = outgoingMessage(delivery, callbacksTo, clock.now(), beside);
    const messages = await this.#messages();
    try {
      const { sid } = await messages.create(request);
      return { outcome: 'accepted', providerId: sid };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  async inquire(question: AttemptQuestion): Promise<Inquiry> {
    const messages = await this.#messages();
    const delivery = await withAnswerLinks(question.delivery, this.#options.links);
    try {
      return await findMessage(messages, { ...question, delivery });
    } catch (error) {
      if (isTwilioFault(error) && error.status === 404) return { outcome: 'not-found' };
      return { outcome: 'unknown' };
    }
  }

  async #messages() {
    return twilioMessages(await this.#options.secrets.of('twilio'), this.#options.baseUrl);
  }

  /** A button's address ends with a token that leads on to the link. */
  async #withTokens(template: FilledTemplate | undefined): Promise<FilledTemplate | undefined> {
    if (template === undefined || template.links.length === 0) return template;
    const { seal } = await this.#options.links();
    const tokens = template.links.map((number) => {
      const url = template.variables[number] ?? '';
      return [number, seal({ kind: 'redirect', url })];
    });
    return { ...template, variables: { ...template.variables, ...Object.fromEntries(tokens) } };
  }

  /** Files of ours get a link for an hour: Twilio fetches media at once. */
  async #mediaUrl({ message, channel }: Delivery): Promise<string | undefined> {
    if (channel !== 'whatsapp') return undefined;
    const attachment = message.content.attachments?.[0];
    if (attachment?.key !== undefined)
      return this.#options.attachments().temporaryUrl(attachment.key, this.#options.clock.now());
    return attachment?.url ?? photoOf(message);
  }
}

/** 4xx: nothing left. 5xx, time-outs and resets: nobody knows. */
function outcomeOf(error: unknown): DeliveryOutcome {
  if (error instanceof TwilioBusy) {
    const { message: reason, retryAfterSeconds, unreachable } = error;
    return { outcome: 'busy', retryAfterSeconds, reason, unreachable };
  }
  if (!isTwilioFault(error) || error.status >= 500)
    return { outcome: 'uncertain', reason: 'The provider’s answer was lost.' };
  const errorCode = String(error.code ?? error.status);
  const { busy, suppress, misconfigured = isOurFault(error) } = meaningOf(errorCode);
  const reason = reasonOf(errorCode, error.message);
  if (busy === true) return { outcome: 'busy', retryAfterSeconds: 30, reason };
  return {
    outcome: 'rejected',
    errorCode,
    reason,
    ...(suppress !== undefined && { suppress }),
    ...(misconfigured && { misconfigured }),
  };
}

/** Twilio refuses the credentials or what the account may do. */
function isOurFault({ status }: TwilioFault): boolean {
  return status === 401 || status === 403;
}
