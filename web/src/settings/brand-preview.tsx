import { useEffect, useRef } from 'react';
import { brandColours } from '../../../shared/domain/templates/email-html/brand-colours.ts';
import { PALETTE } from '../../../shared/domain/templates/email-html/palette.ts';
import { useManageWords } from '../manage/manage-words.ts';
import styles from './brand-preview.module.css';

interface Props {
  name: string;
  /** `#rrggbb`. */
  colour: string;
  look: { logo: string; alt: string; website: string; address: string; phone: string };
}

/** The colour where e-mails use it: links and a button, on the grounds of light and of dark mailboxes. */
export function BrandPreview({ name, colour, look }: Props) {
  const { settings } = useManageWords();
  const { accent, accentOnDark, action } = brandColours(colour);
  const isMended = accent !== action || accentOnDark !== action;
  return (
    <div>
      <div className={styles['previews']}>
        {(['light', 'dark'] as const).map((mode) => (
          <Mail key={mode} mode={mode} name={name} colour={colour} look={look} />
        ))}
      </div>
      {isMended && <p className={styles['mended']}>{settings.brand.mended}</p>}
    </div>
  );
}

function Mail({ mode, name, colour, look }: Props & { mode: keyof typeof PALETTE }) {
  const { settings } = useManageWords();
  const place = useRef<HTMLElement>(null);
  // The content security policy takes no style attributes: what is computed is set here.
  useEffect(() => {
    const { style } = place.current ?? document.body;
    const { card, ink, soft } = PALETTE[mode];
    const colours = brandColours(colour);
    const isDark = mode === 'dark';
    style.setProperty('--brand-ground', card);
    style.setProperty('--brand-ink', ink);
    style.setProperty('--brand-soft', soft);
    style.setProperty('--brand-link', isDark ? colours.accentOnDark : colours.accent);
    style.setProperty('--brand-fill', isDark ? colours.actionOnDark : colours.action);
    style.setProperty('--brand-on-fill', isDark ? colours.onActionOnDark : colours.onAction);
  }, [mode, colour]);
  const { logo, alt, website, address, phone } = look;
  return (
    <figure ref={place} className={styles['mail']} data-mode={mode} aria-label={settings.brand.modes[mode]}>
      {logo === '' ? <strong>{name}</strong> : <img src={logo} alt={alt === '' ? name : alt} />}
      <p>{settings.brand.example}</p>
      <span className={styles['button']}>{settings.brand.exampleButton}</span>
      <p className={styles['foot']}>
        {[name, address, phone].filter((text) => text !== '').join(' · ')}
        {website !== '' && (
          <>
            {' · '}
            <span className={styles['link']}>{website.replace(/^https:\/\//, '')}</span>
          </>
        )}
      </p>
    </figure>
  );
}
