import type { Tenant } from '../../domain/tenant.ts';
import { mergeApprovals, type WhatsAppApprovals } from '../../domain/whatsapp-approval.ts';
import type { Item } from './table.ts';

/** What operators wrote of a tenant (`s`). */
export function settingsIn(item: Item): Omit<Tenant, 'id'> {
  return JSON.parse(item['s'] as string) as Omit<Tenant, 'id'>;
}

/** What was learned of the tenant's WhatsApp templates (`w`), which is written apart from its settings. */
export function learnedIn(item: Item): WhatsAppApprovals {
  return JSON.parse((item['w'] as string | undefined) ?? '{}') as WhatsAppApprovals;
}

export function tenantIn(id: string, item: Item): Tenant {
  const settings = settingsIn(item);
  return { ...settings, id, whatsappTemplates: mergeApprovals(settings.whatsappTemplates, learnedIn(item)) };
}
