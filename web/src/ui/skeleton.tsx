import { useWords } from '../texts/texts.tsx';
import controls from './controls.module.css';
import styles from './skeleton.module.css';

/** Bars where rows will be. They appear after 150 ms, by their style sheet, so that what comes at once does not blink. */
export function Skeleton({ rows }: { rows: number }) {
  const words = useWords();
  return (
    <div className={styles['rows']} role="status" aria-label={words.loading}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles['row']}>
          <div className={`${controls['skeleton']} ${styles['circle']}`} />
          <div className={styles['bars']}>
            <div className={`${controls['skeleton']} ${styles['title']}`} />
            <div className={`${controls['skeleton']} ${styles['words']}`} />
          </div>
        </div>
      ))}
    </div>
  );
}
