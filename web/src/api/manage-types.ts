/** The shapes of statistics and settings by name, from the OpenAPI document. */
import type { components } from './schema.ts';
import type { Channel } from './types.ts';

type Schemas = components['schemas'];

export type Statistics = Schemas['Statistics'];
export type ChannelStatistics = NonNullable<Statistics['channels']['sms']>;
export type Policy = Omit<Schemas['PolicyBody'], 'basedOn'>;
export type Settings = Schemas['Settings'];
export type Replay = Schemas['Replay'];
export type ApiKeySummary = Schemas['ApiKeys']['items'][number];

export type PointsByChannel = Partial<Record<Channel, number>>;

export interface PointsTable {
  preference?: number[];
  urgency?: Record<string, PointsByChannel>;
  rich?: PointsByChannel;
  long?: PointsByChannel;
  short?: PointsByChannel;
  cost?: number;
  quietHours?: PointsByChannel;
  messageType?: Record<string, PointsByChannel>;
}
