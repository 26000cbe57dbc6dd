import { useLocation } from 'wouter';
import { useWords } from '../texts/texts.tsx';
import { Icon } from '../ui/icon.tsx';
import { MenuItem, OpenMenu } from '../ui/menu.tsx';
import type { Place } from './places.ts';

interface Props {
  anchor: HTMLElement;
  places: readonly Place[];
  close: () => void;
}

export default function MorePlacesMenu({ anchor, places, close }: Props) {
  const words = useWords();
  const [, go] = useLocation();
  return (
    <OpenMenu anchor={anchor} close={close} side="top" within={anchor.closest('li')}>
      {places.map(({ to, icon, label }) => (
        <MenuItem key={to} act={() => go(to)}>
          <Icon name={icon} size={20} />
          {label(words)}
        </MenuItem>
      ))}
    </OpenMenu>
  );
}
