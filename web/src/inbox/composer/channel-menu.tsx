import type { Channel } from '../../api/types.ts';
import { Icon } from '../../ui/icon.tsx';
import { MenuItem, MenuSeparator, OpenMenu } from '../../ui/menu.tsx';
import styles from './channel-pill.module.css';
import { type Choice, isTaken } from './use-decision.ts';
import type { ReplyRoute } from './use-reply-channel.ts';

interface Props {
  route: ReplyRoute;
  anchor: HTMLElement;
  choose: (channel: Channel | undefined) => void;
  close: () => void;
}

/** Every channel: the closed ones with their reason, so that nobody looks for them. */
export function ChannelMenu({ route, anchor, choose, close }: Props) {
  const { words, choices, choice, chosen } = route;
  return (
    <OpenMenu anchor={anchor} close={close} side="top">
      {choices.map((one) => (
        <MenuItem
          key={one.channel}
          isChosen={one.channel === choice?.channel}
          isClosed={!isTaken(one) && !one.takesTemplatesOnly}
          act={() => choose(one.channel)}
        >
          <ChoiceLine choice={one} route={route} />
        </MenuItem>
      ))}
      {chosen !== undefined && (
        <>
          <MenuSeparator />
          <MenuItem act={() => choose(undefined)}>{words.composer.followSuggestion}</MenuItem>
        </>
      )}
    </OpenMenu>
  );
}

function ChoiceLine({ choice, route: { words } }: { choice: Choice; route: ReplyRoute }) {
  const { channel, isOpen, gates, score, cost, windowUntil } = choice;
  const reason = gates.map(({ detail }) => detail).join(' ');
  return (
    <span className={styles['choice']}>
      <span>
        <Icon name={channel} size={14} /> {words.channels[channel]}
        {isOpen && score !== undefined && ` · ${words.composer.score(score)}`}
        {isOpen && cost !== undefined && ` · ${words.formats.micros(cost)}`}
      </span>
      {!isTaken(choice) && (
        <span className={styles['reason']}>
          {words.composer.closed} – {reason}
        </span>
      )}
      {isOpen && windowUntil !== undefined && (
        <span className={styles['reason']}>
          {words.composer.windowUntil(words.formats.instant(windowUntil))}
        </span>
      )}
    </span>
  );
}
