import { adviseSms } from '../../../../shared/domain/sms-advice.ts';
import type { MicroEuros } from '../../api/types.ts';
import { useWords } from '../../texts/texts.tsx';
import controls from '../../ui/controls.module.css';
import styles from './sms-meter.module.css';

interface Props {
  text: string;
  /** Of one segment. */
  price: MicroEuros;
  write: (text: string) => void;
}

/** How many SMS a text makes and costs; which characters make it dear, and one tap to replace them. */
export function SmsMeter({ text, price, write }: Props) {
  const words = useWords();
  const { micros } = words.formats;
  const { encoding, segments, units, price: cost, costly, cheaper } = adviseSms(text, price);
  return (
    <div className={styles['meter']}>
      <span className={styles['count']}>
        {words.composer.segments(segments)} · {words.composer.units(units, capacity(encoding, segments))} ·{' '}
        {micros(cost)}
      </span>
      {costly.length > 0 && (
        <span className={styles['costly']}>
          {costly.slice(0, 6).map(({ character }) => (
            <kbd key={character} className={styles['character']}>
              {character.trim() === '' ? '␣' : character}
            </kbd>
          ))}
          <span>{words.composer.costly(costly.length, micros(cost))}</span>
          {cheaper !== undefined && (
            <button
              type="button"
              className={`${controls['button']} ${controls['small']}`}
              onClick={() => write(cheaper.text)}
            >
              {words.composer.replaceSaves(micros(cheaper.price))}
            </button>
          )}
        </span>
      )}
    </div>
  );
}

/** What the segments hold at most. */
function capacity(encoding: 'GSM-7' | 'UCS-2', segments: number): number {
  if (encoding === 'GSM-7') return segments === 1 ? 160 : segments * 153;
  return segments === 1 ? 70 : segments * 67;
}
