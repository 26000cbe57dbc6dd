import { createHash } from 'node:crypto';
import { escapeHtml } from '../../domain/templates/safe-text.ts';
import type { ApiResponse } from './api.ts';

/** A small page for a person who followed a link: a title, a sentence, and what to do, the likeliest first. */
export interface Notice {
  locale: 'fr' | 'en';
  title: string;
  text: string;
  buttons?: readonly NoticeButton[];
}

/** Sends a form back to the address of the page; with an answer as `answer=yes`. */
export interface NoticeButton {
  label: string;
  answer?: string;
}

const STYLE = `:root{color-scheme:light dark}*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:light-dark(#f5f2ee,#171311);color:light-dark(#211a17,#f3ece6);font:17px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;overflow-wrap:anywhere}
main{max-width:30rem;width:100%;padding:32px;border-radius:16px;background:light-dark(#fff,#221d1a);box-shadow:0 12px 32px rgb(0 0 0/10%)}
h1{margin:0 0 12px;font-size:1.35rem;line-height:1.25}p{margin:0 0 20px}p:last-child{margin:0}
button{width:100%;min-height:48px;border:0;border-radius:10px;background:light-dark(#211a17,#f3ece6);color:light-dark(#fff,#171311);font:inherit;font-weight:600;cursor:pointer}
button+button{margin-top:12px;background:none;color:inherit;box-shadow:inset 0 0 0 1px light-dark(#8a7f78,#8f8178)}
button:focus-visible{outline:3px solid light-dark(#b3231a,#ff9a8c);outline-offset:2px}`;

/** No script, nothing from elsewhere, and a form that can only be sent back here. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What is at a person's own address is nobody else's to keep, to frame or to be told of. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

export function noticePage(status: number, { locale, title, text, buttons = [] }: Notice): ApiResponse {
  const form = buttons.length === 0 ? '' : `<form method="post">${buttons.map(buttonHtml).join('')}</form>`;
  const body = `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>${form}</main></body></html>
`;
  return { status, headers: HEADERS, body };
}

function buttonHtml({ label, answer }: NoticeButton): string {
  const value = answer === undefined ? '' : ` name="answer" value="${escapeHtml(answer)}"`;
  return `<button${value}>${escapeHtml(label)}</button>`;
}

/** Goes on to another address, which does not learn where from. */
export function redirection(location: string): ApiResponse {
  return { status: 302, headers: { ...HEADERS, location }, body: '' };
}
