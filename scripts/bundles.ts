/** One Lambda bundle: what it is built from and what it may weigh. */
export interface Bundle {
  /** The function's name, which is also its folder under `dist/lambdas`. */
  readonly name: string;
  /** The entry, from the root of the repository. */
  readonly entry: string;
  /**
   * `api`: somebody waits for the answer, so no provider's SDK belongs in it. `editor`: the same, with the words of the
   * whole catalogue and the layouts of e-mails, or with the engine of journeys.
   */
  readonly kind: 'api' | 'editor' | 'worker';
}

const KIB = 1024;

/** The heaviest minified bundle allowed, in bytes. */
export const SIZE_LIMITS: Readonly<Record<Bundle['kind'], number>> = {
  api: 340 * KIB,
  editor: 440 * KIB,
  worker: 600 * KIB,
};

/** Every function of the stack. */
export const BUNDLES: readonly Bundle[] = [
  { name: 'submit-message', entry: 'lambdas/submit-message/index.ts', kind: 'api' },
  { name: 'messages-api', entry: 'lambdas/messages-api/index.ts', kind: 'api' },
  { name: 'preview-route', entry: 'lambdas/preview-route/index.ts', kind: 'api' },
  { name: 'prospects-api', entry: 'lambdas/prospects-api/index.ts', kind: 'api' },
  { name: 'agents-api', entry: 'lambdas/agents-api/index.ts', kind: 'api' },
  { name: 'conversations-api', entry: 'lambdas/conversations-api/index.ts', kind: 'editor' },
  { name: 'openapi', entry: 'lambdas/openapi/index.ts', kind: 'api' },
  { name: 'templates-api', entry: 'lambdas/templates-api/index.ts', kind: 'editor' },
  { name: 'journeys-api', entry: 'lambdas/journeys-api/index.ts', kind: 'editor' },
  { name: 'statistics-api', entry: 'lambdas/statistics-api/index.ts', kind: 'api' },
  { name: 'broadcasts-api', entry: 'lambdas/broadcasts-api/index.ts', kind: 'editor' },
  { name: 'settings-api', entry: 'lambdas/settings-api/index.ts', kind: 'api' },
  { name: 'follow-link', entry: 'lambdas/follow-link/index.ts', kind: 'api' },
  { name: 'receive-webhook', entry: 'lambdas/receive-webhook/index.ts', kind: 'api' },
  { name: 'publish-application', entry: 'lambdas/publish-application/index.ts', kind: 'worker' },
  { name: 'route-message', entry: 'lambdas/route-message/index.ts', kind: 'worker' },
  { name: 'send-sms', entry: 'lambdas/send-message/twilio.ts', kind: 'worker' },
  { name: 'send-whatsapp', entry: 'lambdas/send-message/twilio.ts', kind: 'worker' },
  { name: 'send-email', entry: 'lambdas/send-message/resend.ts', kind: 'worker' },
  { name: 'send-sms-packs', entry: 'lambdas/send-pack/twilio.ts', kind: 'worker' },
  { name: 'send-whatsapp-packs', entry: 'lambdas/send-pack/twilio.ts', kind: 'worker' },
  { name: 'send-email-packs', entry: 'lambdas/send-pack/resend.ts', kind: 'worker' },
  { name: 'prepare-broadcast', entry: 'lambdas/prepare-broadcast/index.ts', kind: 'worker' },
  { name: 'plan-broadcast', entry: 'lambdas/plan-broadcast/index.ts', kind: 'worker' },
  { name: 'record-event', entry: 'lambdas/record-event/index.ts', kind: 'worker' },
  { name: 'project-statistics', entry: 'lambdas/project-statistics/index.ts', kind: 'worker' },
  { name: 'advance-journey', entry: 'lambdas/advance-journey/index.ts', kind: 'worker' },
  { name: 'enrol-audience', entry: 'lambdas/enrol-audience/index.ts', kind: 'worker' },
  { name: 'notify-agents', entry: 'lambdas/notify-agents/index.ts', kind: 'worker' },
  { name: 'run-rule', entry: 'lambdas/run-rule/index.ts', kind: 'worker' },
  { name: 'run-follow-up', entry: 'lambdas/run-follow-up/index.ts', kind: 'worker' },
];
