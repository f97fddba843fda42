import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { scanContent } from './scan-content.ts'

// Put together here, so that this file holds none; the same in every run, since letters decide what looks like a secret.
let drawn = 0
const noise = (bytes: number) => createHash('shake256', { outputLength: bytes }).update(String(++drawn)).digest()
const token = (nth: number) => `ghp_${noise(64).toString('base64').replaceAll(/[+/=]/g, '').slice(0, 33)}${100 + nth}`
async function* inChunks(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length)
}
const scan = (text: string | Uint8Array, length = 64 * 1024, type: 'diff' | 'log' = 'log') =>
  scanContent(type, inChunks(Buffer.from(text), length))

test('a secret is found once and at its line, wherever the pieces of a large content end', async () => {
  const lines = Array.from({ length: 60_000 }, (_, index) =>
    index % 10_000 === 9_999 ? `TOKEN=${token(index / 10_000)}` : `an ordinary line ${index}`,
  )
  for (const length of [4093, 65_536, 5_000_000]) {
    const found = await scan(`${lines.join('\n')}\n`, length)
    expect(found.secrets.map(({ what, line }) => [what, line])).toEqual([1, 2, 3, 4, 5, 6].map((nth) => ['GitHub token', nth * 10_000]))
    expect(found).toMatchObject({ isText: true, secretCount: 6 })
  }
})

test('a key that is longer than the part that two windows share begins in one and is told once', async () => {
  const body = Array.from({ length: 180 }, () => noise(48).toString('base64')).join('\n')
  const key = ['-----BEGIN RSA PRIVATE', 'KEY-----\n'].join(' ') + `${body}\n` + ['-----END RSA PRIVATE', 'KEY-----'].join(' ')
  for (const before of [450_000, 491_000, 511_000, 523_000]) {
    const found = await scan(`${'x y z\n'.repeat(before / 6)}${key}\nthe rest\n${'a b c\n'.repeat(100_000)}`)
    expect([before, found.secrets.map(({ what }) => what)]).toEqual([before, ['private key']])
  }
})

test('UTF-16 is read as text, and what is no text is looked through as it lies there', async () => {
  const secret = token(1)
  const marked = await scan(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`first\nTOKEN=${secret}\n`, 'utf16le')]))
  expect(marked).toMatchObject({ isText: true, secrets: [{ what: 'GitHub token', line: 2, masked: 'ghp_… (40 characters)' }] })
  const binary = await scan(Buffer.concat([Buffer.from('504b030400000000', 'hex'), noise(500), Buffer.from(`\n${secret}\n`)]))
  expect(binary).toMatchObject({ isText: false, secretCount: 1 })
  expect(JSON.stringify([marked, binary])).not.toContain(secret)
})

test('a secret in a mailed, coloured or UTF-16 diff is found as the diff reads', async () => {
  const secret = token(1)
  const diff = `diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+TOKEN=${secret}\n`
  const head = (encoding: string) => `From: A\nContent-Transfer-Encoding: ${encoding}\n\n`
  const broken = diff.replaceAll('=', '=3D').replace(secret.slice(0, 20), `${secret.slice(0, 20)}=\n`)
  const coloured = diff.replaceAll(/^[^ ].*$/gm, (line) => `\u001B[1m${line.slice(0, 12)}\u001B[32m${line.slice(12)}\u001B[m`)
  const forms = {
    quoted: head('quoted-printable') + broken,
    base64: head('base64') + Buffer.from(diff).toString('base64').replaceAll(/.{30}/g, '$&\n'),
    coloured,
    utf16: Buffer.from(diff, 'utf16le'),
  }
  for (const [form, text] of Object.entries(forms))
    expect([form, (await scan(text, 50, 'diff')).secrets.map(({ what }) => what)]).toEqual([form, ['GitHub token']])
  expect((await scan(forms.base64)).secretCount).toBe(0)
})

test('of very many the first 500 are listed and all are counted', async () => {
  const found = await scan(Array.from({ length: 700 }, (_, nth) => token(nth)).join('\n'))
  expect([found.secrets.length, found.secretCount]).toEqual([500, 700])
})

test('a secret that lies across the end of a window is told', async () => {
  for (const at of [524_258, 524_272, 491_500, 491_520]) {
    const found = await scan(`${'a line\n'.repeat(at / 7).padEnd(at - 1)}\n${token(1)}\n${'a line\n'.repeat(100_000)}`)
    expect([at, found.secretCount]).toEqual([at, 1])
  }
})

test('what is compressed is looked through as what it holds, and is no text where it cannot be to its end', async () => {
  const packed = gzipSync(`a line\n${token(1)}\n${noise(300_000).toString('hex')}\n`)
  const { secrets, isText } = await scan(packed)
  expect([secrets.map(({ what, line }) => [what, line]), isText]).toEqual([[['GitHub token', 2]], true])
  expect((await scan(packed.subarray(0, -100))).isText).toBe(false)
})
