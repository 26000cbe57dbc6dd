import { escapeHtml, safeLink } from '../safe-text.ts';
import { fillFragment, linesAsHtml } from './fragments.ts';

const LINK = /https:\/\/[^\s<>"]{1,600}/g;
/** What stands behind a link rather than in it. */
const PUNCTUATION = /[.,;:!?)\]}»'’]+$/;

/**
 * How much HTML may be spent on links (characters). Beyond, they stay text, which most mailboxes make clickable
 * themselves: a text of nothing but links would outgrow what Gmail shows of an e-mail (102 KB).
 */
const LINK_BUDGET = 20_000;

/** Plain text as HTML in which every bare https link can be clicked. */
export function linkedText(text: string, accent: string): string {
  let html = '';
  let spent = 0;
  let from = 0;
  for (const { 0: found, index } of text.matchAll(LINK)) {
    const label = found.replace(PUNCTUATION, '');
    const link = safeLink(label);
    if (link === undefined) continue;
    const anchor = fillFragment('anchor', { link: escapeHtml(link), label: escapeHtml(label), accent });
    spent += anchor.length;
    if (spent > LINK_BUDGET) break;
    html += linesAsHtml(text.slice(from, index)) + anchor;
    from = index + label.length;
  }
  return html + linesAsHtml(text.slice(from));
}
