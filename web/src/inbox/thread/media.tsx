import type { InboundEntry } from '../../api/types.ts';
import { useWords } from '../../texts/texts.tsx';
import { Icon } from '../../ui/icon.tsx';
import styles from './media.module.css';

type File = InboundEntry['media'][number];

/** Pictures are shown, other files are named; both open beside the application. */
export function Media({ files }: { files: readonly File[] }) {
  const words = useWords();
  return (
    <ul className={styles['files']}>
      {files
        .filter(({ url }) => isSafe(url))
        .map(({ filename, contentType, url }) => (
          <li key={url}>
            <a
              className={styles['file']}
              href={url}
              target="_blank"
              rel="noreferrer noopener"
              aria-label={words.thread.attachment(filename)}
            >
              {contentType.startsWith('image/') ? (
                <img className={styles['picture']} src={url} alt={filename} loading="lazy" />
              ) : (
                <>
                  <Icon name="clip" size={16} />
                  {filename}
                </>
              )}
            </a>
          </li>
        ))}
    </ul>
  );
}

/** An address that runs code is no address of a file. */
function isSafe(url: string): boolean {
  return /^(https?:\/\/|\/)/.test(url);
}
