// What an archive would hold, looked through before it is written.
import { useEffect, useState } from 'react'
import { toVitrineError, type VitrineError } from '../../shared/errors.ts'
import { type ExportScan, type ExportTarget } from '../../shared/export-scan.ts'
import { type Progress } from '../../shared/progress.ts'
import { type Client } from '../client/client.ts'
import { useClient } from '../client/ClientContext.tsx'

export type Scanning =
  | { state: 'scanning'; progress: Progress }
  | { state: 'ready'; scan: ExportScan }
  | { state: 'failed'; error: VitrineError; retry: () => void }

const begun: Scanning = { state: 'scanning', progress: { done: 0, total: null } }

interface Asked {
  target: ExportTarget
  /** Counts what was asked again after a failure. */
  round: number
}

/** Looks through what is wanted, and stops when it is wanted no more. What was found in anything else is never given. */
export function useExportScan(target: ExportTarget | undefined): Scanning {
  const client = useClient()
  const [round, setRound] = useState(0)
  const asked = target === undefined ? undefined : JSON.stringify({ target, round } satisfies Asked)
  const [shown, setShown] = useState({ asked, scanning: begun })
  useEffect(() => {
    if (asked === undefined) return undefined
    const stop = new AbortController()
    const show = (scanning: Scanning) => {
      if (!stop.signal.aborted) setShown({ asked, scanning })
    }
    void follow(client, asked, { show, again: setRound, signal: stop.signal })
    return () => stop.abort()
  }, [client, asked])
  return shown.asked === asked ? shown.scanning : begun
}

interface Follow {
  show: (scanning: Scanning) => void
  again: (round: number) => void
  signal: AbortSignal
}

async function follow(client: Client, asked: string, { show, again, signal }: Follow): Promise<void> {
  const { target, round } = JSON.parse(asked) as Asked
  try {
    for await (const step of await client.archive.scan(target, { signal }))
      show(step.state === 'scanned' ? { state: 'ready', scan: step.scan } : step)
  } catch (error) {
    show({ state: 'failed', error: toVitrineError(error), retry: () => again(round + 1) })
  }
}
