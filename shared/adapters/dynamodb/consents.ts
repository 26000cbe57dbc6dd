import { isNewerConsent } from '../../domain/consent.ts';
import type { Consent, ConsentPurpose, Prospect } from '../../domain/prospect.ts';
import type { Key, Table } from './table.ts';

/** So many others may be quicker before something must be wrong. */
const TRIES = 20;

/**
 * Records a consent or a refusal in a person's record unless a newer one is there. `orCreate`: writes a record of the id
 * alone where there is none; without it, answers false.
 */
export async function recordNewest(
  table: Table,
  key: Key,
  purpose: ConsentPurpose,
  consent: Consent,
  orCreate?: Prospect,
): Promise<boolean> {
  const name = `c_${purpose}`;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const item = await table.get(key, true);
    if (item?.['p'] === undefined && orCreate === undefined) return false;
    const text = item?.[name] as string | undefined;
    if (text !== undefined && !isNewerConsent(consent, JSON.parse(text) as Consent)) return true;
    const isWritten = await table.update(key, {
      update: `SET ${name} = :c${orCreate === undefined ? '' : ', p = if_not_exists(p, :p)'}`,
      condition: [
        text === undefined ? `attribute_not_exists(${name})` : `${name} = :before`,
        // An erasure in between has left no record.
        ...(orCreate === undefined ? ['attribute_exists(p)'] : []),
      ].join(' AND '),
      values: {
        ':c': JSON.stringify(consent),
        ':before': text,
        ':p': orCreate === undefined ? undefined : JSON.stringify(orCreate),
      },
    });
    if (isWritten) return true;
  }
  throw new Error('The consent of a prospect is being changed too often');
}
