import type { Message } from './message.ts';
import type { Locale } from './prospect.ts';
import { stopNumberOf, type Tenant } from './tenant.ts';

/** What we say by ourselves. GSM-7 but for the agency's name, so that an SMS stays one segment. */
export function automaticText(
  kind: NonNullable<Message['automatic']>,
  tenant: Tenant,
  locale: Locale,
): string {
  const { name, brand } = tenant;
  if (kind === 'stop-confirmation')
    return locale === 'fr'
      ? `${name} : c'est noté, vous ne recevrez plus de SMS de notre part. Pour reprendre, répondez START.`
      : `${name}: noted, you will receive no more SMS from us. To resume, reply START.`;
  const phone =
    brand?.phone === undefined ? '' : locale === 'fr' ? ` Tél. ${brand.phone}.` : ` Phone ${brand.phone}.`;
  const stop = stopNumberOf(tenant);
  const at = stop === undefined ? '' : locale === 'fr' ? ` au ${stop}` : ` to ${stop}`;
  return locale === 'fr'
    ? `${name} vous répond ici : écrivez-nous votre demande.${phone} Pour ne plus recevoir nos messages, envoyez STOP${at}.`
    : `${name} answers you here: write to us.${phone} To receive no more messages from us, send STOP${at}.`;
}
