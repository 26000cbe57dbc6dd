import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.ts';
import page from '../manage/page.module.css';
import { useSaving } from '../manage/use-saving.ts';
import { useWords } from '../texts/texts.tsx';
import { Button } from '../ui/button.tsx';
import { OpenDialog } from '../ui/dialog.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useBroadcastWords } from './broadcast-words.ts';
import styles from './draft.module.css';
import { useProblems } from './problems.ts';
import { type Segment, segmentsQuery } from './queries.ts';
import { criteriaOf, editedCriteria, fieldsOf, idOfSegment, type SegmentFields } from './segment-criteria.ts';

interface Props {
  /** Undefined for a new one. */
  segment: Segment | undefined;
  close: () => void;
  saved: (id: string) => void;
}

/** What people of a segment have in common. */
export default function SegmentForm({ segment, close, saved }: Props) {
  const words = useWords();
  const { segments } = useBroadcastWords().draft;
  const [fields, setFields] = useState(() => fieldsOf(segment?.name ?? '', segment?.criteria ?? {}));
  const { isSaving, problems, keep } = useKeeping(segment, fields);
  const change = (part: Partial<SegmentFields>) => setFields({ ...fields, ...part });
  const isEmpty = Object.keys(criteriaOf(fields)).length === 0;
  const isReversed = FIGURES.some(([min, max]) => isAbove(fields, min, max));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const id = await keep();
    if (id === undefined) return;
    saved(id);
    close();
  };
  return (
    <OpenDialog title={segment?.name ?? segments.create} close={close}>
      <form className={styles['segmentForm']} onSubmit={(event) => void submit(event)}>
        <p className={page['hint']}>{segments.hint}</p>
        <TextField
          required
          maxLength={100}
          label={segments.name}
          placeholder={segments.nameExample}
          value={fields.name}
          write={(name) => change({ name })}
        />
        <Wishes fields={fields} change={change} />
        <Figures fields={fields} change={change} />
        <Answers fields={fields} change={change} />
        {problems.map((problem) => (
          <p key={problem} className={page['problem']} role="alert">
            {problem}
          </p>
        ))}
        <div className={styles['end']}>
          {isEmpty && <p className={page['hint']}>{segments.needsOne}</p>}
          <Button onClick={close}>{words.cancel}</Button>
          <Button type="submit" look="primary" disabled={isSaving || isEmpty || isReversed}>
            {words.save}
          </Button>
        </div>
      </form>
    </OpenDialog>
  );
}

/** Keeps a segment; undefined from `keep` when the API refused. */
function useKeeping(segment: Segment | undefined, fields: SegmentFields) {
  const { segments } = useBroadcastWords().draft;
  const { isSaving, fields: refused, save } = useSaving();
  const { others } = useProblems(refused);
  const keep = async (): Promise<string | undefined> => {
    const name = fields.name.trim();
    const segmentId = segment?.id ?? idOfSegment(name);
    const body = { name, criteria: editedCriteria(fields, segment?.criteria ?? {}) };
    const isKept = await save(
      () => answerOf(api.PUT('/v1/segments/{segmentId}', { params: { path: { segmentId } }, body })),
      { said: segments.saved(name), renew: [segmentsQuery.queryKey] },
    );
    return isKept ? segmentId : undefined;
  };
  return { isSaving, problems: others, keep };
}

interface PartProps {
  fields: SegmentFields;
  change: (part: Partial<SegmentFields>) => void;
}

function Wishes({ fields, change }: PartProps) {
  const { segments } = useBroadcastWords().draft;
  return (
    <>
      {(['anyOf', 'allOf', 'noneOf'] as const).map((name) => (
        <TextField
          key={name}
          label={segments[name]}
          {...(name === 'anyOf' && { placeholder: segments.tagsExample })}
          value={fields[name]}
          write={(text) => change({ [name]: text })}
        />
      ))}
      <TextField
        label={segments.areas}
        placeholder={segments.areasExample}
        value={fields.areas}
        write={(areas) => change({ areas })}
      />
    </>
  );
}

const FIGURES = [
  ['budgetMin', 'budgetMax', 1_000_000_000],
  ['roomsMin', 'roomsMax', 100],
] as const;
type Figure = (typeof FIGURES)[number][0 | 1];

function isAbove(fields: SegmentFields, min: Figure, max: Figure): boolean {
  return fields[min] !== '' && fields[max] !== '' && Number(fields[min]) > Number(fields[max]);
}

function Figures({ fields, change }: PartProps) {
  const { segments } = useBroadcastWords().draft;
  return (
    <div className={styles['pairs']}>
      {FIGURES.map(([min, max, most]) => {
        const isReversed = isAbove(fields, min, max);
        return [min, max].map((name) => (
          <TextField
            key={name}
            type="number"
            min={0}
            max={most}
            label={segments[name]}
            value={fields[name]}
            write={(text) => change({ [name]: text })}
            problem={isReversed && name === min ? segments.minAboveMax : undefined}
          />
        ));
      })}
    </div>
  );
}

function Answers({ fields, change }: PartProps) {
  const { segments } = useBroadcastWords().draft;
  const either = { '': segments.whatever, yes: segments.yes, no: segments.no };
  return (
    <div className={styles['pairs']}>
      {(['consent', 'customer'] as const).map((name) => (
        <SelectField
          key={name}
          label={segments[name]}
          options={either}
          value={fields[name]}
          choose={(answer) => change({ [name]: answer })}
        />
      ))}
      <SelectField
        label={segments.locale}
        options={{ '': segments.whatever, ...segments.languages }}
        value={fields.locale}
        choose={(locale) => change({ locale })}
      />
      <SelectField
        label={segments.engagement}
        options={either}
        value={fields.engaged}
        choose={(engaged) => change({ engaged })}
      />
      {fields.engaged !== '' && (
        <TextField
          required
          type="number"
          min={1}
          max={3_650}
          label={segments.engagementDays}
          value={fields.engagementDays}
          write={(engagementDays) => change({ engagementDays })}
        />
      )}
    </div>
  );
}
