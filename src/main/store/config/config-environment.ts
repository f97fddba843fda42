// The environment names of the seed; they win over the file.
import { VitrineError } from '../../../shared/errors.ts'
import { type ConfigValues, configValuesSchema } from './config-values.ts'
import { describeIssues } from '../../../shared/schema-words.ts'

const isTrue = /^(true|1|yes|on)$/i
const isFalse = /^(false|0|no|off)$/i
const flag = (text: string) => (isTrue.test(text) ? true : isFalse.test(text) ? false : text)

const variables: Record<string, { key: keyof ConfigValues; parse: (text: string) => unknown }> = {
  ARTIFACT_STORE_BACKEND: { key: 'backend_type', parse: String },
  ARTIFACT_STORE_BASE_PATH: { key: 'base_path', parse: String },
  ARTIFACT_STORE_COMPRESSION: { key: 'compression_enabled', parse: flag },
  ARTIFACT_STORE_COMPRESSION_LEVEL: { key: 'compression_level', parse: Number },
  ARTIFACT_STORE_VERIFY_CHECKSUM: { key: 'verify_checksum', parse: flag },
  ARTIFACT_STORE_VERSIONING: { key: 'versioning_enabled', parse: flag },
  ARTIFACT_STORE_S3_BUCKET: { key: 's3_bucket', parse: String },
  ARTIFACT_STORE_S3_REGION: { key: 's3_region', parse: String },
  ARTIFACT_STORE_S3_ENDPOINT: { key: 's3_endpoint', parse: String },
  ARTIFACT_STORE_S3_PATH_STYLE: { key: 's3_path_style', parse: flag },
  ARTIFACT_STORE_GCS_BUCKET: { key: 'gcs_bucket', parse: String },
  ARTIFACT_STORE_GCS_PROJECT: { key: 'gcs_project', parse: String },
  ARTIFACT_STORE_GCS_ENDPOINT: { key: 'gcs_endpoint', parse: String },
}

/** @throws config.invalid naming the variable whose value does not fit */
export function applyEnvironment(values: ConfigValues, environment: NodeJS.ProcessEnv): ConfigValues {
  let applied = values
  for (const [name, { key, parse }] of Object.entries(variables)) {
    const text = environment[name]
    if (text === undefined || text === '') continue
    const parsed = configValuesSchema.safeParse({ ...applied, [key]: parse(text) })
    if (!parsed.success)
      throw new VitrineError('config.invalid', {
        path: `$${name}`,
        line: 1,
        reason: `${name}=${text}: ${describeIssues(parsed.error.issues)}`,
      })
    applied = parsed.data
  }
  return applied
}
