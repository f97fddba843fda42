// Option values that several commands take.
import { type Command, InvalidArgumentError, Option } from 'commander'
import { artifactTypes, type ArtifactType, type Json } from '../../shared/artifact.ts'
import { describeError } from '../../shared/error-words.ts'
import { VitrineError } from '../../shared/errors.ts'
import { parseMoment } from '../../shared/search.ts'
import { type ArtifactFilter } from '../../shared/artifact-list.ts'

/** For options that may be repeated. */
export const collect = (value: string, before: string[]): string[] => [...before, value]

/** A version, or how many at most. */
export function parseCount(text: string): number {
  const count = Number(text)
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('It must be a whole number from 1.')
  return count
}

/** A day or moment in ISO 8601; `edge` says which end of a day without a time is meant. */
export function parseMomentOption(edge: 'start' | 'end'): (text: string) => string {
  return (text) => {
    try {
      return parseMoment(text, edge)
    } catch (error) {
      throw new InvalidArgumentError(error instanceof VitrineError ? describeError(error).what : String(error))
    }
  }
}

export interface FilterOptions {
  spec?: string
  task?: string
  name?: string
  type?: ArtifactType[]
  tag?: string[]
  since?: string
  until?: string
  text?: string
}

export function addFilterOptions(command: Command): Command {
  return command
    .option('--spec <name>', 'only this spec')
    .option('--task <id>', 'only this task')
    .option('--name <name>', 'only artifacts of this name')
    .addOption(new Option('--type <type...>', 'only these types').choices(artifactTypes))
    .option('--tag <tag>', 'only artifacts with this tag; repeated: with any of them', collect, [])
    .option('--since <moment>', 'created at or after', parseMomentOption('start'))
    .option('--until <moment>', 'created at or before', parseMomentOption('end'))
    .option('--text <words>', 'all these words in names, metadata or content')
}

export function filterOf({ spec, task, name, type, tag, since, until, text }: FilterOptions): ArtifactFilter {
  return {
    ...(spec === undefined ? {} : { specName: spec }),
    ...(task === undefined ? {} : { taskId: task }),
    ...(name === undefined ? {} : { name }),
    ...(type === undefined ? {} : { types: type }),
    ...(tag === undefined || tag.length === 0 ? {} : { tags: tag }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(text === undefined ? {} : { text }),
  }
}

/** `key=value`; a value that is JSON of a number, truth value, list or object is that, anything else is text. */
export function parseMetadata(pairs: readonly string[]): Record<string, Json> {
  const entries = pairs.map((pair) => {
    const at = pair.indexOf('=')
    if (at <= 0) throw new VitrineError('request.invalid', { reason: `--meta ${pair} is not key=value` })
    return [pair.slice(0, at), parseValue(pair.slice(at + 1))] as const
  })
  // An assignment would lose the key `__proto__`.
  return Object.fromEntries(entries)
}

/** JSON of a number, truth value, list or object is that, anything else is text. */
export function parseValue(text: string): Json {
  if (!/^(-?\d|true$|false$|null$|\[|\{)/.test(text)) return text
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
