// Review pages: frozen and looked through before they are written.
import { useQuery } from '@tanstack/react-query'
import { toVitrineError } from '../../shared/errors.ts'
import { type Loadable } from '../../shared/loadable.ts'
import { type PageRequest, type PageSummary } from '../../shared/review-page/review-page.ts'
import { useClient } from '../client/ClientContext.tsx'
import { queryKeys } from './query-keys.ts'
import { useSettled } from './settled.ts'

/**
 * The page of a request, made anew a moment after it was changed. A page that is not of this request is never given; one that is not
 * wanted is not made.
 */
export function usePage(request: PageRequest, isWanted: boolean): Loadable<PageSummary> {
  const client = useClient()
  const settled = useSettled(request, JSON.stringify)
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: [...queryKeys.page, JSON.stringify(settled)],
    queryFn: ({ signal }) => client.page.make(settled, { signal }),
    // Frozen, whatever happens to the store; main keeps only the last few.
    staleTime: 'static',
    gcTime: 0,
    enabled: isWanted,
  })
  if (JSON.stringify(settled) !== JSON.stringify(request) || isFetching) return { state: 'loading' }
  if (error !== null) return { state: 'failed', error: toVitrineError(error), retry: () => void refetch() }
  return data === undefined ? { state: 'loading' } : { state: 'ready', value: data }
}
