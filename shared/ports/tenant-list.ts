/** Every tenant of the stage. Throws when storage does not answer and can be called again. */
export interface TenantList {
  /** Their ids. */
  all(): Promise<readonly string[]>;
}
