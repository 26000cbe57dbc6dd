import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useMe } from '../session/me.tsx';
import { type Template, templatesQuery } from '../templates/queries.ts';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { TextField } from '../ui/text-field.tsx';
import { useBroadcastWords } from './broadcast-words.ts';
import { askedOf, type Draft, isAboutProperty } from './draft.ts';
import type { Problems } from './problems.ts';
import { PropertyField } from './property-field.tsx';
import type { Property } from './queries.ts';

interface Props {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  template: Template | undefined;
  property: Property | undefined;
  problems: Problems;
}

/** Which template, about which property, with which data. */
export function ContentCard({ draft, change, template, property, problems }: Props) {
  const { what, ofEach, ofFile } = useBroadcastWords().draft;
  const { agent } = useMe();
  return (
    <section className={page['card']}>
      <h2>{what}</h2>
      <TemplateChoice
        chosen={draft.templateId}
        choose={(templateId) => change({ templateId, data: { agentName: agent.name, ...draft.data } })}
      />
      {template !== undefined && (
        <>
          {isAboutProperty(template) && (
            <PropertyField
              draft={draft}
              change={change}
              template={template}
              problem={problems('content.property')}
            />
          )}
          <DataFields
            draft={draft}
            change={change}
            template={template}
            property={property}
            problems={problems}
          />
          <p className={page['hint']}>
            {ofEach} {draft.source === 'file' && ofFile}
          </p>
        </>
      )}
    </section>
  );
}

interface ChoiceProps {
  chosen: string | undefined;
  choose: (templateId: string) => void;
}

function TemplateChoice({ chosen, choose }: ChoiceProps) {
  const { language } = useWords();
  const { templates } = useManageWords();
  const { template, chooseTemplate } = useBroadcastWords().draft;
  const id = useId();
  const { data } = useQuery(templatesQuery);
  const groups = Map.groupBy(data?.items ?? [], ({ category }) => category);
  return (
    <div className={controls['field']}>
      <label htmlFor={id}>{template}</label>
      <select
        id={id}
        className={controls['input']}
        value={chosen ?? ''}
        onChange={({ target }) => choose(target.value)}
      >
        <option value="" disabled>
          {chooseTemplate}
        </option>
        {[...groups].map(([category, found]) => (
          <optgroup key={category} label={templates.categories[category] ?? category}>
            {found.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name[language]}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

type FieldsProps = Props & { template: Template };

function DataFields({ draft, change, template, property, problems }: FieldsProps) {
  const { optional } = useBroadcastWords().draft;
  const asked = askedOf(template.variables);
  const needed = asked.filter(({ required }) => required);
  const others = asked.filter(({ required }) => !required);
  const given = { draft, change, property, problems };
  const isTold = others.some(({ name }) => problems(`content.data.${name}`) !== undefined);
  return (
    <>
      <div className={page['fields']}>
        {needed.map((variable) => (
          <DataField key={variable.name} variable={variable} {...given} />
        ))}
      </div>
      {others.length > 0 && (
        <details open={isTold || undefined}>
          <summary className={controls['link']}>{optional}</summary>
          <div className={page['fields']}>
            {others.map((variable) => (
              <DataField key={variable.name} variable={variable} {...given} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

type FieldProps = Omit<Props, 'template'> & { variable: Template['variables'][number] };

/** What the property says goes before what is typed: it is shown, and cannot be changed here. */
function DataField({ variable: { name, label, example }, draft, change, property, problems }: FieldProps) {
  const { language, formats } = useWords();
  const { fromProperty } = useBroadcastWords().draft;
  const known = property?.data[name];
  return (
    <TextField
      label={label[language]}
      placeholder={String(example[language])}
      readOnly={known !== undefined}
      value={typeof known === 'number' ? formats.number(known) : (known ?? draft.data[name] ?? '')}
      write={(text) => change({ data: { ...draft.data, [name]: text } })}
      hint={known === undefined ? undefined : fromProperty}
      problem={problems(`content.data.${name}`)}
    />
  );
}
