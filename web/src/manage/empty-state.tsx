import { Icon, type IconName } from '../ui/icon.tsx';
import styles from './empty-state.module.css';

interface Props {
  icon: IconName;
  title: string;
  /** What to do next. */
  hint: string;
}

/** What stands where there is nothing yet. */
export function EmptyState({ icon, title, hint }: Props) {
  return (
    <div className={styles['empty']}>
      <Icon name={icon} size={32} />
      <strong>{title}</strong>
      <p>{hint}</p>
    </div>
  );
}
