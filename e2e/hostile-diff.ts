// Diffs that try to get out of their viewer, made from a seed.

/** Where everything hostile would call, and what it would set. */
export const hostileHost = 'hostile.invalid'
const call = `globalThis.taken=1;fetch('//${hostileHost}/x')`

const payloads: readonly string[] = [
  `<script>${call}</script>`,
  `<img src=x onerror="${call}">`,
  `<img src=//${hostileHost}/pixel.png>`,
  `"><svg/onload=${call}>`,
  `' onmouseover='${call}' style='position:fixed;inset:0`,
  `</span></div></main><h1 class=taken>taken</h1>`,
  `<iframe srcdoc="<script>parent.taken=1</script>"></iframe>`,
  `<style>body{display:none;background:url(//${hostileHost}/css)}</style>`,
  `<a href="javascript:${call}">click</a>`,
  `javascript:${call}`,
  `data:text/html,<script>${call}</script>`,
  `<base href="//${hostileHost}/"><meta http-equiv=refresh content="0;url=//${hostileHost}">`,
  `{{constructor.constructor('${call}')()}}\${${call}}<%= ${call} %>`,
  `__proto__`,
  `constructor`,
  `url(//${hostileHost}/u) expression(${call}) ; } * { color: red`,
  `&lt;b&gt;&#60;script&#62;&amp;`,
  `<!--<script>--><![CDATA[<b>]]><?x ?>`,
  `\u202Eevil\u2066mirrored\u2069\u202C \u200Bjoined\u200D\uFEFF`,
  `\u001B[31mred\u001B[0m\u001B]8;;javascript:${call}\u0007link\u001B]8;;\u0007\u001B[2J\u001B]0;title\u0007`,
  `\u0000\u0001\u0007\u0008\u000B\u000C\u007F\u0085\u009B31m`,
  'Z\u0351\u036B\u0343\u036A'.repeat(40),
  `\uFFFD\uFFFE \u{1F600}\u{E0041}\u{10FFFF}`,
  `@@ -1,9999999999 +1,1 @@ <b>`,
  `diff --git a/<b> b/<b>`,
]

const quote = (name: string) =>
  `"${Array.from(Buffer.from(name), (byte) =>
    byte < 32 || byte > 126 || byte === 34 || byte === 92 ? `\\${byte.toString(8).padStart(3, '0')}` : String.fromCharCode(byte),
  ).join('')}"`

/** One diff of many files, every part of which may be hostile. */
export function hostileDiff(random: () => number, files: number): Buffer {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] ?? fail()
  const fail = (): never => {
    throw new Error('nothing to pick from')
  }
  const text = () => Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(payloads)).join(pick(['', ' ', '/', '\t', '"']))
  const oneLine = () => text().replaceAll(/[\n\r]/g, ' ')
  const body = (count: number) =>
    Array.from(
      { length: count },
      () => `${pick([' ', '+', '-'])}${random() < 0.03 ? oneLine().repeat(400) : oneLine()}${pick(['', '', '\r'])}\n`,
    ).join('')
  const one = () => {
    const isQuoted = random() < 0.5
    const name = (side: string) => (isQuoted ? quote(`${side}/${path}`) : `${side}/${path}`)
    const path = oneLine()
    const header = [
      `diff --git ${name('a')} ${name('b')}`,
      ...(random() < 0.3 ? [`old mode ${oneLine()}`, `new mode 100755`] : []),
      ...(random() < 0.3 ? [`similarity index ${oneLine()}`, `rename from ${oneLine()}`, `rename to ${oneLine()}`] : []),
      ...(random() < 0.3 ? [`index ${oneLine()}..${oneLine()} 100644`] : []),
      ...(random() < 0.1 ? [`Binary files ${name('a')} and ${name('b')} differ`] : [`--- ${name('a')}`, `+++ ${name('b')}`]),
    ]
    const message =
      random() < 0.15
        ? `From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: ${oneLine()} <x@y>\nSubject: [PATCH] ${oneLine()}\n\n${oneLine()}\n---\n`
        : ''
    const hunk = `@@ -${1 + Math.floor(random() * 90)},8 +1,8 @@ ${oneLine()}\n${body(8)}`
    return `${message}${header.join('\n')}\n${hunk}${random() < 0.2 ? '\\ No newline <b>at</b> end of file\n' : ''}`
  }
  const parts = Array.from({ length: files }, () => Buffer.from(one()))
  // Bytes that are no text in any encoding.
  return Buffer.concat(parts.flatMap((part) => (random() < 0.1 ? [part, Buffer.of(43, 0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80, 10)] : [part])))
}
