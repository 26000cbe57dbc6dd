import type { Enrolment } from '../../shared/domain/journeys/enrolment.ts';
import { TENANT } from './scenario.ts';
import type { World } from './world.ts';

/** What is promised of everybody's way through any journey, in a world that has come to rest. */
export async function checkEnrolment(world: World, name: string, enrolment: Enrolment): Promise<void> {
  const { state, outbox, sent, standing } = enrolment;
  const { witness } = world;
  if (state === 'active' || outbox.length > 0)
    witness.note(
      'journeys-finish',
      name,
      `it is ${state} at ${standing?.step ?? 'no step'}, ${outbox.length} to do`,
    );
  const steps = sent.map(({ step }) => step);
  if (new Set(steps).size < steps.length) witness.note('no-step-twice', name, steps.join(', '));
  const { messages } = world.scopes(TENANT);
  for (const { messageId, step } of sent)
    if ((await messages.load(messageId)) === undefined)
      witness.note('no-silent-loss', name, `the message of ${step} is nowhere`);
  for (const id of messages.all()) {
    const message = (await messages.load(id))?.message;
    if (message?.enrolmentId === enrolment.id && !sent.some(({ messageId }) => messageId === id))
      witness.note('no-step-twice', name, 'a message that no step explains');
  }
}
