import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, useRef, useState } from 'react';
import { held, release } from '../keys/typing-ahead.ts';
import { focusBefore, goOnTypingIn } from '../keys/typing-on.ts';
import { useWords } from '../texts/texts.tsx';
import controls from './controls.module.css';
import styles from './dialog.module.css';
import { Icon } from './icon.tsx';

interface Props {
  title: string;
  close: () => void;
  /** `sheet` stands at the right edge, `top` near the top and wide; a dialog is centred. */
  shape?: 'dialog' | 'sheet' | 'top';
  /** The title is read out and not seen. */
  quietTitle?: boolean;
  children: ReactNode;
}

const FIELDS = 'input:not([type="hidden"], :disabled), textarea:not(:disabled), select:not(:disabled)';
/** Marks what gets the focus of a dialog without fields. */
const FIRST = 'data-first';

/**
 * Open for as long as it stands. The focus goes to its first field, where what was typed while it opened goes on, or
 * else to what is marked as first; it is kept, and given back. Closes by Esc and by a press outside.
 */
export function OpenDialog({ title, close, shape = 'dialog', quietTitle = false, children }: Props) {
  const words = useWords();
  const popup = useRef<HTMLDivElement>(null);
  const [origin] = useState(focusBefore);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup
          ref={popup}
          className={`${styles['popup']} ${styles[shape]}`}
          initialFocus={() => focusFirst(popup.current)}
          finalFocus={() => (hasLostFocus() ? false : (origin ?? true))}
        >
          <div className={quietTitle ? controls['hidden'] : styles['head']}>
            <Dialog.Title className={styles['title']}>{title}</Dialog.Title>
            <Dialog.Close className={controls['icon']} aria-label={words.close}>
              <Icon name="close" />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function focusFirst(popup: HTMLElement | null): HTMLElement | null {
  const fields = [...(popup?.querySelectorAll<HTMLElement>(FIELDS) ?? [])];
  const field = fields.find((one) => one.checkVisibility());
  if (field === undefined) release();
  else goOnTypingIn(field);
  return field ?? popup?.querySelector<HTMLElement>(`[${FIRST}]`) ?? popup;
}

/** Whether the focus has gone elsewhere by now, where the agent goes on after the dialog. */
function hasLostFocus(): boolean {
  const { activeElement } = document;
  const isNowhere = activeElement === null || activeElement === document.body;
  return held() !== undefined || (!isNowhere && activeElement.closest('[role="dialog"]') === null);
}

/** Asks before something that cannot be taken back lightly. */
export function Confirmation({
  title,
  text,
  action,
  isDangerous = false,
  keep,
  confirm,
  close,
}: {
  title: string;
  text: string;
  action: string;
  isDangerous?: boolean;
  /** How leaving things as they are is called, where « Annuler » could be what is asked about. */
  keep?: string;
  confirm: () => void;
  close: () => void;
}) {
  const words = useWords();
  return (
    <OpenDialog title={title} close={close}>
      <p className={styles['text']}>{text}</p>
      <div className={styles['actions']}>
        <button
          type="button"
          className={controls['button']}
          onClick={close}
          {...(isDangerous && { [FIRST]: '' })}
        >
          {keep ?? words.cancel}
        </button>
        <button
          type="button"
          className={`${controls['button']} ${controls[isDangerous ? 'danger' : 'primary']}`}
          {...(!isDangerous && { [FIRST]: '' })}
          onClick={() => {
            close();
            confirm();
          }}
        >
          {action}
        </button>
      </div>
    </OpenDialog>
  );
}
