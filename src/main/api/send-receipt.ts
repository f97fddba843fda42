import { Readable } from 'node:stream'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { formatReceipt } from '../store/retention/receipts.ts'
import { attachment } from './content-headers.ts'

/** GET /receipt?planId=…: what a cleanup did, as it lies in the store. */
export async function sendReceipt(store: ArtifactStore, request: Request, { searchParams }: URL): Promise<Response> {
  const receipt = await store.getReceipt(searchParams.get('planId') ?? '')
  const headers = attachment(`cleanup-${receipt.planId}.json`, 'application/json')
  if (request.method === 'HEAD') return new Response(null, { headers })
  return new Response(Readable.toWeb(Readable.from(formatReceipt(receipt), { objectMode: false })) as ReadableStream, { headers })
}
