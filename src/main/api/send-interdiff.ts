import { VitrineError } from '../../shared/errors.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { type Comparer } from './comparer.ts'
import { sandboxed } from './content-headers.ts'

/** GET /interdiff?first=…&second=…: the patch from what one diff makes to what the other makes. */
export async function sendInterdiff(store: ArtifactStore, comparer: Comparer, request: Request, url: URL): Promise<Response> {
  const [first, second] = [url.searchParams.get('first'), url.searchParams.get('second')]
  if (first === null || second === null) throw new VitrineError('request.invalid', { reason: 'the address does not name two diffs' })
  const { patch } = await comparer.diffs(store, { first, second })
  const headers = {
    'content-type': 'application/octet-stream',
    ...sandboxed,
    'content-length': String(patch.length),
    'cache-control': 'no-store',
  }
  return new Response(request.method === 'HEAD' ? null : patch, { headers })
}
