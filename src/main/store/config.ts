// Configuration [S14]: the seed's YAML with its keys and defaults, and its environment names.
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { VitrineError } from '../../shared/errors.ts'
import { type StoreSettings } from './store-settings.ts'

const storeSchema = z.strictObject({
  backend_type: z.enum(['filesystem', 's3', 'gcs']).default('filesystem'),
  base_path: z.string().min(1).default('~/.necrocode/artifacts'),
  compression_enabled: z.boolean().default(true),
  /** zstd 1-19, gzip 1-9. */
  compression_level: z.number().int().min(1).max(19).optional(),
  compression: z.enum(['zstd', 'gzip']).default('zstd'),
  verify_checksum: z.boolean().default(true),
  versioning_enabled: z.boolean().default(true),
  trash_days: z.number().nonnegative().default(7),
  lock_timeout: z.number().nonnegative().default(30),
})

const configSchema = z.strictObject({ artifact_store: storeSchema.prefault({}) })

/** What is in force: which store, and how it is kept. */
export interface Config {
  /** A folder path or a URI. */
  storeUri: string
  /** True when nobody named the store on the command line: the configured one is made when absent. */
  isConfigured: boolean
  settings: StoreSettings
}

export interface ConfigSources {
  /** The store named by `--store`; it wins over every file. */
  store?: string | undefined
  /** The file named by `--config`; it must exist. */
  config?: string | undefined
  environment?: NodeJS.ProcessEnv
}

/**
 * Finds and reads the configuration: `--config`, `$VITRINE_CONFIG`, `~/.vitrine/config.yaml`, `~/.necrocode/config/artifact-store.yaml`,
 * the first that exists; then the environment; then `--store`.
 * @throws config.invalid naming the line; path.unreadable when a file that was named cannot be read
 */
export async function readConfig({ store, config, environment = process.env }: ConfigSources): Promise<Config> {
  const named = config ?? environment['VITRINE_CONFIG']
  const candidates =
    named === undefined ? [join(homedir(), '.vitrine/config.yaml'), join(homedir(), '.necrocode/config/artifact-store.yaml')] : [named]
  const file = await readFirst(candidates, named !== undefined)
  const values = withEnvironment(
    file === undefined ? configSchema.parse({}).artifact_store : parseConfig(file.path, file.text),
    environment,
  )
  return {
    storeUri: store === undefined ? expandHome(values.base_path) : expandHome(store),
    isConfigured: store === undefined,
    settings: {
      versioning: values.versioning_enabled,
      compression: values.compression_enabled
        ? { encoding: values.compression, level: values.compression_level ?? (values.compression === 'zstd' ? 3 : 6) }
        : { encoding: 'identity', level: 0 },
      trashDays: values.trash_days,
      lockWaitMs: values.lock_timeout * 1000,
    },
  }
}

/** Which store is meant: a URI, or the absolute path of a folder. */
export async function findStoreUri(sources: ConfigSources): Promise<string> {
  const { storeUri } = await readConfig(sources)
  return storeUri.includes('://') ? storeUri : resolve(storeUri)
}

const expandHome = (path: string) => (path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path)

async function readFirst(paths: readonly string[], mustExist: boolean): Promise<{ path: string; text: string } | undefined> {
  for (const path of paths) {
    try {
      return { path, text: await readFile(path, 'utf8') }
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
      if (isMissing && !mustExist) continue
      throw new VitrineError('path.unreadable', { path, reason: isMissing ? 'there is no such file' : String(error) }, { cause: error })
    }
  }
  return undefined
}

function parseConfig(path: string, text: string): z.infer<typeof storeSchema> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const lineOf = (offset: number | undefined) => (offset === undefined ? 1 : lines.linePos(offset).line)
  const [problem] = document.errors
  if (problem !== undefined)
    throw new VitrineError('config.invalid', { path, line: lineOf(problem.pos[0]), reason: problem.message.split('\n')[0] ?? '' })
  const parsed = configSchema.safeParse(document.toJS() ?? {})
  if (parsed.success) return parsed.data.artifact_store
  const [issue] = parsed.error.issues
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const keys = [...(issue?.path ?? []), ...unknown]
  const node: unknown = document.getIn(keys, true)
  const range =
    typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) ? (node.range[0] as number) : undefined
  throw new VitrineError('config.invalid', { path, line: lineOf(range), reason: `${keys.join('.')}: ${issue?.message ?? 'not valid'}` })
}

/** The seed's environment names; a value that does not fit names its variable. */
function withEnvironment(values: z.infer<typeof storeSchema>, environment: NodeJS.ProcessEnv): z.infer<typeof storeSchema> {
  const given: Record<string, unknown> = {}
  const read = (name: string, key: string, parse: (text: string) => unknown) => {
    const text = environment[`ARTIFACT_STORE_${name}`]
    if (text !== undefined && text !== '') given[key] = parse(text)
  }
  const flag = (text: string) => (/^(true|1|yes|on)$/i.test(text) ? true : /^(false|0|no|off)$/i.test(text) ? false : text)
  read('BACKEND', 'backend_type', String)
  read('BASE_PATH', 'base_path', String)
  read('COMPRESSION', 'compression_enabled', flag)
  read('COMPRESSION_LEVEL', 'compression_level', Number)
  read('VERIFY_CHECKSUM', 'verify_checksum', flag)
  read('VERSIONING', 'versioning_enabled', flag)
  const parsed = storeSchema.safeParse({ ...values, ...given })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new VitrineError('config.invalid', {
    path: 'the environment',
    line: 0,
    reason: `${String(issue?.path[0])}: ${issue?.message ?? 'not valid'}`,
  })
}
