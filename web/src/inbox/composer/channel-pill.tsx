import { useState } from 'react';
import type { Channel } from '../../api/types.ts';
import { useCommand } from '../../keys/commands.ts';
import controls from '../../ui/controls.module.css';
import { Icon } from '../../ui/icon.tsx';
import styles from './channel-pill.module.css';
import { ChannelMenu } from './channel-menu.tsx';
import type { ReplyRoute } from './use-reply-channel.ts';
import { Why } from './why.tsx';

interface Props {
  route: ReplyRoute;
  /** Undefined: follow the suggestion. */
  choose: (channel: Channel | undefined) => void;
}

/** The channel of the reply: suggested with its score, or chosen. */
export function ChannelPill({ route, choose }: Props) {
  const { words, choice, chosen, suggested, isFailing, decision } = route;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isOpen, setOpen] = useState(false);
  useCommand('channel', () => setOpen(true));
  const isSuggested = choice !== undefined && chosen === undefined && choice.channel === suggested;
  return (
    <>
      <button
        ref={setAnchor}
        type="button"
        className={`${styles['pill']} ${choice === undefined ? '' : controls[choice.channel]}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={`${words.composer.channel} (c)`}
        onClick={() => setOpen(true)}
      >
        {choice === undefined ? (
          words.composer.channel
        ) : (
          <>
            <Icon name={choice.channel} size={16} />
            {words.channels[choice.channel]}
            {isSuggested && choice.score !== undefined && (
              <span className={styles['score']}>
                {words.composer.suggested} · {words.composer.score(choice.score)}
              </span>
            )}
          </>
        )}
        <Icon name="down" size={14} />
      </button>
      {decision !== undefined && <Why route={route} />}
      {isFailing && <span className={styles['failing']}>{words.composer.suggestionFails}</span>}
      {isOpen && anchor !== null && (
        <ChannelMenu route={route} anchor={anchor} choose={choose} close={() => setOpen(false)} />
      )}
    </>
  );
}
