/** Words that agents use again and again. */
export interface SavedReply {
  id: string;
  title: string;
  text: string;
}

/** The saved replies of one tenant. Methods throw when storage does not answer and can be called again. */
export interface SavedReplies {
  /** By their titles. */
  list(): Promise<readonly SavedReply[]>;
  put(reply: SavedReply): Promise<void>;
  /** False when there is none of this id. */
  remove(id: string): Promise<boolean>;
}
