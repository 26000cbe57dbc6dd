import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../api/problem.ts';
import { complain } from '../inbox/actions.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { deviceState, type DeviceState, switchOff, switchOn } from '../push/this-device.ts';
import { useWords } from '../texts/texts.tsx';
import { Button } from '../ui/button.tsx';
import { say } from '../ui/toast.tsx';

const STATE = ['device-state'];

/** Whether this device rings when somebody waits: each agent decides for each of theirs. */
export function NoticesSection() {
  const { settings } = useManageWords();
  const { data: state } = useQuery({ queryKey: STATE, queryFn: deviceState, networkMode: 'always' });
  return (
    <section className={page['card']}>
      <h2>{settings.notices.title}</h2>
      <p>{settings.notices.what}</p>
      {state !== undefined && (
        <>
          <p role="status">
            <strong>{settings.notices.states[state]}</strong>
          </p>
          <Switch state={state} />
        </>
      )}
      <p className={page['hint']}>{settings.notices.privacy}</p>
    </section>
  );
}

function Switch({ state }: { state: DeviceState }) {
  const words = useWords();
  const { settings } = useManageWords();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  if (state !== 'on' && state !== 'off') return undefined;
  const turn = async () => {
    setBusy(true);
    try {
      if (state === 'on') await switchOff();
      else await switchOn(words.language);
    } catch (problem) {
      // What the browser's own push service says is in nobody's words.
      if (problem instanceof ApiProblem) complain(words, problem);
      else say(settings.notices.failed);
    } finally {
      await client.invalidateQueries({ queryKey: STATE });
      setBusy(false);
    }
  };
  return (
    <div className={page['actions']}>
      <Button {...(state === 'off' && { look: 'primary' })} disabled={isBusy} onClick={() => void turn()}>
        {state === 'on' ? settings.notices.turnOff : settings.notices.turnOn}
      </Button>
    </div>
  );
}
