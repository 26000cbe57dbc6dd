import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answerOf, api } from '../api/client.ts';
import page from '../manage/page.module.css';
import { useSaving } from '../manage/use-saving.ts';
import type { Template } from '../templates/queries.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useBroadcastWords } from './broadcast-words.ts';
import { dataOf, type Draft } from './draft.ts';
import { type Property, propertyQuery } from './queries.ts';

const TYPING = 400;
const REFERENCE = /^[\w.-]{1,64}$/;

/** The property that a reference names, once it has been typed; null where there is none. */
export function useProperty(reference: string): Property | null | undefined {
  const [settled, setSettled] = useState(reference);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(reference), TYPING);
    return () => clearTimeout(timer);
  }, [reference]);
  const asked = settled.trim();
  const { data } = useQuery({ ...propertyQuery(asked), enabled: REFERENCE.test(asked) });
  return asked === reference.trim() ? data : undefined;
}

interface Props {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  template: Template;
  problem: string | undefined;
}

/** What the broadcast is about, by the agency's own reference; one that is not known yet can be made of what is typed. */
export function PropertyField({ draft, change, template, problem }: Props) {
  const { draft: texts } = useBroadcastWords();
  const { isSaving, save } = useSaving();
  const property = useProperty(draft.property);
  const data = Object.fromEntries(
    Object.entries(dataOf(template.variables, draft.data)).filter(([name]) => name.startsWith('property')),
  );
  const isUnknown = property === null;
  const known = property ?? undefined;
  const isOff = known !== undefined && known.status !== 'for-sale';
  const propertyId = draft.property.trim();
  const create = async () =>
    save(
      () =>
        answerOf(
          api.PUT('/v1/properties/{propertyId}', {
            params: { path: { propertyId } },
            body: { status: 'for-sale', data },
          }),
        ),
      { said: texts.propertyCreated, renew: [['property', propertyId]] },
    );
  return (
    <div>
      <TextField
        label={texts.property}
        placeholder="LYON-042"
        autoComplete="off"
        maxLength={64}
        value={draft.property}
        write={(text) => change({ property: text })}
        hint={known === undefined ? texts.propertyHint : texts.propertyKnown(saidOf(known, texts))}
        problem={problem ?? (isOff ? texts.offMarket : isUnknown ? texts.propertyUnknown : undefined)}
      />
      {isUnknown && (
        <div className={page['actions']}>
          <Button small disabled={isSaving || Object.keys(data).length === 0} onClick={() => void create()}>
            {texts.propertyCreate}
          </Button>
        </div>
      )}
    </div>
  );
}

function saidOf(
  { status, data }: Property,
  { propertyStatuses }: ReturnType<typeof useBroadcastWords>['draft'],
): string {
  const address = data['propertyAddress'];
  return [address, propertyStatuses[status]].filter((part) => part !== undefined).join(', ');
}
