import type { JourneyDefinition } from '../definition.ts';
import { APPOINTMENT } from './appointment.ts';
import { CONTRACT } from './contract.ts';
import { ESTIMATE_DRIP } from './estimate-drip.ts';
import { NEW_PROPERTY } from './new-property.ts';

/** The journey that appointments enter by themselves. */
export const APPOINTMENT_JOURNEY = 'appointment';

/** The journeys that every agency has; one that it writes under the same name takes the place of ours. */
export const BUILT_IN_JOURNEYS: Readonly<Record<string, JourneyDefinition>> = {
  [APPOINTMENT_JOURNEY]: APPOINTMENT,
  'new-property': NEW_PROPERTY,
  contract: CONTRACT,
  'estimate-drip': ESTIMATE_DRIP,
};
