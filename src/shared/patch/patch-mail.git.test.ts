// Mails as git reads them itself, by `git mailinfo`.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { patchText } from './patch-text.ts'

const hasGit = spawnSync('git', ['--version']).status === 0
// oxlint-disable-next-line no-console -- a skipped comparison must be noticed
if (!hasGit) console.warn('git is not installed: mails are not compared with what it reads')

const folder = mkdtempSync(join(tmpdir(), 'vitrine-mail-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function git(args: string[], input?: Buffer): Buffer {
  const identity = ['-c', 'user.name=Zoë Größe', '-c', 'user.email=zoe@example.org']
  return execFileSync('git', [...identity, ...args], { cwd: folder, input, stdio: ['pipe', 'pipe', 'ignore'] })
}

const subject = 'Größere Änderung: ein Betreff, der so lang ist, dass er gefaltet werden muss, und noch länger'
const before = ['ein', 'zwei  ', '', '= 3 =3D', 'fünf', '\tsechs', 'From hier', 'acht', `${'lang '.repeat(60)}ende`]
const after = ['ein', 'zwo ', '', '= 4 =3D=', 'fünf', '\tsechs=\t', 'From hier', '.', `${'länger '.repeat(60)}ende`]

let mail: Buffer = Buffer.alloc(0)
const formatPatch = (...options: string[]) => git(['format-patch', '--stdout', '--no-signature', ...options, 'HEAD~1'])

beforeAll(() => {
  if (!hasGit) return
  git(['init', '-q', '-b', 'main'])
  for (const [lines, message] of [
    [before, 'start'],
    [after, `${subject}\n\nWarum: größer ist besser.`],
  ] as const) {
    writeFileSync(join(folder, 'große datei.txt'), `${lines.join('\n')}\n`)
    git(['add', '-A'])
    git(['commit', '-q', '-m', message])
  }
  mail = formatPatch()
})

/** Head and body of the plain mail, with another encoding of the body. */
function encoded(encoding: string, encode: (body: Buffer) => string, type = 'text/plain; charset=UTF-8'): Buffer {
  const end = mail.indexOf('\n\n')
  const head = mail
    .subarray(0, end)
    .toString()
    .replaceAll(/^(?:MIME-Version|Content-[\w-]+): .*\n?/gm, '')
    .trimEnd()
  return Buffer.from(
    `${head}\nMIME-Version: 1.0\nContent-Type: ${type}\nContent-Transfer-Encoding: ${encoding}\n\n${encode(mail.subarray(end + 2))}`,
  )
}

/** Lines of 76 characters at most. */
function quotedPrintable(body: Buffer): string {
  return body
    .toString('latin1')
    .split('\n')
    .map((line) => {
      const characters = Array.from(line, (character, at) =>
        /[!-<>-~]/.test(character) || (/[ \t]/.test(character) && at < line.length - 1)
          ? character
          : `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
      )
      const lines = ['']
      for (const character of characters) {
        if ((lines.at(-1) ?? '').length + character.length > 75) lines.push('')
        lines.push((lines.pop() ?? '') + character)
      }
      return lines.join('=\n').replace(/^From /, '=46rom ')
    })
    .join('\n')
}

const base64 = (body: Buffer) => `${body.toString('base64').replaceAll(/.{76}/g, '$&\n')}\n`

/** The patch, and the subject, as git takes them out of a mail. */
function readByGit(bytes: Buffer) {
  const info = git(['mailinfo', '-k', join(folder, 'message'), join(folder, 'patch')], bytes).toString()
  return { patch: diffOf(readFileSync(join(folder, 'patch'))), subject: /^Subject: (.*)/m.exec(info)?.[1] }
}

function read(bytes: Buffer) {
  const text = Buffer.from(patchText(bytes))
  return { patch: diffOf(text), subject: /^Subject: (.*(?:\n[ \t].*)*)/m.exec(text.toString())?.[1]?.replaceAll(/\n\s+/g, ' ') }
}

const diffOf = (bytes: Buffer) => bytes.subarray(bytes.indexOf('diff --git ')).toString().trimEnd()

describe.skipIf(!hasGit)('a patch in a mail is the one that git takes out of it, and so is its subject:', () => {
  test.each([
    ['plain', () => mail],
    ['quoted-printable', () => encoded('quoted-printable', quotedPrintable)],
    ['base64', () => encoded('base64', base64)],
    [
      'flowed',
      () => encoded('8bit', (body) => body.toString().replaceAll(/^(?= |From )/gm, ' '), 'text/plain; charset=UTF-8; format=flowed'),
    ],
    ['attached', () => formatPatch('--attach=cut-here')],
    ['inline', () => formatPatch('--inline')],
  ])('%s', (_, make) => {
    const bytes = make()
    const git = readByGit(bytes)
    expect(git.subject).toContain(subject)
    expect(git.patch.length).toBeGreaterThan(300)
    expect(read(bytes)).toEqual(git)
  })

  test('several in one mailbox, each encoded in its own way', () => {
    const mails = [encoded('base64', base64), mail, encoded('quoted-printable', quotedPrintable)]
    const text = Buffer.from(patchText(Buffer.concat(mails))).toString()
    expect(text.match(/^\+zwo $/gm)).toHaveLength(3)
    expect(text.match(new RegExp(`^Subject: .*${subject.slice(0, 20)}`, 'gm'))).toHaveLength(3)
  })
})
