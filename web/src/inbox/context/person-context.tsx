import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { ConversationDetails } from '../../api/types.ts';
import { useWords } from '../../texts/texts.tsx';
import controls from '../../ui/controls.module.css';
import { Icon } from '../../ui/icon.tsx';
import { Failed } from '../../ui/pane-boundary.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useDisplayName } from '../display-name.ts';
import { conversationQuery } from '../queries.ts';
import { Channels } from './channels.tsx';
import { Merging } from './merging.tsx';
import { Visits } from './visits.tsx';
import styles from './person-context.module.css';

interface Props {
  person: string;
  details: ConversationDetails | undefined;
}

/** Who the person is, how they can be reached and why not, what they agreed to, what they have cost. */
export function PersonContext({ person, details }: Props) {
  const { isError, refetch } = useQuery(conversationQuery(person));
  if (details === undefined) return isError ? <Failed retry={() => void refetch()} /> : <Skeleton rows={3} />;
  return (
    <div className={styles['context']}>
      <Identity details={details} />
      <Visits details={details} />
      <Channels channels={details.channels} />
      <Consent details={details} />
      <Spent details={details} />
      <Merging details={details} />
    </div>
  );
}

function Identity({ details }: { details: ConversationDetails }) {
  const words = useWords();
  const nameOf = useDisplayName();
  const { prospect, toQualify, labels } = details;
  const { context } = words;
  return (
    <section className={styles['part']}>
      <h2 className={styles['person']}>{nameOf(details)}</h2>
      {toQualify && <p className={styles['hint']}>{context.toQualify}</p>}
      <dl className={styles['facts']}>
        {prospect.phone !== undefined && (
          <Fact name={context.phone} value={prospect.phone} href={`tel:${prospect.phone}`} />
        )}
        {prospect.email !== undefined && <Fact name={context.email} value={prospect.email} />}
        {prospect.locale !== undefined && (
          <Fact name={context.language} value={context.languages[prospect.locale]} />
        )}
      </dl>
      <p className={styles['chips']}>
        {prospect.customer === true && <span className={controls['chip']}>{context.customer}</span>}
        {labels.map((label) => (
          <span key={label} className={controls['chip']}>
            {label}
          </span>
        ))}
      </p>
      <Link
        className={`${controls['button']} ${controls['small']}`}
        to={`/prospects?person=${encodeURIComponent(prospect.id)}`}
      >
        {context.edit}
      </Link>
    </section>
  );
}

function Fact({ name, value, href }: { name: string; value: string; href?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {href === undefined ? (
          value
        ) : (
          <a className={controls['link']} href={href}>
            {value}
          </a>
        )}
      </dd>
    </div>
  );
}

function Consent({ details: { prospect } }: { details: ConversationDetails }) {
  const words = useWords();
  const { context, formats } = words;
  const marketing = prospect.consents?.marketing;
  return (
    <section className={styles['part']}>
      <h3 className={styles['title']}>{context.consents}</h3>
      <p>
        {context.marketing} :{' '}
        <strong
          data-tone={marketing === undefined ? 'none' : marketing.granted ? 'good' : 'bad'}
          className={styles['tone']}
        >
          {marketing === undefined ? context.unknown : marketing.granted ? context.granted : context.refused}
        </strong>
      </p>
      {marketing !== undefined && (
        <p className={styles['hint']}>{context.proof(marketing.source, formats.date(marketing.at))}</p>
      )}
    </section>
  );
}

function Spent({ details: { spent } }: { details: ConversationDetails }) {
  const words = useWords();
  return (
    <section className={styles['part']}>
      <h3 className={styles['title']}>{words.context.spent}</h3>
      <p className={styles['amount']}>
        <Icon name="statistics" size={16} />
        {words.formats.money(spent)}
      </p>
    </section>
  );
}
