// Cutting content into pieces for the full-text index.
import { type ArtifactType } from '../../../shared/artifact.ts'
import { letGo } from '../../let-go.ts'
import { unpackedSoFar } from '../../unpacked.ts'
import { readPatchText } from '../../../shared/patch/patch-text.ts'

/** Characters of a piece, about; a piece ends between two lines, or between two words of a long one. */
const pieceLength = 64 * 1024
/** What is decoded at once: of larger parts the strings would be as large, and wait long for the garbage collector. */
const decodedBytes = 64 * 1024
/** What is beyond is not searched; the viewers find there all the same. */
const indexedBytes = 512 * 1024 * 1024

/**
 * What is searched of an artifact: what a compressed one holds, and of a diff its text as the viewer shows it, without what mailers and
 * terminals put around it.
 */
export function searchedText(type: ArtifactType, stored: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const content = unpackedSoFar(stored, indexedBytes)
  return cutPieces(type === 'diff' ? readPatchText(content) : content)
}

/** The text of content as pieces. UTF-16 is recognised by its mark; bytes that are no text become U+FFFD, which is no word. */
async function* cutPieces(content: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  let rest = ''
  let taken = 0
  for await (const chunk of content) {
    decoder ??= new TextDecoder(encodingOf(chunk))
    taken += chunk.length
    for (let offset = 0; offset < chunk.length; offset += decodedBytes) {
      rest += decoder.decode(chunk.subarray(offset, offset + decodedBytes), { stream: true })
      while (rest.length >= pieceLength * 2) {
        const end = cutBefore(rest, pieceLength)
        yield rest.slice(0, end)
        rest = rest.slice(end)
      }
    }
    letGo(chunk)
    if (taken >= indexedBytes) break
  }
  if (rest !== '') yield rest
}

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

function cutBefore(text: string, length: number): number {
  const line = text.lastIndexOf('\n', length)
  if (line > length / 2) return line + 1
  const word = text.lastIndexOf(' ', length)
  return word > length / 2 ? word + 1 : length
}
