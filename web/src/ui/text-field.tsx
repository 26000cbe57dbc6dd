import type { ComponentProps } from 'react';
import controls from './controls.module.css';

interface Props extends Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  label: string;
  value: string | number;
  write: (text: string) => void;
}

export function TextField({ label, write, className, ...others }: Props) {
  return (
    <label className={controls['field']}>
      <span>{label}</span>
      <input
        {...others}
        className={[controls['input'], className].filter(Boolean).join(' ')}
        onChange={({ target }) => write(target.value)}
      />
    </label>
  );
}
