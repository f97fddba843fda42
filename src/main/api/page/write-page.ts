// Writes a page as one HTML file: no script, no address, every text of others as text.
import { formatBytes } from '../../../shared/bytes.ts'
import { describeAttempt } from '../../../shared/review-page/review-page.ts'
import { type TestTotals } from '../../../shared/test-report.ts'
import { escapeText } from './html-text.ts'
import { pagePolicy, pageStyle } from './page-style.ts'
import { type Page, type PageAttempt, type PageText } from './page.ts'
import { writeDiff } from './write-diff.ts'

/** The file in pieces. `redacted` are the texts that stand in place of others. */
export function* writePage(page: Page, redacted: ReadonlyMap<PageText, string>): Generator<string> {
  const read = (text: PageText) => redacted.get(text) ?? text.text
  yield `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="generator" content="Vitrine">
<title>${escapeText(page.title)}</title><style>${pageStyle}</style></head><body>
<header><h1>${escapeText(page.title)}</h1>
<p class="muted">A review page made by Vitrine at ${escapeText(page.madeAt.slice(0, 16).replace('T', ' '))} UTC. It needs no network.${
    redacted.size === 0 ? '' : ' What looked like a secret is replaced by words in brackets.'
  }</p>
<nav aria-label="Contents"><ul>${page.attempts
    .map(({ attempt }, index) => `<li><a href="#attempt-${index}">${escapeText(describeAttempt(attempt))}</a></li>`)
    .join('')}<li><a href="#left-out">Left out</a></li></ul></nav></header><main>\n`
  for (const [index, attempt] of page.attempts.entries()) yield* writeAttempt(attempt, `attempt-${index}`, read)
  yield `<section id="left-out" aria-labelledby="left-out-title"><h2 id="left-out-title">Left out</h2>\n`
  if (page.leftOut.length === 0) yield '<p>Nothing.</p>'
  else
    yield `<ul class="plain">${page.leftOut.map(({ what, because }) => `<li>${escapeText(what)}: <span class="muted">${escapeText(because)}.</span></li>`).join('')}</ul>`
  yield '</section></main></body></html>\n'
}

type Read = (text: PageText) => string

function* writeAttempt({ attempt, facts, tests, diffs, logs, artifacts }: PageAttempt, id: string, read: Read): Generator<string> {
  yield `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escapeText(describeAttempt(attempt))}</h2>
<dl>${facts.map(({ label, value }) => `<dt>${escapeText(label)}</dt><dd>${escapeText(read(value))}</dd>`).join('')}</dl>\n`
  for (const { name, totals, tests: listed } of tests) {
    yield `<h3>Tests: ${escapeText(name)}</h3><p>${describeTotals(totals)}</p>\n`
    for (const { status, name: test, detail } of listed) {
      const look = status === 'skipped' ? 'muted' : 'bad'
      const head = `<span class="${look}">${status}</span> ${escapeText(read(test))}`
      yield detail === undefined
        ? `<p>${head}</p>`
        : `<details${status === 'skipped' ? '' : ' open'}><summary>${head}</summary><pre class="plain">${escapeText(read(detail))}</pre></details>\n`
    }
  }
  for (const { name, facts: counts, text } of diffs) {
    yield `<h3>Diff: ${escapeText(name)} <span class="muted">${escapeText(counts)}</span></h3>\n`
    yield* writeDiff(read(text))
  }
  for (const { name, lines, isChosen, pieces } of logs) {
    yield `<h3>Log: ${escapeText(name)} <span class="muted">${isChosen ? 'chosen lines' : 'errors and the end'} of ${lines} lines</span></h3>\n`
    for (const piece of pieces) yield writeLines(read(piece), piece.firstLine)
  }
  yield `<h3>Checksums</h3><table><thead><tr><th>Artifact</th><th>Type</th><th class="end">Bytes</th><th>SHA-256</th></tr></thead><tbody>${artifacts
    .map(
      ({ name, type, sizeBytes, checksum, damage }) =>
        `<tr><td>${escapeText(name)}${damage === undefined ? '' : ` <span class="bad">damaged: ${escapeText(damage)}</span>`}</td><td>${type}</td><td class="end" title="${formatBytes(sizeBytes)}">${sizeBytes}</td><td><code>${checksum}</code></td></tr>`,
    )
    .join('')}</tbody></table></section>\n`
}

function writeLines(text: string, firstLine: number): string {
  const rows = text.split('\n').map((line, index) => `<span><i>${firstLine + index}</i>${escapeText(line)}\n</span>`)
  return `<pre class="rows">${rows.join('')}</pre>\n`
}

function describeTotals(totals: TestTotals): string {
  const counts = (['failed', 'passed', 'skipped'] as const).flatMap((key) => {
    const look = key === 'failed' && totals[key] !== 0 ? 'bad' : key === 'passed' ? 'good' : 'muted'
    return totals[key] === null ? [] : [`<span class="${look}">${totals[key]} ${key}</span>`]
  })
  return counts.length === 0 ? 'The report says no counts.' : counts.join(', ')
}
