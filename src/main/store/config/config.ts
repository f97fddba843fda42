// Configuration [S14]: the seed's YAML with its keys and defaults, and its environment names.
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { VitrineError } from '../../../shared/errors.ts'
import { type ConfigValues, configValuesSchema } from './config-values.ts'
import { applyEnvironment } from './config-environment.ts'
import { reasonOf } from '../parse-problem.ts'
import { type StoreSettings } from '../store-settings.ts'

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
  /** The home folder that `~` stands for. */
  home?: string
}

/**
 * Finds and reads the configuration: `--config`, `$VITRINE_CONFIG`, `~/.vitrine/config.yaml`, `~/.necrocode/config/artifact-store.yaml`,
 * the first that exists; then the environment; then `--store`.
 * @throws config.invalid naming the line; path.unreadable when a file that was named cannot be read
 */
export async function readConfig({ store, config, environment = process.env, home = homedir() }: ConfigSources): Promise<Config> {
  // Set to nothing is not set, as for every variable.
  const inEnvironment = environment['VITRINE_CONFIG'] ?? ''
  const named = config ?? (inEnvironment === '' ? undefined : inEnvironment)
  const candidates =
    named === undefined ? [join(home, '.vitrine/config.yaml'), join(home, '.necrocode/config/artifact-store.yaml')] : [named]
  const file = await readFirst(candidates, named !== undefined)
  const values = applyEnvironment(await parseFile(file), environment)
  const expandHome = (path: string) => (path === '~' || path.startsWith('~/') ? join(home, path.slice(1)) : path)
  return { storeUri: expandHome(store ?? storeUriOf(values)), isConfigured: store === undefined, settings: settingsOf(values) }
}

/** Which store is meant: a URI, or the absolute path of a folder. */
export async function findStoreUri(sources: ConfigSources): Promise<string> {
  return storeUriIn(await readConfig(sources))
}

/** As `findStoreUri`, of a configuration that was read. */
export function storeUriIn({ storeUri }: Config): string {
  return storeUri.includes('://') ? storeUri : resolve(storeUri)
}

interface ConfigText {
  path: string
  text: string
}

/** Most have no file: they need no YAML. */
async function parseFile({ path, text }: ConfigText): Promise<ConfigValues> {
  return text === '' ? configValuesSchema.parse({}) : (await import('./config-file.ts')).parseConfigText(path, text)
}

async function readFirst(paths: readonly string[], mustExist: boolean): Promise<ConfigText> {
  for (const path of paths) {
    try {
      return { path, text: await readFile(path, 'utf8') }
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
      if (isMissing && !mustExist) continue
      throw new VitrineError('path.unreadable', { path, reason: isMissing ? 'there is no such file' : reasonOf(error) }, { cause: error })
    }
  }
  return { path: '', text: '' }
}

function storeUriOf({ backend_type: type, base_path: basePath, s3_bucket: s3Bucket, gcs_bucket: gcsBucket, prefix }: ConfigValues): string {
  const inBucket = (scheme: string, bucket: string) => `${scheme}://${bucket}${prefix === undefined ? '' : `/${prefix}`}`
  if (type === 's3' && s3Bucket !== undefined) return inBucket('s3', s3Bucket)
  if (type === 'gcs' && gcsBucket !== undefined) return inBucket('gs', gcsBucket)
  return basePath
}

function settingsOf(values: ConfigValues): StoreSettings {
  const { compression, compression_level: level, retention_policy: days, storage_quota: quota, keep } = values
  return {
    versioning: values.versioning_enabled,
    compression: values.compression_enabled
      ? { encoding: compression, level: level ?? (compression === 'zstd' ? 3 : 6) }
      : { encoding: 'identity', level: 0 },
    verifyChecksum: values.verify_checksum,
    trashDays: values.trash_days,
    cleanupScheduleHours: values.cleanup_schedule_hours,
    lockWaitMs: values.lock_timeout * 1000,
    retention: { days, keep: { pinned: keep.pinned, newest: keep.newest, unreviewed: keep.unreviewed, tags: keep.tags } },
    quota: { maxSizeBytes: Math.round(quota.max_size_gb * 1024 ** 3), warnRatio: quota.warn_threshold },
    mirrorNecrocode: values.mirror_necrocode,
    s3: { region: values.s3_region, endpoint: values.s3_endpoint, pathStyle: values.s3_path_style },
    gcs: { project: values.gcs_project, endpoint: values.gcs_endpoint },
  }
}
