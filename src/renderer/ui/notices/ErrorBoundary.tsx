import { Component, type ReactNode } from 'react'
import { toVitrineError, type VitrineError } from '../../../shared/errors.ts'
import { FailedNotice } from './FailedNotice.tsx'

/** Keeps a defect in one part of the window inside that part. Give it a `key`, so that another content starts afresh. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: VitrineError | null }> {
  override state: { error: VitrineError | null } = { error: null }

  static getDerivedStateFromError(error: unknown): { error: VitrineError } {
    return { error: toVitrineError(error) }
  }

  override render(): ReactNode {
    const { error } = this.state
    return error === null ? this.props.children : <FailedNotice error={error} retry={() => this.setState({ error: null })} />
  }
}
