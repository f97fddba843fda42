// The least that an index of lines could do: a worker that takes the bytes as they come and looks at each once.

globalThis.addEventListener('message', ({ data: address }: MessageEvent<string>) => {
  const count = async () => {
    const startedAt = performance.now()
    const reader = (await fetch(address)).body?.getReader()
    let newlines = 0
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
      const bytes = part.value
      for (let at = 0; at < bytes.length; at++) if (bytes[at] === 10) newlines++
    }
    globalThis.postMessage({ newlines, ms: performance.now() - startedAt }, { transfer: [] })
  }
  void count()
})
