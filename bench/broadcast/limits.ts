/** What bounds a broadcast. Quotas and rates as documented in November 2026; what is assumed says so. */

/** One queue message carries a hundred recipients in 30 KB: a hop then costs a hundredth. */
export const RECIPIENTS_A_CHUNK = 100;

/** SendMessageBatch: ten messages, here 300 KB of the mebibyte that SQS takes (SQS quotas). */
export const CHUNKS_A_REQUEST = 10;

/** An event source mapping starts with 5 invocations at once and adds 300 a minute (Lambda with SQS). */
export const MAPPING_START = 5;
export const MAPPING_GROWTH_PER_SECOND = 300 / 60;

/** A function gains 1,000 execution environments every 10 seconds (Lambda scaling). */
export const FUNCTION_GROWTH_PER_SECOND = 1_000 / 10;

/** A new table on demand takes 4,000 writes a second, and later twice its last peak, every half hour (DynamoDB). */
export const TABLE_WRITES_PER_SECOND = 4_000;
export const TABLE_DOUBLES_AFTER_SECONDS = 1_800;

/** Write units for each recipient: the budget of the planned design. */
export const WRITES_A_RECIPIENT = 2.1;

/** Of these, what is written before the provider is called: claim and decision. The rest is the packed result. */
export const CLAIMS_A_RECIPIENT = 1;

/** Assumed: how long a request takes, in seconds, and how many of a kind a function has under way. */
export const QUEUE_SECONDS = 0.02;
export const TABLE_SECONDS = 0.005;
export const TABLE_PARALLEL = 25;
export const PROVIDER_SECONDS = 0.2;

/** Resend: up to 10 requests a second, depending on the plan, and 100 e-mails in a batch call (Resend's API reference). */
export const RESEND = {
  callsPerSecond: 10,
  recipientsPerCall: 100,
  parallelCalls: 1,
  rate: '10 calls of 100 a second',
} as const;

/** Twilio: 80 messages a second for a WhatsApp sender (Twilio's WhatsApp guide). No batch call, ten calls at once. */
export const TWILIO_WHATSAPP = {
  callsPerSecond: 80,
  recipientsPerCall: 1,
  parallelCalls: 10,
  rate: '80 a second',
} as const;

/** Twilio: about one segment a second for a long number. Assumed: a pool of 100 numbers, texts of one segment. */
export const TWILIO_SMS = {
  callsPerSecond: 100,
  recipientsPerCall: 1,
  parallelCalls: 10,
  rate: '100 numbers, 1 a second each',
} as const;
