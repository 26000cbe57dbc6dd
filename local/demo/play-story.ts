import type { Channel } from '../../shared/domain/channel.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Message } from '../../shared/domain/message.ts';
import { addressFor } from '../../shared/domain/prospect.ts';
import type { InboundReport } from '../../shared/domain/reports.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import { isQuiet } from '../../shared/domain/quiet-hours.ts';
import { changeConversation } from '../../shared/use-cases/change-conversation.ts';
import { putProspect } from '../../shared/use-cases/keep-prospect.ts';
import { receiveInbound } from '../../shared/use-cases/receive-inbound.ts';
import { reply } from '../../shared/use-cases/reply.ts';
import { submitMessage } from '../../shared/use-cases/submit-message.ts';
import {
  addNote,
  assign,
  label,
  markDone,
  markRead,
  snooze,
} from '../../shared/use-cases/tend-conversation.ts';
import { providerIdOf } from './demo-provider.ts';
import { fileOf } from './files.ts';
import type { Player } from './player.ts';
import type { Person, Step } from './story.ts';
import { dateAndTime, instantOf } from './times.ts';

/** Somebody who wrote: what the phones show of it. */
export interface Said {
  channel: Exclude<Channel, 'telegram' | 'voice'>;
  from: string;
  to: string;
  text: string;
  subject?: string | undefined;
  files: readonly { filename: string; contentType: string; content: Uint8Array }[];
  providerId: string;
  at: Instant;
}

/** Where it is night when it is day in Paris, one after the other around the clock. */
const NIGHT_ZONES = ['Indian/Reunion', 'America/Montreal', 'Pacific/Noumea', 'Pacific/Tahiti'] as const;

/** The zone in which the last half hour was part of the night. */
function zoneInTheNight({ policy }: Tenant, now: Instant): string {
  const isNight = (zone: string): boolean =>
    [now - 1_800_000, now].every((at) => isQuiet(policy.quietHours, zone, at));
  return NIGHT_ZONES.find(isNight) ?? NIGHT_ZONES[0];
}

/** Lets the story of one person happen. */
export class StoryTeller {
  readonly said: Said[] = [];
  readonly #player: Player;
  readonly #tenant: Tenant;
  readonly #now: Instant;

  constructor(player: Player, tenant: Tenant, now: Instant) {
    this.#player = player;
    this.#tenant = tenant;
    this.#now = now;
  }

  /** Writes what is known of the person, and notes the story in the agenda. */
  async prepare({ prospect, unknown, consent, livesInTheNight, story }: Person): Promise<void> {
    const { ports, scope } = this.#player;
    const zone = livesInTheNight === true ? { timeZone: zoneInTheNight(this.#tenant, this.#now) } : {};
    if (unknown === undefined) await putProspect(ports, this.#tenant.id, { ...prospect, ...zone });
    if (consent !== undefined)
      await scope.prospects.recordConsent(prospect.id, 'marketing', {
        ...consent,
        at: instantOf(consent.at, this.#now),
      });
    for (const step of story) {
      this.#player.agenda.note(instantOf(step.at, this.#now), async () => {
        await this.#play(step, prospect, unknown?.profile);
        await this.#player.settle();
      });
    }
  }

  async #play(step: Step, prospect: Person['prospect'], profile: string | undefined): Promise<void> {
    const { ports, scope } = this.#player;
    const { id } = prospect;
    const on = [ports, this.#tenant.id, id] as const;
    switch (step.kind) {
      case 'says':
        return this.#say(step, prospect, profile);
      case 'answers':
        return this.#answer(step, id);
      case 'sends':
        return this.#send(step, id);
      case 'notes':
        return void (await addNote(...on, step));
      case 'assigns':
        return void (await assign(...on, step));
      case 'labels':
        return void (await label(...on, step.labels));
      case 'opens':
        return void (await markRead(...on));
      case 'finishes':
        await markRead(...on);
        return void (await markDone(...on, { by: step.by, upTo: undefined }));
      case 'snoozes':
        await markRead(...on);
        return void (await snooze(...on, instantOf(step.until, this.#now)));
      case 'drafts': {
        const { text, by, channel } = step;
        const draft = { text, at: ports.clock.now(), ...(channel !== undefined && { channel }) };
        await scope.threads.keepDraft(id, by, draft);
        // Other screens see that there is something new.
        return void (await changeConversation(...on, (known) => ({ ...known })));
      }
    }
  }

  async #say(
    { channel, text, subject, quotes, files = [], tap }: Extract<Step, { kind: 'says' }>,
    prospect: Person['prospect'],
    profile: string | undefined,
  ): Promise<void> {
    const at = this.#player.ports.clock.now();
    const from = addressFor(channel, prospect) ?? '';
    const to = this.#tenant.senders[channel]?.address ?? '';
    const providerId = providerIdOf(channel, `${prospect.id} ${at}`);
    const attached = files.map(fileOf);
    const whole = quotes === undefined ? text : `${text}\n\n${quotes}`;
    const about = subject === undefined ? {} : { subject };
    this.#player.arriving = { text: whole, references: [], files: attached, ...about };
    const answered = tap === true ? this.#lastSentTo(from) : undefined;
    const report: InboundReport = {
      kind: 'inbound',
      channel,
      from,
      to,
      text: whole,
      providerId,
      at,
      ...about,
      ...(profile !== undefined && { name: profile }),
      ...(answered !== undefined && { repliesTo: answered, isTap: true }),
    };
    await receiveInbound(this.#player.ports, report, false);
    this.said.push({ channel, from, to, text: whole, subject, files: attached, providerId, at });
  }

  #lastSentTo(address: string): string | undefined {
    return this.#player.provider.taken.findLast(({ delivery }) => delivery.to === address)?.providerId;
  }

  /** Whoever answers has read what was said. */
  async #answer(
    { by, content, channel, fate }: Extract<Step, { kind: 'answers' }>,
    id: string,
  ): Promise<void> {
    const { ports, provider, scope } = this.#player;
    if ((await scope.conversations.get(id)) !== undefined) await markRead(ports, this.#tenant.id, id);
    const draft = { by, content, ...(channel !== undefined && { channel }) };
    const { messageId } = await reply(ports, this.#tenant.id, id, draft);
    provider.decide(messageId, fate);
  }

  /** A client application of the agency sends it. */
  async #send(step: Extract<Step, { kind: 'sends' }>, id: string): Promise<void> {
    const { ports, provider } = this.#player;
    const { type, content, channel, appointmentAt, fate } = step;
    const about = appointmentAt === undefined ? undefined : instantOf(appointmentAt, this.#now);
    const data = about === undefined ? content.data : { ...dateAndTime(about), ...content.data };
    const draft: Omit<Message, 'id' | 'tenantId' | 'createdAt'> = {
      prospect: { id },
      type,
      content: data === undefined ? content : { ...content, data },
      ...(channel !== undefined && { channel }),
      ...(about !== undefined && { appointmentAt: about }),
    };
    const { messageId } = await submitMessage(ports, { tenantId: this.#tenant.id, draft, files: [] });
    provider.decide(messageId, fate);
  }
}
