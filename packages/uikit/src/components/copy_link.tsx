// A button that copies an invitation, and says so on itself. Where nothing can be copied, the link stands there to be selected.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { copyText } from '../browser/copy.ts'
import { fill, type Messages } from '../models/messages.ts'
import type { SharedLink } from '../models/settings.ts'
import { CheckIcon, LinkIcon } from './icons.tsx'

const showMs = 2500

export function CopyLink({ link, messages }: { readonly link: SharedLink; readonly messages: Messages }): JSX.Element {
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'failed'>('none')
  useEffect(() => {
    if (outcome !== 'copied') return undefined
    const timer = setTimeout(() => setOutcome('none'), showMs)
    return () => clearTimeout(timer)
  }, [outcome])
  if (outcome === 'failed')
    return <input class="link-text" readOnly value={link.url} aria-label={link.name || messages.copyLink} />
  const copied = outcome === 'copied'
  return (
    <button
      type="button"
      class="copy"
      onClick={() => void copyText(link.url).then((done) => setOutcome(done ? 'copied' : 'failed'))}
    >
      {copied ? <CheckIcon /> : <LinkIcon />}
      <span aria-live="polite">
        {copied
          ? messages.copied
          : link.name === ''
            ? messages.copyLink
            : fill(messages.copyNamedLink, { name: link.name })}
      </span>
    </button>
  )
}
