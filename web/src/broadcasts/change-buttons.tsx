import { useState } from 'react';
import { answerOf, api } from '../api/client.ts';
import { useSaving } from '../manage/use-saving.ts';
import { Button } from '../ui/button.tsx';
import { Confirmation } from '../ui/dialog.tsx';
import { useBroadcastWords } from './broadcast-words.ts';
import { changesOf, progressOf } from './progress-of.ts';
import type { Broadcast } from './queries.ts';

type Change = ReturnType<typeof changesOf>[number];

/** Holds, goes on with and stops what has not left, after saying what that means. */
export function ChangeButtons({ broadcast }: { broadcast: Broadcast }) {
  const texts = useBroadcastWords();
  const { isSaving, save } = useSaving();
  const [asked, setAsked] = useState<Change>();
  const progress = progressOf(broadcast);
  const left = progress && progress.counts.remaining + progress.counts.waiting;
  const make = async (change: Change) =>
    save(async () => changed(broadcast.id, change), {
      said: texts[change].done,
      conflict: texts.ended,
      renew: [['broadcast', broadcast.id], ['broadcasts']],
    });
  return (
    <>
      {changesOf(broadcast).map((change) => (
        <Button
          key={change}
          disabled={isSaving}
          {...(change === 'cancel' && { look: 'danger' as const })}
          {...(change === 'resume' && { look: 'primary' as const })}
          onClick={() => setAsked(change)}
        >
          {texts[change].action}
        </Button>
      ))}
      {asked !== undefined && (
        <Confirmation
          title={texts[asked].title}
          text={texts[asked].text(left === undefined ? texts.everybody : texts.people(left))}
          action={texts[asked].action}
          isDangerous={asked === 'cancel'}
          keep={texts.keep}
          close={() => setAsked(undefined)}
          confirm={() => void make(asked)}
        />
      )}
    </>
  );
}

async function changed(broadcastId: string, change: Change): Promise<unknown> {
  const options = { params: { path: { broadcastId } } };
  switch (change) {
    case 'pause':
      return answerOf(api.POST('/v1/broadcasts/{broadcastId}/pause', options));
    case 'resume':
      return answerOf(api.POST('/v1/broadcasts/{broadcastId}/resume', options));
    case 'cancel':
      return answerOf(api.POST('/v1/broadcasts/{broadcastId}/cancel', options));
  }
}
