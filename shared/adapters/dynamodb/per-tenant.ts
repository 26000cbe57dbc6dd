const KEPT_AT_MOST = 500;

/** One of each tenant, kept while the function runs: a circuit counts silences across messages. */
export function perTenant<T>(make: (tenantId: string) => T): (tenantId: string) => T {
  const made = new Map<string, T>();
  return (tenantId) => {
    const known = made.get(tenantId);
    if (known !== undefined) return known;
    if (made.size >= KEPT_AT_MOST) made.clear();
    const one = make(tenantId);
    made.set(tenantId, one);
    return one;
  };
}
