// Text of a run without what differs from run to run whatever the run did: times, places, numbers of things.

const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}'
const weekday = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}'
const clock = String.raw`\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?`
const zone = String.raw`(?:\s?(?:Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d\b))?`

interface Mask {
  /** Text without any of these has nothing to mask, which is quicker to see. */
  needs: RegExp
  pattern: RegExp
  mask: string | ((...found: string[]) => string)
  /** What it masks is never what a name was chosen to say. */
  isAccident?: true
}

/** In this order: a time holds a clock, an address a port. */
const masks: readonly Mask[] = [
  {
    needs: /\d-\d/,
    pattern: new RegExp(String.raw`\b\d{4}-\d\d-\d\d(?:[T _]${clock}${zone}|[T ]\d\d:\d\d${zone}|(?![\d-]))|\b\d{8}T\d{6}Z?\b`, 'g'),
    mask: '<time>',
  },
  {
    needs: /\d[ /]/,
    pattern: new RegExp(
      String.raw`\b(?:${weekday},? )?(?:\d{1,2}[ /-]${month}[ /-]\d{4}|${month} {1,2}\d{1,2}(?:,? \d{4})?)(?:(?:,? |:)${clock}${zone})?(?: \d{4})?\b|\b\d{1,4}/\d\d?/\d{2,4}\b(?! ?/)`,
      'g',
    ),
    mask: '<time>',
  },
  { needs: /:\d\d/, pattern: new RegExp(String.raw`(?<![\d:.])${clock}${zone}(?![\d:])`, 'g'), mask: '<time>' },
  { needs: /\d{10}/, pattern: /(?<![\w.])1\d{9}(?:\d{3}|\.\d{1,9}|\d{9})?(?![\w.])/g, mask: '<time>' },
  {
    needs: /-[0-9a-fA-F]{4}-/,
    pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
    mask: '<id>',
    isAccident: true,
  },
  { needs: /0x/i, pattern: /\b0x[0-9a-f]+\b/gi, mask: '<address>', isAccident: true },
  // A path from the root: what lies below it says something, where the root lies does not.
  {
    needs: /[\\/]/,
    pattern: /(?<![\w.@<~)\]/-])(?:file:\/\/)?(?:[A-Za-z]:|~)?(?:[\\/][\w.@+~%=-]+)+[\\/]?/g,
    mask: (path) => maskPath(path),
    isAccident: true,
  },
  {
    needs: /\d\.\d|::/,
    pattern: /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?(?![\w.])|(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}(?:%\w+)?(?![\w:])/gi,
    mask: (text) => (isAddress(text) ? '<host>' : text),
  },
  {
    needs: /:\d/,
    // A name is looked at from its beginning alone, or long ones would be looked at from each of their parts.
    pattern: /(?:\blocalhost|(?<![\w-]|[\w-]\.)[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|local|internal)):\d{2,5}\b/gi,
    mask: '<host>',
  },
  {
    needs: /\b(?:port|pid|process|thread|worker|session|tty|fd)/i,
    pattern: /\b(port|pid|process|thread|worker|session|fd)(\s?[:=#]?\s?|-)\d+\b/gi,
    mask: '$1$2<number>',
  },
  { needs: /seed/i, pattern: /\b(\w*seed)(["']?[:= ]{1,12})\d+/gi, mask: '$1$2<number>' },
  { needs: /\[\d/, pattern: /((?:^|[\s>])[A-Za-z][\w./-]*)\[\d{2,7}\](?=[:\s]|$)/g, mask: '$1[<number>]' },
  { needs: /[0-9a-fA-F]{7}/, pattern: /(?<![\w-])(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,128}(?![\w])/gi, mask: '<id>' },
  { needs: /tmp|temp/i, pattern: /\b(?:tmp|temp)[._-]?(?=[\w-]*\d)[\w-]{4,}/gi, mask: '<tmp>', isAccident: true },
  {
    needs: /\d\s?(?:[KMGT]i?)?B\/s|\d\s?it\/s/i,
    pattern: /\b\d+(?:\.\d+)?\s?(?:(?:[kmgt]i?)?B|bytes|it)\/s\b/gi,
    mask: '<rate>',
  },
  {
    needs: /\d\s?(?:n|µ|u|m)?s|\dm|\dh|\d\s(?:min|hour|day)|\[\s*\d+\.\d/i,
    pattern:
      /(?<![\w.])(?:\d+\s?d(?:ays?)?,? ?)?(?:\d+\s?h(?:(?:ou)?rs?)?,? ?)?(?:\d+\s?m(?:in(?:ute)?s?)?,? ?)?\d+(?:[.,]\d+)?\s?(?:ns|µs|us|ms|msecs?|milliseconds?|s|secs?|seconds?)\b|(?<![\w.])\d+(?:\.\d+)?\s?(?:m|mins?|minutes?|h|hrs?|hours?)\b|(?<=\[\s*)\d+\.\d{3,9}(?=\s*\])/gi,
    mask: '<duration>',
  },
  { needs: /elapsed|took|duration|eta/i, pattern: /\b(elapsed|took|duration|eta)([:= ]{1,3})\d[\d.:]*/gi, mask: '$1$2<duration>' },
]

const hasVariable = /[\d\\/]|tmp|temp/i

/** The line with its times, durations, absolute paths, ids, addresses, ports and process numbers as words in angle brackets. */
export function maskLine(line: string): string {
  return hasVariable.test(line) ? masks.reduce(applyMask, line) : line
}

const accidents = masks.filter(({ isAccident }) => isAccident === true)

/** A name without the addresses, ids and places on one machine that runners write into it; its times and numbers were chosen. */
export function maskName(name: string): string {
  return hasVariable.test(name) ? accidents.reduce(applyMask, name) : name
}

function applyMask(text: string, { needs, pattern, mask }: Mask): string {
  if (!needs.test(text)) return text
  return typeof mask === 'string' ? text.replace(pattern, mask) : text.replace(pattern, mask)
}

/** Keeps the last name of an absolute path of two names or more; names alone (`/health`) say where, not on which machine. */
function maskPath(path: string): string {
  const names = path.split(/[\\/]/).filter((name) => name !== '')
  const isRooted = /^(?:file:|[A-Za-z]:|~)/.test(path)
  if (names.length < 2 && !isRooted) return path
  return `<path>/${names.at(-1) ?? ''}`
}

const isAddress = (text: string): boolean =>
  text.includes('.') ? text.split(/[.:]/, 4).every((part) => Number(part) < 256) : text.split(':').length > 3 || text.includes('::')
