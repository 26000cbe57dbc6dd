import { type ReactNode, Suspense, useState } from 'react';
import { Opening } from '../keys/opening.tsx';

interface Props {
  className: string | undefined;
  /** What opens, in words. */
  label: string;
  isHere?: boolean;
  renderMenu: (anchor: HTMLElement, close: () => void) => ReactNode;
  children: ReactNode;
}

/** Opens a menu, which is fetched when it is opened for the first time. */
export function MenuButton({ className, label, isHere, renderMenu, children }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        ref={setAnchor}
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-current={isHere || undefined}
        onClick={() => setOpen(true)}
      >
        {children}
      </button>
      {isOpen && anchor !== null && (
        <Suspense fallback={<Opening label={label} cancel={() => setOpen(false)} />}>
          {renderMenu(anchor, () => setOpen(false))}
        </Suspense>
      )}
    </>
  );
}
