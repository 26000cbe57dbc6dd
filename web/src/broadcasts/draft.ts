import type { components } from '../api/schema.ts';
import type { TemplateSummary } from '../templates/queries.ts';
import type { BroadcastBody } from './queries.ts';

export type MessageType = BroadcastBody['messageType'];
type Variable = components['schemas']['Template']['variables'][number];

/** A broadcast as it is being made. */
export interface Draft {
  source: 'segment' | 'file';
  /** Empty: none yet. */
  segmentId: string;
  /** A file that was read, or is being read. */
  audienceId?: string;
  fileName?: string;
  templateId?: string;
  /** As it was typed, by variable. */
  data: Readonly<Record<string, string>>;
  property: string;
  /** The category of the template unless told. */
  messageType?: MessageType;
  isLater: boolean;
  /** `2026-12-01T15:00`, in the zone of whoever types it. */
  at: string;
}

export const EMPTY: Draft = {
  source: 'segment',
  segmentId: '',
  data: {},
  property: '',
  isLater: false,
  at: '',
};

/** Variables that are each person's own, or the agency's. */
const NOT_ASKED = new Set(['firstName', 'companyName', 'stopNumber']);
const NUMBERS = new Set(['money', 'surface', 'count']);

export function askedOf(variables: readonly Variable[]): Variable[] {
  return variables.filter(({ name }) => !NOT_ASKED.has(name));
}

/** Does the template say something of a property? */
export function isAboutProperty({ variables }: { variables: readonly Variable[] }): boolean {
  return variables.some(({ name }) => name.startsWith('property'));
}

/** What was typed for the template's variables; numbers as numbers, so that `285 000` is one. */
export function dataOf(
  variables: readonly Variable[],
  typed: Draft['data'],
): Record<string, string | number> {
  return Object.fromEntries(
    askedOf(variables)
      .map(({ name, type }) => [name, valueOf(typed[name]?.trim() ?? '', type)] as const)
      .filter(([, value]) => value !== ''),
  );
}

function valueOf(text: string, type: Variable['type']): string | number {
  if (!NUMBERS.has(type)) return text;
  const plain = text.replaceAll(/[\s€]|m²/g, '').replace(',', '.');
  return plain !== '' && !Number.isNaN(Number(plain)) ? Number(plain) : text;
}

interface Chosen {
  draft: Draft;
  /** With its variables, once they are known. */
  template: (Pick<TemplateSummary, 'category'> & { variables: readonly Variable[] }) | undefined;
  isFileReady: boolean;
}

/** What the API is asked; undefined while something is not chosen yet. */
export function bodyOf({ draft, template, isFileReady }: Chosen): BroadcastBody | undefined {
  const { source, segmentId, audienceId, templateId, property, messageType, isLater, at } = draft;
  if (template === undefined || templateId === undefined) return undefined;
  const audience =
    source === 'segment'
      ? segmentId !== '' && { segment: segmentId }
      : audienceId !== undefined && isFileReady && { upload: audienceId };
  const sendAt = isLater ? new Date(at) : undefined;
  if (audience === false || Number.isNaN(sendAt?.getTime())) return undefined;
  const about = isAboutProperty(template) ? property.trim() : '';
  return {
    messageType: messageType ?? template.category,
    content: {
      templateId,
      data: dataOf(template.variables, draft.data),
      ...(about !== '' && { property: about }),
    },
    audience,
    ...(sendAt !== undefined && { sendAt: sendAt.toISOString() }),
  };
}
