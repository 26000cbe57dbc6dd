import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import page from '../manage/page.module.css';
import { WaitingPane } from '../manage/waiting-pane.tsx';
import { type Total, Totals } from '../manage/totals.tsx';
import { useMe } from '../session/me.tsx';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { Icon } from '../ui/icon.tsx';
import { StatusChip, useBroadcastName } from './broadcast-list.tsx';
import { useBroadcastWords } from './broadcast-words.ts';
import { ChangeButtons } from './change-buttons.tsx';
import { ChannelOutcomes } from './channel-outcomes.tsx';
import { LeftOutCard } from './left-out-card.tsx';
import { isPlanned, progressOf } from './progress-of.ts';
import { type Broadcast, broadcastQuery, SENT_ON } from './queries.ts';
import { StateCard } from './state-card.tsx';

/** What becomes of a broadcast; it looks again by itself while something happens. */
export function BroadcastDetails({ broadcastId }: { broadcastId: string }) {
  const { title, notAllowed } = useBroadcastWords();
  const { scopes } = useMe();
  const { data, isError, refetch } = useQuery(broadcastQuery(broadcastId));
  if (data === undefined) {
    const retry = () => void refetch();
    return <WaitingPane title={title} back="/broadcasts" isError={isError} retry={retry} />;
  }
  const progress = progressOf(data);
  const isAllowed = scopes.includes('broadcasts:write');
  return (
    <div className={page['body']}>
      <Head broadcast={data} isAllowed={isAllowed} />
      <Figures broadcast={data} />
      {progress !== undefined && <StateCard progress={progress} />}
      <ChannelOutcomes broadcast={data} />
      {progress !== undefined && <LeftOutCard broadcast={data} />}
      {!isAllowed && <p className={page['hint']}>{notAllowed}</p>}
    </div>
  );
}

function Head({ broadcast, isAllowed }: { broadcast: Broadcast; isAllowed: boolean }) {
  const words = useWords();
  const texts = useBroadcastWords();
  const nameOf = useBroadcastName();
  const { status, createdAt, sendAt, messageType } = broadcast;
  const { instant } = words.formats;
  const facts = [
    texts.types[messageType],
    texts.sentAt(instant(createdAt)),
    ...(sendAt === undefined || broadcast.people !== undefined ? [] : [texts.leavesAt(instant(sendAt))]),
  ];
  return (
    <div className={page['intro']}>
      <div className={page['head']}>
        <Link className={`${controls['icon']} ${page['back']}`} to="/broadcasts" aria-label={words.back}>
          <Icon name="back" />
        </Link>
        <h1>{nameOf(broadcast)}</h1>
        <StatusChip status={status} />
        {isAllowed && <ChangeButtons broadcast={broadcast} />}
      </div>
      <p className={page['hint']}>{facts.join(' · ')}</p>
    </div>
  );
}

function Figures({ broadcast }: { broadcast: Broadcast }) {
  const { people, duplicates = 0, plan, outcomes, cost } = broadcast;
  const { formats } = useWords();
  const { totals, unknown, against } = useBroadcastWords();
  const sum = (what: 'sent' | 'delivered') =>
    SENT_ON.reduce((total, channel) => total + outcomes[channel][what], 0);
  const [sent, delivered] = [sum('sent'), sum('delivered')];
  const isKnown = isPlanned(broadcast);
  const saved = plan.smsOnlyCost.micros - plan.estimatedCost.micros;
  const figures: Total[] = [
    {
      name: totals.people,
      value: people === undefined ? unknown : formats.number(people),
      hint: duplicates > 0 ? totals.duplicates(duplicates) : undefined,
    },
    {
      name: totals.delivered,
      value: sent === 0 ? unknown : formats.percent(delivered / sent),
      hint: sent === 0 ? undefined : totals.ofSent(formats.number(sent)),
    },
    {
      name: totals.cost,
      value: formats.money(cost),
      hint: !isKnown ? undefined : totals.planned(formats.money(plan.estimatedCost)),
    },
    {
      name: totals.saving,
      value: !isKnown ? unknown : formats.micros(Math.max(0, saved)),
      hint: !isKnown ? undefined : against(formats.money(plan.smsOnlyCost)),
    },
  ];
  return <Totals figures={figures} />;
}
