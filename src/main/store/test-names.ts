// Which test a line of a report speaks of: the one that was named last, in whatever format the report is.

const named =
  /<(?:testcase|test-case|UnitTestResult)\b[^>]{0,1000}?\b(?:test)?name="([^"]*)"|"(?:fullName|nodeid|Test|testName|title|name)"\s*:\s*"((?:[^"\\]|\\.)*)"|^\s*(?:not )?ok \d+ (?:- )?(.*)$/gi
const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
/** A report in one line is judged by what stands so far before a hit. */
const judgedLength = 100_000

/** Lines in order; each is asked about once. */
export class TestNames {
  #last: string | undefined

  /** The name that stands last before a place in the line, or before the line; on the line of a hit itself it may also follow. */
  before(line: string, at: number): string | undefined {
    const names = Array.from(line.slice(Math.max(0, at - judgedLength), at + judgedLength).matchAll(named))
    const start = Math.max(0, at - judgedLength)
    const before = names.findLast(({ index }) => index + start <= at)
    const last = names.at(-1)
    const found = before === undefined ? undefined : readName(before)
    const answer = found ?? this.#last
    if (last !== undefined) this.#last = readName(last)
    return answer
  }
}

function readName([, xml, json, tap]: RegExpExecArray): string {
  if (xml !== undefined) return xml.replace(/&(lt|gt|quot|apos|amp);/g, (whole, name: string) => entities[name] ?? whole)
  return json === undefined ? (tap ?? '') : json.replace(/\\(["\\/])/g, '$1')
}
