import { Link } from 'wouter';
import type { ConversationView } from '../api/types.ts';
import { useWords } from '../texts/texts.tsx';
import { Avatar } from '../ui/avatar.tsx';
import controls from '../ui/controls.module.css';
import { Icon } from '../ui/icon.tsx';
import styles from './conversation-head.module.css';
import { ConversationMenus } from './conversation-menus.tsx';
import { useDisplayName } from './display-name.ts';
import { PERSON } from './filters.ts';
import { useDoneAndNext } from './inbox-keys.tsx';
import { AppointmentChip } from './list/appointment-chip.tsx';
import { useAddress } from './use-address.ts';

interface Props {
  person: string;
  view: ConversationView | undefined;
  showContext: () => void;
}

/** Whom one is talking to, and what can be done with the conversation as a whole. */
export function ConversationHead({ person, view, showContext }: Props) {
  const words = useWords();
  const { href } = useAddress();
  const nameOf = useDisplayName();
  const done = useDoneAndNext();
  return (
    <header className={styles['head']}>
      <Link
        className={`${controls['icon']} ${styles['back']}`}
        to={href({ [PERSON]: undefined })}
        aria-label={words.back}
      >
        <Icon name="back" />
      </Link>
      <span className={styles['avatar']}>
        <Avatar name={view?.name} size={32} />
      </span>
      <div className={styles['who']}>
        <h2 className={styles['name']}>{nameOf(view)}</h2>
        {view?.appointment !== undefined && <AppointmentChip appointment={view.appointment} />}
      </div>
      <div className={styles['actions']} role="toolbar" aria-label={words.actions.label}>
        {view !== undefined && <ConversationMenus view={view} />}
        <button
          type="button"
          className={`${controls['icon']} ${styles['details']}`}
          aria-label={words.actions.details}
          title={words.actions.details}
          onClick={showContext}
        >
          <Icon name="details" />
        </button>
        <button
          type="button"
          className={`${controls['button']} ${styles['done']}`}
          title={`${words.actions.doneAndNext} (e)`}
          aria-label={words.actions.done}
          disabled={(view?.waitingSince ?? view?.snoozedUntil ?? view?.failedAt) === undefined}
          onClick={() => done(person)}
        >
          <Icon name="check" size={18} />
          <span>{words.actions.done}</span>
        </button>
      </div>
    </header>
  );
}
