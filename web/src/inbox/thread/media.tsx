import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import type { InboundEntry } from '../../api/types.ts';
import { useWords } from '../../texts/texts.tsx';
import { Icon } from '../../ui/icon.tsx';
import styles from './media.module.css';

type File = InboundEntry['media'][number];

/** Pictures are shown, other files are named; both open beside the application. */
export function Media({ files }: { files: readonly File[] }) {
  return (
    <ul className={styles['files']}>
      {files.map((file, index) => (
        <li key={index}>
          {receivedFile(file.url) === undefined ? (
            <Shown file={file} url={file.url} />
          ) : (
            <Received file={file} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** An hour, less what it takes to open it. */
const GOOD_FOR = 50 * 60_000;

/** What the API keeps: its address is asked for with the agent's credential, and does not last. */
function Received({ file }: { file: File }) {
  const path = receivedFile(file.url);
  const { data } = useQuery({
    queryKey: ['file', file.url],
    queryFn: async () =>
      answerOf(
        api.GET('/v1/conversations/{prospectId}/files/{entryId}/{index}', {
          params: { path: path ?? { prospectId: '', entryId: '', index: '' } },
        }),
      ),
    staleTime: GOOD_FOR,
    gcTime: GOOD_FOR,
  });
  return <Shown file={file} url={data?.url} />;
}

function receivedFile(url = ''): { prospectId: string; entryId: string; index: string } | undefined {
  const [, prospectId, entryId, index] =
    /^\/v1\/conversations\/([^/]+)\/files\/([^/]+)\/(\d+)$/.exec(url) ?? [];
  if (prospectId === undefined || entryId === undefined || index === undefined) return undefined;
  return { prospectId: decodeURIComponent(prospectId), entryId, index };
}

function Shown({ file: { filename, contentType }, url }: { file: File; url: string | undefined }) {
  const words = useWords();
  const isPicture = contentType.startsWith('image/') && url !== undefined;
  const content = isPicture ? (
    <img className={styles['picture']} src={url} alt={filename} loading="lazy" />
  ) : (
    <>
      <Icon name="clip" size={16} />
      {filename}
    </>
  );
  if (url === undefined || !isSafe(url)) return <span className={styles['file']}>{content}</span>;
  return (
    <a
      className={styles['file']}
      href={url}
      target="_blank"
      rel="noreferrer noopener"
      aria-label={words.thread.attachment(filename)}
    >
      {content}
    </a>
  );
}

/** An address that runs code is no address of a file. */
function isSafe(url: string): boolean {
  return /^(https?:\/\/|\/)/.test(url);
}
