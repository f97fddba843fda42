// The conditions of a filter, and how the artifacts that one of them lets through are found: by an index, and in which order.
import { type ArtifactFilter } from '../../../shared/artifact-list.ts'
import { nameClass, specMark, taskMark, typeMark } from './text-mark.ts'

export type SortColumn = 'created_at' | 'size' | 'name'
export type Value = string | number

/** Artifacts that an index gives in the order of a column. */
export interface Run {
  from: 'artifact' | 'tag'
  index: string
  /** Of an artifact in it. */
  id: 'artifact.id' | 'tag.artifact_id'
  where: string
  values: Value[]
  /** Columns that it reads without looking at the artifact. */
  has: readonly string[]
}

export interface Condition {
  sql: string
  values: Value[]
  /** Columns of the artifact that it looks at. */
  columns: readonly string[]
  /** The same, quicker when it is asked of one artifact after the other. */
  each?: string
  /** The index by which what it lets through is found and counted. */
  index: string
  /** Its index tells the whole order of every page, so that gathering looks at no artifact. */
  isGatheredLightly?: boolean
  /** It is found in the table of tags. */
  kind?: 'tag'
  /** Rows of a table of kept sums that are of its values; see `usage_sum` and `facet`. */
  kept?: string
  /** What it lets through, in the order of a column; undefined where no index has that order. Runs may overlap. */
  runs: (column: SortColumn) => Run[] | undefined
  /** Words of the full-text index of which all of it has one; others may have it too. */
  marks?: readonly string[]
  /** A range of `created_at`: in that order it bounds every run. */
  period?: { since: string | undefined; until: string | undefined }
}

const shortOf: Record<SortColumn, string> = { created_at: 'created', size: 'size', name: 'name' }

const artifactRun = (index: string, where: string, values: Value[], has: readonly string[] = []): Run => ({
  from: 'artifact',
  index,
  id: 'artifact.id',
  where,
  values,
  has,
})

/** What stands in the index of everything by creation, and in those by size and name; see schema.ts. */
export const coveredByCreated = ['original_size', 'type', 'version', 'agent', 'verdict'] as const
export const coveredByOthers = ['original_size', 'created_at', 'type', 'task', 'version', 'agent', 'verdict'] as const

/** Everything, in the order of a column. */
export const wholeRun = (column: SortColumn): Run =>
  artifactRun(`artifact_${shortOf[column]}`, '', [], column === 'created_at' ? coveredByCreated : coveredByOthers)

/** Equality with a column that is indexed in every order. */
const isIn = (column: 'spec' | 'type', values: readonly string[], mark: (value: string) => string): Condition => ({
  marks: values.map(mark),
  sql: `artifact.${column} IN (${values.map(() => '?').join(', ')})`,
  columns: [column],
  values: [...values],
  index: `artifact_${column}_created`,
  kept: `usage_sum WHERE part = '${column}' AND value IN (${values.map(() => '?').join(', ')})`,
  runs: (sort) =>
    values.map((value) =>
      artifactRun(`artifact_${column}_${shortOf[sort]}`, `artifact.${column} = ?`, [value], column === 'spec' ? ['type'] : []),
    ),
})

/** Equality with a column that is indexed in the order of creation. */
const isOf = (column: string, values: readonly Value[]): Condition => ({
  sql: `artifact.${column} IN (${values.map(() => '?').join(', ')})`,
  columns: [column],
  values: [...values],
  index: `artifact_${column}`,
  runs: (sort) =>
    sort === 'created_at' ? values.map((value) => artifactRun(`artifact_${column}`, `artifact.${column} = ?`, [value])) : undefined,
})

const keptFacet = (facet: string, values: number) =>
  `facet WHERE spec = '' AND facet = '${facet}' AND value IN (${Array.from({ length: values }, () => '?').join(', ')})`

/** Of a report, or of the summary in a log. */
const hasStatus = (status: string): Condition => ({
  ...isOf('status', [status]),
  kept: keptFacet('status', 1),
  marks: [typeMark('test'), typeMark('log')],
  runs: (sort) => [
    artifactRun(
      sort === 'created_at' ? 'artifact_status' : `artifact_status_${shortOf[sort]}`,
      'artifact.status = ?',
      [status],
      ['type', 'agent'],
    ),
  ],
})

const range = (column: string, index: string, from: Value | undefined, to: Value | undefined): Condition => ({
  sql: [...(from === undefined ? [] : [`artifact.${column} >= ?`]), ...(to === undefined ? [] : [`artifact.${column} <= ?`])].join(' AND '),
  columns: [column],
  values: [from, to].filter((value) => value !== undefined),
  index,
  runs: () => undefined,
})

const hasTag = (tags: readonly string[]): Condition => ({
  sql: `artifact.id IN (SELECT artifact_id FROM tag WHERE tag IN (${tags.map(() => '?').join(', ')}))`,
  each: `EXISTS (SELECT 1 FROM tag WHERE tag.artifact_id = artifact.id AND tag.tag IN (${tags.map(() => '?').join(', ')}))`,
  columns: [],
  values: [...tags],
  index: 'sqlite_autoindex_tag_1',
  kind: 'tag',
  kept: keptFacet('tag', tags.length),
  runs: (sort) =>
    tags.map((tag) => ({
      from: 'tag',
      index: sort === 'created_at' ? 'sqlite_autoindex_tag_1' : `tag_${shortOf[sort]}`,
      id: 'tag.artifact_id',
      where: 'tag.tag = ?',
      values: [tag],
      has: ['spec', 'created_at', 'type'],
    })),
})

const isOfTask = (specName: string | undefined, taskId: string): Condition => ({
  sql: specName === undefined ? 'artifact.task = ?' : 'artifact.task = ? AND artifact.spec = ?',
  columns: specName === undefined ? ['task'] : ['task', 'spec'],
  values: specName === undefined ? [taskId] : [taskId, specName],
  index: specName === undefined ? 'artifact_task_created' : 'artifact_task',
  isGatheredLightly: specName === undefined,
  marks: [taskMark(taskId)],
  runs: (sort) => {
    if (sort !== 'created_at') return undefined
    if (specName === undefined) return [artifactRun('artifact_task_created', 'artifact.task = ?', [taskId])]
    return [artifactRun('artifact_task', 'artifact.task = ? AND artifact.spec = ?', [taskId, specName])]
  },
})

const isNamed = (name: string): Condition => ({
  sql: 'artifact.name = ?',
  columns: ['name'],
  marks: [nameClass(name).mark],
  values: [name],
  index: 'artifact_name',
  runs: (sort) => [artifactRun(sort === 'name' ? 'artifact_name' : `artifact_name_${shortOf[sort]}`, 'artifact.name = ?', [name])],
})

/** Everything of a filter but its text. */
export function filterConditions(filter: ArtifactFilter): Condition[] {
  const { specName, taskId, name, version, types = [], tags = [], since, until, status, minSizeBytes, maxSizeBytes } = filter
  const { agent, model, session, verdicts = [] } = filter
  const spec = specName?.normalize('NFC')
  const conditions: (Condition | false)[] = [
    taskId !== undefined && isOfTask(spec, taskId.normalize('NFC')),
    taskId === undefined && spec !== undefined && isIn('spec', [spec], specMark),
    session !== undefined && isOf('session', [session]),
    tags.length > 0 && hasTag([...new Set(tags)]),
    name !== undefined && isNamed(name.normalize('NFC')),
    types.length > 0 && isIn('type', [...new Set(types)], typeMark),
    agent !== undefined && { ...isOf('agent', [agent]), kept: keptFacet('agent', 1) },
    model !== undefined && isOf('model', [model]),
    status !== undefined && hasStatus(status),
    verdicts.length > 0 && { ...isOf('verdict', [...new Set(verdicts)]), kept: keptFacet('verdict', new Set(verdicts).size) },
    version !== undefined && isOf('version', [version]),
    (since ?? until) !== undefined && { ...range('created_at', 'artifact_created', since, until), period: { since, until } },
    (minSizeBytes ?? maxSizeBytes) !== undefined && range('original_size', 'artifact_original_size', minSizeBytes, maxSizeBytes),
  ]
  return conditions.filter((condition) => condition !== false)
}

/** Of the filter, and the others that must be found too. */
export const textsOf = (filter: ArtifactFilter, texts: readonly string[]): string[] => [
  ...(filter.text?.split(/\s+/).filter((part) => part !== '') ?? []),
  ...texts,
]

/** `WHERE …` with all conditions, or nothing; `valuesOf` has what its question marks stand for. */
export const whereOf = (conditions: readonly Pick<Condition, 'sql'>[]) =>
  conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`
export const valuesOf = (conditions: readonly { values: readonly Value[] }[]): Value[] => conditions.flatMap(({ values }) => [...values])
