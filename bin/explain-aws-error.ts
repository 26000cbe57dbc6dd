/** What went wrong, in words that say what to do. */
export function explainAwsError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'CredentialsProviderError') {
    return 'No AWS credentials were found: sign in (aws sso login) or set AWS_PROFILE, then try again.';
  }
  if (error.name === 'AccessDeniedException') return `AWS refuses: ${error.message}`;
  if (error.name === 'ParameterAlreadyExists')
    return 'The secret is there already and stays: what was made with it could not be read with another.';
  return error.message;
}
