import { kinOf, idFromSeed } from '../../../shared/domain/message-id.ts';
import { exampleJourney } from '../../support/example-bodies.ts';
import { eventually } from '../../support/client.ts';
import { CANARIES, type somebody } from './canaries.ts';
import type { WholeStack } from './whole-stack.ts';

type Somebody = ReturnType<typeof somebody>;

const DOCUMENT = {
  firstName: CANARIES['data'],
  documentName: CANARIES['data'],
  signatureLink: `https://${CANARIES['attachments.url']}/sign`,
};
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Leads people through journeys on every way there is: appointments kept, moved and called off, contracts, and one of our own. */
export class EveryJourney {
  readonly #stack: WholeStack;
  readonly #somebody: () => Somebody;

  constructor(stack: WholeStack, newPerson: () => Somebody) {
    this.#stack = stack;
    this.#somebody = newPerson;
  }

  async take(): Promise<void> {
    const { demo } = this.#stack;
    await demo.put('/v1/journeys/relance', exampleJourney);
    await demo.get('/v1/journeys');
    await demo.get('/v1/journeys/relance?version=1');
    await this.#visit();
    await this.#answerByLink();
    await this.#sign();
    await this.#enterTogether();
    await this.#doubt();
    await this.#beUnreachable();
    await this.#repeat();
  }

  /** Who has written is shown what becomes of their visit: it is moved, and called off. */
  async #visit(): Promise<void> {
    const stack = this.#stack;
    const { demo } = stack;
    const prospect = this.#somebody();
    const { id, ...known } = prospect;
    await demo.put(`/v1/prospects/${id}`, known);
    const said = { channel: 'sms', from: prospect.phone, text: CANARIES['inbound Body'] };
    await demo.post('/_local/replies', said);
    await eventually(
      () => demo.get(`/v1/conversations/${id}`),
      ({ status }) => status === 200,
    );
    const made = await this.#make(prospect, 30 * HOUR);
    await demo.get(`/v1/appointments/${made.id}`);
    const at = await this.#inHours(50);
    await demo.call('PATCH', `/v1/appointments/${made.id}`, { at });
    const from = await this.#inHours(1);
    await demo.get(`/v1/appointments?from=${from}&to=${at}`);
    await stack.advance('PT5S');
    await demo.call('PATCH', `/v1/appointments/${made.id}`, { status: 'cancelled' });
    await this.#reaches('appointment', made.enrolmentId, 'finished');
    await stack.advance('PT5S');
  }

  async #make(prospect: Somebody, ahead: number) {
    const { address, agentName, data } = CANARIES;
    const at = await this.#inHours(ahead / HOUR);
    const body = { prospect, at, durationMinutes: 30, address, agentName, data: { firstName: data } };
    const { body: made } = await this.#stack.demo.post('/v1/appointments', body);
    return made;
  }

  /** A reminder with a link, because nobody can answer it. */
  async #answerByLink(): Promise<void> {
    const stack = this.#stack;
    const wordings = { sms: { fr: 'Rendez-vous à {{appointmentTime}}. Confirmez : {{answerLink}}' } };
    await stack.demo.put('/v1/templates/APPOINTMENT_REMINDER_24H', { wordings, publish: true });
    await stack.advance('PT61S');
    const prospect = this.#somebody();
    const made = await this.#make(prospect, 25 * HOUR);
    await stack.advance('PT62M');
    const items = await eventually(
      () => stack.outbox(prospect.phone),
      (found) => found.some(({ text }) => text?.includes('Confirmez')),
    );
    const [link = ''] = /http\S+$/.exec(items.find(({ text }) => text?.includes('Confirmez')).text) ?? [];
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    await fetch(link, { method: 'POST', headers: form, body: 'answer=yes' });
    await eventually(
      () => stack.demo.get(`/v1/appointments/${made.id}`),
      ({ body }) => body.status === 'confirmed',
    );
  }

  /** Contracts: one that is signed, one that is left. */
  async #sign(): Promise<void> {
    const { demo } = this.#stack;
    const subject = { at: await this.#inHours(200) };
    const attachments = [
      { filename: CANARIES['attachments.filename'], url: `https://${CANARIES['attachments.url']}/a.pdf` },
    ];
    const path = '/v1/journeys/contract/enrolments';
    const people = [this.#somebody(), this.#somebody()];
    // Known by another name before, which the enrolment corrects.
    await demo.put(`/v1/prospects/${people[0]?.id}`, { name: `${CANARIES['prospect.name']}-Avant` });
    const [signed, left] = await Promise.all(
      people.map((prospect) => demo.post(path, { prospect, subject, data: DOCUMENT, attachments })),
    );
    await this.#stack.advance('PT5S');
    await demo.post(`${path}/${signed?.body.id}/events`, { type: 'signed' });
    await demo.call('DELETE', `${path}/${left?.body.id}`);
    await this.#reaches('contract', signed?.body.id, 'finished');
    await demo.get(path);
    await this.#stack.advance('PT5S');
  }

  /** An audience that enters about a property, one of whom stays out; it goes on together, and is called off. */
  async #enterTogether(): Promise<void> {
    const stack = this.#stack;
    const { demo } = stack;
    const { data: word } = CANARIES;
    await demo.put('/v1/properties/canary', {
      status: 'for-sale',
      data: { propertyAddress: '1 quai du Port' },
    });
    const path = '/v1/journeys/waits-twice/audiences';
    const wait = (id: string) => ({ id, kind: 'wait', timing: { for: 'PT10M' } });
    const steps = [{ id: 'tell', kind: 'send', template: 'PROPERTY_SOLD' }, wait('one'), wait('two')];
    await demo.put('/v1/journeys/waits-twice', { name: 'Attente', steps });
    const known = this.#somebody();
    const prospects = [known, { id: 'nowhere' }];
    // In the inbox under another name, which the audience corrects.
    const { email } = known;
    await demo.put(`/v1/prospects/${known.id}`, { name: `${CANARIES['prospect.name']}-Avant`, email });
    await demo.post(`/v1/conversations/${known.id}/messages`, { text: CANARIES.text });
    const { body: accepted } = await demo.post(path, {
      audience: { prospects },
      data: { agentName: word },
      property: 'canary',
    });
    const one = `${path}/${accepted.id}`;
    await eventually(
      () => demo.get(one),
      ({ body }) => body.status === 'entered',
    );
    await demo.get(`${one}/left-out`);
    await demo.get(path);
    await stack.advance('PT16M');
    await stack.settled();
    await demo.call('POST', `${one}/cancel`);
    await stack.advance('PT2M');
    await stack.settled();
  }

  /** A message of a journey of which nothing is heard: its provider is asked, and the journey told. */
  async #doubt(): Promise<void> {
    const stack = this.#stack;
    const { demo } = stack;
    const prospect = this.#somebody();
    await stack.fault({ provider: 'twilio', mode: 'lose-callback', to: prospect.phone });
    await stack.fault({ provider: 'twilio', mode: 'reset', count: 1, to: prospect.phone });
    const { email: _email, whatsapp: _whatsapp, ...reachedBySms } = prospect;
    const subject = { at: await this.#inHours(200) };
    const { body } = await demo.post('/v1/journeys/contract/enrolments', {
      prospect: reachedBySms,
      subject,
      data: DOCUMENT,
    });
    await stack.advance('PT20M');
    await eventually(
      () => demo.get(`/v1/journeys/contract/enrolments/${body.id}`),
      ({ body: way }) => way.messages[0]?.known.length > 0,
    );
    await stack.noFaults();
    await demo.call('DELETE', `/v1/journeys/contract/enrolments/${body.id}`);
  }

  /** Nobody takes their messages: routing ends them, and tells the journey, which calls for an agent. */
  async #beUnreachable(): Promise<void> {
    const { demo } = this.#stack;
    const { email: _email, whatsapp: _whatsapp, ...prospect } = this.#somebody();
    for (const text of ['STOP', CANARIES['inbound Body']])
      await demo.post('/_local/replies', { channel: 'sms', from: prospect.phone, text });
    await this.#stack.settled();
    const subject = { at: await this.#inHours(200) };
    const { body } = await demo.post('/v1/journeys/contract/enrolments', {
      prospect,
      subject,
      data: DOCUMENT,
    });
    const { body: way } = await eventually(
      () => demo.get(`/v1/journeys/contract/enrolments/${body.id}`),
      ({ body: known }) => known.log.some(({ what }: { what: string }) => what === 'agent-notified'),
    );
    await demo.call('DELETE', `/v1/journeys/contract/enrolments/${way.id}`);
  }

  /** A run that died between its timer and its note of it: the next finds the timer there, and moves it. */
  async #repeat(): Promise<void> {
    const stack = this.#stack;
    const texts = (await stack.items()).flatMap(({ e }) => (typeof e === 'string' ? [e] : []));
    // Whoever came alone: those of an audience have a timer in common, under another name.
    const alone = texts.find((text) => text.includes('"active"') && !text.includes('"cohort"'));
    const known = JSON.parse(String(alone));
    const id = kinOf('enr', idFromSeed(known.prospect.id, 1, 'again'));
    const timer = { kind: 'schedule', serial: 1, at: (await stack.now()) + HOUR };
    // Another instant, since the same is not asked for twice by one environment.
    const enrolment = { ...known, id, outbox: [timer, { ...timer, at: timer.at + MINUTE }] };
    await stack.put('journeys', { v: 1, kind: 'entered', tenantId: 'tenant_demo', enrolment });
    await stack.settled();
    await stack.demo.call('DELETE', `/v1/journeys/${known.journeyId}/enrolments/${id}`);
    await stack.settled();
  }

  #reaches(journeyId: string, id: string, state: string) {
    return eventually(
      () => this.#stack.demo.get(`/v1/journeys/${journeyId}/enrolments/${id}`),
      ({ body }) => body.state === state,
    );
  }

  async #inHours(hours: number): Promise<string> {
    return new Date((await this.#stack.now()) + hours * HOUR).toISOString();
  }
}
