import type { Content } from '../../domain/message.ts';
import { withoutUndefined } from './prospect-body.ts';

interface Said {
  text?: string | undefined;
  subject?: string | undefined;
  templateId?: string | undefined;
  data?: Record<string, string | number> | undefined;
}

/** What an agent's answer says. */
export function contentOf({ text, ...rest }: Said): Content {
  return { ...withoutUndefined(rest), ...(text !== undefined && { body: text }) };
}
