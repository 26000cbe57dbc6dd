import { useSyncExternalStore } from 'react';
import { useWords } from '../texts/texts.tsx';
import { Icon } from './icon.tsx';
import controls from './controls.module.css';
import styles from './toast.module.css';

interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
}

const SHOWN_FOR = 6_000;

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function dismiss(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

/** Says something in passing, three at most at a time; `action` is the one thing to do about it. */
export function say(text: string, action?: Toast['action']): void {
  last += 1;
  const id = last;
  change([...toasts.slice(-2), { id, text, ...(action !== undefined && { action }) }]);
  setTimeout(() => dismiss(id), SHOWN_FOR);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts() {
  const words = useWords();
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className={styles['stack']} role="status" aria-live="polite">
      {shown.map(({ id, text, action }) => (
        <div key={id} className={styles['toast']}>
          <span>{text}</span>
          {action !== undefined && (
            <button
              type="button"
              className={styles['action']}
              onClick={() => {
                dismiss(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
          <button
            type="button"
            className={`${controls['icon']} ${styles['close']}`}
            aria-label={words.close}
            onClick={() => dismiss(id)}
          >
            <Icon name="close" size={16} />
          </button>
        </div>
      ))}
    </div>
  );
}
