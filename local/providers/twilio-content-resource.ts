import { approvalStatus, shownType, type SimulatedContent } from './content.ts';
import type { Answer } from './http-exchange.ts';
import { twilioError } from './twilio-error.ts';

const CONTENT = 'https://content.twilio.com/v1/Content';
const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 1000;

/** A content as Twilio's REST API shows it. */
export function contentResource(content: SimulatedContent, accountSid: string): object {
  const { sid } = content;
  return {
    ...common(content, accountSid),
    url: `${CONTENT}/${sid}`,
    links: {
      approval_create: `${CONTENT}/${sid}/ApprovalRequests/whatsapp`,
      approval_fetch: `${CONTENT}/${sid}/ApprovalRequests`,
    },
  };
}

/** An item of `ContentAndApprovals`. */
export function contentAndApproval(content: SimulatedContent, accountSid: string, now: number): object {
  return { ...common(content, accountSid), approval_requests: approvalOf(content, now) };
}

export function approvalOf(content: SimulatedContent, now: number): object {
  const { status, reason } = approvalStatus(content, now);
  const { name = '', category = '' } = content.approval ?? {};
  return {
    name,
    category,
    content_type: shownType(content)[0],
    status,
    rejection_reason: reason,
    allow_category_change: true,
  };
}

function common(content: SimulatedContent, accountSid: string): object {
  const { sid, friendlyName, language, variables, types, createdAt, approval } = content;
  return {
    sid,
    account_sid: accountSid,
    friendly_name: friendlyName,
    language,
    variables,
    types,
    date_created: isoDate(createdAt),
    date_updated: isoDate(approval?.requestedAt ?? createdAt),
  };
}

function isoDate(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** A page of a list under `meta`, as Twilio's newer APIs have it. `address`: of the list, without its query. */
export function pageOf(items: readonly object[], query: URLSearchParams, address: string): Answer {
  const size = Math.min(Number(query.get('PageSize') ?? DEFAULT_PAGE), LARGEST_PAGE);
  const page = Number(query.get('Page') ?? 0);
  if (!Number.isInteger(size) || size < 1 || !Number.isInteger(page) || page < 0)
    return twilioError(400, 20_006, 'Invalid page or page size');
  const url = (number: number): string => `${address}?PageSize=${size}&Page=${number}`;
  return {
    status: 200,
    body: {
      meta: {
        key: 'contents',
        page,
        page_size: size,
        url: url(page),
        first_page_url: url(0),
        previous_page_url: page > 0 ? url(page - 1) : null,
        next_page_url: (page + 1) * size < items.length ? url(page + 1) : null,
      },
      contents: items.slice(page * size, (page + 1) * size),
    },
  };
}
