import { eventually } from '../../support/client.ts';
import { yousignCall } from '../../support/signatures.ts';
import { CANARIES, content, somebody } from './canaries.ts';
import { EveryJourney } from './every-journey.ts';
import type { WholeStack } from './whole-stack.ts';

const PLAIN = { body: CANARIES['content.body'] };
const TEMPLATE = {
  templateId: 'APPOINTMENT_REMINDER_24H',
  data: {
    firstName: CANARIES['content.data'],
    appointmentTime: '15h',
    companyName: CANARIES['content.data'],
  },
};

/** With a button that leads to a link. */
const LINKED = {
  templateId: 'DOCUMENT_TO_SIGN',
  data: {
    firstName: CANARIES['content.data'],
    documentName: 'Bail',
    signatureLink: `https://${CANARIES['content.mediaUrl']}/sign`,
  },
};

/** What WhatsApp carries: a text and one file. */
const FILE = { ...PLAIN, attachments: content().attachments.slice(0, 1) };

const CHANNELS = ['sms', 'whatsapp', 'email'] as const;

/** Whose provider, and where they are reached. */
function faultOf(channel: (typeof CHANNELS)[number], person: ReturnType<typeof somebody> | undefined) {
  const to = { sms: person?.phone, whatsapp: person?.whatsapp, email: person?.email }[channel];
  return { provider: channel === 'email' ? 'resend' : 'twilio', to };
}

/** Sends messages on every way there is: to their ends, through refusals, doubts, delays and failures. */
export class EveryWay {
  readonly #stack: WholeStack;
  /** Answers of the API that were no success, as text. */
  readonly refusals: string[] = [];
  #people = 0;

  constructor(stack: WholeStack) {
    this.#stack = stack;
  }

  async take(): Promise<void> {
    const stack = this.#stack;
    await stack.autoDeliver(true);
    await stack.goToDaytime();
    await this.#keepPeople();
    await this.#signIn();
    await this.#ask();
    await this.#deliver();
    await this.#beRefused();
    await this.#waitAndAsk();
    await this.#hear();
    await this.#converse();
    await this.#ring();
    await this.#unsubscribe();
    await this.#answer();
    await this.#sign();
    await new EveryJourney(stack, () => this.#somebody()).take();
    await this.#word();
    await this.#broadcast();
    await this.#forget();
    await this.#retire();
    await this.#repeat();
    await this.#fail();
  }

  #somebody() {
    this.#people += 1;
    return somebody(this.#people);
  }

  #message(overrides: object = {}): { prospect: ReturnType<typeof somebody> } & Record<string, unknown> {
    return {
      prospect: this.#somebody(),
      messageType: 'appointment',
      priority: { level: 'urgent' },
      content: PLAIN,
      ...overrides,
    };
  }

  /** Receipts come after a second, and what a busy provider gave back a little later. */
  async #delivered(id: string) {
    await this.#stack.advance('PT5S');
    return this.#stack.reaches(id, 'delivered');
  }

  /** A message for one channel, and what a fault of its provider for this person alone is asked for with. */
  #toBeFaulted(channel: (typeof CHANNELS)[number]) {
    const message = this.#message({ channel, content: channel === 'whatsapp' ? TEMPLATE : PLAIN });
    return { message, fault: faultOf(channel, message.prospect) };
  }

  async #keepPeople(): Promise<void> {
    const { demo } = this.#stack;
    const { id, ...person } = this.#somebody();
    const preferences = { preferredChannels: ['sms'], quietHoursStart: '22:00' };
    await demo.put(`/v1/prospects/${id}`, { ...person, preferences });
    const { text, source } = CANARIES;
    const consent = { granted: true, text, source, at: '2026-02-01T10:00:00Z' };
    await demo.put(`/v1/prospects/${id}/consents/marketing`, consent);
    await demo.get(`/v1/prospects/${id}`);
    await demo.get('/v1/stats');
    await this.#settle();
    await this.#stack.submit({ prospect: { id }, messageType: 'marketing', content: PLAIN });
  }

  async #signIn(): Promise<void> {
    const hugo = await this.#stack.as('hugo');
    const { name, email } = CANARIES;
    await hugo.put('/v1/me', { name, email: `${email}@example.com` });
    await this.#stack.advance('PT2M');
    await hugo.get('/v1/me');
    await hugo.get('/v1/agents');
    await hugo.get('/v1/me/devices/key');
    for (let devices = 0; devices < 2; devices += 1) {
      const { body: subscription } = await hugo.post('/_local/push', {});
      const { body } = await hugo.put('/v1/me/devices', { ...subscription, locale: 'fr' });
      if (devices === 0) await hugo.call('DELETE', `/v1/me/devices/${body.id}`);
    }
  }

  /** What an agency's people decide, and the keys that they give away. */
  async #settle(): Promise<void> {
    const { demo } = this.#stack;
    await demo.put('/v1/settings/points', { points: { cost: 21 } });
    await demo.put('/v1/settings/points', { points: null });
    await demo.post('/v1/settings/points/replay', { points: { cost: 21 } });
    const { body } = await demo.post('/v1/api-keys', { name: 'website', scopes: ['messages:read'] });
    await demo.get('/v1/api-keys');
    await demo.call('DELETE', `/v1/api-keys/${body.id}`);
  }

  /** What is asked wrongly, and what another tenant asks. */
  async #ask(): Promise<void> {
    const { demo, other } = this.#stack;
    const message = this.#message({ content: content() });
    await demo.post('/v1/route', message);
    const { name } = message.prospect;
    const answers = await Promise.all([
      demo.post('/v1/messages', { ...message, prospect: { ...message.prospect, phone: name } }),
      demo.post('/v1/messages', { ...message, prospect: { ...message.prospect, email: name } }),
      demo.post('/v1/messages', { ...message, channel: name, sendAt: name }),
      demo.post('/v1/messages', {
        ...message,
        content: content({ body: CANARIES['content.body']?.repeat(900) }),
      }),
      demo.post('/v1/messages', JSON.stringify(message).slice(0, -1)),
      demo.post('/v1/messages', message, { 'idempotency-key': `${CANARIES['header Idempotency-Key']} é` }),
      demo.put('/v1/prospects/prospect_00', { ...message.prospect, timeZone: name }),
      other.get('/v1/prospects/prospect_01'),
    ]);
    for (const { status, body } of answers) if (status >= 400) this.refusals.push(JSON.stringify(body));
  }

  async #deliver(): Promise<void> {
    const stack = this.#stack;
    const headers = { 'idempotency-key': CANARIES['header Idempotency-Key'] ?? '' };
    const sms = this.#message({ channel: 'sms' });
    const id = await stack.submit(sms, headers);
    await this.#delivered(id);
    await stack.submit(sms, headers);
    await stack.reaches(
      await stack.submit(this.#message({ channel: 'email', content: content() })),
      'delivered',
    );
    const template = this.#message({ channel: 'whatsapp', content: TEMPLATE });
    await this.#delivered(await stack.submit(template));
    await this.#delivered(await stack.submit(this.#message({ channel: 'whatsapp', content: LINKED })));
    const { phone } = sms.prospect;
    await stack.demo.post('/_local/replies', {
      channel: 'whatsapp',
      from: phone,
      text: CANARIES['inbound Body'],
      profileName: CANARIES['inbound ProfileName'],
    });
    const free = {
      ...sms,
      prospect: { ...sms.prospect, whatsapp: phone },
      channel: 'whatsapp',
      content: FILE,
    };
    await eventually(
      () => stack.demo.post('/v1/route', free),
      ({ body }) => body.outcome === 'send',
    );
    await this.#delivered(await stack.submit(free));
    // Twilio fetches the file at the address that the sender signed.
    const { media } = (await stack.outbox(phone)).find(({ media: sent }) => sent !== undefined);
    await fetch(media[0]);
  }

  async #beRefused(): Promise<void> {
    const stack = this.#stack;
    const by = { preferences: { preferredChannels: ['sms', 'whatsapp', 'email'] } };
    const refused = this.#message({ ...by, content: TEMPLATE });
    const { phone, whatsapp, email } = refused.prospect;
    await stack.fault({ provider: 'twilio', mode: 'reject', errorCode: '21211', to: phone });
    await stack.fault({ provider: 'twilio', mode: 'reject', errorCode: '63024', to: whatsapp });
    await stack.fault({ provider: 'resend', mode: 'reject', to: email });
    await stack.reaches(await stack.submit(refused), 'undeliverable');
    for (const channel of CHANNELS) {
      const { message, fault } = this.#toBeFaulted(channel);
      await stack.fault({ ...fault, mode: 'busy', count: 1, retryAfter: 1 });
      await this.#delivered(await stack.submit(message));
    }
    await stack.noFaults();
  }

  /** Doubts, delays, fallbacks in time, cancellations. */
  async #waitAndAsk(): Promise<void> {
    const stack = this.#stack;
    for (const channel of CHANNELS) {
      const { message, fault } = this.#toBeFaulted(channel);
      await stack.fault({ ...fault, mode: 'lose-callback' });
      await stack.fault({ ...fault, mode: 'reset', count: 1 });
      const id = await stack.submit(message);
      await stack.advance('PT20M');
      await this.#delivered(id);
    }
    await stack.noFaults();
    await stack.autoDeliver(false);
    const fallback = { after: 'PT10M', unless: 'delivered' };
    const waits = this.#message({ fallback, preferences: { preferredChannels: ['sms', 'email'] } });
    const waiting = await stack.submit(waits);
    await stack.reaches(waiting, 'sent');
    await stack.advance('PT11M');
    await eventually(
      () => stack.message(waiting),
      ({ attempts }) => attempts.length === 2,
    );
    await stack.autoDeliver(true);
    const sendAt = new Date((await stack.now()) + 3_600_000).toISOString();
    const later = await stack.submit(this.#message({ sendAt }));
    const never = await stack.submit(this.#message({ sendAt }));
    await stack.reaches(never, 'deferred');
    await stack.demo.call('POST', `/v1/messages/${never}/cancel`);
    await stack.advance('PT61M');
    await this.#delivered(later);
  }

  async #hear(): Promise<void> {
    const stack = this.#stack;
    const person = this.#somebody();
    for (const text of [CANARIES['inbound Body'], 'STOP', 'START', 'Stop'])
      await stack.demo.post('/_local/replies', { channel: 'sms', from: person.phone, text });
    const message = this.#message({ channel: 'email' });
    const id = await stack.submit(message);
    const { attempts } = await this.#delivered(id);
    const { providerId } = attempts[0];
    await stack.demo.post('/_local/events', { providerId, event: 'complained' });
    const unreachable = this.#message({ preferences: { preferredChannels: ['sms', 'email'] } });
    await stack.autoDeliver(false);
    const failed = await stack.submit(unreachable);
    const sent = await stack.reaches(failed, 'sent');
    const report = { providerId: sent.attempts[0].providerId, event: 'undelivered', errorCode: '30006' };
    await stack.demo.post('/_local/events', report);
    await eventually(
      () => stack.message(failed),
      ({ attempts: tried }) => tried.length === 2,
    );
    await stack.autoDeliver(true);
  }

  /** One content for many people: from a file, from a segment and as they are given. */
  async #broadcast(): Promise<void> {
    const stack = this.#stack;
    const { demo } = stack;
    await stack.goToDaytime();
    const { id, ...fields } = this.#somebody();
    await demo.put(`/v1/prospects/${id}`, fields);
    const criteria = { tags: { anyOf: [CANARIES['prospect.tags']] } };
    for (const name of ['buyers', 'forgotten'])
      await demo.put(`/v1/segments/${name}`, { name: 'Acheteurs', criteria });
    await demo.call('DELETE', '/v1/segments/forgotten');
    await demo.get('/v1/segments');
    for (const propertyPrice of [285_000, 270_000])
      await demo.put('/v1/properties/flat', { status: 'for-sale', data: { propertyPrice } });
    const data = { firstName: CANARIES['content.data'], propertyAddress: CANARIES['content.data'] };
    const subject = CANARIES['content.subject'];
    const said = { ...PLAIN, subject, templateId: 'NEW_PROPERTY_ALERT', property: 'flat', data };
    const about = { messageType: 'notification', content: said };
    const upload = await this.#uploadAudience();
    const audience = { prospects: [this.#somebody(), { id: 'nowhere' }] };
    await demo.post('/v1/broadcasts', { ...about, audience, dryRun: true });
    const sendAt = new Date((await stack.now()) + 600_000).toISOString();
    const first = await this.#submitBroadcast({ ...about, audience });
    const later = await this.#submitBroadcast({ ...about, audience: { segment: 'buyers' }, sendAt });
    await this.#submitBroadcast({ ...about, audience: { upload } });
    await demo.call('POST', `/v1/broadcasts/${later}/pause`);
    await stack.advance('PT15M');
    await demo.call('POST', `/v1/broadcasts/${later}/resume`);
    await stack.advance('PT15M');
    await this.#packEachChannel();
    await this.#broadcastAtNight();
    await this.#broadcastEnded(first);
    await this.#broadcastEnded(later);
    await demo.get(`/v1/broadcasts/${first}/left-out`);
    await demo.get('/v1/broadcasts');
    const strangers = [{ name: CANARIES['prospect.name'], phone: CANARIES['prospect.name'] }];
    const { body } = await demo.post('/v1/broadcasts', { ...about, audience: { prospects: strangers } });
    this.refusals.push(JSON.stringify(body));
  }

  async #submitBroadcast(body: object): Promise<string> {
    const { status, body: accepted } = await this.#stack.demo.post('/v1/broadcasts', body);
    if (status !== 202) throw new Error(`Not accepted: ${JSON.stringify(accepted)}`);
    return accepted.id;
  }

  #broadcastEnded(id: string): Promise<unknown> {
    return eventually(
      () => this.#stack.demo.get(`/v1/broadcasts/${id}`),
      ({ body }) => body.status === 'finished',
    );
  }

  /** Of each pack somebody is refused, after its provider was busy for a while. */
  async #packEachChannel(): Promise<void> {
    const stack = this.#stack;
    const place = { firstName: CANARIES['content.data'], propertyAddress: CANARIES['content.data'] };
    // Asked in words of the agency's own, which lead to a link.
    const question = { templateId: 'VISIT_FOLLOW_UP', data: place };
    const contents = { sms: question, whatsapp: LINKED, email: TEMPLATE };
    for (const channel of CHANNELS) {
      const { message, fault } = this.#toBeFaulted(channel);
      await stack.fault({ ...fault, mode: 'reject', ...(channel !== 'email' && { errorCode: '21211' }) });
      const waiting = this.#somebody();
      await stack.fault({ ...faultOf(channel, waiting), mode: 'busy', count: 1, retryAfter: 600 });
      const stopped = this.#somebody();
      await stack.demo.post('/_local/replies', { channel: 'sms', from: stopped.phone, text: 'STOP' });
      const audience = { prospects: [message.prospect, stopped, waiting] };
      const about = { messageType: 'appointment', content: contents[channel], channel };
      const id = await this.#submitBroadcast({ ...about, audience });
      await stack.advance('PT11M');
      await this.#broadcastEnded(id);
      await stack.noFaults();
    }
  }

  /** Who has a phone alone waits for the morning. */
  async #broadcastAtNight(): Promise<void> {
    const stack = this.#stack;
    await stack.goToDaytime(23);
    const { id, phone } = this.#somebody();
    const audience = { prospects: [{ id, phone }] };
    const waiting = await this.#submitBroadcast({ messageType: 'notification', content: PLAIN, audience });
    await eventually(
      () => stack.demo.get(`/v1/broadcasts/${waiting}`),
      ({ body }) => body.status === 'waiting',
    );
    await stack.goToDaytime();
    await this.#broadcastEnded(waiting);
  }

  async #uploadAudience(): Promise<string> {
    const { demo } = this.#stack;
    const { body: created } = await demo.call('POST', '/v1/audiences');
    const { phone, email } = this.#somebody();
    const rows = [`a1;${CANARIES['prospect.name']};${phone};${email}`, `a2;${CANARIES['prospect.name']};12;`];
    await fetch(created.uploadUrl, { method: 'PUT', body: `id;nom;téléphone;email\n${rows.join('\n')}\n` });
    await demo.call('POST', `/v1/audiences/${created.id}/read`);
    await eventually(
      () => demo.get(`/v1/audiences/${created.id}`),
      ({ body }) => body.status === 'ready',
    );
    return created.id;
  }

  /** What people write is shown and answered. */
  async #converse(): Promise<void> {
    const stack = this.#stack;
    const { demo } = stack;
    const { id, ...person } = this.#somebody();
    await demo.put(`/v1/prospects/${id}`, {
      phone: person.phone,
      email: person.email,
      whatsapp: person.whatsapp,
    });
    const text = CANARIES['inbound Body'];
    const mediaUrl = `https://${CANARIES['content.mediaUrl']}/a.jpg`;
    await demo.post('/_local/replies', { channel: 'whatsapp', from: person.whatsapp, text, mediaUrl });
    const file = {
      filename: CANARIES['content.attachments.filename'],
      contentType: 'text/plain',
      content: 'bm9u',
    };
    await demo.post('/_local/replies', { channel: 'email', from: person.email, text, attachments: [file] });
    const path = `/v1/conversations/${id}`;
    const { body: thread } = await eventually(
      () => demo.get(`${path}/messages`),
      ({ body }) => body.items?.length === 2,
    );
    for (const { media } of thread.items) await fetch((await demo.get(media[0].url)).body.url);
    for (const found of [
      path,
      '/v1/conversations',
      '/v1/agents',
      '/v1/conversations/counts',
      '/v1/sync?since=0',
    ])
      await demo.get(found);
    const said = { text: CANARIES['text'], subject: CANARIES['subject'] };
    await demo.post(`${path}/route`, said);
    await demo.put(`${path}/draft`, { text: CANARIES['text'] });
    await demo.post(`${path}/notes`, { text: CANARIES['text'] });
    await demo.put(`${path}/labels`, { labels: [CANARIES['labels']] });
    const { body: sent } = await demo.post(`${path}/messages`, { ...said, channel: 'email' });
    await this.#delivered(sent.id);
    await demo.post(`/v1/messages/${sent.id}/retry`, {});
    const until = new Date((await stack.now()) + 600_000).toISOString();
    for (let times = 0; times < 2; times += 1) await demo.post(`${path}/snooze`, { until });
    await stack.advance('PT11M');
    await eventually(
      () => demo.get(path),
      ({ body }) => body.snoozedUntil === undefined && body.waitingSince !== undefined,
    );
    for (const channel of ['sms', 'whatsapp'] as const) {
      const { body } = await demo.post(`${path}/messages`, { text: CANARIES['text'], channel });
      await this.#delivered(body.id);
    }
    const double = this.#somebody().id;
    await demo.put(`/v1/prospects/${double}`, { name: CANARIES['prospect.name'], phone: person.phone });
    for (const [step, body] of [
      ['merge', { into: id }],
      ['unmerge', undefined],
    ] as const)
      await demo.call('POST', `/v1/prospects/${double}/${step}`, body);
    for (const found of ['/v1/search?q=canari', '/v1/prospects?q=canari']) await demo.get(found);
    const title = CANARIES['title'];
    const { body: kept } = await demo.post('/v1/saved-replies', { title, text: CANARIES['text'] });
    await demo.call('DELETE', `/v1/saved-replies/${kept.id}`);
    const { body: refusal } = await demo.post(`${path}/messages`, { ...said, templateId: title });
    this.refusals.push(JSON.stringify(refusal));
    await this.#takeBack(id);
  }

  /** An agent's answer that waits for the end of somebody's night, and is taken back. */
  async #takeBack(id: string): Promise<void> {
    const { demo } = this.#stack;
    const { phone } = this.#somebody();
    const preferences = { quietHoursStart: '06:00', quietHoursEnd: '05:59' };
    await demo.put(`/v1/prospects/${id}`, { phone, preferences });
    const { body } = await demo.post(`/v1/conversations/${id}/messages`, { text: CANARIES['text'] });
    await this.#stack.reaches(body.id, 'deferred');
    await demo.call('POST', `/v1/messages/${body.id}/cancel`);
    const { body: nowhere } = await demo.post(`/v1/conversations/${id}/messages`, {
      text: CANARIES['text'],
      channel: 'email',
    });
    await this.#stack.reaches(nowhere.id, 'undeliverable');
    await demo.call('DELETE', `/v1/prospects/${id}`);
  }

  /** A signature provider tells of a document, of which nobody knows here. */
  async #sign(): Promise<void> {
    const { body, headers } = yousignCall('done', `enr_${'0'.repeat(42)}`);
    const path = '/webhooks/signature/tenant_demo';
    const { status } = await this.#stack.withKey(undefined).call('POST', path, body, headers);
    if (status !== 204) throw new Error(`Nothing was signed: ${status}`);
  }

  /** An advertisement by e-mail, and the one click that ends them. */
  async #unsubscribe(): Promise<void> {
    const stack = this.#stack;
    const { id, ...person } = this.#somebody();
    await stack.demo.put(`/v1/prospects/${id}`, person);
    const { text, source } = CANARIES;
    await stack.demo.put(`/v1/prospects/${id}/consents/marketing`, {
      granted: true,
      text,
      source,
      at: '2026-02-01T10:00:00Z',
    });
    const advertisement = { prospect: { id }, messageType: 'marketing', channel: 'email', content: PLAIN };
    await this.#delivered(await stack.submit(advertisement));
    const [mail] = await stack.outbox(person.email);
    const [, link = ''] = /^<(.+)>$/.exec(mail.headers['List-Unsubscribe']) ?? [];
    for (const method of ['GET', 'POST']) await fetch(link, { method });
    await stack.reaches(await stack.submit(advertisement), 'undeliverable');
  }

  /** A question with a link, which arrives, is lost and looked for, and is answered with a tap. */
  async #answer(): Promise<void> {
    const stack = this.#stack;
    const wordings = { sms: { fr: 'Bonjour {{firstName}}, ce bien vous plaît ? {{answerLink}}' } };
    await stack.demo.put('/v1/templates/VISIT_FOLLOW_UP', { wordings, publish: true });
    await stack.advance('PT61S');
    const data = { firstName: CANARIES['content.data'], propertyAddress: CANARIES['content.data'] };
    const question = { templateId: 'VISIT_FOLLOW_UP', data };
    const message = this.#message({ channel: 'sms', content: question });
    const { phone } = message.prospect;
    await stack.fault({ provider: 'twilio', mode: 'lose-callback', to: phone });
    await stack.fault({ provider: 'twilio', mode: 'reset', count: 1, to: phone });
    const id = await stack.submit(message);
    await stack.advance('PT20M');
    await this.#delivered(id);
    await stack.noFaults();
    const [{ text }] = await stack.outbox(phone);
    const [link = ''] = /http\S+$/.exec(text) ?? [];
    await fetch(link);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    await fetch(link, { method: 'POST', headers: form, body: 'answer=yes' });
    await stack.reaches(id, 'replied');
  }

  /** Words of the agency's own, shown and tried. */
  async #word(): Promise<void> {
    const { demo } = this.#stack;
    const path = '/v1/templates/DOCUMENT_SIGNED';
    const wordings = { sms: { fr: '{{companyName}} : {{documentName}} est signé, {{firstName}}.' } };
    await demo.put(path, { wordings, publish: true });
    for (const found of ['', '/versions', '/versions/1']) await demo.get(path + found);
    const data = { firstName: CANARIES['data'], documentName: 'Bail' };
    await demo.post(`${path}/preview`, { channel: 'sms', data });
    const to = `${CANARIES['to']}@example.com`;
    const email = '/v1/templates/NEW_PROPERTY_ALERT/test';
    const { body } = await demo.post(email, { channel: 'email', to });
    await this.#delivered(body.id);
    const answers = [
      await demo.post(`${path}/preview`, { channel: 'sms', data: { firstName: to.repeat(9) } }),
      await demo.post(`${path}/test`, { channel: 'sms', to }),
    ];
    for (const { body: refusal } of answers) this.refusals.push(JSON.stringify(refusal));
  }

  /** Somebody who asks what is kept, and then to be forgotten, with a file and with something that waits. */
  async #forget(): Promise<void> {
    const stack = this.#stack;
    const person = this.#somebody();
    const path = `/v1/prospects/${person.id}`;
    await stack.demo.put(path, { email: person.email });
    const told = this.#message({ prospect: person, channel: 'email', content: content() });
    await this.#delivered(await stack.submit(told));
    const sendAt = new Date((await stack.now()) + 3_600_000).toISOString();
    await stack.reaches(await stack.submit({ ...told, sendAt }), 'deferred');
    await stack.demo.get(`${path}/export`);
    const { status } = await stack.demo.call('DELETE', path);
    if (status !== 204) throw new Error(`Nobody was forgotten: ${status}`);
  }

  /** Nothing was heard of somebody for years. */
  async #retire(): Promise<void> {
    const stack = this.#stack;
    // Neither a customer nor asked for their consent: what a message says of a person is kept.
    const { id, email } = this.#somebody();
    const person = { id, email };
    const path = `/v1/prospects/${id}`;
    await stack.demo.put(path, { email });
    await this.#delivered(
      await stack.submit(this.#message({ prospect: person, channel: 'email', content: content() })),
    );
    const reply = await stack.demo.post(`/v1/conversations/${person.id}/messages`, { text: CANARIES.text });
    await this.#delivered(reply.body.id);
    await stack.age(person.id);
    await stack.put('rules', { v: 1, rule: 'retention' });
    await eventually(
      () => stack.demo.get(path),
      ({ status }) => status === 404,
    );
    await stack.settled();
  }

  /** Queues deliver at least once, and whoever comes second finds the follow-ups of the first. */
  async #repeat(): Promise<void> {
    const stack = this.#stack;
    const sendAt = new Date((await stack.now()) + 3_600_000).toISOString();
    const id = await stack.submit(this.#message({ sendAt }));
    await stack.reaches(id, 'deferred');
    await stack.put('routing', { v: 1, message: await this.#stored(id), number: 1 });
    await stack.settled();
    await stack.autoDeliver(false);
    for (const channel of ['sms', 'whatsapp'] as const) {
      const { message, fault } = this.#toBeFaulted(channel);
      await stack.fault({ ...fault, mode: 'reset', count: 1 });
      const doubted = await stack.submit(message);
      await stack.reaches(doubted, 'uncertain');
      await this.#sendAgain(doubted, channel);
      await this.#sendAgain(doubted, channel);
      const attempts = [{ tenantId: 'tenant_demo', messageId: doubted, number: 1 }];
      for (let times = 0; times < 2; times += 1) {
        await stack.put('follow-ups', { v: 1, kind: 'reconcile', attempts, tries: 0 });
        await stack.settled();
      }
    }
    // A sender that died between the provider's answer and its own note of it.
    const unnoted = await stack.submit(this.#message({ channel: 'email' }));
    await stack.reaches(unnoted, 'sent');
    await stack.forgetOutcome(unnoted);
    await this.#sendAgain(unnoted, 'email');
    await stack.autoDeliver(true);
    await stack.advance('PT62M');
    await stack.noFaults();
  }

  async #sendAgain(id: string, channel: (typeof CHANNELS)[number]): Promise<void> {
    const decision = { outcome: 'send', channel, channels: [] };
    const message = await this.#stored(id);
    await this.#stack.put(`send-${channel}`, { v: 1, message, number: 1, decision });
    await this.#stack.settled();
  }

  /** The message as routing was told of it. */
  async #stored(id: string): Promise<object> {
    const item = (await this.#stack.items()).find((found) => found['id'] === id);
    return { ...JSON.parse(String(item?.['m'])), id, tenantId: 'tenant_demo' };
  }

  /** A device that was told of somebody, and takes its address back before the next one writes. */
  async #ring(): Promise<void> {
    const { demo } = this.#stack;
    const told = () => demo.get('/_local/push').then(({ body }) => body.items.length);
    await demo.post('/_local/replies', { channel: 'sms', from: this.#somebody().phone, text: 'Allô' });
    await eventually(told, (count) => count > 0);
    await demo.call('DELETE', '/_local/push');
    await demo.post('/_local/replies', { channel: 'sms', from: this.#somebody().phone, text: 'Allô' });
    await this.#stack.settled();
  }

  /** Records that nothing can be made of, and those whose tenant has gone: both end among the dead letters. */
  async #fail(): Promise<void> {
    const stack = this.#stack;
    const message = { ...this.#message({ content: content() }), id: 'msg_1', tenantId: 'tenant_gone' };
    const body = { v: 1, message: { ...message, type: 'general', createdAt: 0 }, number: 1, kind: 'inbound' };
    const inbound = { channel: 'sms', from: message.prospect.phone, to: '38105', providerId: 'SM1' };
    const text = CANARIES['inbound Body'] ?? '';
    const queues = [
      'routing',
      'send-sms',
      'send-whatsapp',
      'send-email',
      'send-sms-packs',
      'send-whatsapp-packs',
      'send-email-packs',
      'prepare-broadcasts',
      'plan-broadcasts',
      'enrol-audiences',
      'rules',
      'events',
      'follow-ups',
      'journeys',
      'statistics',
      'notices',
    ];
    for (const queue of queues) {
      const decision = { outcome: 'send', channel: 'sms', channels: [] };
      await stack.put(queue, { ...body, ...inbound, decision, attempts: [text] });
      await stack.put(queue, { ...body, v: 2, text });
      // Short enough to be quoted whole by whoever complains that it is no JSON.
      await stack.put(queue, text);
    }
    // What works for many people is hidden for up to an hour, five times.
    await stack.advance('PT6H');
  }
}
