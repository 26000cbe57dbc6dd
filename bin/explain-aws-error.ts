/** What went wrong, in words that say what to do. */
export function explainAwsError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'CredentialsProviderError') {
    return 'No AWS credentials were found: sign in (aws sso login) or set AWS_PROFILE, then try again.';
  }
  if (error.name === 'AccessDeniedException') return `AWS refuses: ${error.message}`;
  return error.message;
}
