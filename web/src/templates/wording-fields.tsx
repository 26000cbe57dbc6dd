import { useRef } from 'react';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import type { Template } from './queries.ts';
import styles from './template-editor.module.css';
import { type EditableField, fieldsOf, type Wording, withText } from './wordings.ts';

interface Props {
  wording: Wording;
  change: (wording: Wording) => void;
  variables: Template['variables'];
}

/** The texts of a wording, one field each, and the variables to put into whichever was written in last. */
export function WordingFields({ wording, change, variables }: Props) {
  const words = useWords();
  const { templates } = useManageWords();
  const last = useRef<{ field: EditableField; element: HTMLInputElement | HTMLTextAreaElement }>(undefined);
  const fields = fieldsOf(wording);
  const insert = (name: string) => {
    const field = last.current?.field ?? fields.find(({ isLong }) => isLong);
    if (field === undefined) return;
    const now = fields.find(({ path }) => path.join() === field.path.join())?.value ?? '';
    const at = last.current?.element.selectionStart ?? now.length;
    change(withText(wording, field.path, `${now.slice(0, at)}{{${name}}}${now.slice(at)}`));
    last.current?.element.focus();
  };
  return (
    <>
      {fields.map((field) => (
        <TextField
          key={field.path.join('.')}
          field={field}
          write={(text) => change(withText(wording, field.path, text))}
          touch={(element) => {
            last.current = { field, element };
          }}
        />
      ))}
      <div>
        <p className={page['hint']}>
          {templates.variables} – {templates.variablesHint}
        </p>
        <div className={styles['variables']}>
          {variables.map(({ name, label, required }) => (
            <button
              key={name}
              type="button"
              className={styles['variable']}
              title={`${label[words.language]}${required ? ` (${templates.required})` : ''}`}
              onClick={() => insert(name)}
            >
              {name}
            </button>
          ))}
        </div>
      </div>
    </>
  );
}

interface TextFieldProps {
  field: EditableField;
  write: (text: string) => void;
  touch: (element: HTMLInputElement | HTMLTextAreaElement) => void;
}

function TextField({ field: { name, value, isLong }, write, touch }: TextFieldProps) {
  const { templates } = useManageWords();
  const named = templates as unknown as Record<string, unknown>;
  const label = templates.blocks[name] ?? (typeof named[name] === 'string' ? named[name] : name);
  return (
    <label className={controls['field']}>
      <span>{label}</span>
      {isLong ? (
        <textarea
          className={`${controls['input']} ${styles['text']}`}
          rows={3}
          value={value}
          onChange={({ target }) => write(target.value)}
          onFocus={({ target }) => touch(target)}
        />
      ) : (
        <input
          className={controls['input']}
          value={value}
          onChange={({ target }) => write(target.value)}
          onFocus={({ target }) => touch(target)}
        />
      )}
    </label>
  );
}
