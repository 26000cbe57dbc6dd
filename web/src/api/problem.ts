/** What the API, or the way to it, said instead of an answer. */
export class ApiProblem extends Error {
  /** 0 when nothing was heard: offline, or cut off. */
  readonly status: number;
  /** `answered-meanwhile`, `validation-failed`… */
  readonly code: string;
  readonly fields: readonly { path: string; message: string }[];

  constructor(status: number, code: string, detail: string, fields: ApiProblem['fields'] = []) {
    super(detail);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.fields = fields;
  }

  /** Whether the same request may succeed later as it is. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 401 || this.status === 429 || this.status >= 500;
  }
}

interface ProblemBody {
  code?: string;
  detail?: string;
  title?: string;
  errors?: { path: string; message: string }[];
}

export function toProblem(response: Response | undefined, body: unknown): ApiProblem {
  if (response === undefined) return new ApiProblem(0, 'unreachable', 'unreachable');
  const { code, detail, title, errors } = (
    typeof body === 'object' && body !== null ? body : {}
  ) as ProblemBody;
  return new ApiProblem(
    response.status,
    code ?? 'unknown',
    detail ?? title ?? `HTTP ${response.status}`,
    errors ?? [],
  );
}
