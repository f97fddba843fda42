/** Calls back once when the process that started this one is gone: npm dies of a signal without passing it on. */
export function onParentGone(callback: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    callback()
  }, 500)
  timer.unref()
}
