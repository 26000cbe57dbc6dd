import { useEffect, useRef } from 'react';
import styles from './template-editor.module.css';

/** Nothing of these is shown, whatever they hold. */
const DROPPED = 'script, iframe, object, embed, form, link, meta, base, style, svg';

/**
 * An e-mail as it would look, in a shadow of its own so that neither style reaches the other. Its styles are set one
 * by one, as the content security policy asks, and nothing in it runs or leads anywhere.
 */
export function Letter({ html }: { html: string }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const shadow = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    // Style sheets go before it is parsed: the policy minds them even in a document that is not shown.
    const plain = html.replaceAll(SHEETS, '').replaceAll(/\sstyle="/g, ' data-style="');
    const parsed = new DOMParser().parseFromString(plain, 'text/html');
    for (const dropped of parsed.querySelectorAll(DROPPED)) dropped.remove();
    const letter = document.importNode(parsed.body, true);
    for (const node of [letter, ...letter.querySelectorAll<HTMLElement>('*')]) dress(node);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(BASE);
    shadow.adoptedStyleSheets = [sheet];
    shadow.replaceChildren(...letter.childNodes);
  }, [html]);
  return <div ref={host} className={styles['letter']} />;
}

const BASE = ':host { display: block; font: 15px/1.5 sans-serif; color: #211a17; } img { max-width: 100%; }';
const SHEETS = /<style\b[^]*?<\/style>/gi;
const SAFE =
  /^(data-style|align|valign|width|height|alt|dir|lang|role|border|cellpadding|cellspacing|bgcolor|colspan)$/;

function dress(node: HTMLElement): void {
  const style = node.dataset['style'];
  const source = node.getAttribute('src');
  for (const name of node.getAttributeNames()) if (!SAFE.test(name)) node.removeAttribute(name);
  node.removeAttribute('data-style');
  if (style !== undefined) node.style.cssText = style;
  if (node.tagName === 'IMG' && source?.startsWith('https://') === true) node.setAttribute('src', source);
}
