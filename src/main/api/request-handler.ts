// The one handler that carries bytes for both shells: the window's own files, artifacts out, uploads in.
import { artifactPath, exportPath, filePath, interdiffPath, manifestPath, pagePath, receiptPath, uploadPath } from '../../shared/address.ts'
import { type Comparer } from './comparer.ts'
import { sendInterdiff } from './send-interdiff.ts'
import { sendExport, sendManifest } from './send-export.ts'
import { answerFailure } from './failure-answer.ts'
import { sendArtifact } from './send-artifact.ts'
import { sendAsset } from './send-asset.ts'
import { sendFile } from './send-file.ts'
import { sendPage } from './send-page.ts'
import { sendReceipt } from './send-receipt.ts'
import { type Pages } from './page/pages.ts'
import { type StoreSession } from './store-session.ts'
import { receiveUpload } from './receive-upload.ts'
import { type Workspaces } from './workspaces.ts'

/** Answers every request but RPC; failures have an `ErrorJson` body. */
export function createRequestHandler(
  { session, workspaces, pages, comparer }: { session: StoreSession; workspaces: Workspaces; pages: Pages; comparer: Comparer },
  assetsDirectory: string,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url)
    try {
      if (url.pathname === uploadPath) return await receiveUpload(session.store(), request, url)
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return new Response('Method not allowed', { status: 405, headers: { allow: 'GET, HEAD' } })
      if (url.pathname === artifactPath) return await sendArtifact(session.store(), request, url)
      if (url.pathname === filePath) return await sendFile(workspaces, request, url)
      if (url.pathname === exportPath) return await sendExport(session.store(), request, url)
      if (url.pathname === manifestPath) return await sendManifest(session.store(), request, url)
      if (url.pathname === pagePath) return sendPage(pages, request, url)
      if (url.pathname === receiptPath) return await sendReceipt(session.store(), request, url)
      if (url.pathname === interdiffPath) return await sendInterdiff(session.store(), comparer, request, url)
      return await sendAsset(assetsDirectory, request)
    } catch (error) {
      return answerFailure(error)
    }
  }
}
