import { type ApiKey, hashOfApiKey } from '../../domain/api-key.ts';
import { type Channel, CHANNELS } from '../../domain/channel.ts';
import type { Locale } from '../../domain/prospect.ts';
import type { Tenant } from '../../domain/tenant.ts';
import type { TemplateApproval } from '../../domain/whatsapp-approval.ts';
import type { TemplateApprovals } from '../../ports/template-approvals.ts';
import { DynamoApiKeyStore } from './api-key-store.ts';
import { senderKeys, settingsKey, TENANT_LIST } from './keys.ts';
import type { Item, Key, Table } from './table.ts';
import { learnedIn, settingsIn, tenantIn } from './tenant-item.ts';

/** What operators write: tenants with their senders, and keys. Functions only read it. */
export class TenantDirectory implements TemplateApprovals {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /**
   * Creates or replaces a tenant. Senders that it no longer has are free for others again; when one belongs to another
   * tenant, nothing changes. @throws Error that names the sender.
   */
  async put(tenant: Tenant): Promise<void> {
    const before = await this.#sendersOf(tenant.id);
    const claimed: Key[] = [];
    for (const { channel, address, twoWay } of listSenders(tenant.senders)) {
      const [key, ...former] = senderKeys(channel, address);
      if ((await this.#isFree(former, tenant.id)) && (await this.#claim(key, tenant.id))) claimed.push(key);
      // An alphanumeric name cannot be answered: several tenants may show the same one.
      else if (twoWay) {
        await this.#free(claimed, before);
        throw new Error(`The ${channel} sender ${address} belongs to another tenant`);
      }
    }
    const { id, ...settings } = tenant;
    // What was learned of its templates, and what its own people decided, lie beside the settings and stay.
    await this.#table.update(settingsKey(id), {
      update: 'SET s = :s',
      values: { ':s': JSON.stringify(settings) },
    });
    await this.#table.put({ pk: TENANT_LIST, sk: id });
    await this.#free(before, claimed);
  }

  /** The senders that lead to the tenant now. */
  async #sendersOf(tenantId: string): Promise<Key[]> {
    const item = await this.#table.get(settingsKey(tenantId), true);
    if (item === undefined) return [];
    const keys = listSenders(settingsIn(item).senders).flatMap(({ channel, address }) =>
      senderKeys(channel, address),
    );
    const owned = await Promise.all(keys.map((key) => this.#table.get(key, true)));
    return keys.filter((_, index) => owned[index]?.['tenant'] === tenantId);
  }

  /** Nobody else holds the address as keys were once spelled. */
  async #isFree(former: readonly Key[], tenantId: string): Promise<boolean> {
    const held = await Promise.all(former.map((key) => this.#table.get(key, true)));
    return held.every((item) => item === undefined || item['tenant'] === tenantId);
  }

  async #claim(key: Key, tenantId: string): Promise<boolean> {
    const condition = 'attribute_not_exists(pk) OR tenant = :tenant';
    return this.#table.put({ ...key, tenant: tenantId }, condition, { ':tenant': tenantId });
  }

  async #free(keys: readonly Key[], butFor: readonly Key[]): Promise<void> {
    const kept = new Set(butFor.map(({ pk }) => pk));
    for (const key of keys) if (!kept.has(key.pk)) await this.#table.remove(key);
  }

  /** The tenant as functions read it. */
  async find(tenantId: string): Promise<Tenant | undefined> {
    const item = await this.#table.get(settingsKey(tenantId), true);
    return item === undefined ? undefined : tenantIn(tenantId, item);
  }

  async changeApproval(
    tenantId: string,
    templateId: string,
    locale: Locale,
    change: (known: TemplateApproval) => TemplateApproval,
  ): Promise<TemplateApproval> {
    const key = settingsKey(tenantId);
    for (;;) {
      const item = await this.#table.get(key, true);
      if (item === undefined) throw new Error(`There is no tenant ${tenantId}`);
      const { whatsappTemplates } = tenantIn(tenantId, item);
      const changed = change(whatsappTemplates[templateId]?.[locale] ?? {});
      const learned = learnedIn(item);
      const of = { ...learned[templateId], [locale]: apartFrom(item, templateId, locale, changed) };
      const isWritten = await this.#table.update(key, {
        update: 'SET w = :w',
        condition:
          item['w'] === undefined ? 'attribute_exists(pk) AND attribute_not_exists(w)' : 'w = :before',
        values: {
          ':w': JSON.stringify({ ...learned, [templateId]: of }),
          ...(item['w'] !== undefined && { ':before': item['w'] }),
        },
      });
      if (isWritten) return changed;
    }
  }

  async has(tenantId: string): Promise<boolean> {
    return (await this.#table.get(settingsKey(tenantId))) !== undefined;
  }

  /** Stores a key by its hash, and its name in the tenant's list. */
  async putApiKey(text: string, key: ApiKey): Promise<void> {
    await this.#keysOf(key.tenantId).add(hashOfApiKey(text), key);
  }

  async listApiKeys(tenantId: string): Promise<readonly ApiKey[]> {
    return this.#keysOf(tenantId).list();
  }

  /** Takes a key back: functions refuse it within a minute. False when the tenant has no such key. */
  async revokeApiKey(tenantId: string, keyId: string): Promise<boolean> {
    return this.#keysOf(tenantId).revoke(keyId);
  }

  #keysOf(tenantId: string): DynamoApiKeyStore {
    return new DynamoApiKeyStore(this.#table, tenantId);
  }
}

/** What the settings name themselves is not repeated: taken out of them, it is to be gone. */
function apartFrom(
  item: Item,
  templateId: string,
  locale: Locale,
  changed: TemplateApproval,
): TemplateApproval {
  const named = settingsIn(item).whatsappTemplates[templateId]?.[locale]?.approved;
  const { approved, ...rest } = changed;
  return JSON.stringify(approved) === JSON.stringify(named) ? rest : changed;
}

function listSenders(senders: Tenant['senders']): { channel: Channel; address: string; twoWay: boolean }[] {
  return CHANNELS.flatMap((channel) => {
    const sender = senders[channel];
    return sender === undefined ? [] : [{ channel, address: sender.address, twoWay: sender.twoWay }];
  });
}
