// What asks for the same at about the same time shares the cost of it: whoever comes while a task's turn is waited for goes with the next one.

/** What became of one member of a group; undefined: it has to go with a later one. */
export type Settled<R> = PromiseSettledResult<R> | undefined

export interface Groups<M, R> {
  /** Says that somebody will join before long; the function says that they did, or never will. */
  expect: (name: string) => () => void
  /** Resolves with what became of the member. Members of one name are served in the order in which they joined. */
  join: (name: string, member: M) => Promise<R>
  /** Waits for everything that has joined. */
  idle: () => Promise<void>
}

export interface GroupsOptions<M, R> {
  /** Members of a group, so that what is held for one is bounded. */
  mostAtOnce: number
  /**
   * Serves a group: `gather` is called once the turn has come, and gives who is waiting by then. Answers for each of them, in their order;
   * what it throws is told to all of them, and to the first when the turn never came.
   */
  serve: (name: string, gather: () => readonly M[]) => Promise<readonly Settled<R>[]>
}

interface Waiting<M, R> {
  member: M
  settle: (outcome: PromiseSettledResult<R>) => void
}

/** How long those who are expected are waited for. */
const expectedMs = 5

export function openGroups<M, R>({ mostAtOnce, serve }: GroupsOptions<M, R>): Groups<M, R> {
  const queues = new Map<string, Waiting<M, R>[]>()
  const served = new Map<string, Promise<void>>()
  const expected = new Map<string, { count: number; allCame: () => void }>()

  const othersCame = async (name: string): Promise<void> => {
    const others = expected.get(name)
    if (others === undefined) return
    const came = Promise.withResolvers<void>()
    others.allCame = came.resolve
    const timer = setTimeout(came.resolve, expectedMs)
    await came.promise
    clearTimeout(timer)
  }

  const serveNext = async (name: string, queue: Waiting<M, R>[]): Promise<void> => {
    let taken: Waiting<M, R>[] = []
    if (queue.length < mostAtOnce) await othersCame(name)
    try {
      const outcomes = await serve(name, () => {
        taken = queue.splice(0, mostAtOnce)
        return taken.map(({ member }) => member)
      })
      const later: Waiting<M, R>[] = []
      for (const [index, waiting] of taken.entries()) {
        const outcome = outcomes[index]
        if (outcome === undefined) later.push(waiting)
        else waiting.settle(outcome)
      }
      queue.unshift(...later)
    } catch (reason) {
      if (taken.length === 0) taken = queue.splice(0, 1)
      for (const { settle } of taken) settle({ status: 'rejected', reason })
    }
  }
  const serveAll = async (name: string, queue: Waiting<M, R>[]): Promise<void> => {
    while (queue.length > 0) await serveNext(name, queue)
    queues.delete(name)
    served.delete(name)
  }

  return {
    expect: (name) => {
      const others = expected.get(name) ?? { count: 0, allCame: () => undefined }
      others.count++
      expected.set(name, others)
      let isExpected = true
      return () => {
        if (!isExpected) return
        isExpected = false
        if (--others.count > 0) return
        expected.delete(name)
        others.allCame()
      }
    },
    join: (name, member) =>
      new Promise((resolve, reject) => {
        const waiting: Waiting<M, R> = {
          member,
          settle: (outcome) => (outcome.status === 'fulfilled' ? resolve(outcome.value) : reject(outcome.reason)),
        }
        const queue = queues.get(name)
        if (queue !== undefined) return void queue.push(waiting)
        const started = [waiting]
        queues.set(name, started)
        served.set(name, serveAll(name, started))
      }),
    idle: async () => {
      while (served.size > 0) await Promise.all(served.values())
    },
  }
}
