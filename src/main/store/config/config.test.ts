import { mkdir, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isVitrineError } from '../../../shared/errors.ts'
import { japanese, japaneseReasons } from '../../../shared/language/japanese.ts'
import { createSayer } from '../../../shared/language/say-reason.ts'
import { readConfig } from './config.ts'
import { makeFolder } from '../test-store.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(() => folder.remove())

const write = async (text: string) => {
  const path = join(folder.path, 'config.yaml')
  await writeFile(path, text)
  return path
}

test('[S14] without any file the seed’s defaults are in force', async () => {
  const config = await readConfig({ environment: { HOME: folder.path }, home: folder.path })
  expect(config).toMatchObject({
    storeUri: join(folder.path, '.necrocode/artifacts'),
    isConfigured: true,
    settings: { versioning: true, compression: { encoding: 'zstd' }, trashDays: 7 },
  })
})

test('[S14] the first file that exists is read, and --store and the environment win over it', async () => {
  await mkdir(join(folder.path, '.necrocode/config'), { recursive: true })
  await writeFile(
    join(folder.path, '.necrocode/config/artifact-store.yaml'),
    'artifact_store:\n  base_path: ~/from-seed\n  versioning_enabled: false\n',
  )
  const home = folder.path
  expect(await readConfig({ environment: {}, home })).toMatchObject({ storeUri: join(home, 'from-seed'), settings: { versioning: false } })
  await mkdir(join(folder.path, '.vitrine'))
  await writeFile(join(folder.path, '.vitrine/config.yaml'), 'artifact_store: {base_path: ~/ours}\n')
  expect(await readConfig({ environment: {}, home })).toMatchObject({ storeUri: join(home, 'ours') })
  expect(await readConfig({ environment: { VITRINE_CONFIG: '' }, home })).toMatchObject({ storeUri: join(home, 'ours') })
  const environment = { ARTIFACT_STORE_BASE_PATH: '/from-environment', ARTIFACT_STORE_COMPRESSION: 'false', ARTIFACT_STORE_VERSIONING: '0' }
  expect(await readConfig({ environment, home })).toMatchObject({
    storeUri: '/from-environment',
    settings: { versioning: false, compression: { encoding: 'identity' } },
  })
  expect(await readConfig({ environment, home, store: 's3://bucket/x' })).toMatchObject({ storeUri: 's3://bucket/x', isConfigured: false })
})

test('[S14] the seed’s whole file is understood', async () => {
  const config = await write(`artifact_store:
  backend_type: filesystem
  base_path: ~/.necrocode/artifacts
  compression_enabled: true
  verify_checksum: true
  versioning_enabled: false
  retention_policy:
    diff: 30
    log: 7
    test: 14
  storage_quota:
    max_size_gb: 100
    warn_threshold: 0.8
`)
  expect(await readConfig({ config, environment: {} })).toMatchObject({
    storeUri: join(homedir(), '.necrocode/artifacts'),
    settings: { versioning: false },
  })
})

test('[S14] a bad key or value is an error that names the line', async () => {
  const cases = [
    ['artifact_store:\n  base_path: x\n  colour: red\n', 3, 'colour'],
    ['artifact_store:\n  versioning_enabled: maybe\n', 2, 'versioning_enabled'],
    ['artifact_store:\n  base_path: x\n  storage_quota:\n    max_size_gb: -1\n', 4, 'max_size_gb'],
    ['artifact_store:\n  base_path: "x\n', 3, 'quote'],
    ['something: 1\n', 1, 'something'],
    ['artifact_store:\n  base_path: *elsewhere\n', 2, 'elsewhere'],
  ] as const
  for (const [text, line, word] of cases) {
    const config = await write(text)
    await expect(readConfig({ config, environment: {} }), text).rejects.toMatchObject({
      code: 'config.invalid',
      details: { path: config, line, reason: expect.stringContaining(word) },
    })
  }
})

test('[S14] a mistake in the file is said in the language of who reads it', async () => {
  const say = createSayer(japaneseReasons, japanese)
  const mistakes = [
    'artifact_store:\n  colour: red\n',
    'something: 1\n',
    'artifact_store: 7\n',
    'artifact_store:\n  s3_secret_key: x\n',
    'artifact_store:\n\tbase_path: x\n',
    'artifact_store:\n  base_path: x\n base_path: y\n',
    'artifact_store:\n  base_path: x\n  base_path: y\n',
    'artifact_store: {}\n---\nartifact_store: {}\n',
    'artifact_store:\n  base_path: "\\q"\n',
    'artifact_store:\n  base_path: "x\n',
    'artifact_store:\n  base_path: *elsewhere\n',
  ]
  for (const text of mistakes) {
    const error = await readConfig({ config: await write(text), environment: {} }).catch((thrown: unknown) => thrown)
    const reason = isVitrineError(error, 'config.invalid') ? error.details.reason : ''
    expect(say(reason), text).toMatch(/[ぁ-ん]/)
  }
})

test('[S14] a bad value in the environment names its variable', async () => {
  await expect(readConfig({ environment: { ARTIFACT_STORE_VERSIONING: 'perhaps' }, home: folder.path })).rejects.toMatchObject({
    code: 'config.invalid',
    details: { reason: expect.stringContaining('ARTIFACT_STORE_VERSIONING') },
  })
})

test('[S14] a file that was named must exist', async () => {
  await expect(readConfig({ config: join(folder.path, 'no.yaml'), environment: {} })).rejects.toMatchObject({ code: 'path.unreadable' })
})

test('[S13] with a mirror for NecroCode, what is compressed is gzip', async () => {
  const mirrored = await write('artifact_store:\n  mirror_necrocode: true\n')
  expect(await readConfig({ config: mirrored, environment: {} })).toMatchObject({
    settings: { mirrorNecrocode: true, compression: { encoding: 'gzip', level: 6 } },
  })
  const off = await write('artifact_store:\n  mirror_necrocode: true\n  compression_enabled: false\n')
  expect(await readConfig({ config: off, environment: {} })).toMatchObject({ settings: { compression: { encoding: 'identity' } } })
  const wrong = await write('artifact_store:\n  mirror_necrocode: true\n  compression: zstd\n')
  await expect(readConfig({ config: wrong, environment: {} })).rejects.toMatchObject({
    code: 'config.invalid',
    details: { line: 3, reason: expect.stringContaining('gzip') },
  })
})
