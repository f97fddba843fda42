// Words of a mail's head that are not ASCII (RFC 2047): `=?utf-8?q?Gr=C3=BC=C3=9Fe?=`.

const encodedWord = /=\?([\w-]+)(?:\*[\w-]*)?\?([bq])\?([^?\s]*)\?=/gi
/** White space between two of them separates only what is written. */
const between = /(\?=)[ \t\r\n]+(?==\?[\w-]+(?:\*[\w-]*)?\?[bq]\?[^?\s]*\?=)/gi
// oxlint-disable-next-line no-control-regex -- these would end the line that they stand in
const lineEnds = /[\u0000\n\r\u0085\u2028\u2029]/g

/** Such words as they read; one in a charset that nobody knows stays as it was written. */
export function decodeWords(text: string): string {
  return text.replaceAll(between, '$1').replaceAll(/(?:=\?[^?\s]+\?[bq]\?[^?\s]*\?=)+/gi, (words) => decodeRun(words))
}

/** Mailers cut a text between any two bytes: neighbours of one charset are one text. */
function decodeRun(words: string): string {
  const texts: { charset: string; binary: string; written: string }[] = []
  for (const [written, charset = '', encoding = '', coded = ''] of words.matchAll(encodedWord)) {
    const binary = encoding.toLowerCase() === 'b' ? fromBase64(coded) : fromQ(coded)
    const last = texts.at(-1)
    if (binary === undefined) texts.push({ charset: '', binary: '', written })
    else if (last !== undefined && last.charset === charset.toLowerCase()) {
      last.binary += binary
      last.written += written
    } else texts.push({ charset: charset.toLowerCase(), binary, written })
  }
  return texts.map(({ charset, binary, written }) => decoded(charset, binary) ?? written).join('')
}

const fromQ = (coded: string) =>
  coded.replaceAll('_', ' ').replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

function fromBase64(coded: string): string | undefined {
  try {
    return atob(coded)
  } catch {
    // Not base64 after all.
    return undefined
  }
}

function decoded(charset: string, binary: string): string | undefined {
  try {
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
    return new TextDecoder(charset).decode(bytes).replaceAll(lineEnds, ' ')
  } catch {
    // No such charset.
    return undefined
  }
}
