import { type AnswerLink, isExampleToken, type Link } from '../domain/link.ts';
import { answerIn, type OfferedAnswer } from '../domain/link-answer.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { Links } from '../ports/links.ts';
import { answerByLink, type AnswerPorts, type LinkedQuestion, readQuestion } from './answer-by-link.ts';

export interface LinkPorts extends AnswerPorts {
  links: Links;
}

/** What a link leads to. */
export type LinkTarget =
  | { kind: 'example' }
  | { kind: 'redirect'; url: string }
  | { kind: 'unsubscribe'; link: Link & { kind: 'unsubscribe' }; tenant: Tenant }
  | { kind: 'answer'; link: AnswerLink; question: LinkedQuestion; tapped?: Tapped };

/** What an answer came to; absent where nobody gave one. */
export interface Tapped {
  answer: OfferedAnswer;
  outcome: Awaited<ReturnType<typeof answerByLink>>;
}

/** Shows what a link would do; does nothing, since mail programs open links by themselves. Undefined: not a link of ours. */
export async function readLink(ports: LinkPorts, token: string): Promise<LinkTarget | undefined> {
  if (isExampleToken(token)) return { kind: 'example' };
  const link = (await ports.links()).unseal(token);
  if (link === undefined || link.kind === 'redirect') return link;
  if (link.kind === 'unsubscribe')
    return { kind: 'unsubscribe', link, tenant: await ports.tenants.get(link.tenantId) };
  const question = await readQuestion(ports, link);
  return question === undefined ? undefined : { kind: 'answer', link, question };
}

/**
 * Does what the link is for. Unsubscribing records a refusal of marketing on every channel, with its proof; done
 * twice it stays what it was the first time. A question takes the answer that the form holds, and nothing without one.
 */
export async function followLink(
  ports: LinkPorts,
  token: string,
  form: string,
): Promise<LinkTarget | undefined> {
  const target = await readLink(ports, token);
  if (target?.kind === 'unsubscribe') await unsubscribe(ports, target.link);
  const answer = answerIn(form);
  if (target?.kind !== 'answer' || answer === undefined) return target;
  const outcome = await answerByLink(ports, target.link, target.question, answer);
  return { ...target, tapped: { answer, outcome } };
}

async function unsubscribe(
  { clock, scopes, domainEvents }: LinkPorts,
  { tenantId, prospectId, messageId }: Link & { kind: 'unsubscribe' },
): Promise<void> {
  const at = clock.now();
  const refusal = {
    granted: false,
    text: 'Désinscription par le lien de l’e-mail',
    source: `message ${messageId}`,
    at,
  };
  await scopes(tenantId).prospects.recordRefusal(prospectId, 'marketing', refusal);
  await domainEvents.publish({
    id: `${messageId}-unsubscribed`,
    type: 'prospect.unsubscribed',
    tenantId,
    prospectId,
    at,
    channel: 'email',
  });
}
