// Who sits at this window. Two windows of one browser are two people, and a reload stays the same one.

const idKey = 'roompass.userID'
const nameKey = 'roompass.userName'

/** This window's user ID: made once, kept for as long as the window lives. */
export async function windowUserId(): Promise<string> {
  const remembered = sessionStorage.getItem(idKey)
  if (remembered !== null && (await hold(remembered))) return remembered
  // Nobody yet, or a duplicated tab: it copies the storage of the first, but both cannot hold one lock.
  const fresh = freshUserId()
  sessionStorage.setItem(idKey, fresh)
  await hold(fresh)
  return fresh
}

const suggestions = ['Ada', 'Grace', 'Alan', 'Katherine', 'Edsger', 'Radia', 'Dennis', 'Barbara', 'Linus', 'Margaret']

/** The name last used in this window; at first one to start with, which two windows seldom share. */
export function nameFor(userId: string): string {
  const remembered = sessionStorage.getItem(nameKey)
  if (remembered !== null) return remembered
  const sum = Array.from(userId, (letter) => letter.charCodeAt(0)).reduce((one, other) => one + other, 0)
  return suggestions[sum % suggestions.length] ?? ''
}

export function rememberName(userName: string): void {
  sessionStorage.setItem(nameKey, userName)
}

/** Takes the lock of a user ID for the life of this page; false when another window has it. */
async function hold(userId: string): Promise<boolean> {
  return new Promise((answer) => {
    navigator.locks
      .request(`roompass-user-${userId}`, { ifAvailable: true }, (lock) => {
        answer(lock !== null)
        return lock === null ? undefined : new Promise<never>(() => {})
      })
      .catch(() => answer(false))
  })
}

function freshUserId(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
  const random = crypto.getRandomValues(new Uint8Array(6))
  return `user-${Array.from(random, (byte) => letters[byte % letters.length]).join('')}`
}
