// Writes a page as one HTML file: no script, no address, every text of others as text.
import { formatBytes } from '../../../shared/bytes.ts'
import { formatMinute } from '../../../shared/moment.ts'
import { describeAttempt } from '../../../shared/review-page/review-page.ts'
import { type TestTotals } from '../../../shared/test-report.ts'
import { type Say } from '../../../shared/language/translate.ts'
import { escapeText } from './html-text.ts'
import { pagePolicy, pageStyle } from './page-style.ts'
import { type Page, type PageAttempt, type PageComparison, type PageNote, type PageText } from './page.ts'
import { type Speech } from '../../../shared/language/speech.ts'
import { writeDiff } from './write-diff.ts'

/** The file in pieces. `redacted` are the texts that stand in place of others. */
export function* writePage(page: Page, redacted: ReadonlyMap<PageText, string>, speech: Speech): Generator<string> {
  const { language, say, sayAgain } = speech
  const read = (text: PageText) => redacted.get(text) ?? text.text
  yield `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="generator" content="Vitrine">
<title>${escapeText(sayAgain(page.title))}</title><style>${pageStyle}</style></head><body>
<header><h1>${escapeText(sayAgain(page.title))}</h1>
<p class="muted">${escapeText(say('A review page made by Vitrine at {moment} UTC. It needs no network.', { moment: formatMinute(page.madeAt) }))}${
    redacted.size === 0 ? '' : ` ${escapeText(say('What looked like a secret is replaced by words in brackets.'))}`
  }</p>
<nav aria-label="${say('Contents')}"><ul>${page.comparison === undefined ? '' : `<li><a href="#comparison">${say('Comparison')}</a></li>`}${page.attempts
    .map(({ attempt }, index) => `<li><a href="#attempt-${index}">${escapeText(sayAgain(describeAttempt(attempt)))}</a></li>`)
    .join('')}<li><a href="#left-out">${say('Left out')}</a></li></ul></nav></header><main>\n`
  if (page.comparison !== undefined) yield* writeComparison(page.comparison, read, speech)
  for (const [index, attempt] of page.attempts.entries()) yield* writeAttempt(attempt, { id: `attempt-${index}`, read, speech })
  yield `<section id="left-out" aria-labelledby="left-out-title"><h2 id="left-out-title">${say('Left out')}</h2>\n`
  if (page.leftOut.length === 0) yield `<p>${say('Nothing.')}</p>`
  else
    yield `<ul class="plain">${page.leftOut.map(({ what, because }) => `<li>${escapeText(sayAgain(what))}: <span class="muted">${escapeText(sayAgain(because))}${language === 'ja' ? '。' : '.'}</span></li>`).join('')}</ul>`
  yield '</section></main></body></html>\n'
}

type Read = (text: PageText) => string

function* writeComparison({ tests, diffs }: PageComparison, read: Read, { say, sayAgain }: Speech): Generator<string> {
  yield `<section id="comparison" aria-labelledby="comparison-title"><h2 id="comparison-title">${say('Comparison')}</h2>\n`
  if (tests.length === 0) yield `<p class="muted">${say('The attempts have no test reports to compare.')}</p>`
  for (const { name, counts, flips } of tests) {
    yield `<h3>${escapeText(say('Tests: {name}', { name }))}</h3><p>${counts.map(({ flip, count }) => escapeText(say('{count} {what}', { count, what: sayAgain(flip) }))).join(', ')}</p>\n`
    if (flips.length === 0) continue
    yield `<table><thead><tr><th>${say('What became of it')}</th><th>${say('Tests')}</th></tr></thead><tbody>`
    for (const { flip, isBad, transition, name: test, message } of flips) {
      const said = message === undefined ? '' : `<pre class="plain">${escapeText(read(message))}</pre>`
      yield `<tr><td><span${isBad ? ' class="bad"' : ''}>${escapeText(sayAgain(flip))}</span> <span class="muted">${escapeText(transition)}</span></td><td>${escapeText(read(test))}${said}</td></tr>`
    }
    yield '</tbody></table>\n'
  }
  for (const { name, same, text } of diffs) {
    yield `<h3>${escapeText(say('Change of the diff: {name}', { name }))}${same === 0 ? '' : ` <span class="muted">${escapeText(say('{count} files the same in both', { count: same }))}</span>`}</h3>\n`
    if (text.text === '') yield `<p class="muted">${say('No difference that the patches tell of.')}</p>`
    else yield* writeDiff(read(text))
  }
  yield '</section>\n'
}

function* writeNotes(notes: readonly PageNote[], read: Read, { say, sayAgain }: Speech): Generator<string> {
  if (notes.length === 0) return
  yield `<h3>${say('Notes')}</h3>\n`
  for (const { where, facts, quote, text } of notes) {
    const quoted = quote === undefined ? '' : `<pre class="plain muted">${escapeText(read(quote))}</pre>`
    yield `<article class="note"><p class="muted">${escapeText(sayAgain(where))}; ${escapeText(read(facts))}</p>${quoted}<p class="said">${escapeText(read(text))}</p></article>\n`
  }
}

function* writeAttempt(
  { attempt, facts, notes, tests, diffs, logs, artifacts }: PageAttempt,
  { id, read, speech }: { id: string; read: Read; speech: Speech },
): Generator<string> {
  const { say, sayAgain } = speech
  yield `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escapeText(sayAgain(describeAttempt(attempt)))}</h2>
<dl>${facts.map(({ label, value }) => `<dt>${escapeText(sayAgain(label))}</dt><dd>${escapeText(label === 'verdict' ? sayAgain(read(value)) : read(value))}</dd>`).join('')}</dl>\n`
  yield* writeNotes(notes, read, speech)
  for (const { name, totals, tests: listed } of tests) {
    yield `<h3>${escapeText(say('Tests: {name}', { name }))}</h3><p>${describeTotals(totals, say)}</p>\n`
    for (const { status, name: test, detail } of listed) {
      const look = status === 'skipped' ? 'muted' : 'bad'
      const head = `<span class="${look}">${escapeText(say(status))}</span> ${escapeText(read(test))}`
      yield detail === undefined
        ? `<p>${head}</p>`
        : `<details${status === 'skipped' ? '' : ' open'}><summary>${head}</summary><pre class="plain">${escapeText(read(detail))}</pre></details>\n`
    }
  }
  for (const { name, facts: counts, text } of diffs) {
    yield `<h3>${escapeText(say('Diff: {name}', { name }))} <span class="muted">${escapeText(sayAgain(counts))}</span></h3>\n`
    yield* writeDiff(read(text))
  }
  for (const { name, lines, isChosen, pieces } of logs) {
    yield `<h3>${escapeText(say('Log: {name}', { name }))} <span class="muted">${isChosen ? say('chosen lines of {lines}', { lines }) : say('errors and the end of {lines} lines', { lines })}</span></h3>\n`
    for (const piece of pieces) yield writeLines(read(piece), piece.firstLine)
  }
  yield `<h3>${say('Checksums')}</h3><table><thead><tr><th>${say('Artifact')}</th><th>${say('Type')}</th><th class="end">${say('Raw bytes')}</th><th>SHA-256</th></tr></thead><tbody>${artifacts
    .map(
      ({ name, type, sizeBytes, checksum, damage }) =>
        `<tr><td>${escapeText(name)}${damage === undefined ? '' : ` <span class="bad">${escapeText(say('damaged: {reason}', { reason: sayAgain(damage) }))}</span>`}</td><td>${escapeText(sayAgain(type))}</td><td class="end" title="${formatBytes(sizeBytes)}">${sizeBytes}</td><td><code>${checksum}</code></td></tr>`,
    )
    .join('')}</tbody></table></section>\n`
}

function writeLines(text: string, firstLine: number): string {
  const rows = text.split('\n').map((line, index) => `<span><i>${firstLine + index}</i>${escapeText(line)}\n</span>`)
  return `<pre class="rows">${rows.join('')}</pre>\n`
}

function describeTotals(totals: TestTotals, say: Say): string {
  const counts = (['failed', 'passed', 'skipped'] as const).flatMap((key) => {
    const look = key === 'failed' && totals[key] !== 0 ? 'bad' : key === 'passed' ? 'good' : 'muted'
    return totals[key] === null ? [] : [`<span class="${look}">${say('{count} {what}', { count: totals[key], what: say(key) })}</span>`]
  })
  return counts.length === 0 ? say('The report says no counts.') : counts.join(', ')
}
