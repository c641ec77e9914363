// Something that is needed several times and fetched once.

/** Asked for at once; asked for again when it failed and is wanted once more. */
export function trying<T>(ask: () => Promise<T>): () => Promise<T> {
  let failed = false
  const once = (): Promise<T> => {
    failed = false
    const asked = ask()
    asked.catch(() => (failed = true))
    return asked
  }
  let last = once()
  return () => (failed ? (last = once()) : last)
}
