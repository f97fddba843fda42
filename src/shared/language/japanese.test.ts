import { describe, expect, it } from 'vitest'
import { japanese } from './japanese.ts'
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

const rooms = [
  nouns,
  windowWords,
  settingsWords,
  taskWords,
  reviewWords,
  artifactWords,
  viewerWords,
  storageWords,
  agentWords,
  errorWords,
  reasonWords,
  pageWords,
  gatheredWords,
  desktopWords,
  tellingWords,
]
const blanksOf = (words: string) => [...new Set(Array.from(words.matchAll(/\{(\w+)\}/g), ([blank]) => blank))].toSorted()

describe('the Japanese catalogue', () => {
  it('has the blanks of the English words, no more and no fewer', () => {
    const wrong = Object.entries(japanese).filter(([english, words]) => blanksOf(english).join() !== blanksOf(words).join())
    expect(wrong).toEqual([])
  })

  it('leaves nothing empty', () => {
    expect(Object.entries(japanese).filter(([, words]) => words.trim() === '')).toEqual([])
  })

  it('says each thing in one room only', () => {
    const english = rooms.flatMap((room) => Object.keys(room))
    expect(english.filter((words, index) => english.indexOf(words) !== index)).toEqual([])
    expect(english.toSorted()).toEqual(Object.keys(japanese).toSorted())
  })
})
