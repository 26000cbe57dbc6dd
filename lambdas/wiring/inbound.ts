import { ReceivedEmails } from '../../shared/adapters/channels/resend/received-email.ts';
import { ReceivedMedia } from '../../shared/adapters/channels/twilio/received-media.ts';
import type { Channel } from '../../shared/domain/channel.ts';
import { readEnv } from '../../shared/env.ts';
import type { InboundContent } from '../../shared/ports/inbound-content.ts';
import type { InboundPorts } from '../../shared/use-cases/inbound-ports.ts';
import { once } from './common.ts';
import { attachments, secrets } from './provider-needs.ts';
import { reportPorts } from './workers.ts';

const emails = once(() => new ReceivedEmails({ secrets: secrets(), baseUrl: readEnv('resendBaseUrl') }));
const media = once(() => new ReceivedMedia({ secrets: secrets(), baseUrl: readEnv('twilioBaseUrl') }));

const inboundContent = (channel: Channel): InboundContent => (channel === 'email' ? emails() : media());

export function inboundPorts(): InboundPorts {
  return { ...reportPorts(), attachments: attachments(), inboundContent };
}
