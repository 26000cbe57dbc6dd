import { asRecorded, consentErrors } from '../domain/consent.ts';
import type { Instant } from '../domain/instant.ts';
import type { Consent, Prospect } from '../domain/prospect.ts';
import { AppError } from '../errors.ts';
import type { AudienceRequest } from './find-audience.ts';

/** A consent as it is recorded. @throws AppError `invalid-request` for one of the future; `path`: where it stands. */
export function acceptConsent(consent: Consent, now: Instant, path = ''): Consent {
  const errors = consentErrors(consent, now, path);
  const [first] = errors;
  if (first !== undefined) throw new AppError('invalid-request', `${first.path} ${first.message}.`, errors);
  return asRecorded(consent, now);
}

/** A prospect whom a request names, with its consents as they are recorded. @throws AppError as above. */
export function acceptProspect(prospect: Prospect, now: Instant, path = 'prospect'): Prospect {
  const marketing = prospect.consents?.marketing;
  if (marketing === undefined) return prospect;
  const place = path === '' ? 'consents.marketing' : `${path}.consents.marketing`;
  return { ...prospect, consents: { marketing: acceptConsent(marketing, now, place) } };
}

/** An audience; one whose people came with the request as above. @throws AppError as above. */
export function acceptAudience(audience: AudienceRequest, now: Instant): AudienceRequest {
  if (audience.kind !== 'given') return audience;
  const people = audience.people.map((one, index) => ({
    ...one,
    prospect: acceptProspect(one.prospect, now, `audience.prospects.${index}`),
  }));
  return { kind: 'given', people };
}
