// The core is loaded in one turn that answers nobody. A window that is coming gets its files before: it reads them while the core is loaded.

/** Who has a link and a browser that is open already comes so soon, or much later. */
const comesWithinMs = 150
/** What a page begins with is asked for when its first bytes are read. */
const namedWithinMs = 300
/** What is asked for together comes so close together. */
const togetherMs = 10

export interface FirstFiles {
  /** One of the window's own files was asked for. */
  asked: (pathname: string) => void
  /** Resolves when a window has what it begins with, or when none comes. */
  sent: Promise<void>
}

export function awaitFirstFiles(): FirstFiles {
  const sent = Promise.withResolvers<void>()
  const waitFor = (ms: number) => setTimeout(sent.resolve, ms).unref()
  let timer = waitFor(comesWithinMs)
  return {
    asked: (pathname) => {
      clearTimeout(timer)
      timer = waitFor(pathname.startsWith('/assets/') ? togetherMs : namedWithinMs)
    },
    sent: sent.promise,
  }
}
