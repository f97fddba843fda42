// Reading the configuration file, and where in it a mistake is.
import { type Document, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import { z } from 'zod'
import { VitrineError } from '../../../shared/errors.ts'
import { type ConfigValues, configValuesSchema } from './config-values.ts'
import { describeLostAlias, describeMistake } from './yaml-mistake.ts'
import { describeIssues } from '../../../shared/schema-words.ts'

/** Keys of the seed's README that its code never had, and what they are called in its code. */
const otherSpellings: Record<string, readonly [group: 'storage_quota', key: string]> = {
  max_storage_gb: ['storage_quota', 'max_size_gb'],
  storage_warn_threshold: ['storage_quota', 'warn_threshold'],
}
/** Secrets have no place in a file that is copied around. */
const secretKeys = new Set(['s3_access_key', 's3_secret_key', 'aws_access_key_id', 'aws_secret_access_key', 'gcs_credentials_path'])

type Path = readonly PropertyKey[]

/** @throws config.invalid naming the line of the first mistake */
export function parseConfigText(path: string, text: string): ConfigValues {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const lineOf = (offset: number | undefined) => (offset === undefined ? 1 : lines.linePos(offset).line)
  const invalid = (line: number, reason: string) => new VitrineError('config.invalid', { path, line, reason })
  const [problem] = document.errors
  if (problem !== undefined) throw invalid(lineOf(problem.pos[0]), describeMistake(problem))
  const fail = (at: Path, message: string) =>
    invalid(lineOf(offsetAt(document.contents, at)), `${at.map(String).join('.') || 'the file'}: ${message}`)

  const root = toPlain(document, (offset, reason) => invalid(lineOf(offset), reason))
  const parsedRoot = z.strictObject({ artifact_store: z.record(z.string(), z.unknown()).nullish() }).safeParse(root)
  if (!parsedRoot.success) {
    const [issue] = parsedRoot.error.issues
    if (issue?.code === 'unrecognized_keys') throw fail(pathOf(issue), 'no such key; everything stands under artifact_store')
    throw invalid(lineOf(offsetAt(document.contents, pathOf(issue))), describeIssues(parsedRoot.error.issues.slice(0, 1)))
  }
  const given = parsedRoot.data.artifact_store ?? {}
  for (const key of Object.keys(given))
    if (secretKeys.has(key))
      throw fail(['artifact_store', key], "secrets do not stand here; the cloud SDKs' own credential chains find them")
  const parsed = configValuesSchema.safeParse(respell(given))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const at = ['artifact_store', ...pathOf(issue)]
  if (issue === undefined || issue.code === 'unrecognized_keys') throw fail(at, 'no such key')
  throw invalid(lineOf(offsetAt(document.contents, at)), describeIssues([{ ...issue, path: at }]))
}

/** What an alias stands for is looked up only here, and may be nowhere, or too much. */
function toPlain(document: Document, fail: (offset: number | undefined, reason: string) => Error): unknown {
  try {
    return document.toJS() ?? {}
  } catch (error) {
    throw error instanceof ReferenceError ? fail(findLostAlias(document), describeLostAlias(error)) : error
  }
}

function findLostAlias(document: Document): number | undefined {
  let offset: number | undefined
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) !== undefined) return undefined
      offset = alias.range?.[0]
      return visit.BREAK
    },
  })
  return offset
}

function pathOf(issue: z.core.$ZodIssue | undefined): Path {
  return [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])]
}

function respell(given: Record<string, unknown>): Record<string, unknown> {
  const values = { ...given }
  for (const [spelling, [group, key]] of Object.entries(otherSpellings)) {
    if (!(spelling in values)) continue
    const inner = values[group]
    values[group] = { [key]: values[spelling], ...(typeof inner === 'object' ? inner : {}) }
    delete values[spelling]
  }
  return values
}

/** Where in the text the key (or item) at a path stands; as deep as the path can be followed. */
function offsetAt(contents: unknown, path: Path): number | undefined {
  let node = contents
  let offset: number | undefined
  for (const step of path) {
    const items: unknown[] = typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items) ? node.items : []
    const found = typeof step === 'number' ? items[step] : items.find((item) => keyOf(item)?.value === step)
    if (found === undefined) break
    offset = keyOf(found)?.range?.[0] ?? offset
    node = typeof found === 'object' && found !== null && 'value' in found && 'key' in found ? found.value : found
  }
  return offset
}

function keyOf(item: unknown): { value: unknown; range: readonly number[] | undefined } | undefined {
  if (typeof item !== 'object' || item === null || !('key' in item)) return undefined
  const { key } = item
  return isScalar(key) ? { value: key.value, range: key.range ?? undefined } : undefined
}
