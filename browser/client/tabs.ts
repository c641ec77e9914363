// One survey in one tab at a time, so that two tabs never ask for two different ballots (Web Locks).

/** True when this tab now holds the survey; `lost` is called when another tab takes it over. */
export function holdAlone(notice: string, lost?: () => void): Promise<boolean> {
  return hold(notice, { ifAvailable: true }, lost)
}

/** Take the survey from the tab that has it; what that tab has on the device stays, and what it is sending it sends. */
export async function takeOver(notice: string, lost?: () => void): Promise<void> {
  await hold(notice, { steal: true }, lost)
  await oneAtATime(notice, () => Promise.resolve())
}

/** Do `work` while no other tab of this browser does any for the same survey. */
export async function oneAtATime<T>(notice: string, work: () => Promise<T>): Promise<T> {
  let started = false
  const begin = (): Promise<T> => {
    started = true
    return work()
  }
  try {
    return (await navigator.locks.request(`windbreak sending ${notice}`, begin)) as T
  } catch (error) {
    if (started) throw error
    return work() // no locks here; see below
  }
}

/** Where a browser has no locks, or refuses them as it refuses storage, every tab has the survey: the door still lets
 * nobody vote twice. */
function hold(notice: string, options: LockOptions, lost?: () => void): Promise<boolean> {
  return new Promise((resolve) => {
    const untilClosed = new Promise<never>(() => {})
    let held = false
    const keep = (lock: Lock | null): Promise<never> | null => {
      held = lock !== null
      resolve(held)
      return lock && untilClosed
    }
    const refused = (): void => (held ? lost?.() : resolve(true))
    try {
      navigator.locks.request(`windbreak survey ${notice}`, options, keep).catch(refused)
    } catch {
      refused()
    }
  })
}
