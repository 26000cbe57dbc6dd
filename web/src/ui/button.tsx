import type { ComponentProps } from 'react';
import controls from './controls.module.css';
import { Icon, type IconName } from './icon.tsx';

interface Props extends ComponentProps<'button'> {
  look?: 'primary' | 'danger';
  small?: boolean;
}

/** A button with words in it; it submits nothing unless told so. */
export function Button({ look, small = false, className, type = 'button', ...others }: Props) {
  const looks = [controls['button'], look && controls[look], small && controls['small'], className];
  return <button {...others} type={type} className={looks.filter(Boolean).join(' ')} />;
}

interface IconButtonProps extends ComponentProps<'button'> {
  icon: IconName;
  label: string;
  /** The key that does the same. */
  pressed?: string;
}

/** A button that is all picture: its name is read out and shown by the pointer. */
export function IconButton({ icon, label, pressed, className, ...others }: IconButtonProps) {
  return (
    <button
      {...others}
      type="button"
      className={[controls['icon'], className].filter(Boolean).join(' ')}
      aria-label={label}
      title={pressed === undefined ? label : `${label} (${pressed})`}
    >
      <Icon name={icon} />
    </button>
  );
}
