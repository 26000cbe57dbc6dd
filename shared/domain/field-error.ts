/** One field of a request that does not fit. `path`: `content.attachments.0.url`; empty for the body as a whole. */
export interface FieldError {
  path: string;
  message: string;
}
