import type { Instant } from '../domain/instant.ts';
import type { PublishedVersions, TemplateVersion } from '../domain/templates/own-wordings.ts';

/**
 * One tenant's own versions of the catalogue's templates. A version is written once and never changed or removed,
 * so that a message can keep the one it was accepted with. Methods throw when storage does not answer and can be
 * called again.
 */
export interface TemplateStore {
  /** What is published; may be a minute old. */
  published(now: Instant): Promise<PublishedVersions>;
  /** What is published at this moment. */
  publishedNow(): Promise<PublishedVersions>;
  /** From now on messages are accepted with this version; with 0, the catalogue's. */
  publish(templateId: string, version: number): Promise<void>;
  read(templateId: string, version: number): Promise<TemplateVersion | undefined>;
  /** Every version, the newest first, without its words. */
  list(templateId: string): Promise<readonly Omit<TemplateVersion, 'wordings'>[]>;
  /** `taken`: somebody else wrote the version of this number first. */
  add(templateId: string, version: TemplateVersion): Promise<'added' | 'taken'>;
}
