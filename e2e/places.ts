// The places of the window that are looked at in every theme and width: by rule checkers, and by people.
import { type Page } from '@playwright/test'
import { expect } from './fixtures.ts'

const spec = 'checkout-api'
const task = '1.1 idempotent-refunds'
const taskPath = `/task/${spec}/${encodeURIComponent(task)}`

interface Place {
  name: string
  path: string
  /** Resolves when the place is drawn. */
  isShown: (window: Page) => Promise<void>
  /** Resolves when the colours are there too, which come after the words. */
  isPainted?: (window: Page) => Promise<void>
}

const hasColours = (window: Page) =>
  expect(window.getByRole('grid', { name: 'Diff' }).getByText('exceeds,', { exact: true }).first()).toBeVisible()

/** In the sample store. */
export const places: readonly Place[] = [
  { name: 'home', path: '/', isShown: (window) => expect(window.getByRole('grid', { name: 'Specs' })).toContainText(spec) },
  { name: 'spec', path: `/spec/${spec}`, isShown: (window) => expect(window.getByRole('grid', { name: 'Tasks' })).toContainText(task) },
  {
    name: 'queue',
    path: '/queue',
    isShown: (window) => expect(window.getByRole('grid', { name: 'Waiting' })).toContainText(task),
  },
  { name: 'queue-empty', path: '/queue?show=blocked', isShown: (window) => expect(window.getByText('No task is blocked')).toBeVisible() },
  { name: 'task', path: taskPath, isShown: (window) => expect(window.getByRole('grid', { name: 'Attempts' })).toContainText('gpt-codex') },
  {
    name: 'artifact-diff',
    path: `${taskPath}/2/patch.diff`,
    isShown: (window) => expect(window.getByRole('grid', { name: 'Diff' })).toContainText('@@'),
    isPainted: hasColours,
  },
  {
    name: 'artifact-log',
    path: `${taskPath}/2/agent.log`,
    isShown: (window) => expect(window.getByRole('table', { name: 'Log lines' })).toContainText('refund'),
  },
  {
    name: 'artifact-tests',
    path: `${taskPath}/2/junit.xml`,
    isShown: (window) => expect(window.getByRole('tree', { name: 'Tests' })).toContainText('refund'),
  },
  {
    name: 'artifact-text',
    path: `${taskPath}/2/junit.xml?as=text`,
    isShown: (window) => expect(window.getByRole('region', { name: 'Artifact junit.xml' })).toContainText('<testsuite'),
  },
  {
    name: 'artifact-hex',
    path: `${taskPath}/2/junit.xml?as=hex`,
    isShown: (window) => expect(window.getByRole('region', { name: 'Artifact junit.xml' })).toContainText('3C3F786D'),
  },
  {
    name: 'artifact-image',
    path: `/task/${spec}/${encodeURIComponent('2.1 receipt-email')}/1/screenshot.png`,
    isShown: (window) =>
      expect(window.getByRole('region', { name: 'Artifact screenshot.png' }).getByRole('img', { name: 'screenshot.png' })).toBeVisible(),
  },
  {
    name: 'compare-tests',
    path: `/compare/${spec}/${encodeURIComponent(task)}/1/2?show=tests`,
    isShown: (window) => expect(window.getByRole('listbox', { name: 'Tests' })).toContainText('refund'),
  },
  {
    name: 'compare-diff',
    path: `/compare/${spec}/${encodeURIComponent(task)}/1/2?show=diff`,
    isShown: (window) => expect(window.getByRole('grid', { name: 'Diff' })).toContainText('@@'),
    isPainted: hasColours,
  },
  {
    name: 'compare-both-diffs',
    path: `/compare/${spec}/${encodeURIComponent(task)}/1/2?show=diff#//`,
    isShown: (window) => expect(window.getByRole('region', { name: 'Diff of attempt 2' })).toContainText('@@'),
  },
  {
    name: 'compare-log',
    path: `/compare/${spec}/${encodeURIComponent(task)}/1/2?show=log`,
    isShown: (window) => expect(window.getByRole('listbox', { name: 'Only in attempt 2, lines' })).toBeVisible(),
  },
  {
    name: 'compare-artifacts',
    path: `/compare/${spec}/${encodeURIComponent(task)}/1/2?show=artifacts`,
    isShown: (window) => expect(window.getByRole('grid', { name: 'Artifacts of both attempts' })).toContainText('changed'),
  },
  { name: 'settings', path: '/settings/stores', isShown: (window) => expect(window.getByText('Synced')).toBeVisible() },
  {
    name: 'settings-keys',
    path: '/settings/keys',
    isShown: (window) => expect(window.getByRole('region', { name: 'Review' })).toBeVisible(),
  },
  {
    name: 'settings-appearance',
    path: '/settings/appearance',
    isShown: (window) => expect(window.getByRole('group', { name: 'Language' })).toBeVisible(),
  },
  {
    name: 'search',
    path: '/search?q=refund',
    isShown: (window) => expect(window.getByRole('list', { name: 'Results' })).toContainText('refund'),
  },
  { name: 'search-help', path: '/search', isShown: (window) => expect(window.getByText('What are you looking for?')).toBeVisible() },
  { name: 'task-notes', path: `${taskPath}?show=notes`, isShown: (window) => expect(window.getByText('No notes yet')).toBeVisible() },
  { name: 'workspaces', path: '/workspaces', isShown: (window) => expect(window.getByText('No files yet')).toBeVisible() },
  { name: 'workspace', path: '/workspaces/agent%3A1', isShown: (window) => expect(window.getByText('No files yet')).toBeVisible() },
  { name: 'sessions', path: '/sessions', isShown: (window) => expect(window.getByText('No sessions yet')).toBeVisible() },
  { name: 'blobs', path: '/blobs', isShown: (window) => expect(window.getByText('No keyed blobs yet')).toBeVisible() },
  {
    name: 'storage',
    path: '/storage',
    isShown: (window) => expect(window.getByRole('grid', { name: 'Oldest artifacts' })).toContainText('attempt'),
  },
  {
    name: 'storage-spec',
    path: `/storage?spec=${spec}`,
    isShown: (window) => expect(window.getByRole('grid', { name: 'Space by task' })).toContainText(task),
  },
  {
    name: 'cleanup',
    path: '/storage/cleanup?days=0%2C0%2C0%2C0&keep=1',
    isShown: (window) => expect(window.getByRole('grid', { name: 'Due' })).toContainText('kept for 0 days'),
  },
  { name: 'trash', path: '/storage/trash', isShown: (window) => expect(window.getByText('The trash is empty')).toBeVisible() },
  { name: 'verify', path: '/storage/verify', isShown: (window) => expect(window.getByText('Nothing was verified yet')).toBeVisible() },
  { name: 'activity', path: '/storage/activity', isShown: (window) => expect(window.getByText('No cleanup has run yet')).toBeVisible() },
  { name: 'nowhere', path: '/no/such/place', isShown: (window) => expect(window.getByText('This address leads nowhere')).toBeVisible() },
]
