import type { Channel } from '../../api/types.ts';
import { useWords } from '../../texts/texts.tsx';
import controls from '../../ui/controls.module.css';
import { Icon } from '../../ui/icon.tsx';
import styles from './template-reply.module.css';

/** A template with what fills it, ready to send. */
export interface ChosenTemplate {
  id: string;
  name: string;
  channel: Channel;
  data: Record<string, string | number>;
  /** As the person gets it. */
  text: string;
}

/** In place of the text where WhatsApp takes templates alone. */
export function TemplateReply({
  template,
  choose,
}: {
  template: ChosenTemplate | undefined;
  choose: () => void;
}) {
  const words = useWords();
  return (
    <div className={styles['template']}>
      <p className={styles['closed']}>
        <Icon name="clock" size={16} />
        {words.composer.windowClosed}
      </p>
      {template !== undefined && (
        <blockquote className={styles['preview']}>
          <strong>{template.name}</strong>
          <p>{template.text}</p>
        </blockquote>
      )}
      <button type="button" className={controls['button']} data-composer-field onClick={choose}>
        <Icon name="templates" size={17} />
        {template === undefined ? words.composer.chooseTemplate : words.composer.changeTemplate}
      </button>
    </div>
  );
}
