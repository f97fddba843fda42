// CRC-32C (Castagnoli), which Google's storage checks content with and Node does not have.
const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1
  return value >>> 0
})

/** `digest` gives base64 of the big-endian number, as the JSON API writes it. */
export function createCrc32c() {
  let state = 0xffffffff
  return {
    update: (bytes: Uint8Array): void => {
      for (const byte of bytes) state = (table[(state ^ byte) & 0xff] ?? 0) ^ (state >>> 8)
    },
    digest: (): string => {
      const number = Buffer.alloc(4)
      number.writeUInt32BE((state ^ 0xffffffff) >>> 0)
      return number.toString('base64')
    },
  }
}
