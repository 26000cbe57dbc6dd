import { useId } from 'react';
import controls from './controls.module.css';
import { FieldWords } from './text-field.tsx';

interface Props<Value extends string> {
  label: string;
  /** What can be chosen, with its words. */
  options: Readonly<Record<Value, string>>;
  value: Value;
  choose: (value: Value) => void;
  hint?: string | undefined;
  problem?: string | undefined;
}

export function SelectField<Value extends string>(props: Props<Value>) {
  const { label, options, value, choose, hint, problem } = props;
  const id = useId();
  return (
    <div className={controls['field']}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={controls['input']}
        value={value}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={(problem ?? hint) === undefined ? undefined : `${id}-said`}
        onChange={({ target }) => choose(target.value as Value)}
      >
        {(Object.entries(options) as [Value, string][]).map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
      <FieldWords id={`${id}-said`} hint={hint} problem={problem} />
    </div>
  );
}
