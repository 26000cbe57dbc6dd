import { type QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { meQuery } from './inbox/queries.ts';
import { OutboxProvider } from './offline/outbox-context.tsx';
import type { AppConfig } from './session/config.ts';
import { MeProvider } from './session/me.tsx';
import { Shell } from './shell/shell.tsx';
import { type Words, WordsProvider } from './texts/texts.tsx';
import { Failed } from './ui/pane-boundary.tsx';
import { Skeleton } from './ui/skeleton.tsx';

interface Props {
  config: AppConfig;
  client: QueryClient;
  words: Words;
}

export function Application({ config, client, words }: Props) {
  return (
    <QueryClientProvider client={client}>
      <WordsProvider words={words}>
        <SignedIn config={config} />
      </WordsProvider>
    </QueryClientProvider>
  );
}

function SignedIn({ config }: { config: AppConfig }) {
  const { data: me, isError, refetch } = useQuery(meQuery);
  if (me !== undefined) {
    return (
      <MeProvider me={me}>
        <OutboxProvider>
          <Shell config={config} />
        </OutboxProvider>
      </MeProvider>
    );
  }
  return isError ? <Failed retry={() => void refetch()} /> : <Skeleton rows={6} />;
}
