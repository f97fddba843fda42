// Looks through every text of a page for secrets, and makes the texts that stand in their place.
import { type SecretFinding } from '../../../shared/review-page/secret.ts'
import { maskSecret, redactSecrets, type Secret } from '../../facts/secrets/find-secrets.ts'
import { type PageReaders } from './gather-page.ts'
import { type Page, type PageText, textsOf } from './page.ts'

export interface PageScan {
  findings: SecretFinding[]
  /** Texts without their secrets, for those that have some. */
  redacted: ReadonlyMap<PageText, string>
}

/** Nothing that stands in two texts is one secret. */
const between = '\n\0\n'

export async function scanPage(page: Page, { findSecrets }: Pick<PageReaders, 'findSecrets'>): Promise<PageScan> {
  const texts = textsOf(page)
  const secrets = await findSecrets(texts.map(({ text }) => text).join(between))
  const findings: SecretFinding[] = []
  const redacted = new Map<PageText, string>()
  let from = 0
  let next = 0
  for (const one of texts) {
    const end = from + one.text.length
    const inside: Secret[] = []
    for (let secret = secrets[next]; secret !== undefined && secret.start < end; secret = secrets[++next]) {
      inside.push({ ...secret, start: secret.start - from, end: Math.min(secret.end, end) - from })
    }
    if (inside.length > 0) redacted.set(one, redactSecrets(one.text, inside))
    for (const { what, start, end } of inside) {
      const line = one.firstLine + one.text.slice(0, start).split('\n').length - 1
      findings.push({ what, where: one.where, line, masked: maskSecret(one.text.slice(start, end)) })
    }
    from = end + between.length
  }
  return { findings, redacted }
}
