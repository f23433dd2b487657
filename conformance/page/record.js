// Every callback of the kit, remembered in order with the moment it came.
export const told = []

const remember = (name) => (users) => told.push({ name, users, at: Date.now() })

export const callbacks = Object.fromEntries(
  ['onJoinRoom', 'onLeaveRoom', 'onUserJoin', 'onUserLeave', 'onTokenWillExpire', 'onYouRemovedFromRoom'].map(
    (name) => [name, remember(name)],
  ),
)

window.told = told
