import { BrowserWindow, Notification } from 'electron'
import { type Job } from '../../../shared/job.ts'
import { createJobWatch, progressOf } from './job-watch.ts'
import { type News } from './electron-news.ts'
import { type AppSpeech } from './electron-speech.ts'

/** Shows long work at the app's icon, and says when some is over while no window is looked at. */
export function showJobs(speech: AppSpeech, news: News): (jobs: readonly Job[]) => void {
  const watch = createJobWatch()
  // A notification that nobody holds is forgotten with its click.
  const shown = new Set<Notification>()
  return (jobs) => {
    for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(progressOf(jobs))
    const ended = watch(jobs)
    if (BrowserWindow.getFocusedWindow() !== null || !Notification.isSupported()) return
    const { sayAgain } = speech.now()
    for (const { title, body } of ended) {
      const notification = new Notification({ title: sayAgain(title), body: sayAgain(body) })
      shown.add(notification)
      notification.on('click', () => news.tell({ news: 'go', address: '/storage/activity' }))
      notification.on('close', () => shown.delete(notification))
      notification.show()
    }
  }
}
