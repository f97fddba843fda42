// The places of the window that are looked at in every theme and width: by rule checkers, and by people.
import { type Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import { spec, task } from './seed.ts'

const taskPath = `/task/${spec}/${encodeURIComponent(task)}`

interface Place {
  name: string
  path: string
  /** Resolves when the place is drawn. */
  isShown: (window: Page) => Promise<void>
}

/** In a store with two attempts. */
export const places: readonly Place[] = [
  { name: 'home', path: '/', isShown: (window) => expect(window.getByRole('grid', { name: 'Specs' })).toContainText(spec) },
  { name: 'spec', path: `/spec/${spec}`, isShown: (window) => expect(window.getByRole('grid', { name: 'Tasks' })).toContainText(task) },
  { name: 'task', path: taskPath, isShown: (window) => expect(window.getByRole('grid', { name: 'Attempts' })).toContainText('boris') },
  {
    name: 'artifact-diff',
    path: `${taskPath}/2/change.diff`,
    isShown: (window) => expect(window.getByRole('grid', { name: 'Diff' })).toContainText('export async function pay'),
  },
  {
    name: 'artifact-log',
    path: `${taskPath}/2/run.log`,
    isShown: (window) => expect(window.getByRole('table', { name: 'Log lines' })).toContainText('ECONNREFUSED'),
  },
  {
    name: 'artifact-tests',
    path: `${taskPath}/2/junit.xml`,
    isShown: (window) => expect(window.getByRole('tree', { name: 'Tests' })).toContainText('gives up after three'),
  },
  {
    name: 'artifact-text',
    path: `${taskPath}/2/junit.xml?as=text`,
    isShown: (window) => expect(window.getByRole('region', { name: 'Artifact junit.xml' })).toContainText('<testsuites>'),
  },
  {
    name: 'artifact-hex',
    path: `${taskPath}/2/junit.xml?as=hex`,
    isShown: (window) => expect(window.getByRole('region', { name: 'Artifact junit.xml' })).toContainText('3C3F786D'),
  },
  { name: 'nowhere', path: '/no/such/place', isShown: (window) => expect(window.getByText('This address leads nowhere')).toBeVisible() },
]
