import styles from './choice.module.css';

interface ChoiceProps<Value extends string> {
  label: string;
  options: readonly Value[];
  value: Value;
  choose: (value: Value) => void;
  name: (value: Value) => string;
}

/** One of a few, side by side. */
export function Choice<Value extends string>({ label, options, value, choose, name }: ChoiceProps<Value>) {
  return (
    <div className={styles['choice']} role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option}
          type="button"
          className={styles['option']}
          aria-pressed={option === value}
          onClick={() => choose(option)}
        >
          {name(option)}
        </button>
      ))}
    </div>
  );
}
