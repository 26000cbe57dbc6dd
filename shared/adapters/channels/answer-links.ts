import type { Answer } from '../../domain/inbound-command.ts';
import { LINK_PATH } from '../../domain/link.ts';
import { carriesAnswerLink } from '../../domain/template.ts';
import type { Delivery } from '../../ports/channel-provider.ts';
import type { Links } from '../../ports/links.ts';

/**
 * The delivery with the links that answer it, where it carries any. The same every time: a provider is asked for the
 * very text that it was sent.
 * @throws Error when the stage has no key for links.
 */
export async function withAnswerLinks(delivery: Delivery, links: Links): Promise<Delivery> {
  const { message, channel, tenant } = delivery;
  if (!carriesAnswerLink(message.content, channel, tenant)) return delivery;
  const { seal } = await links();
  const about = { kind: 'answer', tenantId: tenant.id, messageId: message.id } as const;
  const linkTo = (answer?: Answer) =>
    `${tenant.linkBase}${LINK_PATH}${seal(answer === undefined ? about : { ...about, answer })}`;
  const answerLinks = { page: linkTo(), yes: linkTo('yes'), no: linkTo('no') };
  return { ...delivery, message: { ...message, content: { ...message.content, answerLinks } } };
}
