/** Stands in for a photo that nobody can load. */
const DRAWING = '/_local/pages/photo-house.svg';

/** Names set aside for documentation and tests, which no server has: RFC 2606 and RFC 6761. */
const RESERVED_HOST = /(?:^|\.)(?:example|test|invalid|example\.(?:com|net|org))$/;

const IMAGE = /<img\b(?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const ADDRESS = /(\ssrc\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)/i;

/** True for the address of a file at a host that is reserved. */
function isReserved(address) {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return false;
  return RESERVED_HOST.test(new URL(address).hostname.replace(/\.$/, ''));
}

/** The address from which a picture that was sent is shown here; undefined for what is no picture. */
export function shownPhoto(address) {
  const path = address.split(/[?#]/, 1)[0] ?? '';
  if (!/\.(?:jpe?g|png|webp|gif)$/i.test(path)) return undefined;
  return isReserved(address) ? DRAWING : address;
}

/** An e-mail's HTML as it is shown here: with photos that load, and with links that lead nowhere. */
export function shownLetter(html) {
  return withShutLinks(withDrawings(html));
}

/**
 * Links ask for a tab of their own, which a sandboxed frame may not open. Followed in the frame, they would leave the
 * policy's error page in the letter's place.
 */
function withShutLinks(html) {
  const start = /<head\b[^>]*>/i.exec(html) ?? /^\s*<!doctype[^>]*>/i.exec(html);
  const at = start === null ? 0 : start.index + start[0].length;
  return `${html.slice(0, at)}<base target="_blank">${html.slice(at)}`;
}

/** The same HTML with a drawing in place of every photo at a reserved host. What was sent stays as it is. */
function withDrawings(html) {
  return html.replace(IMAGE, (image) =>
    image.replace(ADDRESS, (attribute, name, written) => {
      const address = written.replace(/^["']|["']$/g, '');
      return isReserved(address) ? `${name}"${DRAWING}"` : attribute;
    }),
  );
}
