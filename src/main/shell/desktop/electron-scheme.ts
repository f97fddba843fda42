import { protocol } from 'electron'
import { type AppAnswers, answerAppRequest, appScheme } from './app-requests.ts'

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }])
}

/** Must run once the app is ready, before the first window. */
export function serveAppScheme(answers: AppAnswers): void {
  protocol.handle(appScheme, (request) => answerAppRequest(request, answers))
}
