import styles from './totals.module.css';

export interface Total {
  name: string;
  value: string;
  hint?: string | undefined;
}

/** The figures that say most, side by side. */
export function Totals({ figures }: { figures: readonly Total[] }) {
  return (
    <dl className={styles['totals']}>
      {figures.map(({ name, value, hint }) => (
        <div key={name} className={styles['total']}>
          <dt>{name}</dt>
          <dd className={styles['value']}>{value}</dd>
          {hint !== undefined && <dd className={styles['hint']}>{hint}</dd>}
        </div>
      ))}
    </dl>
  );
}
