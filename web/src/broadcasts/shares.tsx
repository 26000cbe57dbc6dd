import styles from './shares.module.css';

export interface Share {
  /** What it is, which gives it its colour. */
  of: string;
  count: number;
}

/** How a whole is divided, for the eye; figures beside it say the same to everybody. */
export function Shares({ parts, thin = false }: { parts: readonly Share[]; thin?: boolean }) {
  return (
    <span className={styles['bar']} data-thin={thin} aria-hidden="true">
      {parts
        .filter(({ count }) => count > 0)
        .map(({ of, count }) => (
          <span key={of} className={styles['part']} data-of={of} style={{ flexGrow: count }} />
        ))}
    </span>
  );
}

/** The colour of a part, before its name. */
export function Swatch({ of }: { of: string }) {
  return <span className={styles['swatch']} data-of={of} aria-hidden="true" />;
}
