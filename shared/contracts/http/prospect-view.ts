import type { Consent, Prospect } from '../../domain/prospect.ts';
import { toIso } from '../../domain/instant.ts';
import { formatTimeOfDay } from '../../domain/quiet-hours.ts';

/** A prospect as `GET /v1/prospects/{id}` shows it: the fields of the body, and the consents with their proof. */
export function prospectView({ preferences, consents, ...fields }: Prospect): object {
  const { quietHoursStart, quietHoursEnd, allowSmsDuringQuietHours, ...lists } = preferences ?? {};
  const wishes = {
    ...lists,
    ...(quietHoursStart !== undefined && { quietHoursStart: formatTimeOfDay(quietHoursStart) }),
    ...(quietHoursEnd !== undefined && { quietHoursEnd: formatTimeOfDay(quietHoursEnd) }),
    ...(allowSmsDuringQuietHours !== undefined && { allowSMSDuringQuietHours: allowSmsDuringQuietHours }),
  };
  return {
    ...fields,
    ...(preferences !== undefined && { preferences: wishes }),
    ...(consents?.marketing !== undefined && { consents: { marketing: consentView(consents.marketing) } }),
  };
}

function consentView(consent: Consent): object {
  return { ...consent, at: toIso(consent.at) };
}
