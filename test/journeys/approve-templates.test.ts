import { describe, expect, it } from 'vitest';
import { eventually } from '../support/client.ts';
import { runCommand } from '../support/command.ts';
import { useLocalStack } from '../support/local-stack.ts';

const stack = useLocalStack();

/** `npm run whatsapp -- --stage local …`, as the README says. */
async function whatsapp(...args: string[]): Promise<string> {
  const env = { PORT: new URL(stack.url).port };
  const { output, errors } = await runCommand('bin/whatsapp.ts', ['--stage', 'local', ...args], env);
  if (output === '') throw new Error(errors);
  return output;
}

const request = {
  prospect: { id: 'prospect_marie', phone: '+33612000001', whatsapp: '+33612000001', locale: 'fr' },
  messageType: 'appointment',
  channel: 'whatsapp',
  content: {
    templateId: 'APPOINTMENT_REMINDER_24H',
    data: { firstName: 'Marie', appointmentTime: '15:00' },
  },
};

/** What the decision says against WhatsApp, once functions have read what was learned. */
async function gates(asked: object = request): Promise<string[]> {
  await stack.advance('PT1M');
  const { body } = await stack.other.post('/v1/route', asked);
  const evaluation = body.channels.find(({ channel }: { channel: string }) => channel === 'whatsapp');
  return evaluation.gates.map(({ detail }: { detail: string }) => detail);
}

describe('An agency that has its templates approved', () => {
  it('is told why WhatsApp stays closed, until Meta approves: then the message arrives with its buttons', async () => {
    await stack.goToDaytime();
    expect(await gates()).toEqual([expect.stringContaining('n’a jamais été soumis à Meta')]);

    expect(await whatsapp('submit', 'tenant_other')).toMatch(
      /APPOINTMENT_REMINDER_24H +fr +UTILITY +received/,
    );
    expect(await gates()).toEqual([expect.stringContaining('attend l’accord de Meta depuis le ')]);

    await stack.advance('PT1M');
    expect(await whatsapp('status', 'tenant_other')).toMatch(
      /APPOINTMENT_REMINDER_24H +fr +UTILITY +approved/,
    );
    expect(await gates()).toEqual([]);

    const { body } = await stack.other.post('/v1/messages', request);
    await eventually(
      () => stack.other.get(`/v1/messages/${body.id}`),
      (answer) => answer.body.status === 'delivered',
    );
    const phone = await stack.other.get('/_local/phone/data?device=%2B33612000001');
    expect(phone.body.messages).toMatchObject([
      {
        channel: 'whatsapp',
        text: expect.stringContaining('rendez-vous demain à 15h avec Autre agence'),
        buttons: [
          { kind: 'reply', label: 'Oui, je confirme' },
          { kind: 'reply', label: 'Non, j’annule' },
          { kind: 'reply', label: 'Changer de date' },
        ],
      },
    ]);
  }, 60_000);

  it('is told which variable a message of its own words lacks', async () => {
    const { templateId } = request.content;
    const content = { templateId, body: 'À demain !', data: { firstName: 'Marie' } };
    expect(await gates({ ...request, content })).toEqual([
      expect.stringContaining('manque de la variable appointmentTime'),
    ]);
  }, 60_000);

  it('is told what Meta rejected and why, and what it paused', async () => {
    const { body } = await stack.demo.get('/_local/contents');
    const content = body.items.find(({ friendlyName }: { friendlyName: string }) =>
      friendlyName.includes('tenant_other_appointment_reminder_24h_fr'),
    );
    for (const [status, said] of [
      ['rejected', 'a été refusé par Meta : Too many people blocked it.'],
      ['paused', 'est suspendu par Meta'],
      ['disabled', 'est désactivé par Meta'],
    ] as const) {
      const reason = 'Too many people blocked it.';
      await stack.demo.post('/_local/contents', { contentSid: content.sid, status, reason });
      await whatsapp('status', 'tenant_other');
      expect(await gates()).toEqual([expect.stringContaining(said)]);
    }
  }, 60_000);

  it('has words of its own approved, and goes on with what is approved until then', async () => {
    const path = '/v1/templates/APPOINTMENT_REMINDER_24H';
    const fr = { body: 'Bonjour {{firstName}}, on se voit bien demain à {{appointmentTime}} comme prévu ?' };
    await stack.demo.put(path, { wordings: { whatsapp: { fr } }, publish: true });
    const said = async (): Promise<string> => {
      await stack.advance('PT1M');
      await stack.reaches(await stack.submit(request), 'delivered');
      const { body } = await stack.demo.get('/_local/phone/data?device=%2B33612000001');
      return body.messages.at(-1).text;
    };
    const submitted = await whatsapp('submit', 'tenant_demo', 'APPOINTMENT_REMINDER_24H');
    expect(submitted).toMatch(/APPOINTMENT_REMINDER_24H +fr +UTILITY +received \(version 0 in use\)/);
    expect(submitted).toMatch(/APPOINTMENT_REMINDER_24H +en +UTILITY +approved/);
    expect(await said()).toContain('nous vous rappelons votre rendez-vous');
    await whatsapp('status', 'tenant_demo');
    expect(await said()).toBe('Bonjour Marie, on se voit bien demain à 15h comme prévu\u00a0?');
  }, 60_000);

  it('sends a button that leads, through our own address, to the link of the message', async () => {
    const confirmation = {
      ...request,
      content: {
        templateId: 'APPOINTMENT_CONFIRMATION',
        data: {
          firstName: 'Marie',
          appointmentDate: '2027-12-01',
          appointmentTime: '15:00',
          appointmentAddress: '12 rue des Lilas, Lyon',
        },
      },
    };
    await stack.reaches(await stack.submit(confirmation), 'delivered');
    const { body } = await stack.demo.get('/_local/phone/data?device=%2B33612000001');
    const [link] = body.messages.at(-1).buttons;
    expect(link).toMatchObject({ kind: 'url', label: 'Voir le plan' });
    const answer = await fetch(link.url, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      'https://www.google.com/maps/search/?api=1&query=12%20rue%20des%20Lilas%2C%20Lyon',
    ]);
  }, 60_000);
});
