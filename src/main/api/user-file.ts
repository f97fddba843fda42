// What is kept for this user beside any store: JSON files that nobody else can read.
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { replaceFile } from '../backends/replace-file.ts'

/** Durable when it resolves. */
export async function writeUserFile(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await replaceFile(path, Buffer.from(JSON.stringify(value, undefined, 1)), { mode: 0o600 })
}
