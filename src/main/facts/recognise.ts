// Tells an artifact's type and MIME type from its name and the beginning of its content.
import mime from 'mime'
import { type ArtifactType } from '../../shared/artifact.ts'
import { unpack, unpackedName, UnpackFailure } from '../unpacked.ts'
import { looksLikeText, sniffMimeType } from './magic.ts'
import { findFormat, rootName } from './reports/find-format.ts'
import { decodeHead } from './content-head.ts'

const diffNames = /\.(?:diff|patch)$|^(?:diff|patch)(?:\.v\d+)?\.txt$/i
const logNames =
  /\.log(?:\.\d+|\.txt)?$|(?:^|[._-])(?:log|console|output|stdout|stderr|build)(?:\.v\d+)?\.(?:txt|out)$|\.(?:out|stdout|stderr)$/i
/** Reports by name, so that a broken one is told to be broken. */
const reportNames = /^test-results?(?:\.v\d+)?\.(?:json|xml)$|^junit.*\.xml$|^TEST-.*\.xml$|\.(?:trx|tap)$/
const heldBytes = 64 * 1024
/** Names that say what they are: prose, data and code are files even where they quote a diff or a log. */
const documentNames = /\.(?:md|markdown|rst|html?|csv|tsv|ya?ml|toml|py|[cm]?[jt]sx?|go|rs|java|c|h|cpp|rb|sh|css|sql|ipynb)$/i

/** As `recogniseType`, of what a compressed content holds. */
export async function recogniseContent(name: string, head: Uint8Array): Promise<ArtifactType> {
  const { packing, content } = await unpack(
    (async function* () {
      yield head
    })(),
  )
  if (packing === undefined) return recogniseType(name, head)
  const held: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of content) {
      held.push(chunk)
      length += chunk.length
      if (length >= heldBytes) break
    }
  } catch (error) {
    // It is only the beginning of what was compressed.
    if (!(error instanceof UnpackFailure)) throw error
  }
  return recogniseType(unpackedName(name), Buffer.concat(held).subarray(0, heldBytes))
}

/** `head` is the content's beginning, up to 64 KiB. */
export function recogniseType(name: string, head: Uint8Array): ArtifactType {
  if (head.length > 0 && sniffMimeType(head) !== undefined) return 'file'
  const text = decodeHead(head)
  const file = name.slice(name.lastIndexOf('/') + 1)
  // `git diff --text` has the bytes of binaries in its lines.
  if (head.length > 0 && !looksLikeText(head)) return diffNames.test(file) && startsWithDiff(text) ? 'diff' : 'file'
  if (diffNames.test(file)) return 'diff'
  if (documentNames.test(file)) return 'file'
  if (logNames.test(file)) return 'log'
  if (findFormat(text).format !== undefined || reportNames.test(file)) return 'test'
  if (startsWithDiff(text)) return 'diff'
  return looksLikeLog(text) ? 'log' : 'file'
}

/** The first lines that are more than a mail's or a commit's header are a diff. */
function startsWithDiff(text: string): boolean {
  const lines = text.split(/\r?\n/, 200)
  const at = lines.findIndex((line, index) => {
    if (/^diff (?:--git|--cc|--combined|-[a-zA-Z]+) \S/.test(line)) return true
    if (line.startsWith('*** ') && lines[index + 1]?.startsWith('--- ') === true && /^\*{15}(?: |$)/.test(lines[index + 2] ?? ''))
      return true
    return line.startsWith('--- ') && lines[index + 1]?.startsWith('+++ ') === true && lines[index + 2]?.startsWith('@@') === true
  })
  if (at < 0) return false
  const isHeader = /^(?:From |commit |Index: |=== |# HG changeset|\S+: |only in patch|[ \t#]|={20,}$|---$|diff |$)/
  return lines.slice(0, at).every((line) => isHeader.test(line)) || at <= 3
}

const timed = /^\W{0,3}(?:\d{4}[-/]\d\d[-/]\d\d[T ]|\d\d:\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d |\[\s*\d+\.\d+\])/
const told =
  /^(?:\[?(?:INFO|DEBUG|WARN|WARNING|ERROR|TRACE|FATAL|NOTICE)\b|\+{1,5} \S|npm (?:ERR!|WARN|error|warn) |={5,} .* ={5,}$|Traceback \(most recent|(?:##|::)\[?\w+|Collecting |Requirement already|Ran \d+ tests? in|collected \d+ items?|test_\w+ \(.*\) \.\.\. )/

/** Many lines begin with a time or level, or are what a shell, a package manager or a test runner prints. */
function looksLikeLog(text: string): boolean {
  const lines = text.split(/\r?\n/, 200).filter((line) => line.trim() !== '')
  const marked = lines.filter((line) => timed.test(line) || told.test(line)).length
  return marked >= 2 && marked * 5 >= lines.length
}

/** What the name registry does not know, or takes for video, pictures and other things of that name. */
const developerTypes = new Map<string, string>([
  ['diff', 'text/x-diff'],
  ['patch', 'text/x-diff'],
  ['log', 'text/plain'],
  ['tap', 'text/plain'],
  ['py', 'text/x-python'],
  ['rs', 'text/x-rust'],
  ['go', 'text/x-go'],
  ['rb', 'text/x-ruby'],
  ['ts', 'text/x-typescript'],
  ['mts', 'text/x-typescript'],
  ['cts', 'text/x-typescript'],
  ['tsx', 'text/x-typescript'],
  ['jsonl', 'application/x-ndjson'],
  ['ndjson', 'application/x-ndjson'],
  ['trx', 'application/xml'],
])
const textual = /^text\/|^image\/svg|[/+](?:json|xml|yaml|toml|javascript|x-ndjson|x-sh|sql|x-ipynb\+json)$/

/** The content decides; the name only refines what the content allows. */
export function guessMimeType(name: string, head: Uint8Array): string {
  const named = developerTypes.get(/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '') ?? mime.getType(name) ?? undefined
  const isNamedText = named !== undefined && textual.test(named)
  if (head.length === 0) return named ?? 'application/octet-stream'
  const sniffed = sniffMimeType(head)
  // Office documents, Java archives and the like are ZIP inside.
  if (sniffed !== undefined) return sniffed === 'application/zip' && named !== undefined && !isNamedText ? named : sniffed
  if (looksLikeText(head)) return isNamedText ? named : guessText(decodeHead(head))
  return named === undefined || isNamedText || named.startsWith('image/') ? 'application/octet-stream' : named
}

function guessText(text: string): string {
  const start = text.trimStart()
  if (!start.startsWith('<')) return 'text/plain'
  const root = rootName(start)?.toLowerCase()
  if (root === 'svg') return 'image/svg+xml'
  if (root === 'html') return 'text/html'
  return start.startsWith('<?xml') ? 'application/xml' : 'text/plain'
}
