import { LiveScreens } from '../../shared/adapters/screens/live-screens.ts';
import { once } from './common.ts';
import { liveEvents } from './live-events.ts';

export const screens = once(() => new LiveScreens(liveEvents()));
