// Under a list that comes page by page: how much of it is there, and the way to more.
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

export interface PageFootProps {
  /** `50 rows` */
  readonly count: string
  readonly more: boolean
  readonly busy: boolean
  readonly onOlder: () => void
}

export function PageFoot({ count, more, busy, onOlder }: PageFootProps): JSX.Element {
  const foot = useRef<HTMLSpanElement>(null)
  const pressed = useRef(false)
  useEffect(() => {
    // The button is gone with the last page: whoever pressed it stays where they were.
    if (!more && pressed.current) foot.current?.focus()
    if (!more) pressed.current = false
  }, [more])
  return (
    <p class="card-foot">
      <span class="small" role="status" tabIndex={-1} ref={foot}>
        {count}
        {more ? '' : ', that is all'}
      </span>
      {more && (
        <button
          type="button"
          class="button"
          aria-disabled={busy}
          onClick={() => {
            pressed.current = true
            onOlder()
          }}
        >
          Older
        </button>
      )}
    </p>
  )
}
