import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import type { Channel, ConversationDetails, OutboundEntry, ReachableChannel } from '../../api/types.ts';
import { useMe } from '../../session/me.tsx';
import { THREAD_TEXTS } from '../../texts/thread-texts.ts';
import { useWords } from '../../texts/texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MenuItem, OpenMenu } from '../../ui/menu.tsx';
import { complain } from '../actions.ts';
import { putEntry } from '../queries.ts';
import styles from './failure-actions.module.css';

interface Props {
  entry: OutboundEntry;
  person: string;
  details: ConversationDetails | undefined;
}

/** Why a message did not arrive, and the two things to do about it. */
export function FailureActions({ entry, person, details }: Props) {
  const words = useWords();
  const { isBusy, again } = useRetry(entry, person);
  const isOther = ({ state, channel }: ReachableChannel) => state === 'open' && channel !== entry.channel;
  const others = details?.channels.filter(isOther).map(({ channel }) => channel) ?? [];
  const { failure, reasons, unknown } = THREAD_TEXTS[words.language];
  const reason = reasons[entry.errorCode ?? ''] ?? entry.reason ?? unknown;
  return (
    <div className={styles['failure']}>
      <p className={styles['reason']}>
        <Icon name="alert" size={15} />
        {failure(reason)}
      </p>
      <Button small disabled={isBusy} onClick={() => void again()}>
        {words.thread.retry}
      </Button>
      {others.length > 0 && (
        <OtherChannel others={others} isBusy={isBusy} send={(channel) => void again(channel)} />
      )}
    </div>
  );
}

interface OtherChannelProps {
  others: readonly Channel[];
  isBusy: boolean;
  send: (channel: Channel) => void;
}

function OtherChannel({ others, isBusy, send }: OtherChannelProps) {
  const words = useWords();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        ref={setAnchor}
        small
        aria-haspopup="menu"
        aria-expanded={isOpen}
        disabled={isBusy}
        onClick={() => setOpen(true)}
      >
        {words.thread.otherChannel}
      </Button>
      {isOpen && anchor !== null && (
        <OpenMenu anchor={anchor} close={() => setOpen(false)}>
          {others.map((channel) => (
            <MenuItem key={channel} act={() => send(channel)}>
              <Icon name={channel} size={16} />
              {words.channels[channel]}
            </MenuItem>
          ))}
        </OpenMenu>
      )}
    </>
  );
}

/** The same content once more, as a new message; one for each channel, however often it is pressed. */
function useRetry(entry: OutboundEntry, person: string) {
  const words = useWords();
  const { agent } = useMe();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const again = async (channel?: Channel) => {
    setBusy(true);
    try {
      const { id, status } = await retry(entry.id, `${key}${channel ?? ''}`, channel);
      const at = new Date().toISOString();
      const { reason: _reason, errorCode: _code, ...same } = entry;
      putEntry(client, person, {
        ...same,
        id,
        status,
        at,
        agent: { id: agent.id },
        ...(channel && { channel }),
      });
    } catch (problem) {
      complain(words, problem);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, again };
}

async function retry(messageId: string, key: string, channel: Channel | undefined) {
  return answerOf(
    api.POST('/v1/messages/{messageId}/retry', {
      params: { path: { messageId }, header: { 'Idempotency-Key': key } },
      body: channel === undefined ? {} : { channel },
    }),
  );
}
