// Looks a whole content through for secrets in flat memory, whatever its size.
import { TextDecoder } from 'node:util'
import { type ArtifactType } from '../../../shared/artifact.ts'
import { type ContentSecrets } from '../../../shared/export-scan.ts'
import { readPatchText, textEncoding } from '../../../shared/patch/patch-text.ts'
import { unpackedSoFar } from '../../unpacked.ts'
import { encodingOf, peek } from '../content-head.ts'
import { looksLikeText, sniffMimeType } from '../magic.ts'
import { ownText } from '../own-text.ts'
import { findSecrets, maskSecret } from './find-secrets.ts'

const headBytes = 64 * 1024
/** Characters that are looked through at once. */
const windowLength = 512 * 1024
/** More than the longest secret: what begins in a window's last part is left to the next one, which has it whole. */
const longestSecret = 32 * 1024
/** Of what stands before a secret and says what it is. */
const contextLength = 1024
const listedSecrets = 500

/**
 * A diff is looked through as it reads, without what mailers and terminals put around it, and what is compressed as what it holds. What is
 * no text is looked through byte by byte: what stands in it as it is can be found, and what is drawn, or lies in an archive, cannot.
 */
export async function scanContent(type: ArtifactType, content: AsyncIterable<Uint8Array>): Promise<ContentSecrets> {
  let isWhole = true
  const broke = () => {
    isWhole = false
  }
  const { head, all } = await peek(unpackedSoFar(content, undefined, broke), headBytes)
  const isPatch = type === 'diff' && sniffMimeType(head) === undefined && (looksLikeText(head) || textEncoding(head) !== 'utf-8')
  const isText = isPatch || (sniffMimeType(head) === undefined && looksLikeText(head))
  const decoder = new TextDecoder(isPatch ? 'utf-8' : isText ? encodingOf(head) : 'latin1')
  const scan = new SecretScan()
  for await (const chunk of isPatch ? readPatchText(all) : all) scan.push(decoder.decode(chunk, { stream: true }))
  scan.push(decoder.decode())
  scan.end()
  return { isText: isText && isWhole, secrets: scan.secrets, secretCount: scan.count }
}

class SecretScan {
  readonly secrets: ContentSecrets['secrets'] = []
  count = 0
  private text = ''
  /** Of the text's beginning. */
  private line = 1
  /** What begins before is told already. */
  private toldTo = 0

  push(text: string): void {
    this.text += text
    if (this.text.length >= windowLength) this.look(this.text.length - longestSecret)
  }

  end(): void {
    this.look(this.text.length)
  }

  /** Tells the secrets that begin before `to`, and keeps what the later ones need. */
  private look(to: number): void {
    let from = 0
    let line = this.line
    let toldTo = Math.max(this.toldTo, to)
    for (const { what, start, end } of findSecrets(this.text)) {
      if (start < this.toldTo || start >= to) continue
      line += countLines(this.text, from, start)
      from = start
      toldTo = Math.max(toldTo, end)
      this.count++
      if (this.secrets.length < listedSecrets) this.secrets.push({ what, line, masked: ownText(maskSecret(this.text.slice(start, end))) })
    }
    const keptFrom = Math.max(0, to - contextLength)
    this.line += countLines(this.text, 0, keptFrom)
    this.toldTo = toldTo - keptFrom
    this.text = this.text.slice(keptFrom)
  }
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) lines++
  return lines
}
