import fc from 'fast-check'
import { expect, test } from 'vitest'
import { artifactTypes, type Encoding } from '../../shared/artifact.ts'
import { artifactFile, checkName, encodeSegment, isSafeFile, taskFolder } from './key.ts'

const anyName = fc
  .oneof(
    fc.string({ minLength: 1, unit: 'binary', maxLength: 40 }),
    fc.string({ minLength: 1, unit: fc.constantFrom('.', '/', '\\', 'a', 'A', 'v', '2', '%', ' ', '\0', 'é', '~'), maxLength: 12 }),
    fc.constantFrom(
      'diff',
      'log',
      'test-result',
      'diff.txt',
      'diff.v2.txt',
      'metadata.json',
      'files',
      'files/a',
      'CON',
      'con.txt',
      'a.gz',
      'a.v2',
      'a.v2.txt',
      '..',
      '.',
      '../../etc/passwd',
      '.vitrine',
      'a'.repeat(300),
      'é'.repeat(200),
    ),
  )
  .map((name) => name.toWellFormed().normalize('NFC'))
  .filter((name) => name !== '')
const anyPlace = fc.record({
  type: fc.constantFrom(...artifactTypes),
  name: anyName,
  version: fc.integer({ min: 1, max: 12 }),
  encoding: fc.constantFrom<Encoding>('zstd', 'gzip', 'identity'),
})

test('[S1] a type without a name lies under the seed’s file name', () => {
  expect(artifactFile({ type: 'diff', name: 'diff', version: 1, encoding: 'gzip' })).toBe('diff.txt.gz')
  expect(artifactFile({ type: 'log', name: 'log', version: 2, encoding: 'zstd' })).toBe('log.v2.txt.zst')
  expect(artifactFile({ type: 'test', name: 'test-result', version: 3, encoding: 'identity' })).toBe('test-result.v3.json')
})

test('[S1] a named artifact keeps its extension behind the version, and a file its folders', () => {
  expect(artifactFile({ type: 'diff', name: 'patch.diff', version: 2, encoding: 'zstd' })).toBe('patch.v2.diff.zst')
  expect(artifactFile({ type: 'file', name: 'src/a.ts', version: 1, encoding: 'identity' })).toBe('files/src/a.ts')
})

test('[S2] names that no path can carry are percent-encoded', () => {
  expect(taskFolder('a/b', 'x:y')).toBe('a%2Fb/x%3Ay')
  expect(taskFolder('..', '.')).toBe('%2E%2E/%2E')
  expect(taskFolder('CON', 'nul.txt')).toBe('%43ON/%6Eul.txt')
  expect(taskFolder('.vitrine', 'metadata')).toBe('%2Evitrine/metadata')
  expect(taskFolder('metadata', '1')).toBe('%6Detadata/1')
})

test('[S2] an empty name is refused', () => {
  expect(() => checkName('spec', '')).toThrow(expect.objectContaining({ code: 'name.invalid' }))
})

test('[S2] any text becomes one safe segment of at most 217 bytes, and different texts different segments', () => {
  fc.assert(
    fc.property(anyName, anyName, (a, b) => {
      const segment = encodeSegment(a)
      expect(segment).not.toMatch(/[/\\:*?"<>|]/)
      expect(['', '.', '..']).not.toContain(segment)
      expect(Buffer.byteLength(segment)).toBeLessThanOrEqual(217)
      expect(a === b || encodeSegment(b) !== segment).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('[S2] no two artifacts of a task share a file, and none leaves the task’s folder', () => {
  fc.assert(
    fc.property(anyPlace, anyPlace, (a, b) => {
      const [fileA, fileB] = [artifactFile(a), artifactFile(b)]
      expect(isSafeFile(fileA)).toBe(true)
      expect(fileA).not.toBe('metadata.json')
      const isSame = a.name === b.name && a.version === b.version && a.encoding === b.encoding
      expect(isSame || fileA !== fileB).toBe(true)
    }),
    { numRuns: 5000 },
  )
})

test('[S2] a file that would be another’s folder, or differs from it only in case, gets a path of its own', () => {
  const place = { type: 'file', version: 1, encoding: 'identity' } as const
  expect(artifactFile({ ...place, name: 'a' }, ['files/a/b'])).toBe('files/%61')
  expect(artifactFile({ ...place, name: 'a/b' }, ['files/a'])).toBe('files/%61/b')
  expect(artifactFile({ ...place, name: 'README' }, ['files/readme'])).toBe('files/%52EADME')
  expect(artifactFile({ ...place, name: 'a/c' }, ['files/a/b'])).toBe('files/a/c')
})

test('[S2] a name that looks like a cut one is another’s segment never', () => {
  const long = 'a'.repeat(300)
  const cut = encodeSegment(long)
  expect(encodeSegment(cut)).not.toBe(cut)
  expect(taskFolder(cut, '1')).not.toBe(taskFolder(long, '1'))
})

test('[S2] however many names differ only in case, each has a file that a folder can hold', () => {
  const place = { type: 'file', version: 1, encoding: 'zstd' } as const
  const taken: string[] = []
  for (let twin = 0; twin < 40; twin++) {
    const name = Array.from({ length: 190 }, (_, index) => ((twin >> index) & 1 ? 'X' : 'x')).join('')
    const file = artifactFile({ ...place, name: `${name}.txt` }, taken)
    expect(taken.map((path) => path.toLowerCase())).not.toContain(file.toLowerCase())
    expect(Buffer.byteLength(file.replace('files/', ''))).toBeLessThanOrEqual(255)
    taken.push(file)
  }
})

test('[S2] folders of any depth make a path that disks and buckets can hold, and no other’s', () => {
  const place = { type: 'file', version: 1, encoding: 'zstd' } as const
  const names = ['../'.repeat(3000) + 'x', '../'.repeat(3001) + 'x', `${'deep/'.repeat(50)}x`, `${'deep/'.repeat(51)}x`]
  const files = names.map((name) => artifactFile({ ...place, name }))
  for (const file of files) expect(Buffer.byteLength(file)).toBeLessThan(520)
  const cut = files[3]?.replace(/^files\/(.*)\.zst$/, '$1') ?? ''
  expect(new Set([...files, artifactFile({ ...place, name: cut })]).size).toBe(5)
  expect(artifactFile({ ...place, name: `${'deep/'.repeat(50)}x` })).toBe(`files/${'deep/'.repeat(50)}x.zst`)
})
