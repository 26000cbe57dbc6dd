import { QueryErrorResetBoundary } from '@tanstack/react-query';
import { Component, type ReactNode } from 'react';
import { giveUp } from '../keys/typing-ahead.ts';
import { useWords } from '../texts/texts.tsx';
import controls from './controls.module.css';
import { Icon } from './icon.tsx';
import styles from './pane-boundary.module.css';

interface Props {
  children: ReactNode;
  /** Hears of it in place of the words that stand there else. */
  failed?: () => void;
  /** Another value tries again by itself: another person, another page. */
  of?: string | undefined;
}

interface State {
  failed: boolean;
  of: string | undefined;
}

class Boundary extends Component<Props & { onReset: () => void }, State> {
  override state: State = { failed: false, of: this.props.of };

  static getDerivedStateFromError(): Partial<State> {
    return { failed: true };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.of === state.of ? null : { failed: false, of: props.of };
  }

  override componentDidCatch() {
    // What was opening will not be there: letters are no longer held for it.
    giveUp();
    this.props.failed?.();
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    if (this.props.failed !== undefined) return undefined;
    return (
      <Failed
        crashed
        retry={() => {
          this.props.onReset();
          this.setState({ failed: false });
        }}
      />
    );
  }
}

/** One part of the screen that may break without the others. */
export function PaneBoundary(props: Props) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => <Boundary {...props} onReset={reset} />}
    </QueryErrorResetBoundary>
  );
}

/** What a pane shows in place of what could not be loaded, with the way to try again. */
export function Failed({ retry, crashed = false }: { retry: () => void; crashed?: boolean }) {
  const words = useWords();
  return (
    <div className={styles['failed']} role="alert">
      <Icon name="alert" size={28} />
      <p>{crashed ? words.failing.crash : words.failing.pane}</p>
      <button type="button" className={controls['button']} onClick={retry}>
        {words.failing.retry}
      </button>
    </div>
  );
}
