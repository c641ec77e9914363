// One survey in one tab at a time, so that two tabs never ask for two different ballots (Web Locks).

/** True when this tab now holds the survey; `lost` is called when another tab takes it over. */
export function holdAlone(notice: string, lost?: () => void): Promise<boolean> {
  return hold(notice, { ifAvailable: true }, lost)
}

/** Take the survey from the tab that has it; what that tab has on the device stays. */
export async function takeOver(notice: string, lost?: () => void): Promise<void> {
  await hold(notice, { steal: true }, lost)
}

/** Do `work` while no other tab of this browser does any for the same survey. */
export function oneAtATime<T>(notice: string, work: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return work()
  return navigator.locks.request(`windbreak sending ${notice}`, work) as Promise<T>
}

function hold(notice: string, options: LockOptions, lost?: () => void): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true) // an older browser: the door still lets nobody vote twice
  return new Promise((resolve) => {
    const untilClosed = new Promise<never>(() => {})
    navigator.locks
      .request(`windbreak survey ${notice}`, options, (lock) => {
        resolve(lock !== null)
        return lock && untilClosed
      })
      .catch(() => lost?.())
  })
}
