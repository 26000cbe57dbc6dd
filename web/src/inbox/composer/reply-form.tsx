import { type FormEvent, lazy, Suspense, useState } from 'react';
import type { Channel, ConversationDetails, ReplyBody, ThreadEntry } from '../../api/types.ts';
import { useCommand } from '../../keys/commands.ts';
import { Opening } from '../../keys/opening.tsx';
import { UNDO_FOR } from '../../offline/outbox.ts';
import { useOutbox } from '../../offline/outbox-context.tsx';
import { useMe } from '../../session/me.tsx';
import { useWords } from '../../texts/texts.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ChannelPill } from './channel-pill.tsx';
import styles from './composer.module.css';
import { type DraftHandle, useDraft } from './drafts.ts';
import { ReplyText } from './reply-text.tsx';
import { SmsMeter } from './sms-meter.tsx';
import { type ChosenTemplate, TemplateReply } from './template-reply.tsx';
import { useColleagueWarning } from './colleague-warning.ts';
import { isTaken } from './use-decision.ts';
import { priceOf, type ReplyRoute, useReplyChannel } from './use-reply-channel.ts';

const TemplatePicker = lazy(() => import('./template-picker.tsx'));

interface Props {
  person: string;
  details: ConversationDetails | undefined;
  entries: readonly ThreadEntry[];
}

/** Writes an answer, shows on which channel it leaves and for how much, and hands it to the outbox. */
export function ReplyForm({ person, details, entries }: Props) {
  const reply = useReply(person, details, entries);
  const { handle, route, warning, template, isTemplateOnly, submit } = reply;
  const { draft, write } = handle;
  const [isPicking, setPicking] = useState(false);
  const pick = () => setPicking(true);
  useCommand('template', pick);
  const channel = route.choice?.channel;
  return (
    <form onSubmit={submit}>
      <Warning isShown={warning.isShown} />
      {isTemplateOnly ? (
        <TemplateReply template={template} choose={pick} />
      ) : (
        <ReplyText handle={handle} channel={channel} send={submit} />
      )}
      {channel === 'sms' && draft.text !== '' && (
        <SmsMeter text={draft.text} price={route.segmentPrice} write={(text) => write({ ...draft, text })} />
      )}
      <Deferral route={route} />
      <div className={styles['bar']}>
        <ChannelPill route={route} choose={(chosen) => write(withChannel(draft, chosen))} />
        <IconButton icon="templates" label={route.words.composer.insert} pressed="m" onClick={pick} />
        <SendButton
          isReady={reply.isReady}
          isAgain={warning.isShown}
          channel={channel}
          price={priceOf(route, draft.text)}
        />
      </div>
      {isPicking && (
        <Suspense fallback={<Opening label={route.words.keys.template} cancel={() => setPicking(false)} />}>
          <TemplatePicker
            person={details?.prospect}
            channel={channel ?? 'sms'}
            isTemplateOnly={isTemplateOnly}
            close={() => setPicking(false)}
            insert={(text) => write({ ...draft, text: draft.text === '' ? text : `${draft.text}\n${text}` })}
            choose={reply.setTemplate}
          />
        </Suspense>
      )}
    </form>
  );
}

/** The reply as it stands, and what happens when it is sent. */
function useReply(person: string, details: ConversationDetails | undefined, entries: readonly ThreadEntry[]) {
  const handle = useDraft(person, details?.draft);
  const { draft, clear } = handle;
  const [chosenTemplate, setTemplate] = useState<ChosenTemplate>();
  const route = useReplyChannel(person, draft, details);
  const warning = useColleagueWarning(entries, draft.text !== '');
  const send = useSending(person, entries);
  const isTemplateOnly = route.choice?.takesTemplatesOnly === true;
  const template = isTemplateOnly ? chosenTemplate : undefined;
  const isReady = isTemplateOnly
    ? template !== undefined
    : draft.text.trim() !== '' && route.choice !== undefined && isTaken(route.choice);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!isReady || warning.holdsBack()) return;
    send(template === undefined ? replyOf(handle, route.chosen) : templateReply(template), {
      text: template?.text ?? draft.text.trim(),
      channel: route.choice?.channel,
      force: warning.isShown,
    });
    warning.reset();
    setTemplate(undefined);
    clear();
  };
  return { handle, route, warning, template, setTemplate, isTemplateOnly, isReady, submit };
}

/** At night the suggestion waits for the morning; a channel that the agent chooses does not. */
function Deferral({ route: { words, choice, chosen } }: { route: ReplyRoute }) {
  if (choice?.deferredUntil === undefined || chosen !== undefined) return undefined;
  return (
    <p className={styles['hint']}>{words.composer.deferred(words.formats.instant(choice.deferredUntil))}</p>
  );
}

function Warning({ isShown }: { isShown: boolean }) {
  const words = useWords();
  return (
    <div role="alert">
      {isShown && (
        <p className={styles['warning']}>
          <Icon name="alert" size={18} />
          {words.composer.answeredMeanwhile}
        </p>
      )}
    </div>
  );
}

interface SendButtonProps {
  isReady: boolean;
  isAgain: boolean;
  channel: Channel | undefined;
  /** In words. */
  price: string;
}

/** Says on which channel and for how much before it is pressed. */
function SendButton({ isReady, isAgain, channel, price }: SendButtonProps) {
  const words = useWords();
  return (
    <Button type="submit" look="primary" className={styles['send']} disabled={!isReady} title="Ctrl+Enter">
      {isAgain
        ? words.composer.again
        : channel === undefined
          ? words.keys.send
          : words.composer.send(words.byChannel[channel], price)}
    </Button>
  );
}

function withChannel({ channel: _before, ...draft }: DraftHandle['draft'], channel: Channel | undefined) {
  return channel === undefined ? draft : { ...draft, channel };
}

/** The channel is named only where the agent chose it: the suggestion is decided anew when the reply arrives. */
function replyOf({ draft }: DraftHandle, chosen: Channel | undefined): ReplyBody {
  const { text, subject } = draft;
  return {
    text: text.trim(),
    ...(chosen !== undefined && { channel: chosen }),
    ...(subject !== undefined && subject !== '' && { subject }),
  };
}

function templateReply({ id, data, channel }: ChosenTemplate): ReplyBody {
  return { templateId: id, data, channel };
}

interface SendingOptions {
  text: string;
  channel: Channel | undefined;
  force: boolean;
}

function useSending(person: string, entries: readonly ThreadEntry[]) {
  const outbox = useOutbox();
  const { agent } = useMe();
  return (body: ReplyBody, { text, channel, force }: SendingOptions) => {
    const now = Date.now();
    const seen = entries[0]?.id;
    void outbox.add({
      key: `${agent.id}-${crypto.randomUUID()}`,
      prospectId: person,
      body: { ...body, ...(seen !== undefined && { seen }), ...(force && { force: true as const }) },
      text,
      channel,
      createdAt: now,
      leavesAt: now + UNDO_FOR,
    });
  };
}
