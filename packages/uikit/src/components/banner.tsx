// A line over the stage that says what is going on and leaves every control usable.
import type { ComponentChildren, JSX } from 'preact'

export interface BannerProps {
  readonly tone: 'calm' | 'warn'
  readonly icon?: ComponentChildren
  readonly action?: ComponentChildren
  readonly children: ComponentChildren
}

export function Banner({ tone, icon, action, children }: BannerProps): JSX.Element {
  return (
    <div class="banner" data-tone={tone}>
      {icon}
      <span class="banner-text">{children}</span>
      {action}
    </div>
  )
}
