// The Japanese catalogue, room by room. The keys are the English words; this is also the list of all that can be said.
import { agentWords } from './japanese/agents.ts'
import { artifactWords } from './japanese/artifact.ts'
import { errorWords } from './japanese/errors.ts'
import { nouns } from './japanese/nouns.ts'
import { gatheredWords, pageWords } from './japanese/page.ts'
import { reasonWords } from './japanese/reasons.ts'
import { reviewWords } from './japanese/review.ts'
import { settingsWords } from './japanese/settings.ts'
import { desktopWords, tellingWords } from './japanese/shell.ts'
import { storageWords } from './japanese/storage.ts'
import { taskWords } from './japanese/task.ts'
import { viewerWords } from './japanese/viewers.ts'
import { windowWords } from './japanese/window.ts'

export const japanese = {
  ...nouns,
  ...windowWords,
  ...settingsWords,
  ...taskWords,
  ...reviewWords,
  ...artifactWords,
  ...viewerWords,
  ...storageWords,
  ...agentWords,
  ...errorWords,
  ...reasonWords,
  ...pageWords,
  ...gatheredWords,
  ...desktopWords,
  ...tellingWords,
}

/** What arrives in the window filled, from the main process. */
const arriving = { ...errorWords, ...reasonWords, ...gatheredWords, ...tellingWords }
export const japaneseReasons = Object.keys(arriving) as (keyof typeof arriving)[]
