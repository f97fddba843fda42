// Binary patches as git writes them, read back to the bytes that it was given.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, describe, expect, it, test } from 'vitest'
import { scanned } from '../model/scanned-fixture.ts'
import { applyDelta, type BinaryPatch, decodeLetters, mostPictureBytes, readBinaryPatch, readDeltaSizes } from './binary-patch.ts'

const hasGit = spawnSync('git', ['--version']).status === 0
// oxlint-disable-next-line no-console -- a skipped comparison must be noticed
if (!hasGit) console.warn('git is not installed: binary patches are not compared with it')
const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** What git writes of a picture that changed. */
function patchOf(before: Uint8Array, after: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-picture-'))
  folders.push(folder)
  for (const [name, bytes] of [
    ['old', before],
    ['new', after],
  ] as const)
    writeFileSync(join(folder, name), bytes)
  const git = spawnSync('git', ['diff', '--no-index', '--binary', 'old', 'new'], { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 })
  return git.stdout.replaceAll(/\b(a\/old|b\/new)\b/g, (name) => `${name[0]}/picture.png`)
}

/** The same in every run: git chooses by the bytes between a literal and a delta. */
const noise = (bytes: number) =>
  Buffer.concat([Buffer.from([137, 80, 78, 71, 0]), createHash('shake256', { outputLength: bytes }).update(String(bytes)).digest()])
const base = noise(9_000)

describe.skipIf(!hasGit)('a binary patch that git wrote', () => {
  it('as a delta of a file that is no picture tells both sizes, of whose lines the first alone are kept', async () => {
    const after = Buffer.concat([base.subarray(0, 4_000), noise(2_000), base.subarray(4_100)])
    const [file] = scanned(patchOf(base, after).replaceAll('picture.png', 'archive.bin')).files
    expect(file?.patches).toBeUndefined()
    expect(file?.delta?.lines).toHaveLength(8)
    expect(file?.delta === undefined ? undefined : await readDeltaSizes(file.delta)).toEqual({ old: base.length, new: after.length })
    const [small] = scanned(patchOf(base, Buffer.concat([base, noise(9)])).replaceAll('picture.png', 'archive.bin')).files
    expect(small?.delta?.lines).toHaveLength(1)
    expect(await readDeltaSizes({ how: 'delta', size: 9, lines: ['zcmV?d00001'] })).toBeUndefined()
  })

  it.each([
    [
      'a small change, as a delta both ways',
      base,
      Buffer.concat([base.subarray(0, 4_000), Buffer.from('new'), base.subarray(4_100)]),
      false,
    ],
    ['other bytes, as literals', noise(3_000), noise(1_234), true],
    ['bytes of one line', noise(1), noise(2), true],
    ['a part of it cut off, as a delta one way', base, base.subarray(0, 60), true],
  ])('holds %s', async (_, before, after, isWhole) => {
    const [file] = scanned(patchOf(before, after)).files
    expect(file).toMatchObject({ path: 'picture.png', isBinary: true })
    const versions = await readBinaryPatch(file?.patches ?? [])
    const bytes = (of: Uint8Array | undefined) => (of === undefined ? undefined : Buffer.from(of).toString('hex'))
    const same = { old: before.toString('hex'), new: after.toString('hex') }
    expect({ old: bytes(versions.old.bytes), new: bytes(versions.new.bytes) }).toEqual(isWhole ? same : { old: undefined, new: undefined })
    // Also of deltas, which name what they are made from and what they make.
    expect({ old: versions.old.size, new: versions.new.size }).toEqual({ old: before.length, new: after.length })
    const [forth] = file?.patches ?? []
    const alone = await readBinaryPatch(forth === undefined ? [] : [forth])
    expect(alone.old.size).toBe(forth?.how === 'delta' ? before.length : undefined)
  })

  it('of a file that is no picture keeps nothing of it', () => {
    const [file] = scanned(patchOf(noise(50), noise(60)).replaceAll('picture.png', 'data.bin')).files
    expect(file).toMatchObject({ isBinary: true, path: 'data.bin' })
    expect(file?.patches).toBeUndefined()
  })
})

describe('a hostile binary patch', () => {
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~'
  const encode = (bytes: Uint8Array) => {
    const lines: string[] = []
    for (let from = 0; from < bytes.length; from += 52) {
      const piece = bytes.subarray(from, from + 52)
      let line = String.fromCharCode(piece.length <= 26 ? 64 + piece.length : 70 + piece.length)
      for (let index = 0; index < piece.length; index += 4) {
        let word = [0, 1, 2, 3].reduce((value, at) => value * 256 + (piece[index + at] ?? 0), 0)
        let group = ''
        for (let letter = 0; letter < 5; letter++, word = Math.floor(word / 85)) group = (letters[word % 85] ?? '') + group
        line += group
      }
      lines.push(line)
    }
    return lines
  }
  const literal = (lines: string[], size: number): BinaryPatch => ({ how: 'literal', size, lines })
  const newOf = async (patch: BinaryPatch) => (await readBinaryPatch([patch])).new.bytes

  test('that unpacks to more or less than it says gives nothing', async () => {
    const bytes = deflateSync(Buffer.alloc(5_000_000))
    expect((await newOf(literal(encode(bytes), 5_000_000)))?.length).toBe(5_000_000)
    expect(await newOf(literal(encode(bytes), 100))).toBeUndefined()
    expect(await newOf(literal(encode(bytes), 5_000_001))).toBeUndefined()
    expect(await newOf(literal(encode(bytes), mostPictureBytes + 1))).toBeUndefined()
  })

  test('with letters that are none, with too few, or with bytes that are not deflated gives nothing', async () => {
    expect(decodeLetters(['A"""""'])).toBeUndefined()
    expect(decodeLetters(['D0000'])).toBeUndefined()
    expect(decodeLetters(['D~~~~~'])).toBeUndefined()
    expect(await newOf(literal(encode(Buffer.from('no zlib')), 7))).toBeUndefined()
    expect(await newOf(literal([], 7))).toBeUndefined()
  })

  test('whose delta reaches beyond the other version, or promises another size, gives nothing', () => {
    const old = Uint8Array.of(1, 2, 3, 4)
    expect(applyDelta(old, Uint8Array.of(4, 4, 0x90, 4))).toEqual(old)
    expect(applyDelta(old, Uint8Array.of(4, 3, 2, 9, 9, 0x91, 3, 1))).toEqual(Uint8Array.of(9, 9, 4))
    for (const delta of [
      [4, 5, 0x90, 5],
      [4, 3, 0x90, 4],
      [4, 5, 0x90, 4],
      [5, 4, 0x90, 4],
      [4, 4, 0],
      [4, 4, 4, 1],
      [4, 255, 255, 255, 255, 255, 255, 1],
      [255, 255],
    ])
      expect(applyDelta(old, Uint8Array.from(delta))).toBeUndefined()
  })
})
