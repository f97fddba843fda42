// Writes a page as one HTML file: no script, no address, every text of others as text.
import { formatBytes } from '../../../shared/bytes.ts'
import { describeAttempt } from '../../../shared/review-page/review-page.ts'
import { type TestTotals } from '../../../shared/test-report.ts'
import { escapeText } from './html-text.ts'
import { pagePolicy, pageStyle } from './page-style.ts'
import { type Page, type PageAttempt, type PageComparison, type PageNote, type PageText } from './page.ts'
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
<nav aria-label="Contents"><ul>${page.comparison === undefined ? '' : '<li><a href="#comparison">Comparison</a></li>'}${page.attempts
    .map(({ attempt }, index) => `<li><a href="#attempt-${index}">${escapeText(describeAttempt(attempt))}</a></li>`)
    .join('')}<li><a href="#left-out">Left out</a></li></ul></nav></header><main>\n`
  if (page.comparison !== undefined) yield* writeComparison(page.comparison, read)
  for (const [index, attempt] of page.attempts.entries()) yield* writeAttempt(attempt, `attempt-${index}`, read)
  yield `<section id="left-out" aria-labelledby="left-out-title"><h2 id="left-out-title">Left out</h2>\n`
  if (page.leftOut.length === 0) yield '<p>Nothing.</p>'
  else
    yield `<ul class="plain">${page.leftOut.map(({ what, because }) => `<li>${escapeText(what)}: <span class="muted">${escapeText(because)}.</span></li>`).join('')}</ul>`
  yield '</section></main></body></html>\n'
}

type Read = (text: PageText) => string

function* writeComparison({ tests, diffs }: PageComparison, read: Read): Generator<string> {
  yield '<section id="comparison" aria-labelledby="comparison-title"><h2 id="comparison-title">Comparison</h2>\n'
  if (tests.length === 0) yield '<p class="muted">The attempts have no test reports to compare.</p>'
  for (const { name, counts, flips } of tests) {
    yield `<h3>Tests: ${escapeText(name)}</h3><p>${counts.map(({ flip, count }) => `${count} ${escapeText(flip)}`).join(', ')}</p>\n`
    if (flips.length === 0) continue
    yield '<table><thead><tr><th>What became of it</th><th>Test</th></tr></thead><tbody>'
    for (const { flip, isBad, transition, name: test, message } of flips) {
      const said = message === undefined ? '' : `<pre class="plain">${escapeText(read(message))}</pre>`
      yield `<tr><td><span${isBad ? ' class="bad"' : ''}>${escapeText(flip)}</span> <span class="muted">${escapeText(transition)}</span></td><td>${escapeText(read(test))}${said}</td></tr>`
    }
    yield '</tbody></table>\n'
  }
  for (const { name, same, text } of diffs) {
    yield `<h3>Change of the diff: ${escapeText(name)}${same === 0 ? '' : ` <span class="muted">${same} files the same in both</span>`}</h3>\n`
    if (text.text === '') yield '<p class="muted">No difference that the patches tell of.</p>'
    else yield* writeDiff(read(text))
  }
  yield '</section>\n'
}

function* writeNotes(notes: readonly PageNote[], read: Read): Generator<string> {
  if (notes.length === 0) return
  yield '<h3>Notes</h3>\n'
  for (const { where, facts, quote, text } of notes) {
    const quoted = quote === undefined ? '' : `<pre class="plain muted">${escapeText(read(quote))}</pre>`
    yield `<article class="note"><p class="muted">${escapeText(where)}; ${escapeText(read(facts))}</p>${quoted}<p class="said">${escapeText(read(text))}</p></article>\n`
  }
}

function* writeAttempt({ attempt, facts, notes, tests, diffs, logs, artifacts }: PageAttempt, id: string, read: Read): Generator<string> {
  yield `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escapeText(describeAttempt(attempt))}</h2>
<dl>${facts.map(({ label, value }) => `<dt>${escapeText(label)}</dt><dd>${escapeText(read(value))}</dd>`).join('')}</dl>\n`
  yield* writeNotes(notes, read)
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
