import type { SimulatedButton, SimulatedMessage } from './message.ts';

/** One of Twilio's content types, as it was submitted: `body`, `actions`, `header_text`, `footer`. */
export interface ContentBody {
  readonly body?: string | undefined;
  readonly header_text?: string | undefined;
  readonly footer?: string | undefined;
  readonly actions?: readonly ContentAction[] | undefined;
}

export interface ContentAction {
  readonly type?: string | undefined;
  readonly title?: string | undefined;
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly phone?: string | undefined;
}

/** A content as Twilio keeps it. */
export interface SimulatedContent {
  readonly sid: string;
  readonly friendlyName: string;
  readonly language: string;
  /** A sample of each variable, by its number; it stands in for what a message leaves out. */
  readonly variables: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, ContentBody>>;
  /** Milliseconds of the virtual clock. */
  readonly createdAt: number;
  readonly approval?: SimulatedApproval | undefined;
}

/** What Meta was asked, and what it will say once its time has come. */
export interface SimulatedApproval {
  readonly name: string;
  readonly category: string;
  readonly requestedAt: number;
  readonly verdict: ApprovalVerdict;
}

export interface ApprovalVerdict {
  readonly status: 'approved' | 'rejected' | 'paused' | 'disabled';
  readonly reason: string;
  /** Was said already: a minute is not waited for. */
  readonly saidAt?: number | undefined;
}

/** Meta's automatic reviews take minutes; here, milliseconds of the virtual clock. */
const LOOKED_AT_AFTER = 20_000;
const DECIDED_AFTER = 60_000;

/** What Twilio says of the approval now. */
export function approvalStatus(
  { approval }: SimulatedContent,
  now: number,
): { status: string; reason: string } {
  if (approval === undefined) return { status: 'unsubmitted', reason: '' };
  const { requestedAt, verdict } = approval;
  if (verdict.saidAt !== undefined || now >= requestedAt + DECIDED_AFTER) return verdict;
  return { status: now < requestedAt + LOOKED_AT_AFTER ? 'received' : 'pending', reason: '' };
}

/** The first of its types, which is the one that WhatsApp shows. */
export function shownType({ types }: SimulatedContent): [name: string, body: ContentBody] {
  return Object.entries(types)[0] ?? ['twilio/text', {}];
}

/** What the prospect reads. */
export function showContent(
  content: SimulatedContent,
  variables: Readonly<Record<string, string>>,
): Pick<SimulatedMessage, 'text' | 'header' | 'footer' | 'buttons'> {
  const fill = (text: string): string =>
    text.replaceAll(
      /\{\{\s*(\w+)\s*\}\}/g,
      (slot, name: string) => variables[name] ?? content.variables[name] ?? slot,
    );
  const [, { body = '', header_text: header, footer, actions = [] }] = shownType(content);
  return {
    text: fill(body),
    header: header === undefined ? undefined : fill(header),
    footer,
    buttons: actions.map((action) => button(action, fill)),
  };
}

function button(
  { type, title = '', id, url, phone }: ContentAction,
  fill: (text: string) => string,
): SimulatedButton {
  if (type === 'URL') return { kind: 'url', label: title, url: fill(url ?? '') };
  if (type === 'PHONE_NUMBER') return { kind: 'phone', label: title, phone: phone ?? '' };
  return { kind: 'reply', label: title, payload: id ?? title };
}
