// Package roompass mints, verifies and explains Kit Tokens: ZEGOCLOUD's Token04 and its readable suffix, byte for byte,
// and in addition a proof of who made them.
//
// A Kit Token says who may enter which room, under what name, with which rights and until when. What Mint makes is
// sealed, so that nobody else could have made the claims in it, and signed, so that nobody could have changed the
// suffix. Verify takes sealed and better, unless it is told otherwise.
//
// Every function may be used by several goroutines at once. Options that are nil, and fields that are zero, have the
// defaults that stand beside them. A token that is refused is a *KitTokenError with a code of a closed list; a call
// that is wrong is an *ArgumentError that names the argument. Neither holds a part of a token, nor a secret.
//
// The drop-in for ZEGOCLOUD's own generator is in the package token04.
package roompass
