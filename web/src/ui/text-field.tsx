import { type ComponentProps, useId } from 'react';
import controls from './controls.module.css';

interface Props extends Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  label: string;
  value: string | number;
  write: (text: string) => void;
  hint?: string | undefined;
  /** What is wrong with it. */
  problem?: string | undefined;
}

export function TextField({ label, write, className, hint, problem, ...others }: Props) {
  const id = useId();
  return (
    <div className={controls['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        {...others}
        id={id}
        className={[controls['input'], className].filter(Boolean).join(' ')}
        aria-invalid={problem === undefined ? others['aria-invalid'] : true}
        aria-describedby={(problem ?? hint) === undefined ? undefined : `${id}-said`}
        onChange={({ target }) => write(target.value)}
      />
      <FieldWords id={`${id}-said`} hint={hint} problem={problem} />
    </div>
  );
}

interface WordsProps {
  id: string;
  hint: string | undefined;
  problem: string | undefined;
}

/** What is wrong with a field, or else what helps to fill it in. */
export function FieldWords({ id, hint, problem }: WordsProps) {
  if ((problem ?? hint) === undefined) return undefined;
  return (
    <p id={id} className={controls[problem === undefined ? 'fieldHint' : 'fieldProblem']}>
      {problem ?? hint}
    </p>
  );
}
