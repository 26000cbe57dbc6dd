import { runInNewContext } from 'node:vm';
import type { Properties } from '../template/cloud-formation.ts';

/** Says whether somebody may listen to a channel: the handler that AppSync would run, run here. */
export type MayListen = (claims: Properties, segments: readonly string[]) => boolean;

/** How a handler refuses. */
class Unauthorized extends Error {}

/** What AppSync's runtime offers to handlers, as far as ours use it. */
const UTIL = {
  unauthorized(): never {
    throw new Unauthorized();
  },
  /** The pattern is one of the whole text. */
  matches: (pattern: string, text: string): boolean => new RegExp(`^(?:${pattern})$`, 'u').test(text),
};

/** @param code a module of APPSYNC_JS that exports `onSubscribe`. @throws Error for one that needs more than `util`. */
export function channelHandler(code: string): MayListen {
  const script = code
    .replace(/^import \{ util \} from '@aws-appsync\/utils';$/m, '')
    .replace(/^export function/m, 'function');
  if (/^(import|export)\b/m.test(script))
    throw new Error('The local stack runs handlers that use util alone');
  const context = { util: UTIL };
  type Handler = (context: object) => void;
  const onSubscribe = runInNewContext(`${script}\nonSubscribe`, context) as Handler;
  return (claims, segments) => {
    const path = `/${segments.join('/')}`;
    try {
      onSubscribe({
        identity: { claims },
        info: { channel: { path, segments }, operation: 'SUBSCRIBE' },
      });
      return true;
    } catch (error) {
      if (error instanceof Unauthorized) return false;
      throw error;
    }
  };
}
