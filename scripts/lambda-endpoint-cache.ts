/**
 * Stands in for the cache of discovered endpoints in the bundles: DynamoDB and EventBridge are reached at the
 * Region's own endpoint, and the original brings 7 KB of data structures. It remembers nothing, so that discovery,
 * were it ever turned on, would ask each time.
 */
export class EndpointCache {
  get(): undefined {
    return undefined;
  }
  getEndpoint(): undefined {
    return undefined;
  }
  has(): boolean {
    return false;
  }
  set(): void {}
  delete(): void {}
  clear(): void {}
}
