/** What an access token says, once it is known to be true. */
export interface AgentClaims {
  /** The agent. */
  subject: string;
  /** As the issuer names them; of any kind. */
  groups: readonly unknown[];
}

/** Checks the access tokens of agents. */
export interface AgentTokens {
  /**
   * What the token says; undefined unless the stage's issuer made it for our application, as an access token, and it is
   * valid now. @throws Error when the issuer's keys cannot be read: that says nothing of the token.
   */
  verify(token: string): Promise<AgentClaims | undefined>;
}
