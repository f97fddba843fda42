// What secrets look like: the shapes that their issuers document, and assignments of text too random to be a word.
import { entropyOf, isPlaceholder, isRandom } from './random-text.ts'

export interface SecretRule {
  what: string
  /** Global. The secret is its group `secret`, or the whole match. Repetitions are bounded, so that no text makes it slow. */
  pattern: RegExp
  /** Looks closer at what the pattern found. */
  accepts?: (secret: string) => boolean
}

const notExample = (secret: string) => !/example|(.)\1{7}|x{6}|abcdefgh/i.test(secret)

function isTokenHeader(secret: string): boolean {
  try {
    const header: unknown = JSON.parse(Buffer.from(secret.split('.')[0] ?? '', 'base64url').toString('utf8'))
    return typeof header === 'object' && header !== null && 'alg' in header
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

const keyLabel = '(?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?'
/** Tokens of pages and parsers are no secrets. */
const keyName =
  '(?<!continuation|next|page|csrf)(?:secret|token|passw(?:or)?d|passphrase|pwd|api[_-]?key|apikey|access[_-]?key|private[_-]?key|signing[_-]?key|encryption[_-]?key|client[_-]?secret|credentials?)'

export const secretRules: readonly SecretRule[] = [
  {
    what: 'private key',
    // Without its end, as far as it looks like one.
    pattern: new RegExp(
      `-----BEGIN ${keyLabel}-----(?:(?:(?!-----BEGIN)[^\\0]){1,16384}?-----END ${keyLabel}-----|(?:[\\s+\\\\n-]{0,6}[A-Za-z0-9+/=]{16,80}){1,100})`,
      'g',
    ),
    accepts: (secret) => /[A-Za-z0-9+/]{40}/.test(secret),
  },
  { what: 'AWS access key', pattern: /\b(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/g, accepts: notExample },
  {
    what: 'AWS secret key',
    pattern: /aws.{0,20}?(?:secret|sk|key).{0,20}?[=:][\s"']{0,4}(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi,
    // Forty characters after such a name: one in fifty has hardly a digit, so only what reads as words is let go.
    accepts: (secret) => notExample(secret) && /[a-z]/.test(secret) && /[A-Z]/.test(secret) && entropyOf(secret) >= 4,
  },
  {
    what: 'GitHub token',
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})\b/g,
    accepts: notExample,
  },
  {
    what: 'GitLab token',
    pattern: /\b(?:glpat|gldt|glrt|glptt|glcbt|glsoat|glft|glimt|glagent)-[A-Za-z0-9_-]{20,255}/g,
    accepts: notExample,
  },
  {
    what: 'Slack token',
    pattern: /\b(?:xox[abeoprs]-[A-Za-z0-9-]{20,250}|xapp-\d-[A-Z0-9]{6,20}-\d{6,20}-[a-z0-9]{20,128})/g,
    accepts: notExample,
  },
  { what: 'Slack webhook', pattern: /\bhooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9+/]{40,60}/g, accepts: notExample },
  { what: 'npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b|_authToken=(?<secret>[A-Za-z0-9+/=_-]{20,255})/g, accepts: notExample },
  { what: 'PyPI token', pattern: /\bpypi-Ag[A-Za-z0-9_-]{50,1000}/g, accepts: notExample },
  {
    what: 'Google key',
    pattern: /\b(?:AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])|GOCSPX-[A-Za-z0-9_-]{28}|ya29\.[A-Za-z0-9_-]{30,500})/g,
    accepts: notExample,
  },
  { what: 'Stripe key', pattern: /\b(?:[sr]k_(?:live|test|prod)_[A-Za-z0-9]{16,99}|whsec_[A-Za-z0-9+/]{32,64})\b/g, accepts: notExample },
  { what: 'Anthropic key', pattern: /\bsk-ant-[a-z0-9]{2,10}-[A-Za-z0-9_-]{24,200}/g, accepts: notExample },
  {
    what: 'OpenAI key',
    pattern:
      /\bsk-(?:(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{40,250}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}|[A-Za-z0-9]{48})(?![A-Za-z0-9])/g,
    accepts: notExample,
  },
  { what: 'Hugging Face token', pattern: /\bhf_[A-Za-z]{34}\b/g, accepts: notExample },
  { what: 'SendGrid key', pattern: /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/g, accepts: notExample },
  { what: 'Docker token', pattern: /\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{27,40}/g, accepts: notExample },
  { what: 'DigitalOcean token', pattern: /\bdo[opr]_v1_[a-f0-9]{64}\b/g, accepts: notExample },
  { what: 'Vault token', pattern: /\bhv[sbr]\.[A-Za-z0-9_-]{24,300}/g, accepts: notExample },
  { what: 'Azure storage key', pattern: /\bAccountKey=(?<secret>[A-Za-z0-9+/]{86}==)/g, accepts: notExample },
  { what: 'age key', pattern: /\bAGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}\b/g },
  {
    what: 'JSON web token',
    pattern: /\bey[A-Za-z0-9_-]{15,2000}\.ey[A-Za-z0-9_-]{15,8000}\.[A-Za-z0-9_-]{10,2000}/g,
    accepts: isTokenHeader,
  },
  {
    what: 'password in an address',
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@'"`<>()[\]{}]{0,100}:(?<secret>[^\s/@'"`<>:]{3,200})@[a-z0-9[]/gi,
    accepts: (secret) => !isPlaceholder(secret),
  },
  {
    what: 'authorization header',
    pattern: /\bauthorization["']?\s{0,3}[:=]\s{0,3}["'`]?(?:bearer|basic|token)\s{1,3}(?<secret>[A-Za-z0-9._~+/=-]{16,2000})/gi,
    accepts: (secret) => !isPlaceholder(secret) && isRandom(secret, 3),
  },
  {
    what: 'assigned secret',
    pattern: new RegExp(
      `${keyName}[\\w-]{0,20}["'\`]?\\]?\\s{0,3}(?::=|=>|[=:])\\s{0,3}(?:[rbu]?["'\`](?<quoted>[^\\s"'\`<>]{12,200})["'\`]|(?<secret>[A-Za-z0-9_+/=~!@#%^&*-]{16,200})(?=[\\s"',;]|$))`,
      'gim',
    ),
    accepts: (secret) => !isPlaceholder(secret) && notExample(secret) && !secret.includes('://') && isRandom(secret, 3.5),
  },
]
