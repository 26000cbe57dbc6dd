import type { OwnSettings, Tenant } from '../../domain/tenant.ts';
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

/** What the tenant's own people decided, and how often they did (`a`): it is written apart as well. */
export function decidedIn(item: Item): { own: OwnSettings; changes: number } {
  const decided = item['a'] as string | undefined;
  if (decided === undefined) return { own: {}, changes: 0 };
  return JSON.parse(decided) as { own: OwnSettings; changes: number };
}

export function tenantIn(id: string, item: Item): Tenant {
  const settings = settingsIn(item);
  return {
    ...settings,
    ...decidedIn(item).own,
    id,
    whatsappTemplates: mergeApprovals(settings.whatsappTemplates, learnedIn(item)),
  };
}
