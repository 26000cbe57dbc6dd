import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import styles from './menu.module.css';

interface OpenMenuProps {
  anchor: HTMLElement;
  close: () => void;
  side?: 'bottom' | 'right' | 'top';
  /** What it is put into; the page unless told. */
  within?: HTMLElement | null;
  children: ReactNode;
}

/** A menu that is open for as long as it stands; the focus returns to the anchor. */
export function OpenMenu({ anchor, close, side = 'bottom', within, children }: OpenMenuProps) {
  return (
    <Menu.Root open onOpenChange={(open) => !open && close()}>
      <Menu.Portal {...(within !== undefined && { container: within })}>
        <Menu.Positioner
          className={styles['positioner']}
          anchor={anchor}
          side={side}
          align="end"
          sideOffset={6}
        >
          <Menu.Popup className={styles['popup']} finalFocus={() => anchor}>
            {children}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

interface MenuItemProps {
  act: () => void;
  /** Shown with a tick; left out where nothing is chosen. */
  isChosen?: boolean;
  /** Stays to be read, and cannot be chosen. */
  isClosed?: boolean;
  children: ReactNode;
}

export function MenuItem({ act, isChosen, isClosed = false, children }: MenuItemProps) {
  if (isChosen === undefined) {
    return (
      <Menu.Item className={styles['item']} onClick={act}>
        {children}
      </Menu.Item>
    );
  }
  return (
    <Menu.CheckboxItem
      className={styles['item']}
      checked={isChosen}
      disabled={isClosed}
      onCheckedChange={act}
      closeOnClick
    >
      <span className={styles['words']}>{children}</span>
      <Menu.CheckboxItemIndicator>
        <Icon name="check" size={16} />
      </Menu.CheckboxItemIndicator>
    </Menu.CheckboxItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className={styles['label']}>{children}</div>;
}

export function MenuSeparator() {
  return <Menu.Separator className={styles['separator']} />;
}
