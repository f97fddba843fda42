// The facts of a file: how it can be shown, and its lines when it is text.
import { type FileFacts, type FactsNote } from '../../shared/facts.ts'
import { looksLikeText } from './magic.ts'
import { guessMimeType } from './recognise.ts'
import { peek } from './content-head.ts'
import { readLines } from './text-lines.ts'

const headBytes = 64 * 1024

export async function scanFile(name: string, content: AsyncIterable<Uint8Array>): Promise<FileFacts> {
  const { head, all } = await peek(content, headBytes)
  const isImage = guessMimeType(name, head).startsWith('image/')
  const kind = head.length === 0 ? 'empty' : isImage ? 'image' : looksLikeText(head) ? 'text' : 'binary'
  if (kind !== 'text') {
    // Reading to the end lets whoever sends the bytes finish.
    for await (const chunk of all) void chunk
    return { content: kind, lines: null, notes: [] }
  }
  const { lines, invalidUtf8 } = await readLines(all, () => undefined)
  const notes: FactsNote[] = invalidUtf8 ? [{ code: 'text.invalid-utf8' }] : []
  return { content: kind, lines, notes }
}
