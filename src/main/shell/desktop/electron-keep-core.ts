// One core after another: when one crashes, the next takes its place and every window begins anew.
import { app, dialog } from 'electron'
import { type Job } from '../../../shared/job.ts'
import { messageOf } from '../../../shared/message-of.ts'
import { createCrashPolicy } from './crash-policy.ts'
import { type Core, startCore } from './electron-core.ts'
import { askAfterCrash, reloadWindows } from './electron-crash.ts'
import { type AppSpeech } from './electron-speech.ts'

/** The functions stay good when the core behind them changes. @throws CoreFailure when the first one cannot be opened */
export async function keepCore(
  sources: { store?: string; config?: string },
  { speech, onJobs }: { speech: AppSpeech; onJobs: (jobs: readonly Job[]) => void },
): Promise<{ fetch: Core['fetch']; connect: Core['connect']; close: Core['close'] }> {
  const decide = createCrashPolicy()
  const start = () => startCore(sources, { onJobs, onCrash: () => void restart().catch((error: unknown) => giveUp(speech, error)) })
  const restart = async () => {
    if (decide(Date.now()) === 'ask') await askAfterCrash(speech, speech.now().say('The core crashed several times.'))
    core = await start()
    reloadWindows()
  }
  let core = await start()
  return {
    fetch: (request) => core.fetch(request),
    connect: (port) => core.connect(port),
    close: () => core.close(),
  }
}

function giveUp(speech: AppSpeech, error: unknown): void {
  const { say, sayAgain } = speech.now()
  dialog.showErrorBox(say('The core could not be started again.'), sayAgain(messageOf(error)))
  app.exit(3)
}
