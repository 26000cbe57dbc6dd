import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
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

/** Open for as long as it stands. Keeps the focus, gives it back, closes by Esc and by a press outside. */
export function OpenDialog({ title, close, shape = 'dialog', quietTitle = false, children }: Props) {
  const words = useWords();
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={`${styles['popup']} ${styles[shape]}`}>
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
        <button type="button" className={controls['button']} onClick={close}>
          {keep ?? words.cancel}
        </button>
        <button
          type="button"
          className={`${controls['button']} ${controls[isDangerous ? 'danger' : 'primary']}`}
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
