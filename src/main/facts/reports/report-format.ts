// What a test-report format must say of itself; formats.ts lists them.
import { type ReportCollector } from './report-collector.ts'

export interface XmlElement {
  /** Without a namespace prefix. */
  name: string
  attributes: ReadonlyMap<string, string>
}

/** Told of a document's elements while it streams. */
export interface XmlListener {
  open(element: XmlElement): void
  text(text: string): void
  close(name: string): void
}

export interface LineListener<Line> {
  line(line: Line): void
  end(): void
}

/** Content alone tells the format; of a long report `matches` sees only the beginning. */
export type ReportFormat = { name: string } & (
  | { family: 'xml'; roots: readonly string[]; open(report: ReportCollector): XmlListener }
  | {
      family: 'json'
      matches(value: unknown): boolean
      /** A large report is given in parts: lists in pieces, and at last all else with those lists empty. */
      read(value: unknown, report: ReportCollector): void
      /** Lists that may be long, by the keys that lead to them with dots between; empty for a list that is the whole. */
      lists?: readonly string[]
    }
  | { family: 'json-lines'; matches(value: unknown): boolean; open(report: ReportCollector): LineListener<unknown> }
  | { family: 'text'; matches(text: string): boolean; open(report: ReportCollector): LineListener<string> }
)
