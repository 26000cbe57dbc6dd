import { Link } from 'wouter';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { Icon } from '../ui/icon.tsx';
import { Failed } from '../ui/pane-boundary.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import page from './page.module.css';

interface Props {
  title: string;
  /** Where the list is that a phone has left for this. */
  back: string;
  isError: boolean;
  retry: () => void;
}

/** What is being loaded, or could not be, with the way back to where it was chosen. */
export function WaitingPane({ title, back, isError, retry }: Props) {
  const words = useWords();
  return (
    <div className={page['body']}>
      <div className={page['head']}>
        <Link className={`${controls['icon']} ${page['back']}`} to={back} aria-label={words.back}>
          <Icon name="back" />
        </Link>
        <h1 className={controls['hidden']}>{title}</h1>
      </div>
      {isError ? <Failed retry={retry} /> : <Skeleton rows={6} />}
    </div>
  );
}
