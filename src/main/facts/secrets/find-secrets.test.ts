import { createHash, generateKeyPairSync } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findSecrets, maskSecret, redactSecrets } from './find-secrets.ts'

const corpus = process.env['VITRINE_CORPUS'] ?? join(import.meta.dirname, '../../../../../shared/corpus')
const hasCorpus = existsSync(corpus)
if (!hasCorpus) console.warn(`no corpus in ${corpus}: it is not looked through for secrets (set VITRINE_CORPUS)`)

// Made here, so that no text of this file is a secret itself; the same in every run, since letters decide what looks like one.
let drawn = 0
const noise = (bytes: number) => createHash('shake256', { outputLength: bytes }).update(String(++drawn)).digest()
const letters = (count: number) =>
  Array.from(noise(count), (byte) => 'ABCDEFGHJKLMNPQRSTUVWYZabcdefghijkmnopqrstuvwyz2345679'.charAt(byte % 54)).join('')
const upper = (count: number) => Array.from(noise(count), (byte) => 'ABCDEFGHIJKLMNOPQRSTUVWYZ234567'.charAt(byte % 31)).join('')
const pem = () => String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))
const webToken = () =>
  [{ alg: 'HS256', typ: 'JWT' }, { sub: '1234567890' }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') +
  `.${letters(43)}`

const kinds: Record<string, () => string> = {
  'private key': () => pem().trim(),
  'AWS access key': () => `AKIA${upper(16)}`,
  'GitHub token': () => `ghp_${letters(36)}`,
  'GitLab token': () => `glpat-${letters(20)}`,
  'Slack token': () => `xoxb-123456789012-${letters(24)}`,
  'npm token': () => `npm_${letters(36)}`,
  'PyPI token': () => `pypi-AgEIcHlwaS5vcmc${letters(80)}`,
  'Google key': () => `AIza${letters(35)}`,
  'Stripe key': () => `sk_live_${letters(24)}`,
  'OpenAI key': () => `sk-proj-${letters(100)}`,
  'Anthropic key': () => `sk-ant-api03-${letters(93)}AA`,
  'JSON web token': webToken,
}

describe('every kind of secret is found, and only it', () => {
  test.each(Object.keys(kinds))('%s', (what) => {
    const secret = kinds[what]?.() ?? ''
    for (const around of [`export X=${secret}\n`, `{"value": "${secret}"}`, `a line\n+  ${secret}\nmore`]) {
      const found = findSecrets(around)
      expect(found.map(({ what, start, end }) => [what, around.slice(start, end)])).toEqual([[what, secret]])
      expect(redactSecrets(around, found)).not.toContain(secret.slice(8, 24))
    }
  })

  test('password in an address', () => {
    const text = 'git clone https://bob:Zk83jfhw@git.example.org/x.git'
    const found = findSecrets(text)
    expect(redactSecrets(text, found)).toBe('git clone https://bob:[redacted: password in an address]@git.example.org/x.git')
  })

  test('AWS secret key', () => {
    for (const secret of [
      `${letters(19)}/${letters(20)}`,
      `${letters(19)}/${letters(20)}`.replaceAll(/\d/g, 'q'),
      'kQ'.padEnd(40, letters(38)),
    ])
      expect(findSecrets(`aws_secret_access_key = ${secret}`), secret).toMatchObject([{ what: 'AWS secret key', start: 24 }])
    expect(findSecrets(`aws_secret_access_key = ${'the same word '.replaceAll(' ', '').repeat(4).slice(0, 40)}`)).toEqual([])
  })

  test('a random text that is assigned to a name that says it is secret', () => {
    for (const line of [
      `DB_PASSWORD="${letters(12)}7!4${letters(12)}"`,
      `apiKey: '9${letters(30)}8'`,
      `"client_secret":"a1${letters(30)}2"`,
      `TOKEN=1${letters(30)}2`,
    ])
      expect(findSecrets(line), line).toMatchObject([{ what: 'assigned secret' }])
  })

  test('a private key in a diff, line by line, or cut off before its end', () => {
    const key = pem().trim().split('\n')
    const diff = key.map((line) => `+${line}`).join('\n')
    const redacted = redactSecrets(diff, findSecrets(diff))
    expect(redacted).toBe(`+[redacted: private key]${'\n'.repeat(key.length - 1)}`)
    const torn = `${key.slice(0, -1).join('\n')}\n`
    expect(redactSecrets(torn, findSecrets(torn))).not.toContain(key[1])
  })
})

test('what stands in code and documents where a secret would is none', () => {
  const harmless = [
    'postgres://user:password@localhost/db',
    'https://${USER}:${PASSWORD}@example.org',
    'redis://:@localhost',
    'http://localhost:8080/@scope/package',
    'AKIAIOSFODNN7EXAMPLE',
    'const token = parser.nextToken()',
    'password = get_password_from_keyring("service")',
    'SECRET_KEY = "django_tests_secret_key"',
    'csrf_token = self.client.get("/").cookies["csrftoken"].value',
    'tokens: 123456789012345678',
    'token_count=1234567890123456',
    '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
    'index 3b18e51aa0f1a2b3c4d5e6f7a8b9c0d1e2f3a4b5..9c7f2aa 100644',
    `sha256-${'q'.repeat(43)}=`,
    'Authorization: Bearer <your token here>',
    'secret: xxxxxxxxxxxxxxxxxxxxxxxx',
  ]
  for (const text of harmless) expect(findSecrets(text), text).toEqual([])
})

test('a secret is shown by its first characters at most', () => {
  const secret = `ghp_${letters(36)}`
  expect(maskSecret(secret)).toBe('ghp_… (40 characters)')
  expect(maskSecret('short-one')).toBe('… (9 characters)')
  expect(maskSecret(pem())).toMatch(/^----… \(\d+ characters\)$/)
})

test('long lines without an end are read through in time that grows with their length', () => {
  const timeOf = (text: string) => {
    // Of the processor: what else the machine does does not count.
    const from = process.cpuUsage()
    findSecrets(text)
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1000
  }
  const piece = 'token:secret=http://a:b ey.ey -----BEGIN PRIVATE KEY-----A'
  timeOf(piece.repeat(1000))
  expect(timeOf(piece.repeat(20_000)) / Math.max(timeOf(piece.repeat(2000)), 1)).toBeLessThan(60)
})

test.skipIf(!hasCorpus)('what agents really left holds no secret, and none is found there', () => {
  const paths = globSync('**/*.{diff,patch,log,txt,md,json,xml}', { cwd: corpus })
  expect(paths.length).toBeGreaterThan(500)
  const found = paths.flatMap((path) => findSecrets(readFileSync(join(corpus, path), 'utf8')).map(({ what }) => `${path}: ${what}`))
  expect(found).toEqual([])
})
