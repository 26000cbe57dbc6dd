import type { Channel } from '../domain/channel.ts';
import { hiddenAnswerLinks } from '../domain/link.ts';
import { attemptsOf, type MessageRecord } from '../domain/message-record.ts';
import { subjectFor, textFor } from '../domain/rendered-content.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import { currentContent } from './current-content.ts';
import { withContent } from './own-wordings.ts';

/** What a message says, in words. */
export interface Words {
  text: string;
  subject?: string;
}

/** Where a message went, or would go, for its words: what no channel was chosen for yet is shown as an SMS. */
function shownOn(record: MessageRecord): Channel {
  return attemptsOf(record).at(-1)?.channel ?? record.message.channel ?? 'sms';
}

/** What a message said, or will, as people read it. A client's own HTML shows as its subject. */
export async function wordsOf(
  stores: Pick<TenantScope, 'templates' | 'properties'>,
  record: MessageRecord,
  tenant: Tenant,
): Promise<Words> {
  const content = await currentContent(
    stores,
    record.message.content,
    attemptsOf(record).at(-1)?.propertyVersion,
  );
  const answerLinks = tenant.linkBase === undefined ? undefined : hiddenAnswerLinks(tenant.linkBase);
  const message = withContent(
    record.message,
    answerLinks === undefined ? content : { ...content, answerLinks },
  );
  const channel = shownOn(record);
  const others = (['sms', 'email', 'whatsapp'] as const).filter((other) => other !== channel);
  const text = [channel, ...others].map((each) => textFor(message, each, tenant)).find(Boolean);
  const subject = subjectFor(message, tenant);
  return { text: text ?? subject, ...(channel === 'email' && { subject }) };
}
