import { createHash } from 'node:crypto';
import { escapeHtml } from '../../shared/domain/templates/safe-text.ts';
import { DEMO_AGENTS, type DemoAgent } from './demo-agents.ts';

const STYLE = `:root{color-scheme:light dark}*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:light-dark(#f5f2ee,#171311);color:light-dark(#211a17,#f3ece6);font:17px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}
main{width:100%;max-width:26rem;padding:32px;border-radius:16px;background:light-dark(#fff,#221d1a);box-shadow:0 12px 32px rgb(0 0 0/10%)}
h1{margin:0 0 4px;font-size:1.35rem}p{margin:0 0 20px;color:light-dark(#6b5f58,#b5a89f)}
ul{list-style:none;margin:0;padding:0;display:grid;gap:10px}
a{display:grid;grid-template-columns:44px 1fr auto;gap:12px;align-items:center;min-height:64px;padding:8px 14px;border:1px solid light-dark(#e2dad2,#3a322d);border-radius:12px;color:inherit;text-decoration:none}
a:hover{border-color:#b3231a}a:focus-visible{outline:3px solid light-dark(#b3231a,#ff9a8c);outline-offset:2px}
.face{display:grid;place-items:center;width:44px;height:44px;border-radius:50%;background:#b3231a;color:#fff;font-weight:600}
small{display:block;color:light-dark(#6b5f58,#b5a89f)}.role{font-size:.8rem;color:light-dark(#6b5f58,#b5a89f)}`;

/** Of the page to sign in: nothing from elsewhere, and nobody frames it. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; connect-src 'self'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
};

const AGENCIES: Readonly<Record<string, string>> = {
  tenant_demo: 'Agence Coccinelle',
  tenant_other: 'Autre agence',
};

/** One link per agent, each the address that was asked for with who it is. */
export function signInPage(asked: URL): string {
  return page(
    'Se connecter en tant que…',
    `<p>Personnes de démonstration : un clic suffit.</p><ul>${DEMO_AGENTS.map((agent) => entry(agent, asked)).join('')}</ul>`,
  );
}

export function refusalPage(reason: string): string {
  return page('Connexion impossible', `<p>${escapeHtml(reason)}</p>`);
}

function entry({ id, name, role, tenantId }: DemoAgent, asked: URL): string {
  const query = new URLSearchParams(asked.searchParams);
  query.set('agent', id);
  const initials = name
    .split(' ')
    .map((word) => word.charAt(0))
    .join('');
  return `<li><a href="?${escapeHtml(query.toString())}"><span class="face" aria-hidden="true">${escapeHtml(initials)}</span><span>${escapeHtml(name)}<small>${escapeHtml(AGENCIES[tenantId] ?? tenantId)}</small></span><span class="role">${role === 'admin' ? 'admin' : 'agent'}</span></a></li>`;
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)} – Coccinelle</title><meta name="description" content="Choisir qui se connecte à Coccinelle sur cette machine"><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>${content}</main></body></html>
`;
}
