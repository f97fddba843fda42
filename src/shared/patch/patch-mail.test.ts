import { describe, expect, test } from 'vitest'
import { decodeWords } from './encoded-words.ts'
import { PatchText } from './patch-text.ts'

/** The same wherever the mail is cut. */
function read(mail: string) {
  const bytes = new TextEncoder().encode(mail)
  const texts = [...mail.matchAll(/\n/g)].map(({ index }) => {
    const patch = new PatchText()
    const cut = new TextEncoder().encode(mail.slice(0, index + 1)).length
    const pieces = [patch.read(bytes.slice(0, cut), false), patch.read(bytes.slice(cut), true)]
    return { text: pieces.map((piece) => new TextDecoder().decode(piece)).join(''), wasMailed: patch.treatment.wasMailed }
  })
  for (const each of texts) expect(each).toEqual(texts[0])
  return texts[0] ?? { text: '', wasMailed: false }
}

const diff = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+größer = 2\n'
const quoted = 'diff --git a/x b/x\n--- a/x\n+++ b/=\nx\n@@ -1 +1 @@\n-a\n+gr=C3=B6=C3=9Fer =3D 2\n'

describe('what mailers do to a patch is undone', () => {
  test('in a quoted-printable body, whose head stays', () => {
    const head = 'From: A\nContent-Transfer-Encoding: quoted-printable\n\n'
    expect(read(head + quoted)).toEqual({ text: head + diff, wasMailed: true })
  })

  test('in the parts of a mail that are text, and what divides them is no removed line', () => {
    const part = (type: string, encoding: string, text: string) =>
      `--=_b\nContent-Type: ${type}\nContent-Transfer-Encoding: ${encoding}\n\n${text}`
    const head = 'From: A\nContent-Type: multipart/mixed;\n boundary="=_b"\n\n'
    const mail = `${head}${part('text/plain', '7bit', 'Hi\n')}${part('text/x-patch', 'quoted-printable', quoted)}${part('image/png', 'base64', 'iVBORw0K\n')}--=_b--\nbye\n`
    const heads = (type: string, encoding: string) => `\nContent-Type: ${type}\nContent-Transfer-Encoding: ${encoding}\n\n`
    expect(read(mail).text).toBe(
      `${head}${heads('text/plain', '7bit')}Hi\n${heads('text/x-patch', 'quoted-printable')}${diff}${heads('image/png', 'base64')}iVBORw0K\n\nbye\n`,
    )
  })

  test('but not in what only looks like a mail, or says that it is base64 and is not', () => {
    const text = `${diff}From: A\nContent-Transfer-Encoding: quoted-printable\n\n=C3\n`
    expect(read(text)).toEqual({ text, wasMailed: false })
    const head = 'From: A\nContent-Transfer-Encoding: base64\n\n'
    expect(read(`${head}${diff}`).text).toBe(head + diff)
  })

  test('line ends of a mail become those of the patch', () => {
    const head = 'From: A\nSubject: x\n\n'
    expect(read((head + diff).replaceAll('\n', '\r\n'))).toEqual({ text: head + diff, wasMailed: true })
    const coded = 'From: A\nContent-Transfer-Encoding: quoted-printable\n\n'
    expect(read((coded + quoted).replaceAll('\n', '\r\n')).text).toBe(coded + diff)
  })

  test('a plain mail is not said to have been treated', () => {
    const text = `From 0123456789 Mon Sep 17 00:00:00 2001\nFrom: A\nSubject: [PATCH] x\nContent-Transfer-Encoding: 8bit\n\n${diff}-- \n2.39.2\n`
    expect(read(text)).toEqual({ text, wasMailed: false })
  })
})

describe('a mail in another charset than UTF-8', () => {
  const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
  const readBytes = (...pieces: Uint8Array[]) => {
    const patch = new PatchText()
    const read = pieces.map((piece, index) => patch.read(Uint8Array.from(piece), index === pieces.length - 1))
    return { text: read.map((piece) => new TextDecoder().decode(piece)).join(''), wasMailed: patch.treatment.wasMailed }
  }
  const head = (charset: string, encoding: string) =>
    `From: A\nContent-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: ${encoding}\n\n`

  test('reads as its head declares, however it is encoded', () => {
    const eight = head('iso-8859-1', '8bit')
    expect(readBytes(latin(eight + diff))).toEqual({ text: eight + diff, wasMailed: true })
    const coded = head('"windows-1252"', 'quoted-printable')
    const body = quoted.replaceAll('=C3=B6=C3=9F', '=F6=DF')
    expect(readBytes(latin(coded + body))).toEqual({ text: coded + diff, wasMailed: true })
    const base64 = head('iso-8859-1', 'base64')
    const lines = latin(base64 + btoa(diff).replaceAll(/.{20}/g, '$&\n'))
    for (const cut of [base64.length, base64.length + 21, base64.length + 63])
      expect(readBytes(lines.subarray(0, cut), lines.subarray(cut)).text).toBe(base64 + diff)
  })

  test('in UTF-16 or in one that shifts is read as a whole', () => {
    const sixteen = head('utf-16le', 'base64')
    const bytes = Array.from(diff, (character) => character + '\0').join('')
    expect(readBytes(latin(sixteen + btoa(bytes).replaceAll(/.{20}/g, '$&\n'))).text).toBe(sixteen + diff)
    const shifting = head('iso-2022-jp', '7bit')
    expect(readBytes(latin(`${shifting}+\u001B$BF|K\\\u001B(B\n-a\n`)).text).toBe(`${shifting}+日本\n-a\n`)
  })

  test('keeps lines that are UTF-8 all the same, and is not said to be treated when all are', () => {
    const eight = head('iso-8859-1', '8bit')
    expect(readBytes(new TextEncoder().encode(eight + diff))).toEqual({ text: eight + diff, wasMailed: false })
    expect(readBytes(latin(head('x-nobody-knows', '8bit') + diff)).wasMailed).toBe(false)
    expect(readBytes(latin(eight.replace('text/plain', 'image/png') + diff)).wasMailed).toBe(false)
  })
})

describe('encoded words', () => {
  test.each([
    ['=?UTF-8?q?Gr=C3=BC=C3=9Fe_an?= =?utf-8?B?IGFsbGU=?=', 'Grüße an alle'],
    ['=?iso-8859-1?Q?Gr=FC=DFe?= sagt A', 'Grüße sagt A'],
    ['=?utf-8?b?w4M=?= =?utf-8?b?w4M=?=', 'ÃÃ'],
    ['cut within a letter: =?utf-8?q?=C3?=\r\n =?utf-8?q?=BC?=', 'cut within a letter: ü'],
    ['=?x-nobody-knows?q?kept?=', '=?x-nobody-knows?q?kept?='],
    ['=?utf-8?b?%%%?=', '=?utf-8?b?%%%?='],
    ['=?utf-8?q?one=0Aline?=', 'one line'],
  ])('%s reads %s', (written, readable) => {
    expect(decodeWords(written)).toBe(readable)
  })
})
