package roompass

import "github.com/roompass/roompass/libraries/go/internal/sealed"

// Verify tells what a Kit Token proves. It takes Sealed or better, unless options say otherwise; they may be nil. A
// refusal is a *KitTokenError, a wrong call an *ArgumentError.
//
// These are the rules R1 to R31 of spec/kit-token.md, in their order. They live with what they are about; here is the
// path through them.
func Verify(kitToken string, keys *Keyring, options *VerifyOptions) (*Pass, error) {
	t, err := readCall(keys, options)
	if err != nil {
		return nil, err
	}
	return verifyKitToken(kitToken, keys, t)
}

// VerifyToken04 tells what a Token04 without a suffix proves. There is no signature, so Sealed is the best that it can
// prove. See Verify.
func VerifyToken04(token04 string, keys *Keyring, options *VerifyOptions) (*Pass, error) {
	t, err := readCall(keys, options)
	if err != nil {
		return nil, err
	}
	return verifyToken04(token04, keys, t)
}

func readCall(keys *Keyring, options *VerifyOptions) (terms, error) {
	if keys == nil {
		return terms{}, noKeyring()
	}
	return readTerms(options)
}

// evidence is what was found so far, and what a pass is made from.
type evidence struct {
	raw      []byte
	envelope sealed.Envelope
	// suffix is nil for a Token04 alone.
	suffix *suffix
	signed bool
	terms  terms
}

func verifyKitToken(kitToken string, keys *Keyring, t terms) (*Pass, error) {
	token04, suffixText, err := splitKitToken(kitToken, t.reading) // R1, R2
	if err != nil {
		return nil, err
	}
	e := evidence{terms: t}
	if err := e.readOutside(token04); err != nil { // R1 to R7
		return nil, err
	}
	if e.suffix, err = readSuffix(suffixText, t.reading); err != nil { // R8 to R12
		return nil, err
	}
	candidates, err := keys.candidates(e.suffix.appID) // R13
	if err != nil {
		return nil, err
	}
	if e.suffix.signature != nil {
		signer, err := signerOf(candidates, &e) // R13
		if err != nil {
			return nil, err
		}
		candidates, e.signed = []*appKey{signer}, true
	}
	return conclude(candidates, &e)
}

func verifyToken04(token04 string, keys *Keyring, t terms) (*Pass, error) {
	e := evidence{terms: t}
	if err := e.readOutside(token04); err != nil { // R1 to R7
		return nil, err
	}
	candidates, err := keys.candidates(t.appID) // R13
	if err != nil {
		return nil, err
	}
	return conclude(candidates, &e)
}

func (e *evidence) readOutside(token04 string) (err error) {
	if e.raw, err = decodeToken04(token04, e.terms.reading); err != nil { // R1 to R4
		return err
	}
	if e.envelope, err = readEnvelope(e.raw, e.terms.reading); err != nil { // R5 to R7
		return err
	}
	// The outer expiry is public and cheap to read: an expired token costs no cryptography.
	if e.terms.expired(e.envelope.Expire) {
		return refuse(CodeTokenExpired, "expire")
	}
	return nil
}

// conclude opens a token with the keys that may and judges what is inside.
func conclude(candidates []*appKey, e *evidence) (*Pass, error) {
	key, opened, err := open(candidates, e.envelope, e.signed) // R16 to R19
	if err != nil {
		return nil, err
	}
	trust := trustOf(key, opened, e)         // R17
	claims, err := readClaims(opened.Claims) // R19, R21, R22
	if err != nil {
		return nil, err
	}
	if found := conflicts(claims, e.envelope, key, e.suffix, &e.terms); len(found) > 0 { // R23 to R28
		return nil, found[0]
	}
	payload, err := readPayload(claims.Payload, trust != Bare, e.terms.reading) // R29
	if err != nil {
		return nil, err
	}
	if err := checkRoom(payload, trust, e.suffix, &e.terms); err != nil { // R30, R31
		return nil, err
	}
	// Last, so that it is said only of a token that keeps every other rule (R14, R17).
	if trust.rank() < e.terms.accept.rank() {
		return nil, refuse(CodeTrustTooLow, "")
	}
	return newPass(e, key, trust, claims, payload), nil
}

// signerOf gives the key that signed the token. A wrong signature ends here, before anything is decrypted.
func signerOf(candidates []*appKey, e *evidence) (*appKey, error) {
	for _, key := range candidates {
		if key.ID != e.suffix.signature.kid {
			continue
		}
		if !e.suffix.signature.signedBy(key.Key, &e.suffix.suffixFields, e.raw) {
			return nil, refuse(CodeSignatureInvalid, "sig")
		}
		return key, nil
	}
	return nil, refuse(CodeKeyUnknown, "sig")
}

// open tries every key, also after one fitted, so that the time does not tell which. Of several that open, the first
// that seals wins.
func open(candidates []*appKey, envelope sealed.Envelope, signed bool) (*appKey, sealed.Opened, error) {
	var found *appKey
	var best sealed.Opened
	usable := 0
	for _, key := range candidates {
		if envelope.Format == sealed.GCM && key.gcm == GCMRefuse {
			continue
		}
		usable++
		opened, ok := key.Open(envelope, signed)
		if ok && (found == nil || opened.Sealed && !best.Sealed) {
			found, best = key, opened
		}
	}
	switch {
	case len(candidates) == 0:
		return nil, best, refuse(CodeKeyUnknown, "")
	case usable == 0:
		return nil, best, refuse(CodeTokenEnvelope, "")
	case found == nil:
		return nil, best, refuse(CodeTokenUndecryptable, "")
	}
	return found, best, nil
}

// trustOf is R17. The tag of a GCM token speaks for its maker only if every maker with this secret is known to be good.
func trustOf(key *appKey, opened sealed.Opened, e *evidence) Trust {
	switch {
	case e.signed:
		return Signed
	case opened.Sealed, e.envelope.Format == sealed.GCM && key.gcm == GCMTrust:
		return Sealed
	}
	return Bare
}
