// How a second `serve` asks a running one for a link. Each side proves that it knows the key of the instance's file; the key itself never
// travels, so whoever listens on the port of an instance that is gone learns nothing, and nobody can speak in its name.
import { createHmac, randomBytes } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { isSameSecret } from './same-secret.ts'

export const instancePath = '/instance'

const questionSchema = z.object({ nonce: z.string().min(16).max(100), storeUri: z.string(), proof: z.string() })
const answerSchema = z.object({ launchUrl: z.string().nullable(), proof: z.string() })
const askingMs = 3_000

/** A link of the instance at `origin`, when it has this key and shows this store; `undefined` for whatever else is there. */
export async function askForLink(origin: string, key: string, storeUri: string): Promise<string | undefined> {
  const nonce = randomBytes(16).toString('base64url')
  const question = { nonce, storeUri, proof: prove(key, ['ask', nonce, storeUri]) }
  try {
    const answer = await fetch(`${origin}${instancePath}`, {
      method: 'POST',
      body: JSON.stringify(question),
      redirect: 'error',
      signal: AbortSignal.timeout(askingMs),
    })
    if (!answer.ok) return undefined
    const { launchUrl, proof } = answerSchema.parse(await answer.json())
    const isOurs = launchUrl !== null && isSameSecret(proof, prove(key, ['answer', nonce, launchUrl])) && launchUrl.startsWith(`${origin}/`)
    return isOurs ? launchUrl : undefined
  } catch {
    // Gone, or something else that has its port now.
    return undefined
  }
}

export interface AskedInstance {
  key: string
  /** The store it shows now. */
  storeUri: () => string
  createLaunchUrl: () => string
}

/** The answer to a question; one without the proof is refused, one for another store gets no link. */
export function answerInstanceCall(body: string, { key, storeUri, createLaunchUrl }: AskedInstance): Response {
  const { data } = questionSchema.safeParse(parseJson(body))
  if (data === undefined || !isSameSecret(data.proof, prove(key, ['ask', data.nonce, data.storeUri])))
    return new Response(null, { status: 401 })
  const launchUrl = isSameStore(storeUri(), data.storeUri) ? createLaunchUrl() : null
  return Response.json({ launchUrl, proof: prove(key, ['answer', data.nonce, launchUrl ?? '']) })
}

/** Folders are the same by whatever path they are reached; all else by its address. */
function isSameStore(one: string, other: string): boolean {
  return placeOf(one) === placeOf(other)
}

function placeOf(storeUri: string): string {
  const path = storeUri.replace(/^file:\/\//, '')
  if (path.includes('://')) return path.replace(/\/+$/, '')
  try {
    return realpathSync(path)
  } catch {
    return resolve(path)
  }
}

function prove(key: string, words: readonly string[]): string {
  return createHmac('sha256', key).update(JSON.stringify(words)).digest('base64url')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
