import type { InboundReport } from '../domain/reports.ts';

export interface FetchedFile {
  filename: string;
  contentType: string;
  /** Absent when it is larger than what is kept, or not to be had. */
  content?: Uint8Array;
}

/** What a webhook about a person's message does not carry itself. */
export interface FetchedContent {
  text: string;
  subject?: string;
  /** Ids of messages of ours that an e-mail answers, by its headers. */
  references: readonly string[];
  /** A machine wrote it, as when the person is away. */
  isAutomatic?: true;
  files: readonly FetchedFile[];
}

/** Reads from the provider what somebody wrote. Throws when it does not answer, so that the report comes again. */
export interface InboundContent {
  /** `mayLackFiles`: a file that the provider does not hand over is left out, instead of throwing. */
  fetch(report: InboundReport, mayLackFiles: boolean): Promise<FetchedContent>;
}
