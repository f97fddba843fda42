// Where the notes of a task stand in one of its attempts.
import { type Artifact } from '../../shared/artifact-list.ts'
import { type AttemptName } from '../../shared/attempt-name.ts'
import { VitrineError } from '../../shared/errors.ts'
import { type WantedLines } from '../../shared/notes/note-anchor.ts'
import {
  anchorLimits,
  type ArtifactSpot,
  type LineSpot,
  type Note,
  type NoteAnchor,
  type NotePlace,
  type NoteSpot,
} from '../../shared/notes/note.ts'
import { spotWords } from '../../shared/notes/note-prompt.ts'
import { testKeys } from '../../shared/test-key.ts'
import { type TestReport } from '../../shared/test-report.ts'
import { type NoteAnswer } from '../facts/notes/note-job.ts'
import { KeptAnswers } from './kept-answers.ts'
import { type NoteDraft, type NotesParts } from './notes.ts'

export interface NotePlaces {
  /** By note. */
  find: (notes: readonly Note[], attempt: AttemptName) => Promise<Map<string, NotePlace>>
  /** @throws request.invalid, artifact.not-found */
  capture: (draft: NoteDraft) => Promise<{ spot: NoteSpot; anchor: NoteAnchor | null }>
}

const lost = (reason: Extract<NotePlace, { is: 'unplaced' }>['reason']): NotePlace => ({ is: 'unplaced', reason })
const keptAnswers = 64

export function createNotePlaces({ store, pool, reports }: Pick<NotesParts, 'store' | 'pool' | 'reports'>): NotePlaces {
  /** What was searched in the same content before. */
  const kept = new KeptAnswers<NoteAnswer | undefined>(keptAnswers)
  const search = (artifact: Artifact, wanted: readonly WantedLines[]): Promise<NoteAnswer | undefined> => {
    const { record } = artifact
    return kept.get(JSON.stringify([record.checksum, record.type, wanted]), () =>
      pool.findNotes(record, { is: 'place', wanted }, () => store().download(record.uri)),
    )
  }

  const findLines = async (artifact: Artifact, wanted: readonly WantedLines[]): Promise<Map<string, NotePlace>> => {
    const { name, checksum } = artifact.record
    const found = new Map<string, NotePlace>()
    const changed = wanted.filter(({ noteId, spot, anchor }) => {
      if (anchor.checksum !== checksum) return true
      found.set(noteId, { is: 'placed', spot: { ...spot, artifact: name } })
      return false
    })
    if (changed.length === 0) return found
    // A damaged artifact says nothing; its viewer says why.
    const answer = await search(artifact, changed).catch(() => undefined)
    for (const { noteId } of changed) {
      const place = answer?.places.get(noteId) ?? lost('unreadable')
      found.set(noteId, place.is === 'placed' && place.spot.on !== 'task' ? { ...place, spot: { ...place.spot, artifact: name } } : place)
    }
    return found
  }

  return {
    find: async (notes, attempt) => {
      const { version, ...task } = attempt
      const places = new Map<string, NotePlace>()
      const lines = new Map<string, { artifact: Artifact; wanted: WantedLines[] }>()
      const artifacts = notes.some(({ spot }) => spot.on !== 'task') ? (await store().list({ filter: attempt, limit: 1000 })).artifacts : []
      for (const { noteId, spot, anchor, version: written } of notes) {
        if (spot.on === 'task') {
          places.set(noteId, { is: 'placed', spot })
          continue
        }
        const artifact = written > version ? undefined : await chooseArtifact(artifacts, { ...task, version: written }, spot)
        if (artifact === undefined || anchor === null) places.set(noteId, lost(written > version ? 'written-later' : 'no-artifact'))
        else if (spot.on === 'test') {
          const report = await reports.read(store(), artifact.record.uri).catch(() => undefined)
          places.set(noteId, report === undefined ? lost('unreadable') : findTest(report, { ...spot, artifact: artifact.record.name }))
        } else if (spot.on === 'artifact') places.set(noteId, { is: 'placed', spot: { ...spot, artifact: artifact.record.name } })
        else if (spot.on === 'file') places.set(noteId, findFile(artifact, spot))
        else {
          const kind = `${spot.on === 'range' ? 'text' : 'diff'} ${artifact.record.uri}`
          const group = lines.get(kind) ?? { artifact, wanted: [] }
          group.wanted.push({ noteId, spot, anchor })
          lines.set(kind, group)
        }
      }
      for (const { artifact, wanted } of lines.values())
        for (const [noteId, place] of await findLines(artifact, wanted)) places.set(noteId, place)
      return places
    },

    capture: async ({ spot, ...attempt }) => {
      if (spot.on === 'task') return { spot, anchor: null }
      const { artifacts } = await store().list({ filter: { ...attempt, name: spot.artifact } })
      const artifact = artifacts.find(({ record }) => record.name === spot.artifact)
      if (artifact === undefined)
        throw new VitrineError('artifact.not-found', { uri: `${attempt.specName}/${attempt.taskId} ${attempt.version} ${spot.artifact}` })
      const { checksum, uri } = artifact.record
      if (spot.on === 'test') {
        const report = await reports.read(store(), uri)
        const test = report.cases[testKeys(report.cases).indexOf(spot.test)]
        if (test === undefined) throw nothingThere(spot)
        const text = (test.message ?? '')
          .split('\n')
          .slice(0, anchorLimits.lines)
          .filter((line) => line.trim() !== '')
        return { spot, anchor: { text, count: text.length, before: [], after: [], checksum } }
      }
      if (spot.on === 'artifact' || spot.on === 'file') {
        if (spot.on === 'file' && findFile(artifact, spot).is !== 'placed') throw nothingThere(spot)
        return { spot, anchor: { text: [], count: 0, before: [], after: [], checksum } }
      }
      const answer = await pool.findNotes(artifact.record, { is: 'capture', spot: upright(spot) }, () => store().download(uri))
      if (answer?.captured === undefined) throw nothingThere(spot)
      return { spot: answer.captured.spot, anchor: { ...answer.captured.lines, checksum } }
    },
  }

  /** The one of that name, or else the only one of the type that it had. */
  async function chooseArtifact(artifacts: readonly Artifact[], written: AttemptName, spot: ArtifactSpot): Promise<Artifact | undefined> {
    const named = artifacts.find(({ record }) => record.name === spot.artifact)
    if (named !== undefined) return named
    const before = (await store().list({ filter: { ...written, name: spot.artifact } })).artifacts[0]?.record.type
    const type = before ?? (spot.on === 'test' ? 'test' : spot.on === 'range' || spot.on === 'artifact' ? undefined : 'diff')
    const alike = artifacts.filter(({ record }) => record.type === type)
    return alike.length === 1 ? alike[0] : undefined
  }
}

const upright = (spot: LineSpot): LineSpot => ({ ...spot, first: Math.min(spot.first, spot.last), last: Math.max(spot.first, spot.last) })
const nothingThere = (spot: ArtifactSpot) =>
  new VitrineError('request.invalid', { reason: `${spot.artifact} does not have ${spotWords(spot)}` })

/** By its path; `nth` counts only where the diff has as many of it. A diff whose paths are not all known is believed. */
function findFile({ record, facts }: Artifact, spot: Extract<NoteSpot, { on: 'file' }>): NotePlace {
  const at = (nth: number): NotePlace => ({ is: 'placed', spot: { ...spot, artifact: record.name, nth } })
  if (facts?.type !== 'diff' || facts.paths.length < facts.files) return at(spot.nth)
  const times = facts.paths.filter((path) => path === spot.path).length
  if (times === 0) return lost('not-there')
  if (times >= spot.nth) return at(spot.nth)
  return times === 1 ? at(1) : lost('ambiguous')
}

/** By its key, or else by its name where only one test has it. */
function findTest({ cases }: TestReport, spot: Extract<NoteSpot, { on: 'test' }>): NotePlace {
  const keys = testKeys(cases)
  if (keys.includes(spot.test)) return { is: 'placed', spot }
  const alike = keys.filter((_, index) => spot.test.endsWith(` › ${cases[index]?.name ?? ''}`))
  const [test] = alike
  if (test === undefined) return lost('not-there')
  return alike.length === 1 ? { is: 'placed', spot: { ...spot, test } } : lost('ambiguous')
}
